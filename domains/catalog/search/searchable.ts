/** What can be searched: a work's names by every partner and in every language, its genres; and what each partner calls its series. */
import type { Library } from '../library.ts';
import { episodesIn } from '../series.ts';
import type { WorkEntry } from '../work.ts';
import type { Searchable } from './segment.ts';

/** Popularity is 0 until something measures it. */
export const searchableOf = ({ id, descriptions }: WorkEntry): Searchable => ({
  id,
  names: [...new Set(descriptions.map(({ title }) => title))],
  genres: [...new Set(descriptions.flatMap(({ genres }) => genres))],
  popularity: 0,
});

/** Seasons and volumes that are sold as a whole stand behind their series. */
export function* searchables(library: Library): Generator<Searchable> {
  for (const work of library.works.values()) {
    if (work.descriptions.every(({ place }) => place?.isEpisode !== false)) yield searchableOf(work);
  }
  for (const [series, episodes] of episodesIn(library)) {
    const titles = new Map<string, Set<string>>();
    for (const { descriptions } of episodes) {
      for (const { partner, seriesTitle } of descriptions) {
        if (seriesTitle) titles.set(partner, (titles.get(partner) ?? new Set()).add(seriesTitle));
      }
    }
    for (const [partner, names] of titles)
      yield { id: seriesKey({ series, partner }), names: [...names], genres: [], popularity: 0 };
  }
}

/** A series by the names that one partner has for it: found while one of this partner's episodes may be listed. */
export interface NamedSeries {
  readonly series: string;
  readonly partner: string;
}

const PREFIX = 'series:';

const seriesKey = ({ series, partner }: NamedSeries): string => `${PREFIX}${series}:${partner}`;

/** The series that was found; undefined of a work. */
export function namedSeries(id: string): NamedSeries | undefined {
  if (!id.startsWith(PREFIX)) return undefined;
  const [series = '', ...partner] = id.slice(PREFIX.length).split(':');
  return { series, partner: partner.join(':') };
}
