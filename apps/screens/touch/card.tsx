/** A title as a finger meets it: its picture, its name, how far it was seen. */
import type { Card } from '@duoping/client';
import { cardLabel, episodeOf, nameOf } from '../tv/facts.tsx';
import { Unpainted } from '../tv/unpainted.tsx';
import type { View } from '../tv/view.tsx';

export interface TouchCardProps {
  readonly view: View;
  readonly card: Card;
  /** The element's own id; one title may stand on a page more than once. */
  readonly place: string;
  /** What pressing it chooses. */
  readonly item: string;
}

export function TouchCard({ view: { app, words }, card, place, item }: TouchCardProps) {
  return (
    <button
      type="button"
      id={place}
      class={card.ready ? 'touch-card' : 'touch-card waiting'}
      aria-label={cardLabel(card, words)}
      onClick={() => app.choose(item)}
    >
      <Picture card={card} />
      <span class="foot" />
      {card.ready ? null : <span class="badge strong">{words.home.preparing}</span>}
      <b>
        {nameOf(card)}
        {card.series ? <small>{episodeOf(card, words)}</small> : null}
      </b>
      {card.progress === null ? null : (
        <span class="progress">
          <i style={{ width: `${Math.max(2, Math.round(card.progress * 100))}%` }} />
        </span>
      )}
    </button>
  );
}

/** A phone shows the poster, a tablet the wide picture: which of the two is drawn, the browser knows. */
export function Picture({ card }: { card: Card }) {
  const { poster, wide } = card;
  if (poster === null && wide === null) return <Unpainted work={card.work} />;
  return (
    <picture>
      {poster === null ? null : <source media="(max-width: 599px)" srcset={poster} />}
      <img src={wide ?? poster ?? ''} alt="" loading="lazy" />
    </picture>
  );
}
