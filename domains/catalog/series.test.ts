/** Series on pages, in search and on their own page: one card, the right episode, and no word that rights didn't allow. */
import { asId, DAY_MS } from '@duoping/kit';
import { buildIndex, type Denial, type Grant, withDenials } from '@duoping/rights';
import { denial, grant, instant } from '@duoping/rights/testing';
import { describe, expect, test } from 'vitest';
import {
  type Card,
  home,
  libraryOf,
  nextAfter,
  type Progress,
  type SeriesPlace,
  searchIndexOf,
  seasonsOf,
  title,
  titleSearch,
  type ViewerContext,
  type WorkEntry,
  type WorkId,
} from './index.ts';
import { searchables } from './search/searchable.ts';

const NOW = instant('2026-06-01T00:00:00Z');

interface Episode {
  readonly id: string;
  readonly place?: Partial<SeriesPlace>;
  readonly partner?: string;
  readonly seriesTitle?: string;
  readonly grants?: readonly Partial<Grant>[];
  readonly ready?: boolean;
  /** Another partner's words for the same work. */
  readonly also?: { readonly partner: string; readonly seriesTitle: string; readonly place?: Partial<SeriesPlace> };
}

const placed = (place: Partial<SeriesPlace> = {}): SeriesPlace => ({
  ...{ series: 'lamp', season: 1, episode: 1, isEpisode: true },
  ...place,
});

function entryOf({ id, place, partner = 'a', seriesTitle = 'The Lamp', also }: Episode): WorkEntry {
  const told = (by: string, called: string, where: Partial<SeriesPlace> | undefined) => ({
    ...{ partner: by, alid: id, language: 'und', title: `Title of ${id}`, synopsis: '', year: null, rating: null },
    ...{ genres: [], credits: null, illustrative: false },
    ...(where ? { place: placed(where), seriesTitle: called } : {}),
  });
  return {
    id: asId<'Work'>(id),
    offers: [{ partner, alid: id }, ...(also ? [{ partner: also.partner, alid: id }] : [])],
    descriptions: [
      told(partner, seriesTitle, place),
      ...(also ? [told(also.partner, also.seriesTitle, also.place ?? place)] : []),
    ],
    artwork: [],
  };
}

function aHouse(episodes: readonly Episode[]) {
  const library = libraryOf(episodes.map(entryOf));
  const grants = episodes.flatMap(({ id, partner = 'a', grants: own = [{}] }) =>
    own.map((members) => grant({ work: id, alid: id, partner, ...members })),
  );
  const search = searchIndexOf([...searchables(library)]);
  const finder = titleSearch();
  const unready = new Set(episodes.filter(({ ready }) => ready === false).map(({ id }) => id));
  let rights = buildIndex({ grants, denials: [], epoch: 1 });
  const viewer = (members: Partial<ViewerContext>): ViewerContext => ({
    ...{ territory: 'US', screen: 'tv', model: 'tv-55', language: 'en', licenseTypes: ['SVOD'] },
    ...{ progress: new Map(), finished: new Map() },
    mediaOf: (_, alid) => ({ ready: !unready.has(alid), durationSeconds: 90 }),
    ...members,
  });
  const rails = (who: Partial<ViewerContext> = {}, at = NOW): Readonly<Record<string, readonly string[]>> =>
    Object.fromEntries(home({ library, rights }, viewer(who), at).rails.map(({ id, cards }) => [id, cards.map(told)]));
  const seasons = (work: string, who: Partial<ViewerContext> = {}, at = NOW) => {
    const cardOf = (id: WorkId) => title({ library, rights }, id, { viewer: viewer(who), at }).card;
    const all = seasonsOf(library, cardOf(asId(work))?.series?.id ?? '', cardOf);
    return {
      seasons: all.map(({ number, episodes: own }) => [number, own.map(({ work: each }) => each)]),
      next: nextAfter(all, asId(work))?.work ?? null,
    };
  };
  const find = (text: string, who: Partial<ViewerContext> = {}, limit = 10): readonly string[] =>
    finder
      .find({ library, rights, search }, { text, mode: 'text', limit }, { viewer: viewer(who), at: NOW })
      .map(({ card }) => told(card));
  const deny = (denials: readonly Denial[]) => {
    rights = withDenials(rights, { denials, epoch: rights.epoch + 1 });
  };
  return { rails, seasons, find, deny };
}

/** `The Lamp S1E2 · e2`, or the name of what is no episode. */
const told = ({ work, title: name, series }: Card): string =>
  series ? `${series.title} S${series.season}E${series.episode} · ${work}` : name;

