/** The index that follows the library: never in the way, never half done, and never the one that decides what is shown. */
import { asId } from '@duoping/kit';
import { buildIndex, withDenials } from '@duoping/rights';
import { denial, grant, instant } from '@duoping/rights/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Library, libraryOf } from '../library.ts';
import type { ViewerContext } from '../storefront.ts';
import type { WorkEntry } from '../work.ts';
import { everyWork, findWorks } from './find-works.ts';
import { type LivingSearch, livingSearch } from './living-search.ts';
import { searchIndexOf } from './search-index.ts';
import { titleSearch } from './search-titles.ts';
import { searchableOf } from './searchable.ts';
import { planOf, type Searchable, type SegmentPlan } from './segment.ts';

const work = (id: string, title: string): WorkEntry => ({
  id: asId<'Work'>(id),
  offers: [{ partner: 'example', alid: id }],
  descriptions: [
    {
      ...{ partner: 'example', alid: id, language: 'zh-CN', title, synopsis: '', year: null, rating: null },
      ...{ genres: [], credits: null, illustrative: false },
    },
  ],
  artwork: [],
});
const library = (titles: Readonly<Record<string, string>>): Library =>
  libraryOf(Object.entries(titles).map(([id, title]) => work(id, title)));
/** More than are built at once, so that the planner is asked. */
const many = (title: string, count = 300): Library =>
  libraryOf(Array.from({ length: count }, (_, place) => work(`w${place}`, `${title} ${place}`)));

const found = (search: LivingSearch, text: string): readonly string[] => {
  const index = search.current();
  return findWorks(index, { text, mode: 'text', limit: 500 }, everyWork(index)).map((hit) => hit.work);
};

/** A planner that waits until it is told to go on, and one turn for every pause. */
function slowly() {
  const waiting: { works: readonly Searchable[]; end(plan: SegmentPlan): void; fail(error: Error): void }[] = [];
  let pauses = 0;
  const search = livingSearch({
    plan: (works) => new Promise((end, fail) => waiting.push({ works, end, fail })),
    pause: async () => void pauses++,
  });
  const asked = async () => {
    for (let turn = 0; turn < 50 && waiting.length === 0; turn++) await Promise.resolve();
    const next = waiting.shift();
    if (!next) throw new Error('No plan was asked for');
    return next;
  };
  return { search, pauses: () => pauses, asked, waiting };
}

