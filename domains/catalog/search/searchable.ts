/** What of a work can be searched: its names by every partner and in every language, and its genres. */
import type { WorkEntry } from '../work.ts';
import type { Searchable } from './segment.ts';

/** Popularity is 0 until something measures it. */
export const searchableOf = ({ id, descriptions }: WorkEntry): Searchable => ({
  id,
  names: [...new Set(descriptions.map(({ title }) => title))],
  genres: [...new Set(descriptions.flatMap(({ genres }) => genres))],
  popularity: 0,
});
