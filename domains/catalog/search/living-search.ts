/**
 * The search index that follows the library: found in slices what differs, built by whoever is handed in, swapped when it
 * is whole. Until then the one before answers; what may be shown is asked of the rights at each query, never of the index.
 */

import { inSlices, type Pause } from '@duoping/kit';
import type { Library } from '../library.ts';
import { changing, FEW_WORKS, type SearchIndex, searchIndexOf, withLast } from './search-index.ts';
import { searchables } from './searchable.ts';
import { planOf, type Searchable, type SegmentPlan, segmentFrom } from './segment.ts';

export interface LivingSearchPorts {
  /** `planOf` these works, without keeping others waiting. */
  plan(works: readonly Searchable[]): Promise<SegmentPlan>;
  readonly pause: Pause;
}

export interface LivingSearch {
  current(): SearchIndex;
  /** Resolves when this library, or one that came after it, can be searched. */
  follow(library: Library): Promise<void>;
}

export function livingSearch({ plan, pause }: LivingSearchPorts): LivingSearch {
  let index = searchIndexOf([]);
  /** The newest library that was told, and whether it still waits. */
  let asked: Library | undefined;
  let waiting: Library | undefined;
  let running: Promise<void> | undefined;

  async function next(library: Library): Promise<SearchIndex> {
    const { base, build } = await inSlices(changing(index, searchables(library)), pause);
    if (base && build.length === 0) return { segments: [base] };
    return withLast(base, segmentFrom(build, build.length <= FEW_WORKS ? planOf(build) : await plan(build)));
  }

  /** The newest library that waits; those that came before it are passed over. */
  async function run(): Promise<void> {
    try {
      for (let library = waiting; library; library = waiting) {
        waiting = undefined;
        index = await next(library);
      }
    } catch (error) {
      asked = undefined; // told again, it is tried again
      throw error;
    } finally {
      running = undefined;
    }
  }

  return {
    current: () => index,
    follow(library) {
      if (library !== asked) waiting = library;
      asked = library;
      if (waiting) running ??= run(); // with nothing to do it would be over before it is known to run
      return running ?? Promise.resolve();
    },
  };
}
