/** Where a title stands in a series, in the words of those who may be heard. */
import { describedIn } from './library.ts';
import type { Description, SeriesPlace } from './work.ts';

/** What a card says of the series that its title is an episode of. */
export interface CardSeries {
  readonly id: string;
  readonly title: string;
  readonly season: number | null;
  readonly episode: number | null;
}

/** Where those who say this put the title: the first of them that tells a place counts. */
export const placeAmong = (descriptions: readonly Description[]): SeriesPlace | undefined =>
  descriptions.find(({ place }) => place !== undefined)?.place;

/** The series of an episode in the words of those who say this; undefined of what is no episode. */
export function seriesAmong(descriptions: readonly Description[], language: string): CardSeries | undefined {
  const place = placeAmong(descriptions);
  if (!place?.isEpisode) return undefined;
  const named = descriptions.filter(({ seriesTitle }) => seriesTitle !== undefined && seriesTitle !== '');
  const title = describedIn(named, language)?.seriesTitle ?? describedIn(descriptions, language)?.title ?? '';
  return { id: place.series, title, season: place.season, episode: place.episode };
}

/** The first to be seen comes first; what has no number comes last. */
export const comparePlaces = (a: Pick<SeriesPlace, 'season' | 'episode'>, b: typeof a): number =>
  (a.season ?? LAST) - (b.season ?? LAST) || (a.episode ?? LAST) - (b.episode ?? LAST);

const LAST = Number.MAX_SAFE_INTEGER;
