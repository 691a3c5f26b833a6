/** Numbers for what rows have in common but time: their terms and their territory set. */
import type { GrantTerms } from './dimensions.ts';
import type { Grant } from './grant.ts';
import type { KindTable } from './index-columns.ts';
import { internPairs, internTerms } from './intern-terms.ts';
import type { TerritoryNumbers } from './intern-territories.ts';

export interface KindNumbers {
  number(grant: Grant): number;
  /** Every kind numbered so far. */
  all(): { readonly terms: readonly GrantTerms[]; readonly table: KindTable };
}

export function internKinds(territories: TerritoryNumbers): KindNumbers {
  const terms = internTerms();
  const pairs = internPairs();
  const termsOf: number[] = [];
  const setsOf: number[] = [];
  return {
    number(grant) {
      const own = terms.number(grant);
      const set = territories.number(grant.territories);
      const kind = pairs(own, set);
      if (kind === termsOf.length) {
        termsOf.push(own);
        setsOf.push(set);
      }
      return kind;
    },
    all: () => ({ terms: terms.all, table: { terms: Uint32Array.from(termsOf), sets: Uint32Array.from(setsOf) } }),
  };
}
