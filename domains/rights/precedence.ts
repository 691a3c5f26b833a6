/** Which of several lawful grants comes first. It never changes yes or no, only price, terms and what is traced. */
import type { CostOf } from './decision.ts';
import type { Grant } from './grant.ts';
import { territoryWidth } from './territories.ts';

/** What the order looks at, from first to last; smaller comes first. */
export interface Precedence {
  /** 0 for a temporary price reduction (`TPR-…`), 1 for any other price. */
  readonly base: number;
  readonly territoryWidth: number;
  /** Infinite for a window without an end. */
  readonly windowMs: number;
  /** Negative `knownFrom`: the later delivery comes first. */
  readonly age: number;
}

export const precedenceOf = (grant: Grant, width = territoryWidth(grant.territories)): Precedence => ({
  base: isPriceReduction(grant) ? 0 : 1,
  territoryWidth: width,
  windowMs: grant.window.end === null ? Number.POSITIVE_INFINITY : grant.window.end - grant.window.start,
  age: -grant.knownFrom,
});

export const isPriceReduction = (grant: Grant): boolean => grant.price?.type.startsWith('TPR-') ?? false;

/** A total order: price reduction, narrower territory, shorter window, later delivery, then id. */
export function compareGrants(a: Grant, b: Grant): number {
  const left = precedenceOf(a);
  const right = precedenceOf(b);
  return comparePrecedence(left, right) || (a.id < b.id ? -1 : Number(a.id > b.id));
}

export const comparePrecedence = (a: Precedence, b: Precedence): number =>
  a.base - b.base ||
  a.territoryWidth - b.territoryWidth ||
  (a.windowMs === b.windowMs ? 0 : a.windowMs - b.windowMs) ||
  a.age - b.age;

/** The grant that costs the operator least, then the first in order; undefined of none. */
export function choose(grants: readonly Grant[], costOf: CostOf): Grant | undefined {
  let best: { grant: Grant; cost: bigint } | undefined;
  for (const grant of grants) {
    const cost = costOf(grant);
    if (!best || cost < best.cost || (cost === best.cost && compareGrants(grant, best.grant) < 0))
      best = { grant, cost };
  }
  return best?.grant;
}
