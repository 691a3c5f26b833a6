/**
 * Search for one viewer: the set of works that rights let be listed here and now, then the best matches within it, then
 * each one's own decision. What can't be shown takes no place and leaves no trace.
 */
import { earlier, type Instant } from '@duoping/kit';
import { openPlayableView, type PlayableView, type RightsIndex, workNumber } from '@duoping/rights';
import type { Library } from '../library.ts';
import { type Card, title, type ViewerContext } from '../storefront.ts';
import type { WorkId } from '../work.ts';
import { type Admitted, admit, findWorks, type Match, type Query } from './find-works.ts';
import type { SearchIndex } from './search-index.ts';
import { hasBit, type Segment } from './segment.ts';

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

/** Sets kept of contexts (place, screen, model, license types) that were asked lately; each takes a few megabytes at most. */
const MOST_CONTEXTS = 24;

/** Keeps what may be listed by each kind of viewer while the rights and the catalog stay what they are. */
export function titleSearch(): TitleSearch {
  let known: { shop: SearchShop; numbers: readonly Int32Array[]; contexts: Map<string, Listable> } | undefined;

  function listable(shop: SearchShop, viewer: ViewerContext): Listable {
    if (known?.shop.rights !== shop.rights || known.shop.search !== shop.search) {
      known = { shop, numbers: shop.search.segments.map((each) => numbersOf(each, shop.rights)), contexts: new Map() };
    }
    const { contexts, numbers } = known;
    const { territory, screen, model, licenseTypes } = viewer;
    const key = JSON.stringify([territory, screen, model, [...licenseTypes].sort()]);
    const found = contexts.get(key) ?? listableOf(shop, viewer, numbers);
    contexts.delete(key);
    contexts.set(key, found); // the one asked last is kept longest
    for (const oldest of contexts.keys()) if (contexts.size > MOST_CONTEXTS) contexts.delete(oldest);
    return found;
  }

  return {
    find(shop, query, ask) {
      const hits = findWorks(shop.search, query, listable(shop, ask.viewer).at(ask.at));
      return hits.flatMap(({ work, match, reading }) => {
        const { card } = title(shop, work as WorkId, ask); // the index is built of works
        return card ? [{ card, match, reading }] : [];
      });
    },
  };
}

interface Listable {
  at(at: Instant): Admitted;
}

/** The union over the license types that the viewer is entitled to, brought up to date only when it could differ. */
function listableOf(shop: SearchShop, viewer: ViewerContext, numbers: readonly Int32Array[]): Listable {
  const { territory, screen, model, licenseTypes } = viewer;
  const views: readonly PlayableView[] = licenseTypes.map((licenseType) =>
    openPlayableView(shop.rights, { territory, screen, model, verb: 'list', licenseType }),
  );
  let taken: { admitted: Admitted; from: Instant; until: Instant | null } | undefined;
  return {
    at(at) {
      if (taken && at >= taken.from && (taken.until === null || at < taken.until)) return taken.admitted;
      const sets = views.map((view) => view.at(at));
      const admitted = admit(shop.search, (segment, slot) => {
        const number = numbers[shop.search.segments.indexOf(segment)]?.[slot] ?? -1;
        return number >= 0 && sets.some(({ bits }) => hasBit(bits, number));
      });
      taken = { admitted, from: at, until: sets.reduce<Instant | null>((end, set) => earlier(end, set.until), null) };
      return admitted;
    },
  };
}

/** By what number the rights index knows each work. */
const numbersOf = ({ works }: Segment, rights: RightsIndex): Int32Array =>
  Int32Array.from(works, ({ id }) => workNumber(rights, id));
