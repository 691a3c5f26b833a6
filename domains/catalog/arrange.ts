/** Which titles stand on the rails of a page, and in which order. Whoever shows one asks for its decision once more. */
import { atOnce, DAY_MS, earlier, type Instant, type Slices } from '@duoping/kit';
import type { RightsIndex } from '@duoping/rights';
import { describedIn, descriptionsOf, type Library } from './library.ts';
import { type CardSeries, comparePlaces, placeAmong, seriesAmong } from './series-place.ts';
import { availableUntil, listed, partnersOf, type ViewerContext } from './storefront.ts';
import type { WorkId } from './work.ts';

/**
 * Titles in the order of the rails, cut to what a rail shows; of a series one episode stands for all. It is the same for
 * all who watch in one context.
 */
export interface Arrangement {
  readonly all: readonly WorkId[];
  readonly leaving: readonly WorkId[];
  /** By partner, in the order of their ids; empty where there is only one. */
  readonly ofPartners: readonly (readonly [partner: string, works: readonly WorkId[]])[];
  /** The first instant at which it could be another one. */
  readonly until: Instant | null;
}

export interface Shop {
  readonly library: Library;
  readonly rights: RightsIndex;
}

/** Nobody walks further along a rail; beyond it there is search. */
const MOST_OF_ALL = 200;
const MOST_ON_A_RAIL = 40;
const LEAVING_WITHIN_MS = 14 * DAY_MS;
/** Some milliseconds' work. */
const SLICE = 500;

interface Listed {
  readonly work: WorkId;
  /** What it stands under: an episode under the name of its series. */
  readonly title: string;
  readonly series: CardSeries | undefined;
  readonly ready: boolean;
  /** When it leaves, where that is soon. */
  readonly leaves: Instant | null;
}

/** Arranges a page, and pauses now and then for whatever else there is to do. */
export function* arranging({ library, rights }: Shop, viewer: ViewerContext, at: Instant): Slices<Arrangement> {
  const { compare } = new Intl.Collator(viewer.language);
  const byTitle = (a: Listed, b: Listed): number =>
    Number(b.ready) - Number(a.ready) || compare(a.title, b.title) || (a.work < b.work ? -1 : 1);
  const byLeaving = (a: Listed, b: Listed): number => (a.leaves ?? 0) - (b.leaves ?? 0) || byTitle(a, b);
  const all = railOf(MOST_OF_ALL, byTitle, firstEpisode);
  const leaving = railOf(MOST_ON_A_RAIL, byLeaving, byLeaving);
  const ofPartners = new Map<string, ReturnType<typeof railOf>>();
  let until: Instant | null = null;
  let looked = 0;
  for (const work of library.works.values()) {
    if (++looked % SLICE === 0) yield;
    const decision = listed(rights, work.id, viewer, at);
    until = earlier(until, decision.until);
    if (!decision.allow) continue;
    const { chosen } = decision;
    const descriptions = descriptionsOf(work, partnersOf(decision));
    const description = describedIn(descriptions, viewer.language);
    if (!description || placeAmong(descriptions)?.isEpisode === false) continue;
    const series = seriesAmong(descriptions, viewer.language);
    const soon = decision.until !== null && decision.until - at < LEAVING_WITHIN_MS;
    const leaves = soon ? availableUntil(rights, work.id, viewer, decision) : null;
    const { ready } = viewer.mediaOf(chosen.partner, chosen.alid);
    const one = { work: work.id, title: series?.title ?? description.title, series, ready, leaves };
    all.add(one);
    if (leaves !== null && leaves - at < LEAVING_WITHIN_MS) leaving.add(one);
    const own = ofPartners.get(chosen.partner) ?? railOf(MOST_ON_A_RAIL, byTitle, firstEpisode);
    ofPartners.set(chosen.partner, own);
    own.add(one);
  }
  const rails = [...ofPartners].sort(([a], [b]) => a.localeCompare(b));
  return {
    all: worksOf(all.inOrder()),
    leaving: worksOf(leaving.inOrder()),
    ofPartners: rails.length < 2 ? [] : rails.map(([partner, own]) => [partner, worksOf(own.inOrder())]),
    until,
  };
}

/** The same without a pause. */
export const arrange = (shop: Shop, viewer: ViewerContext, at: Instant): Arrangement =>
  atOnce(arranging(shop, viewer, at));

/** The episode that a viewer begins with. */
const firstEpisode = (a: Listed, b: Listed): number =>
  Number(b.ready) - Number(a.ready) ||
  (a.series && b.series ? comparePlaces(a.series, b.series) : 0) ||
  (a.work < b.work ? -1 : 1);

/** A rail of so many, in an order, on which the episode that comes first in `ofSeries` stands for its series. */
function railOf(most: number, order: Order, ofSeries: Order) {
  const kept = firstOf(most, order);
  const first = new Map<string, Listed>();
  return {
    add(row: Listed): void {
      const before = row.series && first.get(row.series.id);
      if (!row.series) kept.add(row);
      else if (!before || ofSeries(row, before) < 0) first.set(row.series.id, row);
    },
    inOrder(): readonly Listed[] {
      for (const row of first.values()) kept.add(row);
      return kept.inOrder();
    },
  };
}

type Order = (a: Listed, b: Listed) => number;

const worksOf = (rows: readonly Listed[]): readonly WorkId[] => rows.map(({ work }) => work);

/** Keeps the first so many of all that are added, whatever they are added in. */
function firstOf(most: number, order: Order) {
  let kept: Listed[] = [];
  const cut = (): readonly Listed[] => (kept = kept.sort(order).slice(0, most));
  return {
    add(row: Listed): void {
      kept.push(row);
      if (kept.length >= 2 * most) cut();
    },
    inOrder: cut,
  };
}
