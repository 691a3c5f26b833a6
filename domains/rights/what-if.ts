/** What opens and closes when contracts, deliveries, grants or denials are taken away or added. */
import type { Instant, Window } from '@duoping/kit';
import type { RightsFacts } from './build-index.ts';
import { type ChangedFacts, changedFacts, type Sides } from './changed-facts.ts';
import { byMonth, type Difference, type MonthChange, type Scope } from './difference.ts';
import type { Denial, Grant } from './grant.ts';
import { type GrantSelector, selecting } from './selecting.ts';

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
  const { grants, denials } = partsOf(facts, supposition);
  return { ...facts, grants: [...grants.both, ...grants.after], denials: [...denials.both, ...denials.after] };
}

/**
 * The change that a supposition makes in `scope`, all works that it touches unless the scope names some. Looks at those
 * works alone, and works out once what many have in common, so its cost grows with what is touched.
 */
export function whatIf(
  facts: RightsFacts,
  supposition: Supposition,
  scope: Omit<Scope, 'works' | 'during'> & { works?: readonly string[]; during: Window & { readonly end: Instant } },
): WhatIf {
  const parts = partsOf(facts, supposition);
  const removed = less(parts.grants.before, [parts.grants.both, parts.grants.after]);
  const added = less(parts.grants.after, [parts.grants.both, parts.grants.before]);
  const denials = [
    ...less(parts.denials.before, [parts.denials.both, parts.denials.after]),
    ...less(parts.denials.after, [parts.denials.both, parts.denials.before]),
  ];
  const touched = touchedWorks([...removed, ...added], denials, Object.values(parts.grants).flat());
  const asked = new Set(scope.works);
  const works = scope.works === undefined ? touched : touched.filter((work) => asked.has(work));
  const found = changedFacts({ ...parts, knownAt: facts.knownAt }, { ...scope, works });
  return {
    removedGrants: removed.length,
    addedGrants: added.length,
    touched,
    differences: found,
    months: byMonth(found, scope.during),
  };
}

/** What stays, what goes and what comes. A grant that comes takes the place of the one that has its id. */
function partsOf(facts: RightsFacts, supposition: Supposition): Pick<ChangedFacts, 'grants' | 'denials'> {
  const { without = [], withGrants = [], withoutDenials = [], withDenials = [] } = supposition;
  const added = new Set(withGrants.map(({ id }) => id));
  const isSelected = selecting(without);
  const lifted = new Set(withoutDenials);
  return {
    grants: { ...split(facts.grants, (grant) => added.has(grant.id) || isSelected(grant)), after: withGrants },
    denials: { ...split(facts.denials, ({ id }) => lifted.has(id)), after: withDenials },
  };
}

function split<Fact>(facts: readonly Fact[], goes: (fact: Fact) => boolean): Pick<Sides<Fact>, 'both' | 'before'> {
  const both: Fact[] = [];
  const before: Fact[] = [];
  for (const fact of facts) (goes(fact) ? before : both).push(fact);
  return { both, before };
}

/** Those whose id none of the others has. */
function less<Fact extends { readonly id: string }>(
  facts: readonly Fact[],
  others: readonly (readonly Fact[])[],
): readonly Fact[] {
  const missing = new Set(facts.map(({ id }) => id));
  if (missing.size === 0) return [];
  for (const all of others) for (const { id } of all) missing.delete(id);
  return facts.filter(({ id }) => missing.has(id));
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