const left = (share: number, at = NOW): Progress => ({ positionSeconds: 90 * share, durationSeconds: 90, at });
const begun = (marks: Readonly<Record<string, number>>, at = NOW): Partial<ViewerContext> => ({
  progress: new Map(Object.entries(marks).map(([work, share]) => [work, left(share, at)])),
});
const seen = (...works: readonly string[]): Partial<ViewerContext> => ({
  finished: new Map(works.map((work, place) => [work, NOW + place])),
});

const FOUR: readonly Episode[] = [
  { id: 'e4', place: { season: 2, episode: 1 } },
  { id: 'e1', place: { episode: 1 } },
  { id: 'e3', place: { episode: 3 } },
  { id: 'e2', place: { episode: 2 } },
];

describe('on a page a series is one card', () => {
  test('of the first episode that can be played, to whom nothing of it has been begun', () => {
    expect(aHouse(FOUR).rails()).toEqual({ all: ['The Lamp S1E1 · e1'] });
    expect(aHouse(FOUR.map((each) => ({ ...each, ready: each.id !== 'e1' }))).rails().all).toEqual([
      'The Lamp S1E2 · e2',
    ]);
  });

  test.each([
    ['of the one that was begun', begun({ e3: 0.5 }), ['The Lamp S1E3 · e3']],
    ['of the one after the last that was seen', seen('e1', 'e2'), ['The Lamp S1E3 · e3']],
    ['of the following season’s first', seen('e3'), ['The Lamp S2E1 · e4']],
    ['of the one seen last, though a later one was seen before it', seen('e3', 'e1'), ['The Lamp S1E2 · e2']],
  ])('%s', (_, who, wanted) => {
    const { continue: begunRail, all } = aHouse(FOUR).rails(who);
    expect([all, begunRail]).toEqual([wanted, wanted]);
  });

  test('of its beginning once all of it was seen, and then there is nothing to go on with', () => {
    expect(aHouse(FOUR).rails(seen('e4'))).toEqual({ all: ['The Lamp S1E1 · e1'] });
  });

  test('of what was only looked into it goes on with nothing', () => {
    expect(aHouse(FOUR).rails(begun({ e2: 0.005 }))).toEqual({ all: ['The Lamp S1E1 · e1'] });
  });

  test('beside films, under its own name; what was begun last stands first', () => {
    const house = aHouse([...FOUR, { id: 'film' }, { id: 'a-film' }]);
    expect(house.rails().all).toEqual(['The Lamp S1E1 · e1', 'Title of a-film', 'Title of film']);
    const who = { progress: new Map(Object.entries({ film: left(0.3), e2: left(0.4, NOW + 1) })) };
    expect(house.rails(who).continue).toEqual(['The Lamp S1E2 · e2', 'Title of film']);
  });

  test('a season that is sold as a whole is no card beside its episodes, and none alone', () => {
    const season: Episode = { id: 'whole', place: { episode: null, isEpisode: false } };
    const house = aHouse([...FOUR, season]);
    expect(house.rails().all).toEqual(['The Lamp S1E1 · e1']);
    expect(house.find('whole')).toEqual([]);
    expect(house.seasons('e1').seasons).toEqual([
      [1, ['e1', 'e2', 'e3']],
      [2, ['e4']],
    ]);
    expect(aHouse([season]).rails()).toEqual({});
  });

  test('on the rail of what leaves it is the episode that leaves', () => {
    const leaves = { window: { start: 0, end: NOW + DAY_MS } };
    const house = aHouse(FOUR.map((each) => (each.id === 'e3' ? { ...each, grants: [leaves] } : each)));
    expect(house.rails(begun({ e1: 0.5 }))).toEqual({
      continue: ['The Lamp S1E1 · e1'],
      all: ['The Lamp S1E1 · e1'],
      leaving: ['The Lamp S1E3 · e3'],
    });
  });

  test('on a partner’s rail it is an episode of this partner', () => {
    const house = aHouse([
      ...FOUR.slice(1),
      { id: 'e9', partner: 'b', place: { episode: 9 } },
      { id: 'f', partner: 'b' },
    ]);
    const rails = house.rails(seen('e3'));
    expect(rails['partner:a']).toEqual(['The Lamp S1E1 · e1']);
    expect(rails['partner:b']).toEqual(['The Lamp S1E9 · e9', 'Title of f']);
  });
});

describe('on its own page a series has its seasons and what comes next', () => {
  test('in their order, what has no number last', () => {
    const house = aHouse([...FOUR, { id: 'extra', place: { season: null, episode: null } }]);
    expect(house.seasons('e3')).toEqual({
      seasons: [
        [1, ['e1', 'e2', 'e3']],
        [2, ['e4']],
        [null, ['extra']],
      ],
      next: 'e4',
    });
    expect(house.seasons('extra').next).toBeNull();
  });

  test('next is never one that can’t be played yet', () => {
    const house = aHouse(FOUR.map((each) => ({ ...each, ready: each.id !== 'e2' })));
    expect(house.seasons('e1').next).toBe('e3');
  });

  test('a film has neither', () => {
    expect(aHouse([...FOUR, { id: 'film' }]).seasons('film')).toEqual({ seasons: [], next: null });
  });
});