describe('following the library', () => {
  test('who asks again for what is followed already keeps nothing from being followed next', async () => {
    const { search } = slowly();
    const first = library({ a: 'Amber' });
    await search.follow(first);
    await search.follow(first);
    await search.follow(library({ a: 'Amber', b: 'Birch' }));
    expect(found(search, 'birch')).toEqual(['b']);
  });

  test('the index before answers until the next one is whole', async () => {
    const { search, asked } = slowly();
    await search.follow(library({ a: 'Amber' }));
    const following = search.follow(many('Birch'));
    const plan = await asked();
    expect(found(search, 'amber')).toEqual(['a']);
    expect(found(search, 'birch')).toEqual([]);
    plan.end(planOf(plan.works));
    await following;
    expect(found(search, 'amber')).toEqual([]);
    expect(found(search, 'birch')).toHaveLength(300);
  });

  test('of the libraries that came meanwhile only the newest is built, and all who wait are told when it is', async () => {
    const { search, asked, waiting } = slowly();
    const told: string[] = [];
    const follow = (title: string) => search.follow(many(title)).then(() => told.push(title));
    const all = Promise.all([follow('Amber'), follow('Birch'), follow('Cedar')]);
    const first = await asked();
    first.end(planOf(first.works));
    const second = await asked();
    expect(told).toEqual([]);
    expect(second.works[0]?.names).toEqual(['Cedar 0']);
    second.end(planOf(second.works));
    await all;
    expect(waiting).toEqual([]);
    expect(found(search, 'cedar')).toHaveLength(300);
  });

  test('the same library is built once, however often it is told', async () => {
    const { search, asked, waiting } = slowly();
    const shelf = many('Amber');
    const twice = Promise.all([search.follow(shelf), search.follow(shelf)]);
    const plan = await asked();
    plan.end(planOf(plan.works));
    await twice;
    const index = search.current();
    await search.follow(shelf);
    expect(waiting).toEqual([]);
    expect(search.current()).toBe(index);
  });

  test('a few titles are built at once, and nothing else than they', async () => {
    const { search, asked, waiting } = slowly();
    const before = many('Birch');
    const first = search.follow(before);
    const plan = await asked();
    plan.end(planOf(plan.works));
    await first;
    const [base] = search.current().segments;
    await search.follow(libraryOf([...before.works.values(), work('new', 'Amber')]));
    expect(waiting).toEqual([]);
    expect(found(search, 'amber')).toEqual(['new']);
    expect(search.current().segments.map(({ works }) => works.length)).toEqual([300, 1]);
    expect(search.current().segments[0]?.pool).toBe(base?.pool);
  });

  test('others have their turn at least once in a thousand works', async () => {
    const { search, asked, pauses } = slowly();
    const following = search.follow(many('Birch', 5_000));
    const plan = await asked();
    expect(pauses()).toBeGreaterThanOrEqual(5);
    plan.end(planOf(plan.works));
    await following;
  });

  test('what fails is told, leaves the index as it was, and may be tried again', async () => {
    const { search, asked } = slowly();
    await search.follow(library({ a: 'Amber' }));
    const birches = many('Birch');
    const failing = search.follow(birches);
    (await asked()).fail(new Error('out of memory'));
    await expect(failing).rejects.toThrow('out of memory');
    expect(found(search, 'amber')).toEqual(['a']);
    const again = search.follow(birches);
    const plan = await asked();
    plan.end(planOf(plan.works));
    await again;
    expect(found(search, 'birch')).toHaveLength(300);
  });

  test('after any libraries it answers as an index built anew', async () => {
    const title = fc.constantFrom('Amber', '大江', '大江大河', 'Big Amber', '重庆');
    const libraries = fc.array(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), title), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(libraries, fc.constantFrom('a', 'd', 'dj', '大江', 'amber', 'zhong'), async (all, text) => {
        const search = livingSearch({ plan: async (works) => planOf(works), pause: async () => {} });
        for (const titles of all) {
          await search.follow(library(titles));
          const anew = searchIndexOf([...library(titles).works.values()].map(searchableOf));
          expect(found(search, text)).toEqual(
            findWorks(anew, { text, mode: 'text', limit: 500 }, everyWork(anew)).map((hit) => hit.work),
          );
        }
      }),
    );
  });
});

describe('an index that is behind', () => {
  const at = instant('2026-06-01T12:00:00Z');
  const viewer: ViewerContext = {
    ...{ territory: 'US', screen: 'tv', model: 'demo-tv', language: 'zh-CN', licenseTypes: ['SVOD'] },
    progress: new Map(),
    finished: new Map(),
    mediaOf: () => ({ ready: true, durationSeconds: 60 }),
  };
  const query = { text: 'amber', mode: 'text', limit: 10 } as const;
  const licensed = (works: readonly string[], epoch = 1) =>
    buildIndex({ grants: works.map((id) => grant({ id, work: id, alid: id })), denials: [], epoch });

  test('finds nothing that the rights of now don’t let be shown: withdrawn, no longer granted, never granted', async () => {
    const { search } = slowly();
    const titles = titleSearch();
    const shelf = library({ a: 'Amber', b: 'Amber too', c: 'Amber three' });
    await search.follow(shelf);
    void search.follow(many('Birch')).catch(() => {}); // never ends: the index stays behind
    const find = (rights: ReturnType<typeof licensed>) =>
      titles
        .find({ library: shelf, rights, search: search.current() }, query, { viewer, at })
        .map(({ card }) => card.work as string);
    const rights = licensed(['a', 'b']);
    expect(find(rights)).toEqual(['a', 'b']);
    expect(find(withDenials(rights, { denials: [denial({ scope: { work: 'a' } })], epoch: 2 }))).toEqual(['b']);
    expect(find(licensed(['c'], 3))).toEqual(['c']);
    expect(find(licensed([], 4))).toEqual([]);
  });

  test('shows a title as the library of now tells it, and none that it no longer has', async () => {
    const { search } = slowly();
    await search.follow(library({ a: 'Amber', b: 'Amber too' }));
    const now = library({ a: 'Ambergris' });
    const shop = { library: now, rights: licensed(['a', 'b']), search: search.current() };
    const cards = titleSearch().find(shop, query, { viewer, at });
    expect(cards.map(({ card }) => card.title)).toEqual(['Ambergris']);
  });
});
