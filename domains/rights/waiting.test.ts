import type { Clause } from '@duoping/avails';
import { DAY_MS } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { buildIndex } from './build-index.ts';
import { compileGrants } from './compile.ts';
import { decide } from './decide.ts';
import { explain } from './explain.ts';
import { amendGrant, type Grant, narrowGrant, type RightsRequest, rightsHistory, withDenials } from './index.ts';
import { randomRequest, randomWorld, seeded } from './random-world.test-support.ts';
import { awaitsEvent } from './resolve-window.ts';
import { clause, compileInput, contract, denial, grant } from './testing.ts';

const NOW = Date.UTC(2026, 5, 1);
const THEATRICAL = { kind: 'condition', condition: 'Theatrical', lag: 'P90D' } as const;

const compiled = (members: Partial<Clause>) => compileGrants(compileInput({ clauses: [clause(members)] }));

const [undated] = compiled({ start: THEATRICAL }).waiting as [Grant]; // one row is one grant
const asked: RightsRequest = { work: undated.work, territory: 'US', screen: 'tv', verb: undated.verbs[0] ?? 'list' };

describe('a row that waits for an event', () => {
  test('grants nothing and says what it waits for', () => {
    const { grants, waiting } = compiled({ start: THEATRICAL });
    expect(grants).toEqual([]);
    expect(waiting.map(({ waits, window }) => [waits, window])).toEqual([
      [[{ event: 'Theatrical', lag: 'P90D' }], { start: 0, end: 0 }],
    ]);
  });

  test('allows nothing, whatever is asked, whenever, and also what was acquired', () => {
    const index = buildIndex({ grants: [undated], denials: [], epoch: 1 });
    for (const verb of [...undated.verbs, 'play-owned'] as const)
      for (const at of [0, NOW, Number.MAX_SAFE_INTEGER])
        expect(decide(index, { ...asked, verb }, at).allow, `${verb} at ${at}`).toBe(false);
  });

  test('is the nearest miss, and the reason names the event', () => {
    const index = buildIndex({ grants: [undated], denials: [], epoch: 1 });
    expect(decide(index, asked, NOW)).toMatchObject({
      ...{ allow: false, reasons: ['waits-for-event'], until: null },
      nearestMiss: { waits: [{ event: 'Theatrical', lag: 'P90D' }] },
    });
    expect(explain(index, asked, NOW).grants.map(({ fails, place }) => [fails, place])).toEqual([
      [['waits-for-event'], undated.place],
    ]);
  });

  test('tells besides what else it fails, in the order of reasons', () => {
    const index = buildIndex({ grants: [undated], denials: [], epoch: 1 });
    const elsewhere = { ...asked, territory: 'FR', formatProfile: 'UHD' as const };
    expect(decide(index, elsewhere, NOW)).toMatchObject({ reasons: ['territory', 'waits-for-event', 'format'] });
  });

  test('gives way to a grant that fails less or allows, and comes before one that fails as much', () => {
    const territories = { include: ['FR', 'US'], exclude: [] };
    const near = grant({ work: asked.work, territories, window: { start: NOW + 1, end: null } });
    const index = buildIndex({ grants: [undated, near], denials: [], epoch: 1 });
    const reasonsIn = (territory: string) => {
      const decision = decide(index, { ...asked, territory }, NOW);
      return decision.allow ? [] : decision.reasons;
    };
    expect([reasonsIn('FR'), reasonsIn('US')]).toEqual([['not-yet'], ['waits-for-event']]);
    expect(decide(index, asked, NOW + 1)).toMatchObject({ allow: true, grants: [near] });
  });

  test('stays told under new denials, and is not heard of before it was known', () => {
    const index = buildIndex({ grants: [undated], denials: [], epoch: 1 });
    const withOne = withDenials(index, { denials: [denial({ scope: { work: asked.work } })], epoch: 2 });
    const decision = decide(withOne, asked, NOW);
    expect(decision.allow ? [] : decision.reasons).toEqual(['denied:takedown', 'waits-for-event']);
    const history = rightsHistory({
      grants: [{ ...undated, knownFrom: 100, knownTo: 200 }],
      ...{ denials: [], epoch: 1 },
    });
    const reasonsAt = (known: number) => {
      const told = decide(history.at(asked.work, known), asked, NOW);
      return told.allow ? [] : told.reasons;
    };
    expect([99, 100, 199, 200].map(reasonsAt)).toEqual([
      ['unknown-work'],
      ['waits-for-event'],
      ['waits-for-event'],
      ['no-grant'],
    ]);
  });

  test('goes on waiting under a new contract and in the places that are left', () => {
    const terms = contract({
      ...{ id: undated.contract, partner: undated.partner, version: undated.contractVersion + 1 },
      window: { start: 0, end: NOW },
    });
    expect(amendGrant(undated, terms)).toMatchObject({ waits: undated.waits, window: { start: 0, end: 0 } });
    expect(narrowGrant(undated, { include: ['FR'], exclude: [] })).toEqual([undated]);
  });
});