describe('in search a series is one answer', () => {
  test('by its name, by an episode’s name, and with the episode to go on with', () => {
    const house = aHouse(FOUR);
    expect(house.find('lamp')).toEqual(['The Lamp S1E1 · e1']);
    expect(house.find('lamp', seen('e1'))).toEqual(['The Lamp S1E2 · e2']);
    expect(house.find('Title of e3')).toEqual(['The Lamp S1E3 · e3']);
    expect(house.find('title of')).toHaveLength(1);
  });

  test('others behind a long series are found all the same', () => {
    const long = Array.from({ length: 60 }, (_, place) => ({ id: `a${place}`, place: { episode: place } }));
    expect(
      aHouse([...long, { id: 'z1' }, { id: 'z2' }])
        .find('title of', {}, 3)
        .slice(1),
    ).toEqual(['Title of z1', 'Title of z2']);
  });
});

const ELSEWHERE = { territories: { include: ['CN'], exclude: [] } };

describe('no word of a series comes from an episode that may not be shown', () => {
  test.each<[string, Partial<Grant>]>([
    ['elsewhere', ELSEWHERE],
    ['on another screen', { screens: { phone: {} } }],
    ['no longer', { window: { start: 0, end: NOW } }],
    ['not yet', { window: { start: NOW + 1, end: null } }],
  ])('an episode that may be shown %s is nowhere, and with the last one the series is gone', (_, members) => {
    const one = aHouse(FOUR.map((each) => (each.id === 'e2' ? { ...each, grants: [members] } : each)));
    expect(one.seasons('e1')).toEqual({
      seasons: [
        [1, ['e1', 'e3']],
        [2, ['e4']],
      ],
      next: 'e3',
    });
    expect(one.rails(begun({ e2: 0.5 })).continue).toEqual(['The Lamp S1E3 · e3']);
    expect(one.find('Title of e2')).toEqual([]);
    const all = aHouse(FOUR.map((each) => ({ ...each, grants: [members] })));
    expect([all.rails(seen('e1')), all.find('lamp'), all.find('title')]).toEqual([{}, [], []]);
  });

  test('a withdrawn episode leaves at once', () => {
    const house = aHouse(FOUR);
    expect(house.find('lamp')).toEqual(['The Lamp S1E1 · e1']);
    house.deny([denial({ scope: { work: 'e1' } })]);
    expect([house.rails().all, house.find('lamp')]).toEqual([['The Lamp S1E2 · e2'], ['The Lamp S1E2 · e2']]);
    house.deny(['e1', 'e2', 'e3', 'e4'].map((work) => denial({ scope: { work } })));
    expect([house.rails(), house.find('lamp')]).toEqual([{}, []]);
  });

  test('what another partner calls the series shows under its own grants alone, and finds nothing without them', () => {
    const also = { partner: 'b', seriesTitle: 'Le Phare' };
    const house = aHouse(FOUR.map((each) => ({ ...each, also })));
    expect([house.rails().all, house.find('phare'), house.find('lamp')]).toEqual([
      ['The Lamp S1E1 · e1'],
      [],
      ['The Lamp S1E1 · e1'],
    ]);
    const theirs = aHouse(FOUR.map((each) => ({ ...each, also, grants: [{ partner: 'b' }] })));
    expect([theirs.rails().all, theirs.find('phare'), theirs.find('lamp')]).toEqual([
      ['Le Phare S1E1 · e1'],
      ['Le Phare S1E1 · e1'],
      [],
    ]);
  });

  test('another partner can’t put an episode into a series that its licensor doesn’t put it into', () => {
    const also = { partner: 'b', seriesTitle: 'Other', place: { series: 'other', episode: 2 } };
    const house = aHouse([
      { id: 'o1', partner: 'b', place: { series: 'other' }, seriesTitle: 'Other' },
      { id: 'e1', place: {}, also },
      { id: 'film', also },
    ]);
    expect(house.rails(seen('o1'))).toMatchObject({
      all: ['Other S1E1 · o1', 'The Lamp S1E1 · e1', 'Title of film'],
    });
    expect(house.rails(seen('o1')).continue).toBeUndefined();
    expect(house.seasons('o1')).toEqual({ seasons: [[1, ['o1']]], next: null });
    expect(house.find('other')).toEqual(['Other S1E1 · o1']);
  });
});
