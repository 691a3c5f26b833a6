/** A series by thumb: its seasons to choose from, and a list of the episodes of one of them. */
import type { Card, Title } from '@duoping/client';
import { episodeId, seasonId, seasonShown } from '../app/series.ts';
import { isSoon } from '../tv/facts.tsx';
import { episodeName } from '../tv/series.tsx';
import type { View } from '../tv/view.tsx';
import { Picture } from './card.tsx';
import { Tap } from './tap.tsx';

export function TouchSeries({ view, title }: { view: View; title: Title }) {
  const { app, state, words } = view;
  const shown = seasonShown(state, title);
  if (!shown) return null;
  return (
    <section class="touch-series" aria-label={words.title.episodes}>
      {title.seasons.length > 1 ? (
        <nav class="touch-seasons" aria-label={words.title.seasons}>
          {title.seasons.map((season) => (
            <Tap
              key={seasonId(season)}
              app={app}
              id={seasonId(season)}
              look={season === shown ? 'choice chosen' : 'choice'}
              pressed={season === shown}
            >
              {words.title.season(season.number)}
            </Tap>
          ))}
        </nav>
      ) : (
        <h2>{words.title.episodes}</h2>
      )}
      <ul>
        {shown.episodes.map((card) => (
          <li key={card.work}>
            <Episode view={view} card={card} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Episode({ view, card }: { view: View; card: Card }) {
  const { app, words, state } = view;
  const end = card.availableUntil === null ? null : new Date(card.availableUntil);
  return (
    <>
      <Tap app={app} id={episodeId(card.work)} look="episode">
        <span class="episode-still">
          <Picture card={{ ...card, poster: null }} />
          {card.progress === null ? null : (
            <span class="progress">
              <i style={{ width: `${Math.max(2, Math.round(card.progress * 100))}%` }} />
            </span>
          )}
        </span>
        <span class="episode-name">
          <b>{episodeName(card)}</b>
          <small>
            {card.ready
              ? card.durationSeconds === null
                ? ''
                : words.duration(card.durationSeconds)
              : words.home.preparing}
          </small>
        </span>
      </Tap>
      <p>{card.synopsis}</p>
      {end !== null && isSoon(end, state.nowMs) ? (
        <p class="episode-until">{words.availableUntil(words.moment(end, new Date(state.nowMs)))}</p>
      ) : null}
    </>
  );
}
