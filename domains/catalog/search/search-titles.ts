/**
 * Search for one viewer: the best matches of those that rights let be listed here and now, each by its own decision. What
 * can't be shown takes no place and leaves no trace.
 */
import type { Instant } from '@duoping/kit';
import type { RightsIndex } from '@duoping/rights';
import type { Library } from '../library.ts';
import { type Asking, type Card, listed, title, type ViewerContext } from '../storefront.ts';
import type { WorkId } from '../work.ts';
import { type Admitted, findWorks, type Match, type Query } from './find-works.ts';
import type { SearchIndex } from './search-index.ts';
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
  /** At most `limit` titles, the best first; every one of them with a decision that allows it to be listed. */
  find(shop: SearchShop, query: Query, ask: { viewer: ViewerContext; at: Instant }): readonly FoundTitle[];
}

/** Contexts (place, screen, model, license types) that were asked lately; each takes eight bytes for each work. */
const MOST_CONTEXTS = 24;

/** Keeps what was decided for each kind of viewer while the rights and the search index stay what they are. */
export function titleSearch(): TitleSearch {
  let known: { rights: RightsIndex; search: SearchIndex; contexts: Map<string, Decided> } | undefined;

  function decided({ rights, search }: SearchShop, { territory, screen, model, licenseTypes }: Asking): Decided {
    if (known?.rights !== rights || known.search !== search) known = { rights, search, contexts: new Map() };
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
      const hits = findWorks(shop.search, query, decided(shop, ask.viewer).at(ask.at));
      return hits.flatMap(({ work, match, reading }) => {
        const { card } = title(shop, work as WorkId, ask); // the index is built of works
        return card ? [{ card, match, reading }] : [];
      });
    },
  };
}

interface Decided {
  at(at: Instant): Admitted;
}

/**
 * May it be listed? Decided for what a search meets, when it meets it, and remembered until that decision ends: so nobody
 * waits for a hundred thousand decisions after the rights have changed.
 */
function decidedFor({ rights, search }: { rights: RightsIndex; search: SearchIndex }, asking: Asking): Decided {
  let latest = Number.NEGATIVE_INFINITY;
  /** By segment and slot: until when it may be listed; less than zero until when it may not; zero when nobody asked yet. */
  const ends = search.segments.map(({ works }) => new Float64Array(works.length));

  const decide = (work: string, at: Instant): number => {
    const { allow, until } = listed(rights, work, asking, at);
    const end = until ?? Number.POSITIVE_INFINITY;
    return allow ? end : -end;
  };
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
