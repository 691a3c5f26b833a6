/** Series: which works are episodes of one, in which order they are seen, and with which of them a viewer goes on. */
import { asId, type Instant } from '@duoping/kit';
import type { Library } from './library.ts';
import { comparePlaces } from './series-place.ts';
import type { Card, ViewerContext } from './storefront.ts';
import type { SeriesPlace, WorkEntry, WorkId } from './work.ts';

export interface Season {
  /** null is of episodes that nobody gave a season. */
  readonly number: number | null;
  readonly episodes: readonly Card[];
}

/** Less than this was only looked into. */
export const BEGUN_SHARE = 0.01;

/** Episodes that are looked through for one that may be shown, past the last one seen. */
const MOST_AHEAD = 64;

const known = new WeakMap<Library, ReadonlyMap<string, readonly WorkEntry[]>>();

/** By series: the works that any partner calls an episode of it, in their order. Found once for each library. */
export function episodesIn(library: Library): ReadonlyMap<string, readonly WorkEntry[]> {
  const before = known.get(library);
  if (before) return before;
  const placed = new Map<string, Map<WorkId, { work: WorkEntry; place: SeriesPlace }>>();
  for (const work of library.works.values()) {
    for (const { place } of work.descriptions) {
      if (!place?.isEpisode) continue;
      const own = placed.get(place.series) ?? new Map<WorkId, { work: WorkEntry; place: SeriesPlace }>();
      placed.set(place.series, own);
      if (!own.has(work.id)) own.set(work.id, { work, place });
    }
  }
  const found = new Map(
    [...placed].map(([series, own]) => [
      series,
      [...own.values()]
        .sort((a, b) => comparePlaces(a.place, b.place) || (a.work.id < b.work.id ? -1 : 1))
        .map(({ work }) => work),
    ]),
  );
  known.set(library, found);
  return found;
}

/** Where a viewer is in a series: the episode seen last, and whether it was seen to its end. */
export interface SeriesMark {
  readonly work: WorkId;
  readonly at: Instant;
  readonly finished: boolean;
}

/** The newest mark in each series of which this viewer has begun an episode. */
export function marksIn(
  library: Library,
  { progress, finished }: Pick<ViewerContext, 'progress' | 'finished'>,
): ReadonlyMap<string, SeriesMark> {
  const newest = new Map<string, SeriesMark>();
  const note = (mark: SeriesMark): void => {
    for (const { place } of library.works.get(mark.work)?.descriptions ?? []) {
      if (!place?.isEpisode || (newest.get(place.series)?.at ?? Number.NEGATIVE_INFINITY) > mark.at) continue;
      newest.set(place.series, mark);
    }
  };
  for (const [work, { positionSeconds, durationSeconds, at }] of progress) {
    const share = durationSeconds > 0 ? positionSeconds / durationSeconds : 0;
    if (share > BEGUN_SHARE) note({ work: asId(work), at, finished: false });
  }
  for (const [work, at] of finished) note({ work: asId(work), at, finished: true });
  return newest;
}

/** The episode to go on with after this mark, of those that `cardOf` lets be shown; undefined at the end of what there is. */
export function goOn(
  library: Library,
  series: string,
  { mark, cardOf }: { readonly mark: SeriesMark; readonly cardOf: (work: WorkId) => Card | undefined },
): Card | undefined {
  const episodes = episodesIn(library).get(series) ?? [];
  const seen = episodes.findIndex(({ id }) => id === mark.work);
  const from = mark.finished ? seen + 1 : seen;
  for (const { id } of episodes.slice(from, from + MOST_AHEAD)) {
    const card = cardOf(id);
    if (card?.series?.id === series) return card;
  }
  return undefined;
}

/** All episodes that may be shown, by season. */
export function seasonsOf(
  library: Library,
  series: string,
  cardOf: (work: WorkId) => Card | undefined,
): readonly Season[] {
  const cards = (episodesIn(library).get(series) ?? [])
    .flatMap(({ id }) => cardOf(id) ?? [])
    .flatMap((card) => (card.series?.id === series ? [{ card, place: card.series }] : []))
    .sort((a, b) => comparePlaces(a.place, b.place));
  return [...Map.groupBy(cards, ({ place }) => place.season)].map(([number, own]) => ({
    number,
    episodes: own.map(({ card }) => card),
  }));
}

/** The episode that follows this work, across seasons, and can be played; undefined after the last one. */
export function nextAfter(seasons: readonly Season[], work: WorkId): Card | undefined {
  const all = seasons.flatMap(({ episodes }) => episodes);
  const place = all.findIndex((card) => card.work === work);
  return place < 0 ? undefined : all.slice(place + 1).find(({ ready }) => ready);
}
