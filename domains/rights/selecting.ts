/** Which grants any of many selectors fits, in a step for each kind of selector, not for each selector. */
import type { Grant } from './grant.ts';

/** Grants that all named members fit. One that names nothing fits none. */
export interface GrantSelector {
  readonly partner?: string;
  readonly contract?: string;
  readonly delivery?: string;
  readonly work?: string;
}

/** A delivery of thousands of titles is as many selectors, of one kind. */
export function selecting(selectors: readonly GrantSelector[]): (grant: GrantSelector) => boolean {
  const kinds = [...Map.groupBy(selectors, (selector) => namedIn(selector).join())]
    .filter(([kind]) => kind !== '')
    .map(([, own]) => {
      const members = namedIn(own[0] ?? {});
      return { members, values: new Set(own.map((selector) => valuesOf(selector, members))) };
    });
  return (grant) => kinds.some(({ members, values }) => values.has(valuesOf(grant, members)));
}

const MEMBERS = ['partner', 'contract', 'delivery', 'work'] as const satisfies readonly (keyof Grant)[];
type Member = (typeof MEMBERS)[number];

const namedIn = (selector: GrantSelector): Member[] => MEMBERS.filter((member) => selector[member] !== undefined);

function valuesOf(of: GrantSelector, members: readonly Member[]): string {
  const [only, ...more] = members;
  if (only !== undefined && more.length === 0) return of[only] ?? '';
  return JSON.stringify(members.map((member) => of[member]));
}
