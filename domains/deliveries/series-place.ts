/** Where an avail puts its title in a series. */
import type { Clause } from '@duoping/avails';
import { contentHash } from '@duoping/kit';
import { type Description, eidrOf } from '#catalog';

const PRODUCTS: ReadonlySet<Clause['workType']> = new Set(['Season', 'Series', 'Volume']);

/** Of an episode, and of a season, series or volume that is sold as a whole; nothing of other titles. */
export function placeInSeries(
  partner: string,
  { workType, seriesId, seriesTitle, seasonNumber, episodeNumber }: Clause,
): Pick<Description, 'place' | 'seriesTitle'> {
  const isEpisode = workType === 'Episode';
  const name = nameOfSeries(partner, { seriesId, seriesTitle });
  if ((!isEpisode && !PRODUCTS.has(workType)) || name === undefined) return {};
  return {
    place: {
      series: name,
      season: numberIn(seasonNumber),
      episode: isEpisode ? numberIn(episodeNumber) : null,
      isEpisode,
    },
    ...(seriesTitle ? { seriesTitle } : {}),
  };
}

/** One EIDR is one series, whoever names it. Other ids, and titles where there is no id, mean something to their partner alone. */
function nameOfSeries(
  partner: string,
  { seriesId, seriesTitle }: { seriesId: string | undefined; seriesTitle: string | undefined },
): string | undefined {
  const eidr = eidrOf(seriesId ?? '');
  const own = seriesId || seriesTitle?.normalize('NFKC').trim().toLowerCase();
  if (eidr === undefined && !own) return undefined;
  return contentHash(eidr === undefined ? [partner, own ?? ''] : [eidr]).slice(0, 32);
}

const numberIn = (text: string | undefined): number | null =>
  /^\d{1,6}$/.test(text?.trim() ?? '') ? Number(text) : null;
