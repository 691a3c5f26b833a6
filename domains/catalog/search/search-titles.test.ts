/** Search under rights: nothing that may not be listed is ever among the answers, and nothing that may be is missing. */
import { asId, DAY_MS, type Territory } from '@duoping/kit';
import { buildIndex, type Denial, type Grant, type RightsIndex, type Screen, withDenials } from '@duoping/rights';
import { denial, grant, instant } from '@duoping/rights/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { libraryOf } from '../library.ts';
import { listed, type ViewerContext } from '../storefront.ts';
import type { WorkEntry, WorkId } from '../work.ts';
import { matchOf } from './naive-scan.test-support.ts';
import { searchIndexOf } from './search-index.ts';
import { titleSearch } from './search-titles.ts';
import { searchableOf } from './searchable.ts';

const NOON = instant('2026-06-01T12:00:00Z');

const viewer = (members: Partial<ViewerContext> = {}): ViewerContext => ({
  territory: 'CN',
  screen: 'tv',
  model: 'demo-tv',
  language: 'zh-CN',
  licenseTypes: ['SVOD'],
  progress: new Map(),
  finished: new Map(),
  mediaOf: () => ({ ready: true, durationSeconds: 60 }),
  ...members,
});

const entry = (id: string, title: string): WorkEntry => ({
  id: asId<'Work'>(id),
  offers: [{ partner: 'example', alid: id }],
  descriptions: [
    {
      ...{ partner: 'example', alid: id, language: 'zh-CN', title, synopsis: '', year: null, rating: null },
      ...{ genres: ['剧情'], credits: null, illustrative: false },
    },
  ],
  artwork: [],
});

const inChina = (work: string, members: Partial<Grant> = {}) =>
  grant({ work, territories: { include: ['CN'], exclude: [] }, ...members });

function cinema(entries: readonly WorkEntry[], grants: readonly Grant[]) {
  const library = libraryOf(entries);
  const search = searchIndexOf(entries.map(searchableOf));
  const titles = titleSearch();
  let rights: RightsIndex = buildIndex({ grants, denials: [], epoch: 1 });
  const find = (text: string, who: Partial<ViewerContext> = {}, at = NOON) =>
    titles
      .find({ library, rights, search }, { text, mode: 't9', limit: 100 }, { viewer: viewer(who), at })
      .map(({ card }) => card.work as string);
  const deny = (denials: readonly Denial[]) => {
    rights = withDenials(rights, { denials, epoch: rights.epoch + 1 });
  };
  return { find, deny, rights: () => rights };
}

const RIVERS = [entry('river', '大江大河'), entry('river2', '大江大河2'), entry('phones', '大江小河')];

test.each([
  ['is licensed elsewhere', { territory: 'FR' }],
  ['is licensed for other screens', { screen: 'web' as const }],
  ['is not within the subscription', { licenseTypes: ['AVOD' as const] }],
  ['would need a subscription that nobody has', { licenseTypes: [] }],
])('a title that %s is not found', (_, who) => {
  const screens = { tv: {}, phone: {} };
  const { find } = cinema(
    RIVERS,
    RIVERS.map(({ id }) => inChina(id, { screens })),
  );
  expect(find('djdh')).toEqual(['river', 'river2']);
  expect(find('djdh', who)).toEqual([]);
});

test('each screen finds its own', () => {
  const { find } = cinema(RIVERS, [
    inChina('river'),
    inChina('river2', { screens: { tv: {} } }),
    inChina('phones', { screens: { phone: {} } }),
  ]);
  expect(find('大江')).toEqual(['river', 'river2']);
  expect(find('大江', { screen: 'phone' })).toEqual(['river', 'phones']);
});

test('each place, model and subscription finds its own, whoever asked before', () => {
  const { find } = cinema(RIVERS, [
    inChina('river', { screens: { tv: { models: ['demo-tv'] } } }),
    grant({ work: 'river2', territories: { include: ['FR'], exclude: [] } }),
    inChina('phones', { screens: { tv: { models: ['other-tv'] } } }),
    inChina('river2', { licenseType: 'AVOD' }),
  ]);
  const asked = [{}, { territory: 'FR' }, { model: 'other-tv' }, { licenseTypes: ['AVOD' as const] }];
  for (let turn = 0; turn < 2; turn++) {
    expect(asked.map((who) => find('大江', who))).toEqual([['river'], ['river2'], ['phones'], ['river2']]);
  }
});

