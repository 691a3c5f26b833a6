/**
 * Search for one viewer: the best matches of those that rights let be listed here and now, each by its own decision. What
 * can't be shown takes no place and leaves no trace.
 */
import { earlier, type Instant } from '@duoping/kit';
import type { RightsIndex } from '@duoping/rights';
import type { Library } from '../library.ts';
import { descriptionsOf } from '../library.ts';
import { episodesIn, goOn, marksIn, seasonsOf } from '../series.ts';
import { placeAmong } from '../series-place.ts';
import { type Asking, type Card, listed, partnersOf, title, type ViewerContext } from '../storefront.ts';
import type { WorkId } from '../work.ts';
import { type Admitted, findWorks, type Hit, type Match, type Query } from './find-works.ts';
import type { SearchIndex } from './search-index.ts';
import { type NamedSeries, namedSeries } from './searchable.ts';
import { hasBit } from './segment.ts';

export interface FoundTitle {
  readonly card: Card;
  readonly match: Match;
  /** The syllables by which it was met; empty when it was met as written. */
  readonly reading: readonly string[];
}

export interface SearchShop {
  readonly library: Library;
  readonly rights: RightsIndex;
  readonly search: SearchIndex;
}

export interface TitleSearch {
  /** At most `limit` titles, the best first, one of each series; every one of them with a decision that allows it to be listed. */
  find(shop: SearchShop, query: Query, ask: { viewer: ViewerContext; at: Instant }): readonly FoundTitle[];
}

/** Contexts (place, screen, model, license types) that were asked lately; each takes eight bytes for each work. */
const MOST_CONTEXTS = 24;

/** Keeps what was decided for each kind of viewer while the rights and the search index stay what they are. */
export function titleSearch(): TitleSearch {
  let known: (SearchShop & { contexts: Map<string, Decided> }) | undefined;

  function decided(shop: SearchShop, { territory, screen, model, licenseTypes }: Asking): Decided {
    const { library, rights, search } = shop;
    if (known?.library !== library || known.rights !== rights || known.search !== search)
      known = { library, rights, search, contexts: new Map() };
    const { contexts } = known;
    const key = JSON.stringify([territory, screen, model, [...licenseTypes].sort()]);
    const found = contexts.get(key) ?? decidedFor(known, { territory, screen, model, licenseTypes });
    contexts.delete(key);
    contexts.set(key, found); // the one asked last is kept longest
    for (const oldest of contexts.keys()) if (contexts.size > MOST_CONTEXTS) contexts.delete(oldest);
    return found;
  }

  return {
    find(shop, query, ask) {
      const admitted = decided(shop, ask.viewer).at(ask.at);
      for (let limit = query.limit; ; limit *= 4) {
        const hits = findWorks(shop.search, { ...query, limit }, admitted);
        const found = onePerSeries(cardsOf(shop, hits, ask));
        if (found.length >= query.limit || hits.length < limit || limit > MOST_HITS) return found.slice(0, query.limit);
      }
    },
  };
}

/** A series whose episodes all bear its name is one answer: so far is looked for others behind it. */
const MOST_HITS = 1_000;

type Ask = { readonly viewer: ViewerContext; readonly at: Instant };

function cardsOf(shop: SearchShop, hits: readonly Hit[], ask: Ask): readonly FoundTitle[] {
  return hits.flatMap(({ work, match, reading }) => {
    const series = namedSeries(work);
    const card = series ? episodeOf(shop, series.series, ask) : title(shop, work as WorkId, ask).card; // what is no series is a work
    return card ? [{ card, match, reading }] : [];
  });
}

/** The episode that this viewer goes on with, else the first that can be played, else the first. */
function episodeOf(shop: SearchShop, series: string, ask: Ask): Card | undefined {
  const cardOf = (work: WorkId): Card | undefined => title(shop, work, ask).card;
  const mark = marksIn(shop.library, ask.viewer).get(series);
  const next = mark && goOn(shop.library, series, { mark, cardOf });
  if (next) return next;
  const cards = seasonsOf(shop.library, series, cardOf).flatMap(({ episodes }) => episodes);
  return cards.find(({ ready }) => ready) ?? cards[0];
}

function onePerSeries(found: readonly FoundTitle[]): readonly FoundTitle[] {
  const seen = new Set<string>();
  return found.filter(({ card: { series } }) => {
    if (series === null) return true;
    if (seen.has(series.id)) return false;
    seen.add(series.id);
    return true;
  });
}

interface Decided {
  at(at: Instant): Admitted;
}

/**
 * May it be listed? Decided for what a search meets, when it meets it, and remembered until that decision ends: so nobody
 * waits for a hundred thousand decisions after the rights have changed.
 */
function decidedFor({ library, rights, search }: SearchShop, asking: Asking): Decided {
  let latest = Number.NEGATIVE_INFINITY;
  /** By segment and slot: until when it may be listed; less than zero until when it may not; zero when nobody asked yet. */
  const ends = search.segments.map(({ works }) => new Float64Array(works.length));

  const decide = (id: string, at: Instant): number => {
    const series = namedSeries(id);
    const { allow, until } = series ? seriesListed(series, at) : listed(rights, id, asking, at);
    const end = until ?? Number.POSITIVE_INFINITY;
    return allow ? end : -end;
  };
  /** A partner's names for a series are found while an episode may be listed that this partner has placed there. */
  function seriesListed({ series, partner }: NamedSeries, at: Instant): { allow: boolean; until: Instant | null } {
    let until: Instant | null = null;
    for (const work of episodesIn(library).get(series) ?? []) {
      const decision = listed(rights, work.id, asking, at);
      const isTheirs =
        decision.allow &&
        partnersOf(decision).includes(partner) &&
        placeAmong(descriptionsOf(work, [partner]))?.series === series;
      if (isTheirs) return { allow: true, until: decision.until };
      until = earlier(until, decision.until);
    }
    return { allow: false, until };
  }
  return {
    at(at) {
      if (at < latest) for (const each of ends) each.fill(0); // what was decided then says nothing of before
      latest = at;
      return search.segments.map(({ works, live }, number) => {
        const known = ends[number] ?? new Float64Array();
        return (slot) => {
          if (!hasBit(live, slot)) return false;
          const before = known[slot] ?? 0;
          const end = Math.abs(before) > at ? before : decide(works[slot]?.id ?? '', at);
          known[slot] = end;
          return end > 0;
        };
      });
    },
  };
}
