/** What opens and closes when contracts, deliveries, grants or denials are taken away or added. */
import type { Instant, Window } from '@duoping/kit';
import { buildIndex, type RightsFacts } from './build-index.ts';
import { byMonth, type Difference, differences, type MonthChange, type Scope } from './difference.ts';
import type { Denial, Grant } from './grant.ts';

/** Grants that all named members fit. One that names nothing fits none. */
export interface GrantSelector {
  readonly partner?: string;
  readonly contract?: string;
  readonly delivery?: string;
  readonly work?: string;
}

export interface Supposition {
  /** Grants that any of these fits are taken away. */
  readonly without?: readonly GrantSelector[];
  readonly withGrants?: readonly Grant[];
  /** Ids of denials that are lifted. */
  readonly withoutDenials?: readonly string[];
  readonly withDenials?: readonly Denial[];
}

export interface WhatIf {
  readonly removedGrants: number;
  readonly addedGrants: number;
  /** Works of which some grant or denial differs. */
  readonly touched: readonly string[];
  readonly differences: readonly Difference[];
  readonly months: readonly MonthChange[];
}

/** The facts under a supposition. */
export function suppose(facts: RightsFacts, supposition: Supposition): RightsFacts {
  const { without = [], withGrants = [], withoutDenials = [], withDenials = [] } = supposition;
  const added = new Set(withGrants.map(({ id }) => id));
  return {
    ...facts,
    grants: [
      ...facts.grants.filter((grant) => !added.has(grant.id) && !without.some((selector) => fits(selector, grant))),
      ...withGrants,
    ],
    denials: [...facts.denials.filter(({ id }) => !withoutDenials.includes(id)), ...withDenials],
  };
}

/**
 * The change that a supposition makes in `scope`, all works that it touches unless the scope names some. Builds an index
 * of those works alone, so its cost grows with what is touched, not with what is licensed.
 */
export function whatIf(
  facts: RightsFacts,
  supposition: Supposition,
  scope: Omit<Scope, 'works' | 'during'> & { works?: readonly string[]; during: Window & { readonly end: Instant } },
): WhatIf {
  const after = suppose(facts, supposition);
  const removed = less(facts.grants, after.grants);
  const added = less(after.grants, facts.grants);
  const changedDenials = [...less(facts.denials, after.denials), ...less(after.denials, facts.denials)];
  const touched = touchedWorks([...removed, ...added], changedDenials, [...facts.grants, ...after.grants]);
  const works = scope.works === undefined ? touched : touched.filter((work) => scope.works?.includes(work));
  const looked = new Set(works);
  const only = ({ grants, ...rest }: RightsFacts): RightsFacts => ({
    ...rest,
    grants: grants.filter(({ work }) => looked.has(work)),
  });
  const found = differences(buildIndex(only(facts)), buildIndex(only(after)), { ...scope, works });
  return {
    removedGrants: removed.length,
    addedGrants: added.length,
    touched,
    differences: found,
    months: byMonth(found, scope.during),
  };
}

const fits = (selector: GrantSelector, grant: Grant): boolean =>
  MEMBERS.some((member) => selector[member] !== undefined) &&
  MEMBERS.every((member) => selector[member] === undefined || selector[member] === grant[member]);

const MEMBERS = ['partner', 'contract', 'delivery', 'work'] as const;

function less<Fact extends { readonly id: string }>(facts: readonly Fact[], others: readonly Fact[]): Fact[] {
  const known = new Set(others.map(({ id }) => id));
  return facts.filter(({ id }) => !known.has(id));
}

/** A denial that names no work touches every work that has a grant which it could touch. */
function touchedWorks(changed: readonly Grant[], denials: readonly Denial[], grants: readonly Grant[]): string[] {
  const works = new Set(changed.map(({ work }) => work));
  for (const { scope } of denials)
    for (const { work, partner, contract } of grants)
      if (
        (scope.work ?? work) === work &&
        (scope.partner ?? partner) === partner &&
        (scope.contract ?? contract) === contract
      )
        works.add(work);
  return [...works].sort();
}
