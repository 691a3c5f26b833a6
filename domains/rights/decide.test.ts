import { DAY_MS } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { buildIndex, withDenials } from './build-index.ts';
import { decide } from './decide.ts';
import type { Decision, RightsRequest } from './decision.ts';
import { effort } from './effort.test-support.ts';
import { explain } from './explain.ts';
import type { Denial, Grant } from './grant.ts';
import { columnBytes } from './index-columns.ts';
import { choose } from './precedence.ts';
import { pick, randomRequest, randomWorld, seeded, telling } from './random-world.test-support.ts';
import { denial, grant, instant, request } from './testing.ts';
import { knownAt } from './time-machine.ts';

const JUNE = instant('2026-06-01T00:00:00Z');
const START = instant('2026-01-01T00:00:00Z');
const END = instant('2027-01-01T00:00:00Z');

const asked = (
  grants: readonly Grant[],
  members: Partial<RightsRequest> = {},
  more: { at?: number; denials?: readonly Denial[] } = {},
): Decision => decide(buildIndex({ grants, denials: more.denials ?? [], epoch: 7 }), request(members), more.at ?? JUNE);

const reasons = (decision: Decision): readonly string[] => (decision.allow ? [] : decision.reasons);

describe('a decision', () => {
  test('names the epoch of the index and the grant that allows', () => {
    const own = grant();
    expect(asked([own])).toEqual({
      allow: true,
      epoch: 7,
      concurrency: null,
      grants: [own],
      chosen: own,
      quality: { formatProfiles: ['HD'], maxHeight: 1080 },
      languages: { allowed: null, heldBack: [] },
      until: END,
    });
  });

  test.each([
    ['a work nobody named', { work: 'other' }, ['unknown-work']],
    ['another verb', { verb: 'rent' }, ['verb']],
    ['another license type', { licenseType: 'AVOD' }, ['license-type']],
    ['another territory', { territory: 'CA' }, ['territory']],
    ['a territory that is no place', { territory: 'QQ' }, ['territory']],
    ['a group of territories', { territory: 'ZZ' }, ['territory']],
    ['another profile', { formatProfile: 'SD' }, ['format']],
    [
      'everything wrong at once',
      { verb: 'rent', licenseType: 'VOD', territory: 'CA', formatProfile: 'UHD' },
      ['verb', 'license-type', 'territory', 'format'],
    ],
  ] as const)('refuses %s', (_, members, expected) => {
    const decision = asked([grant()], members);
    expect(reasons(decision)).toEqual(expected);
  });

  test('is no while nothing is known, and names no nearest miss then', () => {
    expect(asked([], {})).toEqual({
      allow: false,
      epoch: 7,
      reasons: ['unknown-work'],
      nearestMiss: null,
      until: null,
    });
  });

  test.each([
    [START - 1, ['not-yet'], START],
    [START, [], END],
    [END - 1, [], END],
    [END, ['ended'], null],
  ])('at %i it fails %j and holds until %s', (at, expected, until) => {
    const decision = asked([grant()], {}, { at });
    expect(reasons(decision)).toEqual(expected);
    expect(decision.until).toBe(until);
  });
});

describe('screens', () => {
  const limited = grant({
    verbs: ['list', 'stream', 'download', 'cast'],
    screens: { tv: { models: ['m1'] }, phone: { maxHeight: 576, download: true } },
  });
  test.each([
    [{ screen: 'tablet' }, ['screen']],
    [{ screen: 'tv' }, ['screen']],
    [{ screen: 'tv', model: 'm2' }, ['screen']],
    [{ screen: 'tv', model: 'm1' }, []],
    [{ screen: 'phone' }, []],
    [{ screen: 'phone', verb: 'download' }, []],
    [{ screen: 'tv', model: 'm1', verb: 'download' }, ['screen']],
    [{ screen: 'phone', verb: 'cast' }, ['screen']],
    [{ screen: 'phone', formatProfile: 'HD' }, ['format']],
    [{ screen: 'phone', formatProfile: 'SD' }, []],
  ] as const)('%j fails %j', (members, expected) => {
    expect(reasons(asked([limited], members))).toEqual(expected);
  });

  test.each([
    ['HD', undefined, false, ['HD'], 1080],
    ['HD', 576, false, ['SD'], 576],
    ['HD', 480, false, ['SD'], 480],
    ['HD', 720, false, ['HD'], 720],
    ['UHD', 1080, false, ['HD'], 1080],
    ['UHD', 4320, false, ['UHD'], 2160],
    ['HD', undefined, true, ['SD', 'HD'], 1080],
    ['UHD', 1080, true, ['SD', 'HD'], 1080],
    ['SD', undefined, true, ['SD'], 576],
    ['3DHD', 576, false, ['3DSD'], 576],
    ['3D', undefined, true, ['3D', '3DSD'], 1080],
  ] as const)(
    '%s capped at %s lines, lower implied %s, gives %j up to %i',
    (formatProfile, maxHeight, impliesLower, profiles, height) => {
      const screens = { tv: maxHeight === undefined ? {} : { maxHeight } };
      const decision = asked([grant({ formatProfile, screens, ...(impliesLower ? { impliesLower } : {}) })]);
      expect(decision.allow && decision.quality).toEqual({ formatProfiles: profiles, maxHeight: height });
    },
  );

  test('several grants together give what any of them gives', () => {
    const decision = asked([grant({ formatProfile: 'UHD' }), grant({ formatProfile: 'SD' })]);
    expect(decision.allow && decision.quality).toEqual({ formatProfiles: ['SD', 'UHD'], maxHeight: 2160 });
  });
});

