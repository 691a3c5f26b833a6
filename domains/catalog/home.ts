/** The page that a screen opens with: rails of cards, each decided when the page is made. */
import { earlier, type Instant } from '@duoping/kit';
import { type Arrangement, arrange, type Shop } from './arrange.ts';
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
  const cardsOf = (works: Iterable<WorkId>): readonly Card[] => [...works].flatMap((work) => cardOf(work) ?? []);
  const rails: Rail[] = [
    { id: 'continue', cards: begun(cardsOf(viewer.progress.keys() as Iterable<WorkId>), viewer) }, // as: marks name works
    { id: 'all', cards: cardsOf(arranged.all) },
    { id: 'leaving', cards: cardsOf(arranged.leaving).filter(({ availableUntil }) => availableUntil !== null) },
    ...arranged.ofPartners.map(
      ([partner, works]): Rail => ({
        id: `partner:${partner}`,
        cards: cardsOf(works).filter((card) => card.partner === partner),
      }),
    ),
  ];
  return { rails: rails.filter((rail) => rail.cards.length > 0), until };
}

/** Begun and not finished, the newest first. */
function begun(cards: readonly Card[], viewer: ViewerContext): readonly Card[] {
  const newest = (card: Card): Instant => viewer.progress.get(card.work)?.at ?? 0;
  return cards
    .filter((card) => card.progress !== null && card.progress > 0.01 && card.progress < 0.95)
    .sort((a, b) => newest(b) - newest(a));
}
