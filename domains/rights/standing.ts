/** Which clauses may become grants at all, before any contract or window is looked at. Fails closed. */
import type { Clause, Finding, Severity } from '@duoping/avails';
import { isTerritory, type Territory } from '@duoping/kit';
import { isWithin, territorySet } from './territories.ts';

/** The clauses that stand, and why each of the others doesn't. A row that removes is not a fault and has no finding. */
export function standingClauses(clauses: readonly Clause[]): { standing: Clause[]; findings: Finding[] } {
  const removed = removals(clauses);
  const standing: Clause[] = [];
  const findings: Finding[] = [];
  for (const clause of clauses) {
    if (isRemoval(clause)) continue;
    const fault = faultOf(clause) ?? contradiction(clause, removed);
    if (fault) findings.push({ ...fault, where: clause.place });
    else standing.push(clause);
  }
  return { standing, findings };
}

/** Rows that take away carry dummy windows in the past and never grant anything. */
export const isRemoval = (clause: Clause): boolean =>
  clause.entryType === 'Full Delete' || clause.entryType === 'Delete';

type Fault = Omit<Finding, 'where'>;

function faultOf(clause: Clause): Fault | undefined {
  if (clause.exceptionFlag)
    return fault(
      'warning',
      'exception-flag',
      'ExceptionFlag is set: nothing is granted before someone has looked at it',
    );
  const status = clause.titleStatus?.trim() ?? '';
  if (status !== '' && status.toLowerCase() !== 'approved')
    return fault('warning', 'title-status', `TitleStatus ${status}: only an approved title is granted`, status);
  if (clause.licenseType === 'Library' || clause.licenseType === 'Pre-Release')
    return fault(
      'warning',
      'license-without-verbs',
      `${clause.licenseType} names no business model: nothing is granted`,
    );
  return territoryFault(clause);
}

/** An exclusion that can't be understood can't be kept, so the whole row is refused; an inclusion merely adds nothing. */
function territoryFault(clause: Clause): Fault | undefined {
  const unknown = clause.excludedTerritories.find((code) => !isTerritory(code));
  if (unknown !== undefined)
    return fault('error', 'unknown-excluded-territory', `Excluded territory ${unknown} is no known code`, unknown);
  if (clause.territories.length === 0) return fault('error', 'no-territory', 'No territory is named');
  if (!clause.territories.some(isTerritory))
    return fault('error', 'unknown-territory', 'None of the territories is a known code', clause.territories.join(' '));
  const left = territorySet(clause.territories, clause.excludedTerritories);
  if (left.include.length === 0) return fault('warning', 'no-territory-left', 'Every territory is excluded again');
  return undefined;
}

/** What Full Delete rows remove: title (one edit of it, when named) and territories. */
function removals(clauses: readonly Clause[]): ReadonlyMap<string, readonly Clause[]> {
  const byTitle = new Map<string, Clause[]>();
  for (const clause of clauses) {
    if (clause.entryType !== 'Full Delete') continue;
    const known = byTitle.get(clause.alid);
    if (known) known.push(clause);
    else byTitle.set(clause.alid, [clause]);
  }
  return byTitle;
}

/** One file that delivers and removes the same scope says nothing that can be trusted about it. */
function contradiction(clause: Clause, removed: ReadonlyMap<string, readonly Clause[]>): Fault | undefined {
  const rival = removed
    .get(clause.alid)
    ?.find(
      (removal) =>
        (removal.editId === undefined || removal.editId === clause.editId) &&
        (removal.territories.length === 0 || meets(removal.territories, clause.territories)),
    );
  if (!rival) return undefined;
  return fault('error', 'extract-and-delete', 'The same title and territory is delivered and deleted in one file');
}

const meets = (a: readonly Territory[], b: readonly Territory[]): boolean =>
  a.some((left) => b.some((right) => isWithin(left, right) || isWithin(right, left)));

const fault = (severity: Severity, code: string, message: string, value?: string): Fault => ({
  severity,
  code,
  message,
  ...(value === undefined ? {} : { value }),
});