describe('what is owned', () => {
  const sale = grant({ licenseType: 'EST', verbs: ['list', 'buy', 'play-owned'] });
  test('plays before and after the window of the sale, where and on what the grant covers', () => {
    for (const at of [START - 1, JUNE, END + DAY_MS]) {
      const decision = asked([sale], { verb: 'play-owned' }, { at });
      expect([decision.allow, decision.until]).toEqual([true, null]);
    }
    expect(reasons(asked([sale], { verb: 'play-owned', territory: 'CA' }, { at: END }))).toEqual(['territory']);
    expect(reasons(asked([sale], { verb: 'buy' }, { at: END }))).toEqual(['ended']);
  });
  test('stops under a denial and is unknown with its work', () => {
    expect(reasons(asked([sale], { verb: 'play-owned' }, { denials: [denial()] }))).toEqual(['denied:takedown']);
    expect(reasons(asked([], { verb: 'play-owned' }))).toEqual(['unknown-work']);
  });
  test('is not what a subscription streams, and a sale does not stream', () => {
    expect(reasons(asked([grant()], { verb: 'play-owned' }))).toEqual(['verb']);
    expect(reasons(asked([sale], { verb: 'stream' }))).toEqual(['verb']);
  });
});

test('a pre-order is listed from its announcement and ordered in its window', () => {
  const own = grant({ licenseType: 'POEST', verbs: ['list', 'preorder'], listedFrom: START - 100 });
  const told = (verb: 'list' | 'preorder', at: number) => [
    reasons(asked([own], { verb }, { at })).join(),
    asked([own], { verb }, { at }).until,
  ];
  expect(told('list', START - 101)).toEqual(['not-yet', START - 100]);
  expect(told('list', START - 100)).toEqual(['', END]);
  expect(told('preorder', START - 1)).toEqual(['not-yet', START]);
  expect(told('preorder', START)).toEqual(['', END]);
});

describe('denials', () => {
  test('override grants and are told in their order, each kind once', () => {
    const denials = [
      denial({ kind: 'quarantine' }),
      denial({ kind: 'embargo' }),
      denial({ kind: 'takedown' }),
      denial({ kind: 'takedown' }),
    ];
    const decision = asked([grant()], {}, { denials });
    expect(reasons(decision)).toEqual(['denied:takedown', 'denied:embargo', 'denied:quarantine']);
  });
  test('are told beside what the nearest miss fails', () => {
    expect(reasons(asked([grant()], { territory: 'CA' }, { denials: [denial()] }))).toEqual([
      'denied:takedown',
      'territory',
    ]);
    expect(reasons(asked([], {}, { denials: [denial()] }))).toEqual(['denied:takedown', 'no-grant']);
    expect(reasons(asked([], { work: 'other' }, { denials: [denial({ scope: {} })] }))).toEqual([
      'unknown-work',
      'denied:takedown',
    ]);
  });
  test.each([
    [{ work: 'other' }],
    [{ territories: { include: ['CA'], exclude: [] } }],
    [{ screens: ['phone' as const] }],
    [{ verbs: ['buy' as const] }],
    [{ partner: 'other' }],
    [{ contract: 'C-2' }],
  ])('of scope %j leave the rest alone', (scope) => {
    expect(asked([grant()], {}, { denials: [denial({ scope })] }).allow).toBe(true);
  });
  test('of a part of a country holds for whoever is only known to be in the country', () => {
    const stopped = [denial({ scope: { territories: { include: ['US-CA', 'CA'], exclude: [] } } })];
    const allowed = (territory: string) =>
      asked([grant({ territories: WIDE })], { territory }, { denials: stopped }).allow;
    expect(['US', 'US-CA', 'US-TX', 'DE'].filter(allowed)).toEqual(['US-TX', 'DE']);
    const lifted = [denial({ scope: { territories: { include: ['US-CA'], exclude: ['US'] } } })];
    expect(asked([grant()], {}, { denials: lifted }).allow).toBe(true);
  });
  test('of one partner leave another partner’s grant of the same work', () => {
    const other = grant({ partner: 'other' });
    const decision = asked(
      [grant(), other],
      {},
      { denials: [denial({ kind: 'suspension', scope: { partner: 'example' } })] },
    );
    expect(decision.allow && decision.grants).toEqual([other]);
    expect(
      reasons(asked([grant()], {}, { denials: [denial({ kind: 'suspension', scope: { partner: 'example' } })] })),
    ).toEqual(['denied:suspension']);
  });
  test('hold in a half-open window that until knows of', () => {
    const denials = [denial({ window: { start: JUNE, end: JUNE + 10 } })];
    const told = (at: number) => [
      asked([grant()], {}, { at, denials }).allow,
      asked([grant()], {}, { at, denials }).until,
    ];
    expect(told(JUNE - 1)).toEqual([true, JUNE]);
    expect(told(JUNE)).toEqual([false, JUNE + 10]);
    expect(told(JUNE + 9)).toEqual([false, JUNE + 10]);
    expect(told(JUNE + 10)).toEqual([true, END]);
  });
  test('can be exchanged without rebuilding the grants, also for works nobody heard of', () => {
    const before = buildIndex({ grants: [grant()], denials: [], epoch: 1 });
    const after = withDenials(before, { denials: [denial(), denial({ scope: { work: 'new' } })], epoch: 2 });
    expect(decide(before, request(), JUNE)).toMatchObject({ allow: true, epoch: 1 });
    expect(decide(after, request(), JUNE)).toMatchObject({ allow: false, epoch: 2, reasons: ['denied:takedown'] });
    expect(decide(after, request({ work: 'new' }), JUNE)).toMatchObject({ reasons: ['denied:takedown', 'no-grant'] });
    expect(decide(before, request({ work: 'new' }), JUNE)).toMatchObject({ reasons: ['unknown-work'] });
    expect(after.columns.rows).toBe(before.columns.rows);
  });
});

