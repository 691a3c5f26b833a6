import { DAY_MS } from '@duoping/kit';
import { buildIndex, withDenials } from '@duoping/rights';
import { denial, grant, instant } from '@duoping/rights/testing';
import { describe, expect, test } from 'vitest';
import { arrange } from './arrange.ts';
import { arrangements } from './arrangements.ts';
import { countedIds, described } from './catalog-store.contract.ts';
import { home, libraryOf, type ViewerContext, type WorkEntry } from './index.ts';

const NOW = instant('2026-06-01T00:00:00Z');
const TITLES = 1200;

const viewer: ViewerContext = {
  ...{ territory: 'US', screen: 'tv', model: 'tv-55', language: 'en', licenseTypes: ['SVOD'] },
  progress: new Map(),
  finished: new Map(),
  mediaOf: () => ({ ready: true, durationSeconds: 90 }),
};
const newId = countedIds();
const works = Array.from({ length: TITLES }, (_, at): WorkEntry => {
  const alid = `film-${String((at * 7919) % TITLES).padStart(4, '0')}`;
  return {
    id: newId(),
    offers: [{ partner: at % 2 === 0 ? 'a' : 'b', alid }],
    descriptions: [described(at % 2 === 0 ? 'a' : 'b', alid)],
    artwork: [],
  };
});
const grants = works.map(({ id, offers: [offer] }, at) =>
  grant({ ...offer, work: id, window: { start: 0, end: NOW + ((at % 400) + 1) * DAY_MS } }),
);
const shop = { library: libraryOf(works), rights: buildIndex({ grants, denials: [], epoch: 1 }) };
const MEDIA = {};

function counted() {
  const turns = { taken: 0 };
  const pages = arrangements(async () => {
    turns.taken++;
  });
  return {
    turns,
    of: (of = shop, media: object = MEDIA, ask = {}) => pages.of(of, media, { viewer, at: NOW, ...ask }),
  };
}

describe('an arrangement', () => {
  test('holds the first titles of each rail, in the order of all of them', () => {
    const { all, leaving, ofPartners, until } = arrange(shop, viewer, NOW);
    const names = works.map(({ offers: [offer] }) => offer?.alid ?? '').sort();
    const nameOf = (id: string) => shop.library.works.get(id as never)?.offers[0]?.alid; // as: an id is a text with a brand
    expect(all.map(nameOf)).toEqual(names.slice(0, 200));
    expect(leaving).toHaveLength(39); // three of each of the next thirteen days
    expect(ofPartners.map(([partner, own]) => [partner, own.length])).toEqual([
      ['a', 40],
      ['b', 40],
    ]);
    expect(until).toBe(NOW + DAY_MS);
  });

  test('of one partner has no rail of its own for it', () => {
    const own = works.filter(({ offers: [offer] }) => offer?.partner === 'a');
    expect(arrange({ ...shop, library: libraryOf(own) }, viewer, NOW).ofPartners).toEqual([]);
  });

  test('is made in slices, once for all who ask meanwhile', async () => {
    const { turns, of } = counted();
    const [first, second] = await Promise.all([of(), of()]);
    expect(second).toBe(first);
    expect(first).toEqual(arrange(shop, viewer, NOW));
    expect(turns.taken).toBe(2);
  });
});

describe('it is kept', () => {
  test('for whoever watches in the same context, whatever they have begun', async () => {
    const { of } = counted();
    const progress = new Map([['film', { positionSeconds: 5, durationSeconds: 9, at: NOW }]]);
    expect(await of(shop, MEDIA, { viewer: { ...viewer, progress } })).toBe(await of());
  });

  test.each([
    ['another territory', { territory: 'CN' }],
    ['another screen', { screen: 'phone' }],
    ['another model', { model: 'tv-32' }],
    ['another language', { language: 'zh-CN' }],
    ['other licence types', { licenseTypes: ['FVOD'] }],
  ] as const)('and not for %s', async (_, members) => {
    const { of } = counted();
    const [one, other] = [await of(), await of(shop, MEDIA, { viewer: { ...viewer, ...members } })];
    expect(other).not.toBe(one);
    expect(other).toEqual(arrange(shop, { ...viewer, ...members }, NOW));
  });

  test('until the first title begins or ends, and never for an earlier instant', async () => {
    const { of } = counted();
    const first = await of();
    expect(await of(shop, MEDIA, { at: NOW + DAY_MS - 1 })).toBe(first);
    expect(await of(shop, MEDIA, { at: NOW + DAY_MS })).not.toBe(first);
    expect(await of(shop, MEDIA, { at: NOW })).toEqual(first);
  });

  test('until the rights, the titles or the media are others', async () => {
    const { of } = counted();
    const first = await of();
    const [gone] = first.all;
    const rights = withDenials(shop.rights, { denials: [denial({ scope: { work: gone ?? '' } })], epoch: 2 });
    expect((await of({ ...shop, rights })).all).not.toContain(gone);
    expect((await of({ ...shop, library: libraryOf(works.slice(1)) })).all).toEqual(
      arrange({ ...shop, library: libraryOf(works.slice(1)) }, viewer, NOW).all,
    );
    expect(await of()).not.toBe(first);
    const kept = await of();
    expect(await of(shop, {})).not.toBe(kept);
  });

  test('and one that failed is made again', async () => {
    const broken = { ...viewer, mediaOf: () => raise() };
    const { of } = counted();
    await expect(of(shop, MEDIA, { viewer: broken })).rejects.toThrow('the shelf fell down');
    expect(await of()).toEqual(arrange(shop, viewer, NOW));
  });
});

test('a page on an old arrangement shows nothing that may not be shown any more', () => {
  const arranged = arrange(shop, viewer, NOW);
  const [gone] = arranged.all;
  const rights = withDenials(shop.rights, { denials: [denial({ scope: { work: gone ?? '' } })], epoch: 2 });
  const shown = home({ ...shop, rights }, viewer, NOW, arranged).rails.flatMap(({ cards }) => cards);
  expect(shown.map(({ work }) => work)).not.toContain(gone);
  expect(shown.length).toBeGreaterThan(200);
});

function raise(): never {
  throw new Error('the shelf fell down');
}