test('what is withdrawn is gone from the next answer, and back when that is lifted', () => {
  const { find, deny } = cinema(
    RIVERS,
    RIVERS.map(({ id }) => inChina(id)),
  );
  expect(find('3534')).toEqual(['river', 'river2']);
  deny([denial({ scope: { work: 'river' } })]);
  expect(find('3534')).toEqual(['river2']);
  deny([]);
  expect(find('3534')).toEqual(['river', 'river2']);
});

test('a title is found from the first millisecond of its window to the last', () => {
  const window = { start: NOON, end: NOON + DAY_MS };
  const { find } = cinema(RIVERS, [inChina('river', { window }), inChina('river2')]);
  const instants = [NOON - 1, NOON, NOON + DAY_MS - 1, NOON + DAY_MS, NOON];
  expect(instants.map((at) => find('djdh', {}, at).includes('river'))).toEqual([false, true, true, false, true]);
});

test('an answer that rights shorten is filled up from further down', () => {
  const entries = Array.from({ length: 300 }, (_, place) => entry(`w${place}`, `大江${place}`));
  const titles = titleSearch();
  const rights = buildIndex({ grants: [inChina('w298'), inChina('w299')], denials: [], epoch: 1 });
  const shop = { library: libraryOf(entries), rights, search: searchIndexOf(entries.map(searchableOf)) };
  const query = { text: 'd', mode: 'text', limit: 2 } as const;
  const found = titles.find(shop, query, { viewer: viewer(), at: NOON });
  expect(found.map(({ card }) => card.work)).toEqual(['w298', 'w299']);
});

const ENTRIES = ['大江大河', '大江', 'Dajiang', '大雄兔', '重庆森林', 'Big Buck Bunny'].map((title, place) =>
  entry(`w${place}`, title),
);
const grants = fc.array(
  fc
    .record({
      work: fc.constantFrom(...ENTRIES.map(({ id }): string => id)),
      licenseType: fc.constantFrom('SVOD' as const, 'AVOD' as const),
      screens: fc.constantFrom({ tv: {} }, { phone: {} }, { tv: { models: ['demo-tv'] } }, { tv: {}, phone: {} }),
      territories: fc.constantFrom(
        { include: ['CN'], exclude: [] },
        { include: ['ZZ'], exclude: ['CN'] },
        { include: ['FR'], exclude: [] },
      ),
      start: fc.integer({ min: -3, max: 1 }),
      days: fc.integer({ min: 1, max: 4 }),
    })
    .map(({ start, days, ...members }) =>
      grant({ ...members, window: { start: NOON + start * DAY_MS, end: NOON + (start + days) * DAY_MS } }),
    ),
  { maxLength: 12 },
);
const denials = fc.array(
  fc
    .record({ work: fc.constantFrom(...ENTRIES.map(({ id }): string => id)), start: fc.integer({ min: -1, max: 1 }) })
    .map(({ work, start }) =>
      denial({ id: `${work}${start}`, scope: { work }, window: { start: NOON + start * DAY_MS, end: null } }),
    ),
  { maxLength: 2 },
);

test('the answer is every title that matches and may be listed, and no other', () => {
  let shown = 0;
  fc.assert(
    fc.property(
      grants,
      denials,
      fc.constantFrom('d', 'dj', '大', 'djdh', 'b', '3', 'dajiang', '剧情', 'zhong'),
      fc.constantFrom<Territory>('CN', 'FR'),
      fc.constantFrom<Screen>('tv', 'phone'),
      fc.array(fc.integer({ min: -3, max: 4 }), { minLength: 1, maxLength: 4 }),
      (granted, denied, text, territory, screen, days) => {
        const { find, deny, rights } = cinema(ENTRIES, granted);
        deny(denied);
        const who = viewer({ territory, screen, licenseTypes: ['SVOD', 'AVOD'] });
        for (const at of days.map((day) => NOON + day * DAY_MS)) {
          const expected = ENTRIES.filter((each) => matchOf(searchableOf(each), text, 't9'))
            .map(({ id }): WorkId => id)
            .filter((id) => listed(rights(), id, who, at).allow);
          expect(find(text, who, at).sort()).toEqual(expected.sort());
          shown += expected.length;
        }
      },
    ),
    { numRuns: 500 },
  );
  expect(shown).toBeGreaterThan(100);
});
