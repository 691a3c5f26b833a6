/** The lines about a title that the hero and the title page share: name, year, length, quality, rating, until when. */
import type { Card } from '@duoping/client';
import type { Words } from '../words/index.ts';
import type { View } from './view.tsx';

export function Naming({ view, card, level }: { view: View; card: Card; level: 'hero' | 'page' }) {
  return (
    <>
      <h1 class={card.title.length > LONG_TITLE ? `${level} long` : level} lang={view.state.language}>
        {card.title}
      </h1>
      <div class="alt">{card.otherTitle ?? ''}</div>
    </>
  );
}
/** Beyond this many letters the hero's name is set smaller, so that it keeps to two lines. */
const LONG_TITLE = 18;

export function Facts({ view, card }: { view: View; card: Card }) {
  const { words } = view;
  return (
    <div class="facts">
      {card.year === null ? null : <span>{card.year}</span>}
      {card.durationSeconds === null ? null : <span>{words.duration(card.durationSeconds)}</span>}
      <span class="tag">{card.formatProfile === 'UHD' ? '4K' : card.formatProfile}</span>
      {card.rating === null ? null : <span class="tag">{card.rating}</span>}
      <span>{card.partner}</span>
      {card.illustrative ? <span class="tag quiet">{words.home.illustrative}</span> : null}
    </div>
  );
}

const SOON_MS = 48 * 3_600_000;

/** Until when, said calmly: a green dot, an amber one in the last two days, and always the words. */
export function Until({ view, card }: { view: View; card: Card }) {
  const { words, state } = view;
  if (!card.ready) {
    return (
      <div class="until">
        <i class="dot idle" />
        {words.home.preparing}
      </div>
    );
  }
  const end = card.availableUntil === null ? null : new Date(card.availableUntil);
  const soon = end !== null && end.getTime() - state.nowMs < SOON_MS;
  return (
    <div class="until">
      <i class={soon ? 'dot soon' : 'dot'} />
      {end === null ? words.availableHere : words.availableUntil(words.moment(end, new Date(state.nowMs)))}
    </div>
  );
}

/** What a screen reader says for a card, in one breath. */
export const cardLabel = (card: Card, words: Words): string =>
  [
    card.title,
    card.otherTitle,
    card.durationSeconds === null ? null : words.duration(card.durationSeconds),
    card.illustrative ? words.home.illustrative : null,
    card.ready ? null : words.home.preparing,
    card.progress === null ? null : `${Math.round(card.progress * 100)} %`,
  ]
    .filter((part) => part !== null && part !== '')
    .join(', ');
