/** The series below an episode's buttons: its seasons, and the episodes of one of them under a fixed focus point. */
import type { Card, Title } from '@duoping/client';
import { episodeId, seasonId, seasonShown } from '../app/series.ts';
import type { Words } from '../words/index.ts';
import { cardLabel } from './facts.tsx';
import { Row } from './rail.tsx';
import { Unpainted } from './unpainted.tsx';
import { Item, type View } from './view.tsx';

export function Series({ view, title }: { view: View; title: Title }) {
  const { app, state, words, focus } = view;
  const shown = seasonShown(state, title);
  if (!shown) return null;
  const places = shown.episodes.map(({ work }) => episodeId(work));
  const current = focus !== null && places.indexOf(focus) >= 0 ? places.indexOf(focus) : -1;
  const own = Math.max(0, places.indexOf(episodeId(title.work)));
  return (
    <section class="series" aria-label={words.title.episodes}>
      {title.seasons.length > 1 ? (
        <nav class="seasons" aria-label={words.title.seasons}>
          {title.seasons.map((season) => (
            <Item
              key={seasonId(season)}
              app={app}
              id={seasonId(season)}
              focused={focus === seasonId(season)}
              look={season === shown ? 'choice chosen' : 'choice'}
              pressed={season === shown}
            >
              {words.title.season(season.number)}
            </Item>
          ))}
        </nav>
      ) : (
        <h2>{words.title.episodes}</h2>
      )}
      <div class={current >= 0 ? 'rail active' : 'rail'}>
        <Row
          app={app}
          items={shown.episodes.map((card) => ({ id: episodeId(card.work), card, label: cardLabel(card, words) }))}
          index={current >= 0 ? current : own}
          active={current >= 0}
          focus={focus}
          face={(card) => <EpisodeFace card={card} words={words} />}
        />
      </div>
    </section>
  );
}

/** An episode among its own: by number and name, how long, how far it was seen. */
export function EpisodeFace({ card, words }: { card: Card; words: Words }) {
  return (
    <span class="face">
      {card.wide === null ? (
        <Unpainted work={card.work} />
      ) : (
        <img src={card.wide} alt="" onLoad={(event) => event.currentTarget.classList.add('shown')} />
      )}
      <span class="foot" />
      {card.ready ? null : <span class="badge strong">{words.home.preparing}</span>}
      <b>
        {episodeName(card)}
        {card.durationSeconds === null ? null : <small>{words.duration(card.durationSeconds)}</small>}
      </b>
      {card.progress === null ? null : (
        <span class="progress">
          <i style={{ width: `${Math.max(2, Math.round(card.progress * 100))}%` }} />
        </span>
      )}
    </span>
  );
}

/** `2. The Power Cut` */
export const episodeName = ({ series, title }: Card): string =>
  series && series.episode !== null ? `${series.episode}. ${title}` : title;