test('what waits beside other grants changes no yes, no quality and no edge, and never turns a no into a yes', () => {
  for (let seed = 1; seed <= 3000; seed++) {
    const random = seeded(seed);
    const world = randomWorld(random);
    const window = { start: 0, end: 0 };
    const waits = [{ event: 'Theatrical' }];
    const waiting = randomWorld(random).grants.map((each) => ({ ...each, id: `${each.id} waits`, waits, window }));
    const bare = buildIndex({ ...world, epoch: 1 });
    const beside = buildIndex({ ...world, grants: [...world.grants, ...waiting], epoch: 1 });
    const request = randomRequest(random);
    const at = Date.UTC(2026, 2, 27) + Math.floor(random() * 4 * DAY_MS);
    const [without, within] = [decide(bare, request, at), decide(beside, request, at)];
    if (without.allow || within.allow) expect(within, `seed ${seed}`).toEqual(without);
    else expect([within.until, within.allow], `seed ${seed}`).toEqual([without.until, false]);
  }
});

describe('rows that can never be granted wait for nothing', () => {
  test.each<[string, Partial<Clause>]>([
    ['a lag that is no duration', { start: { ...THEATRICAL, lag: 'ninety days' } }],
    ['a window of no duration', { start: THEATRICAL, windowDuration: 'long' }],
    ['an open start', { start: { kind: 'open' } }],
  ])('%s', (_, members) => {
    const { grants, waiting } = compiled(members);
    expect([...grants, ...waiting]).toEqual([]);
  });
});

describe('a sale', () => {
  const sold = (members: Partial<Clause>) => compiled({ licenseType: 'EST', ...members });
  const BROADCAST = { kind: 'condition', condition: 'Broadcast' } as const;

  test('waits for every event that its own terms hang on as well, the start’s first', () => {
    const { grants, waiting, findings } = sold({ start: THEATRICAL, fixedEnd: BROADCAST, preOrderFulfill: THEATRICAL });
    expect(grants).toEqual([]);
    expect(waiting.map(({ waits }) => waits)).toEqual([
      [{ event: 'Theatrical', lag: 'P90D' }, { event: 'Broadcast' }, { event: 'Theatrical', lag: 'P90D' }],
    ]);
    expect(findings.map(({ code }) => code)).toEqual(['start-unresolved']);
  });

  test('that has begun waits for what is undated of them alone', () => {
    const { grants, waiting, findings } = sold({ fixedEnd: BROADCAST });
    expect([grants, waiting.map(({ waits }) => waits)]).toEqual([[], [[{ event: 'Broadcast' }]]]);
    expect(findings.map(({ code }) => code)).toEqual(['owned-terms-unresolved']);
    expect(sold({ preOrderFulfill: BROADCAST }).waiting).toHaveLength(1);
  });

  test('waits for nothing where they can never be read, and a subscription has none', () => {
    const unreadable = { ...BROADCAST, lag: 'soon' };
    expect(sold({ start: THEATRICAL, fixedEnd: unreadable })).toMatchObject({ grants: [], waiting: [] });
    expect(compiled({ fixedEnd: BROADCAST, preOrderFulfill: unreadable })).toMatchObject({ grants: [{}], waiting: [] });
  });

  test.each<[boolean, Partial<Clause>]>([
    [false, {}],
    [false, { end: { kind: 'open' }, fixedEnd: BROADCAST, preOrderFulfill: BROADCAST }],
    [true, { licenseType: 'VOD', fixedEnd: BROADCAST }],
    [true, { licenseType: 'POEST', preOrderFulfill: BROADCAST }],
    [true, { start: BROADCAST }],
    [true, { end: BROADCAST }],
    [true, { announce: BROADCAST }],
    [true, { suppressionLift: BROADCAST }],
  ])('%s: a calendar could date something in %j', (expected, members) => {
    expect(awaitsEvent(clause(members))).toBe(expected);
  });
});

test('a grant whose end waits for an event names it', () => {
  const { grants } = compiled({ end: { kind: 'condition', condition: 'Broadcast', lag: '-PT1H' } });
  expect(grants).toMatchObject([{ endUnresolved: true, endWaits: { event: 'Broadcast', lag: '-PT1H' } }]);
});
