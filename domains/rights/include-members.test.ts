import type { Clause } from '@duoping/avails';
import { formatInstant, type Instant } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { buildIndex } from './build-index.ts';
import { compileGrants } from './compile.ts';
import { decide } from './decide.ts';
import type { PartnerRules, Verb } from './grant.ts';
import { productMembers } from './product-members.ts';
import { clause, compileInput, contract, instant, RULES } from './testing.ts';

const SEASON = { workType: 'Season', alid: 'season', contentId: 'cid:s1', seasonId: 'cid:s1' } as const;
const episode = (number: number, members: Partial<Clause> = {}): Clause =>
  clause({
    ...{ workType: 'Episode', alid: `episode ${number}`, seasonId: 'cid:s1', episodeNumber: String(number) },
    ...members,
  });
const WITH_MEMBERS = { ...RULES, includesMembers: true };
const AT = instant('2026-06-01T00:00:00Z');
const at = (text: string) => ({ kind: 'instant', at: instant(text) }) as const;

function asked(clauses: readonly Clause[], { rules = WITH_MEMBERS }: { rules?: PartnerRules } = {}) {
  const { grants, interpretations } = compileGrants(compileInput({ clauses, rules }));
  const index = buildIndex({ grants, denials: [], epoch: 1 });
  const may = (
    work: string,
    verb: Verb,
    { territory = 'US', when = AT }: { territory?: string; when?: Instant } = {},
  ) => {
    const decision = decide(index, { work, territory, screen: 'tv', verb }, when);
    return decision.allow ? 'yes' : decision.reasons.join(' ');
  };
  return { may, grants, interpretations };
}

describe('who is a member of what', () => {
  test.each<[string, Clause, readonly string[] | undefined]>([
    ['a season holds the episodes that name it', clause(SEASON), ['episode 1', 'episode 2', 'episode 3']],
    [
      'a season that is known by its content id alone as well',
      clause({ workType: 'Season', alid: 'season', contentId: 'cid:s1' }),
      ['episode 1', 'episode 2', 'episode 3'],
    ],
    ['another season holds none of them', clause({ ...SEASON, contentId: 'cid:s2', seasonId: 'cid:s2' }), undefined],
    [
      'a volume holds the episodes that it counts from its first on',
      clause({
        ...{ workType: 'Volume', alid: 'season', seasonId: 'cid:s1' },
        extra: { VolumeFirstEpisodeNumber: '2', VolumeNumberOfEpisodes: '2' },
      }),
      ['episode 2', 'episode 3'],
    ],
    [
      'a volume that counts nothing holds nothing',
      clause({ workType: 'Volume', alid: 'season', seasonId: 'cid:s1' }),
      undefined,
    ],
    ['a movie that names a season holds nothing', clause({ ...SEASON, workType: 'Movie' }), undefined],
    ['a bundle holds what it names', clause({ alid: 'season', bundledAlids: ['b', 'a', 'season'] }), ['a', 'b']],
  ])('%s', (_, product, held) => {
    expect(productMembers([product, ...[3, 1, 2].map((number) => episode(number))]).get('season')).toEqual(held);
  });

  test('a series holds every episode that names it', () => {
    const series = clause({ workType: 'Series', alid: 'series', contentId: 'cid:x' });
    const episodes = [episode(1, { seriesId: 'cid:x' }), episode(2, { seriesId: 'cid:y' }), episode(3)];
    expect(productMembers([series, ...episodes]).get('series')).toEqual(['episode 1']);
  });

  test('a bundle of seasons holds their episodes, and a circle is passed once', () => {
    const box = clause({ alid: 'box', bundledAlids: ['season'] });
    const odd = clause({ alid: 'odd', bundledAlids: ['even'] });
    const even = clause({ alid: 'even', bundledAlids: ['odd'] });
    const members = productMembers([box, clause(SEASON), episode(1), odd, even]);
    expect(members.get('box')).toEqual(['episode 1', 'season']);
    expect([members.get('odd'), members.get('even')]).toEqual([['even'], ['odd']]);
  });
});

describe('a season’s row', () => {
  const rows = [clause(SEASON), episode(1, { territories: ['CA'] })];
  test('speaks of the season alone unless the partner’s rules say otherwise', () => {
    const { may, interpretations } = asked(rows, { rules: RULES });
    expect([may('season', 'stream'), may('episode 1', 'stream')]).toEqual(['yes', 'territory']);
    expect(interpretations).toEqual([]);
  });
  test('lets its episodes stream in its territories, its window and its quality, and says through what', () => {
    const { may, grants, interpretations } = asked(rows);
    expect([may('episode 1', 'stream'), may('episode 1', 'list')]).toEqual(['yes', 'yes']);
    expect(may('episode 1', 'stream', { when: instant('2027-01-01T00:00:00Z') })).toBe('ended');
    expect(grants.filter((one) => one.alid === 'episode 1').map((one) => one.within)).toEqual(['season', undefined]);
    expect(new Set(grants.map((one) => one.id)).size).toBe(grants.length);
    expect(interpretations.map((each) => each.rule)).toEqual(['includesMembers']);
  });
  test('says nothing of episodes of other seasons', () => {
    expect(
      asked([clause(SEASON), episode(1, { seasonId: 'cid:s2', territories: ['CA'] })]).may('episode 1', 'stream'),
    ).toBe('territory');
  });
});

