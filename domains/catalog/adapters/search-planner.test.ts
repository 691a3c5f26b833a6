/** A segment from the thread is the one that this thread would have worked out; what fails there is told here. */
import { expect, test } from 'vitest';
import { planOf, type Searchable } from '../search/segment.ts';
import { threadedSearch } from './search-planner.ts';

const work = (place: number): Searchable => ({
  id: `w${place}`,
  names: [`大江大河 ${place}`, `The Long Night of ${'abcdefgh'[place % 8]}${place % 50}`],
  genres: [place % 2 === 0 ? '剧情' : 'Drama'],
  popularity: place % 3,
});

test.each([0, 1, 2_500])('the thread plans %s works as planOf does', async (count) => {
  const works = Array.from({ length: count }, (_, place) => work(place));
  expect(await threadedSearch.plan(works)).toEqual(planOf(works));
});

test('a thread that fails is an error here, not a wait without end', async () => {
  const broken = { ...work(1), names: [null as unknown as string] }; // what nobody may send
  await expect(threadedSearch.plan([broken])).rejects.toThrow();
});
