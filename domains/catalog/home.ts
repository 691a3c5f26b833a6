/** The page that a screen opens with: rails of cards, each decided when the page is made. */
import { asId, earlier, type Instant } from '@duoping/kit';
import { type Arrangement, arrange, type Shop } from './arrange.ts';
import type { Library } from './library.ts';
import { BEGUN_SHARE, goOn, marksIn, type SeriesMark } from './series.ts';
import { type Card, title, type ViewerContext } from './storefront.ts';
import type { WorkId } from './work.ts';

export type RailId = 'continue' | 'leaving' | 'new' | 'all' | `partner:${string}`;

export interface Rail {
  readonly id: RailId;
  readonly cards: readonly Card[];
}

export interface Home {
  readonly rails: readonly Rail[];
  /** The first instant at which this page could look different. */
  readonly until: Instant | null;
}

/**
 * Rails without a card are left out. The order may be one that was arranged earlier for the same context: what isn't
 * allowed any more has no card, and what is new comes with the next arrangement.
 */
export function home(
  shop: Shop,
  viewer: ViewerContext,
  at: Instant,
  arranged: Arrangement = arrange(shop, viewer, at),
): Home {
  const cards = new Map<WorkId, Card | undefined>();
  let { until } = arranged;
  const cardOf = (work: WorkId): Card | undefined => {
    if (!cards.has(work)) {
      const { card, decision } = title(shop, work, { viewer, at });
      until = earlier(until, decision.until);
      cards.set(work, card);
    }
    return cards.get(work);
  };
  const cardsOf = (works: readonly WorkId[]): readonly Card[] => works.flatMap((work) => cardOf(work) ?? []);
  const marks = marksIn(shop.library, viewer);
  /** Of a series, the episode that this viewer goes on with. */
  const wanted = (card: Card): Card => {
    const mark = card.series && marks.get(card.series.id);
    return (mark && goOn(shop.library, card.series.id, { mark, cardOf })) ?? card;
  };
  const rails: Rail[] = [
    { id: 'continue', cards: begun(viewer, { library: shop.library, marks, cardOf }) },
    { id: 'all', cards: cardsOf(arranged.all).map(wanted) },
    { id: 'leaving', cards: cardsOf(arranged.leaving).filter(({ availableUntil }) => availableUntil !== null) },
    ...arranged.ofPartners.map(
      ([partner, works]): Rail => ({
        id: `partner:${partner}`,
        cards: cardsOf(works).flatMap((card) => [wanted(card), card].find((each) => each.partner === partner) ?? []),
      }),
    ),
  ];
  return { rails: rails.filter((rail) => rail.cards.length > 0), until };
}

/** Films that were begun and not finished, and of each series that was begun the episode to go on with; the newest first. */
function begun(
  viewer: ViewerContext,
  shop: {
    readonly library: Library;
    readonly marks: ReadonlyMap<string, SeriesMark>;
    readonly cardOf: (work: WorkId) => Card | undefined;
  },
): readonly Card[] {
  const { library, marks, cardOf } = shop;
  const episodes = [...marks].map(([series, mark]) => ({ card: goOn(library, series, { mark, cardOf }), at: mark.at }));
  const films = [...viewer.progress].map(([work, { at }]) => ({ card: cardOf(asId(work)), at }));
  return [...episodes, ...films.filter(({ card }) => card?.series === null && isBegun(card))]
    .sort((a, b) => b.at - a.at)
    .flatMap(({ card }) => card ?? []);
}

const isBegun = ({ progress }: Card): boolean => progress !== null && progress > BEGUN_SHARE;