describe('a bundle that is sold', () => {
  const sale = { licenseType: 'EST' } as const;
  const bundle = (members: Partial<Clause> = {}) =>
    clause({ ...sale, alid: 'box', bundledAlids: ['a', 'b'], ...members });
  const member = (alid: string, members: Partial<Clause> = {}) => clause({ ...sale, alid, ...members });

  test('lets its members be played by who owns it, and sells none of them by itself', () => {
    const { may } = asked([bundle()]);
    expect([may('a', 'play-owned'), may('b', 'play-owned')]).toEqual(['yes', 'yes']);
    expect([may('a', 'buy'), may('a', 'list'), may('box', 'buy')]).toEqual(['verb', 'verb', 'yes']);
  });
  test('is sold no more once one member is sold no more, and stays playable', () => {
    const gone = { end: at('2026-03-01T00:00:00Z') };
    const { may } = asked([bundle(), member('a'), member('b', gone)]);
    expect(may('box', 'buy', { when: instant('2026-02-28T23:59:59.999Z') })).toBe('yes');
    expect(may('box', 'buy', { when: instant('2026-03-01T00:00:00Z') })).toBe('ended');
    expect([may('box', 'play-owned'), may('b', 'play-owned')]).toEqual(['yes', 'yes']);
  });
  test('goes by the last of a member’s sales', () => {
    const { may } = asked([
      bundle(),
      member('a', { end: at('2026-03-01T00:00:00Z') }),
      member('a', { formatProfile: 'SD' }),
    ]);
    expect(may('box', 'buy')).toBe('yes');
  });
  test('ends only where the member’s sale ended', () => {
    const territories = ['US', 'CA'];
    const ended = member('a', { territories: ['CA'], end: at('2026-03-01T00:00:00Z') });
    const part = member('b', { territories: ['US-CA'], end: at('2026-02-01T00:00:00Z') });
    const { may, grants } = asked([bundle({ territories }), ended, part]);
    expect(['US', 'CA', 'US-CA', 'US-TX'].map((territory) => may('box', 'buy', { territory }) === 'yes')).toEqual([
      ...[true, false, false, true],
    ]);
    const told = grants
      .filter((one) => one.alid === 'box')
      .map(({ territories: set, window }) => {
        const end = window.end === null ? 'open' : formatInstant(window.end).slice(0, 10);
        return `${set.include.join(' ')}${set.exclude.length > 0 ? ` less ${set.exclude.join(' ')}` : ''} to ${end}`;
      });
    expect(told.toSorted()).toEqual(['CA to 2026-03-01', 'US less US-CA to 2027-01-01', 'US-CA to 2026-02-01']);
  });
  test('is not cut short by a member that only subscribers see', () => {
    const { may } = asked([bundle(), member('a', { licenseType: 'SVOD', end: at('2026-03-01T00:00:00Z') })]);
    expect(may('box', 'buy')).toBe('yes');
  });
  test('of which a member never ends is not cut short', () => {
    expect(asked([bundle(), member('a', { end: { kind: 'open' } })]).may('box', 'buy')).toBe('yes');
  });
  test('takes advance orders for itself alone', () => {
    const { may } = asked([bundle({ licenseType: 'POEST' })]);
    expect([may('box', 'preorder'), may('a', 'play-owned'), may('a', 'preorder')]).toEqual([
      ...['yes', 'unknown-work', 'unknown-work'],
    ]);
  });

  test('that subscribers stream is not cut short by a sale of a member', () => {
    const gone = member('a', { end: at('2026-03-01T00:00:00Z') });
    const { may, grants } = asked([bundle({ licenseType: 'SVOD' }), gone]);
    expect([may('box', 'stream'), may('a', 'stream')]).toEqual(['yes', 'yes']);
    expect(grants.filter((one) => one.alid === 'box').map((one) => one.window.end)).toEqual([
      instant('2027-01-01T00:00:00Z'),
    ]);
  });
  test('rents and takes advance orders no longer than its members are sold', () => {
    const gone = member('a', { end: at('2026-03-01T00:00:00Z') });
    expect(asked([bundle({ licenseType: 'VOD' }), gone]).may('box', 'rent')).toBe('ended');
    expect(asked([bundle({ licenseType: 'POEST' }), gone]).may('box', 'preorder')).toBe('ended');
    const rented = member('a', { licenseType: 'VOD', end: at('2026-03-01T00:00:00Z') });
    expect(asked([bundle(), rented]).may('box', 'buy')).toBe('ended');
  });
  test('that no member cuts short is the grant that it was', () => {
    const plain = asked([bundle()], { rules: RULES }).grants[0];
    const elsewhere = member('a', { territories: ['DE'], end: at('2026-03-01T00:00:00Z') });
    for (const others of [[], [member('a')], [elsewhere]]) {
      const kept = asked([bundle(), ...others]).grants.filter((one) => one.alid === 'box');
      expect(kept).toEqual([plain]);
    }
  });
  test('goes by the sale without end of a member that has two', () => {
    const ended = member('a', { end: at('2026-03-01T00:00:00Z') });
    for (const sales of [
      [ended, member('a', { end: { kind: 'open' }, formatProfile: 'SD' })],
      [member('a', { end: { kind: 'open' }, formatProfile: 'SD' }), ended],
    ])
      expect(asked([bundle(), ...sales]).may('box', 'buy')).toBe('yes');
  });
  test('passes on downloads and casts to subscribers', () => {
    const contracts = [contract({ screens: { tv: { download: true, cast: true } } })];
    const box = bundle({ licenseType: 'SVOD', contractId: 'C-1' });
    const { grants } = compileGrants(compileInput({ clauses: [box], rules: WITH_MEMBERS, contracts }));
    expect(grants.find((one) => one.alid === 'a')?.verbs).toEqual(['list', 'stream', 'download', 'cast']);
  });
});