const WIDE = { include: ['ZZ'], exclude: [] };

describe('the nearest miss', () => {
  const nearest = (decision: Decision) => (decision.allow ? undefined : decision.nearestMiss?.id);
  const past = { start: START - DAY_MS, end: START };
  test('fails fewest', () => {
    const two = grant({ id: 'a', window: past, licenseType: 'AVOD' });
    const one = grant({ id: 'b', window: past });
    expect(nearest(asked([two, one], { licenseType: 'SVOD' }))).toBe('b');
  });
  test('then starts later, then has the smaller id', () => {
    const early = grant({ id: 'a', window: { start: START - 9, end: START } });
    const late = grant({ id: 'c', window: { start: START - 5, end: START } });
    const same = grant({ id: 'b', window: { start: START - 5, end: START } });
    expect(nearest(asked([early, late]))).toBe('c');
    expect(nearest(asked([early, late, same]))).toBe('b');
  });
});

describe('the order of grants', () => {
  const order = (grants: readonly Grant[]) => {
    const decision = asked(grants);
    return decision.allow ? decision.grants.map((each) => each.id).join(' ') : '';
  };
  const base = grant({ id: 'm' });
  test.each([
    [
      'a price reduction',
      grant({ id: 'z', price: { type: 'TPR-SRP', value: '1' }, territories: { include: ['ZZ'], exclude: [] } }),
    ],
    [
      'fewer places',
      grant({ id: 'z', territories: { include: ['US'], exclude: ['US-CA'] }, window: { start: 0, end: null } }),
    ],
    ['a shorter window', grant({ id: 'z', window: { start: START + 1, end: END }, knownFrom: 0 })],
    ['a later delivery', grant({ id: 'z', knownFrom: base.knownFrom + 1 })],
    ['the smaller id', grant({ id: 'a' })],
  ])('puts %s first', (_, first) => {
    expect(order([base, first])).toBe(`${first.id} m`);
    expect(order([first, base])).toBe(`${first.id} m`);
  });
  test('yields to what costs the operator least', () => {
    const dear = grant({ id: 'a' });
    const cheap = grant({ id: 'b' });
    expect(choose([dear, cheap], (each) => (each === dear ? 2n : 1n))).toBe(cheap);
    expect(choose([cheap, dear], () => 1n)).toBe(dear);
    expect(choose([], () => 1n)).toBeUndefined();
  });
});

describe('what was known', () => {
  const old = grant({ id: 'old', knownFrom: 10, knownTo: 20 });
  const now = grant({ id: 'now', knownFrom: 20, work: 'film', window: { start: END, end: null } });
  test('answers as of then, from receipt up to, not including, supersession', () => {
    expect([9, 10, 19, 20].map((known) => knownAt([old, now], known).map((each) => each.id))).toEqual([
      [],
      ['old'],
      ['old'],
      ['now'],
    ]);
    const told = (knownAt: number) =>
      decide(buildIndex({ grants: [old], denials: [], epoch: 1, knownAt }), request(), JUNE);
    expect(reasons(told(9))).toEqual(['unknown-work']);
    expect(told(10).allow).toBe(true);
    expect(reasons(told(20))).toEqual(['no-grant']);
  });
});

