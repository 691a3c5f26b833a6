/** One rail. Its cards slide under the focus point, which stays where it is; only those near it exist. */
import type { Card, Rail as RailData } from '@duoping/client';
import type { ComponentChildren } from 'preact';
import type { App } from '../app/app.ts';
import { cardId } from '../app/scene.ts';
import type { Words } from '../words/index.ts';
import { cardLabel, episodeOf, nameOf } from './facts.tsx';
import { Unpainted } from './unpainted.tsx';
import { Item, px } from './view.tsx';

export const CARD_PITCH = 364;
/** The focused card grows; the ones after it make room. */
const ROOM = 30;
const KEEP_BEFORE = 2;
const KEEP_AFTER = 7;

export interface RailProps {
  readonly app: App;
  readonly words: Words;
  readonly rail: RailData;
  /** The card under the focus point. */
  readonly index: number;
  readonly active: boolean;
  readonly focus: string | null;
}

export function Rail({ app, words, rail, index, active, focus }: RailProps) {
  return (
    <section class={active ? 'rail active' : 'rail'} aria-label={rail.title}>
      <h2>{rail.title}</h2>
      <Row
        app={app}
        items={rail.cards.map((card) => ({ id: cardId(rail.id, card.work), card, label: cardLabel(card, words) }))}
        index={index}
        active={active}
        focus={focus}
        face={(card) => <CardFace card={card} words={words} />}
      />
    </section>
  );
}

export interface RowProps extends Pick<RailProps, 'app' | 'index' | 'active' | 'focus'> {
  readonly items: readonly { readonly id: string; readonly card: Card; readonly label: string }[];
  readonly face: (card: Card) => ComponentChildren;
}

export function Row({ app, items, index, active, focus, face }: RowProps) {
  return (
    <div class="row" style={{ transform: `translate3d(${px(-index * CARD_PITCH)},0,0)` }}>
      {items.map(({ id, card, label }, place) => {
        if (place < index - KEEP_BEFORE || place > index + KEEP_AFTER) return null;
        return (
          <div
            key={id}
            class="slot"
            style={{
              left: px(place * CARD_PITCH),
              transform: `translate3d(${px(active && place > index ? ROOM : 0)},0,0)`,
            }}
          >
            <Item app={app} id={id} focused={focus === id} look={cardLook(card, place, index)} label={label}>
              {face(card)}
            </Item>
          </div>
        );
      })}
    </div>
  );
}

const cardLook = (card: Card, place: number, index: number): string =>
  `card${card.ready ? '' : ' waiting'}${place < index ? ' passed' : ''}`;

/** A title as a card shows it, in a rail or among what was found. */
export function CardFace({ card, words }: { card: Card; words: Words }) {
  return (
    <span class="face">
      {card.wide === null ? (
        <Unpainted work={card.work} />
      ) : (
        <img src={card.wide} alt="" onLoad={(event) => event.currentTarget.classList.add('shown')} />
      )}
      <span class="foot" />
      {card.illustrative ? <span class="badge">{words.home.illustrative}</span> : null}
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
    </span>
  );
}
