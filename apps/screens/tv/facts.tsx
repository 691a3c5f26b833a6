/** The lines about a title that the hero and the title page share: name, year, length, quality, rating, until when. */
import type { Card } from '@duoping/client';
import type { Words } from '../words/index.ts';
import type { View } from './view.tsx';

export function Naming({ view, card, level }: { view: View; card: Card; level: 'hero' | 'page' }) {
  const name = nameOf(card);
  return (
    <>
      <h1 class={name.length > LONG_TITLE ? `${level} long` : level} lang={view.state.language}>
        {name}
      </h1>
      <div class="alt">{otherName(card, view.words)}</div>
    </>
  );
}

/** What a card calls its title where all of a series is meant. */
export const nameOf = ({ series, title }: Card): string => (series ? series.title : title);

/** `S1 E2`; empty of a film, and of an episode without a number. */
export const episodeOf = ({ series }: Card, words: Words): string =>
  series ? words.episode(series.season, series.episode) : '';

/** `S1 E2 · The Letter`; the number alone where an episode has no name of its own. */
export const episodeLine = (card: Card, words: Words): string =>
  [episodeOf(card, words), card.title === card.series?.title ? '' : card.title]
    .filter((part) => part !== '')
    .join(' · ');

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

export const isSoon = (end: Date, nowMs: number): boolean => end.getTime() - nowMs < SOON_MS;

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
  const soon = end !== null && isSoon(end, state.nowMs);
  return (
    <div class="until">
      <i class={soon ? 'dot soon' : 'dot'} />
      {end === null ? words.availableHere : words.availableUntil(words.moment(end, new Date(state.nowMs)))}
    </div>
  );
}

/** The second line under a name: which episode it is, or the name in another language. */
export const otherName = (card: Card, words: Words): string =>
  card.series ? episodeLine(card, words) : (card.otherTitle ?? '');

/** What a screen reader says for a card, in one breath. */
export const cardLabel = (card: Card, words: Words): string =>
  [
    nameOf(card),
    otherName(card, words),
    card.durationSeconds === null ? null : words.duration(card.durationSeconds),
    card.illustrative ? words.home.illustrative : null,
    card.ready ? null : words.home.preparing,
    card.progress === null ? null : `${Math.round(card.progress * 100)} %`,
  ]
    .filter((part) => part !== null && part !== '')
    .join(', ');
