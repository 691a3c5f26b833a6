/**
 * What a partner's titles are granted after a delivery. Full rows say everything there is of a title; rows that create,
 * update or delete (EMA 1.9, Avails XML 2.5) change single avails and leave the rest of the title as it is.
 */
import type { Clause } from '@duoping/avails';
import { canonicalJson } from '@duoping/kit';
import type { Grant } from '@duoping/rights';

export interface GrantsAfter {
  readonly grants: readonly Grant[];
  /** Rows that update or delete what isn't known: somebody should ask the partner what it meant. */
  readonly unmatched: readonly Clause[];
}

export function grantsAfter(change: {
  readonly clauses: readonly Clause[];
  readonly before: readonly Grant[];
  /** What the rows grant, those that delete as if they created: to know what they mean. */
  readonly meant: readonly Grant[];
  /** The partner's own id of the avail that a known grant came from. */
  readonly availOf: ReadonlyMap<string, string>;
}): GrantsAfter {
  const byTitle = Map.groupBy(change.clauses, ({ alid }) => alid);
  const before = Map.groupBy(change.before, ({ alid }) => alid);
  const meant = Map.groupBy(change.meant, ({ clause }) => clause);
  const grants: Grant[] = [];
  const unmatched: Clause[] = [];
  for (const [alid, clauses] of byTitle) {
    const stepwise = clauses.every(({ entryType }) => !entryType.startsWith('Full'));
    const current = new Set(stepwise ? before.get(alid) : []);
    for (const clause of clauses) {
      if (clause.entryType === 'Full Delete') continue;
      const own = (meant.get(clause.id) ?? []).filter((grant) => grant.alid === alid);
      if (stepwise) {
        const replaced = replacedBy(clause, own, [...current], change.availOf);
        if (replaced.size === 0 && clause.entryType !== 'Create') unmatched.push(clause);
        for (const grant of replaced) current.delete(grant);
      }
      if (clause.entryType !== 'Delete') for (const grant of own) current.add(grant);
    }
    grants.push(...current);
  }
  return { grants: [...new Map(grants.map((grant) => [grant.id, grant])).values()], unmatched };
}

/**
 * The grants whose place a row takes. By the partner's own id of the avail where it has one: of the same license and
 * format, as one id may stand for several rows, else of all under that id. Without an id, by what the row says.
 */
function replacedBy(
  clause: Clause,
  own: readonly Grant[],
  current: readonly Grant[],
  availOf: ReadonlyMap<string, string>,
): ReadonlySet<Grant> {
  const named = clause.availId === undefined ? [] : current.filter(({ id }) => availOf.get(id) === clause.availId);
  const alike = named.filter(
    ({ licenseType, formatProfile }) => licenseType === clause.licenseType && formatProfile === clause.formatProfile,
  );
  if (alike.length > 0) return new Set(alike);
  if (named.length > 0 && clause.entryType !== 'Create') return new Set(named);
  const said = new Set(own.map(offerOf));
  return new Set(current.filter((grant) => said.has(offerOf(grant))));
}

/** ALID × territory × license × format × start, or the event that the start waits for. */
const offerOf = ({ licenseType, formatProfile, territories, window, waits = [] }: Grant): string => {
  const start = waits.length === 0 ? window.start : waits.map(({ event, lag = '' }) => `${event} ${lag}`);
  return canonicalJson([licenseType, formatProfile, [...territories.include], [...territories.exclude], start]);
};