test('an explanation shows each grant with what it fails, what overrides it and where it stands', () => {
  const near = grant({ id: 'a', place: { sheet: 'Movies', row: 9 } });
  const far = grant({ id: 'b', territories: { include: ['CA'], exclude: [] }, window: { start: END, end: null } });
  const index = buildIndex({
    grants: [near, far],
    denials: [denial({ scope: { contract: 'C-1', work: 'film' } })],
    epoch: 1,
  });
  const told = explain(index, request(), JUNE);
  expect(told.decision).toMatchObject({ allow: false, reasons: ['denied:takedown'] });
  expect(told.grants).toMatchObject([
    { grant: { id: 'a' }, fails: [], deniedBy: [{ id: 'd' }], place: { sheet: 'Movies', row: 9 }, contract: 'C-1' },
    { grant: { id: 'b' }, fails: ['territory', 'not-yet'], deniedBy: [{ id: 'd' }] },
  ]);
  expect(explain(index, request({ work: 'none' }), JUNE)).toMatchObject({ grants: [], denials: [] });
});

describe('the same rights told differently give the same answers', () => {
  /** The answer without the ids of copies; of a copied grant any may stand for the others. */
  const told = (decision: Decision): string => {
    const unnamed = ({ id, ...own }: Grant): string => JSON.stringify({ ...own, id: id.slice(0, 3) });
    if (!decision.allow)
      return JSON.stringify([decision.reasons, decision.until, decision.nearestMiss?.id.slice(0, 3)]);
    const { grants, chosen, quality, languages, until } = decision;
    return JSON.stringify([[...new Set(grants.map(unnamed))], unnamed(chosen), quality, languages, until]);
  };
  test('shuffled, duplicated or as equal copies', { timeout: 30_000 }, () => {
    const random = seeded(5);
    for (let round = 0; round < effort(1500); round++) {
      const world = randomWorld(random);
      const asking = randomRequest(random);
      const at = pick(random, telling(world));
      const answer = (grants: readonly Grant[]) => told(decide(buildIndex({ ...world, grants, epoch: 1 }), asking, at));
      const expected = answer(world.grants);
      expect(answer(world.grants.toSorted(() => random() - 0.5))).toBe(expected);
      expect(answer([...world.grants, ...world.grants.map((each) => ({ ...each, id: `${each.id}~` }))])).toBe(expected);
      expect(answer(structuredClone(world.grants) as Grant[])).toBe(expected); // a clone loses only its read-only mark
    }
  });
  test('with their allowed languages split over rows', () => {
    const languages = [
      { range: 'en', kinds: ['audio'] as const },
      { range: 'es', kinds: ['audio', 'subtitle'] as const },
    ];
    const heldBackLanguages = [{ range: 'es-419', kinds: ['audio'] as const }];
    const whole = [grant({ allowedLanguages: languages, heldBackLanguages })];
    const split = languages.map((term) => grant({ allowedLanguages: [term], heldBackLanguages }));
    for (const language of ['en', 'es', 'es-419', 'fr'])
      for (const trackKind of ['audio', 'subtitle'] as const)
        expect(asked(split, { language, trackKind }).allow).toBe(asked(whole, { language, trackKind }).allow);
    const [one, many] = [asked(whole), asked(split)];
    expect(many.allow && many.languages).toEqual(one.allow && one.languages);
  });
});

test('a grant costs no more than 64 bytes of columns when its terms are shared', () => {
  const grants = Array.from({ length: 5000 }, (_, row) => grant({ id: `g${row}`, work: `w${row % 500}` }));
  const { columns } = buildIndex({ grants, denials: [], epoch: 1 });
  expect(columnBytes(columns) / grants.length).toBeLessThanOrEqual(64);
});

describe('how many streams of a household may run at once', () => {
  const limited = (id: string, concurrency?: number) =>
    grant({ id, screens: { tv: concurrency === undefined ? {} : { concurrency } } });
  test.each([
    ['is what the contract says of this screen', [limited('a', 2)], 2],
    ['is the most that any lawful grant lets run', [limited('a', 1), limited('b', 3)], 3],
    ['has no limit where one of them sets none', [limited('a', 1), limited('b')], null],
  ])('%s', (_, grants, concurrency) => {
    const decision = decide(buildIndex({ grants, denials: [], epoch: 1 }), request(), instant('2026-06-01T00:00:00Z'));
    expect(decision).toMatchObject({ allow: true, concurrency });
  });
});
