/** Arrangements of home pages, kept for each context while nothing they depend on has changed. */
import { type Instant, inSlices, type Pause } from '@duoping/kit';
import { type Arrangement, arranging, type Shop } from './arrange.ts';

import type { ViewerContext } from './storefront.ts';

export interface Arrangements {
  /**
   * `media` names the state of what stands ready. Those who ask for the same one at the same time wait for one and the
   * same; it may be older than `at` by the time it took.
   */
  of(shop: Shop, media: unknown, ask: { readonly viewer: ViewerContext; readonly at: Instant }): Promise<Arrangement>;
}

/** Contexts are few: territories, models and languages of those who are here. */
const MOST_CONTEXTS = 256;

interface Kept {
  readonly shop: Shop;
  readonly media: unknown;
  readonly since: Instant;
  readonly arranged: Promise<Arrangement>;
}

/** `pause` lets others have their turn between two slices of the work. */
export function arrangements(pause: Pause): Arrangements {
  const kept = new Map<string, Kept>();

  return {
    async of(shop, media, { viewer, at }) {
      const key = contextOf(viewer);
      const before = kept.get(key);
      if (before && isOf(before, shop, media) && at >= before.since) {
        const known = await before.arranged;
        if (known.until === null || at < known.until) return known;
      }
      const next = { shop, media, since: at, arranged: inSlices(arranging(shop, viewer, at), pause) };
      kept.delete(key);
      kept.set(key, next);
      const [oldest] = kept.keys();
      if (kept.size > MOST_CONTEXTS && oldest !== undefined) kept.delete(oldest);
      next.arranged.catch(() => {
        if (kept.get(key) === next) kept.delete(key);
      });
      return next.arranged;
    },
  };
}

const isOf = (kept: Kept, { library, rights }: Shop, media: unknown): boolean =>
  kept.shop.library === library && kept.shop.rights === rights && kept.media === media;

/** All of a viewer that decides what is listed and in which order: not who it is, nor what was begun. */
const contextOf = ({ territory, screen, model, language, licenseTypes }: ViewerContext): string =>
  JSON.stringify([territory, screen, model, language, licenseTypes]);
