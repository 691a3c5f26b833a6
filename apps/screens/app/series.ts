/** The series that a title is of, as its page shows it: which season, which episode, and what comes next. */
import type { Card, Title } from '@duoping/client';
import { NO_FOCUS, type Zone } from './focus.ts';
import { findCard, placeOf, type State } from './state.ts';

export type Season = Title['seasons'][number];

export const seasonId = ({ number }: Season): string => `season:${number ?? ''}`;
export const episodeId = (work: string): string => `episode:${work}`;

/** The season whose episodes are on the glass: the one chosen, else the one that the title is of, else the first. */
export function seasonShown(state: State, title: Title): Season | undefined {
  const { items } = state.focus[placeOf(state)] ?? NO_FOCUS;
  const { seasons } = title;
  const chosen = seasons.filter((season) => seasonId(season) === items.seasons)[0];
  return chosen ?? seasons.filter(({ episodes }) => episodes.some(({ work }) => work === title.work))[0] ?? seasons[0];
}

/** Below a title's buttons: its seasons, where there are several, and the episodes of one of them. */
export function seriesZones(state: State, title: Title): readonly Zone[] {
  const { seasons } = title;
  const shown = seasonShown(state, title);
  if (!shown) return [];
  return [
    { id: 'seasons', axis: 'row', items: seasons.length > 1 ? seasons.map(seasonId) : [], first: seasonId(shown) },
    {
      id: `episodes:${shown.number ?? ''}`,
      axis: 'row',
      items: shown.episodes.map(({ work }) => episodeId(work)),
      first: episodeId(title.work),
    },
  ];
}

/** The episode that goes on after this one, as far as is known; the server decides anew when it is played. */
export function nextOf(state: State, work: string): Card | null {
  const title = state.titles[work];
  return title?.status === 'ready' ? title.value.next : null;
}

/** An episode that the page of a title lists. */
export function findEpisode(state: State, of: string, work: string): Card | null {
  const title = state.titles[of];
  if (title?.status !== 'ready') return null;
  for (const { episodes } of title.value.seasons)
    for (const episode of episodes) if (episode.work === work) return episode;
  return null;
}

/** The episode under focus on the page of a title. */
export const episodeUnder = (state: State, of: string, focus: string | null): Card | null =>
  focus !== null && focus.indexOf('episode:') === 0 ? findEpisode(state, of, focus.slice('episode:'.length)) : null;

/** Names the series of a work; null of a film, and while nothing is known of it. */
export function seriesOf(state: State, work: string): string | null {
  const title = state.titles[work];
  if (title?.status === 'ready') return title.value.series?.id ?? null;
  for (const route of state.stack)
    if (route.name === 'title' && route.work === work && route.card) return route.card.series?.id ?? null;
  return findCard(state, work)?.series?.id ?? null;
}
