/** What a delivery would change, compared by what it grants and not by which file said so. */
import { canonicalJson, type Json } from '@duoping/kit';
import type { Grant } from '@duoping/rights';
import type { GrantDiff, GrantLine } from './delivery.ts';

export function diffGrants(
  before: readonly Grant[],
  after: readonly Grant[],
  titleOf: (alid: string) => string,
): Omit<GrantDiff, 'conflicts'> {
  const old = new Map(before.filter(isGranted).map((grant) => [meaningOf(grant), grant]));
  const fresh = new Map(after.filter(isGranted).map((grant) => [meaningOf(grant), grant]));
  const gone = [...old].filter(([meaning]) => !fresh.has(meaning)).map(([, grant]) => grant);
  const come = [...fresh].filter(([meaning]) => !old.has(meaning)).map(([, grant]) => grant);
  const line = (grant: Grant) => lineOf(grant, titleOf(grant.alid));

  // A grant that goes and one that comes for the same offer are one change, paired in the order of their windows.
  const waiting = Map.groupBy([...gone].sort(byStart), offerOf);
  const changes: { before: GrantLine; after: GrantLine }[] = [];
  const appears: GrantLine[] = [];
  for (const grant of [...come].sort(byStart)) {
    const replaced = waiting.get(offerOf(grant))?.shift();
    if (replaced) changes.push({ before: line(replaced), after: line(grant) });
    else appears.push(line(grant));
  }
  const disappears = [...waiting.values()].flat().map(line);
  return { appears, disappears, changes, unchanged: fresh.size - come.length };
}

/** What waits for an event opens and closes nothing. */
const isGranted = ({ waits }: Grant): boolean => waits === undefined;

/** Everything that a viewer or a partner could notice; not the file, the row or the contract's number. */
function meaningOf(grant: Grant): string {
  const { id, clause, delivery, place, contractVersion, knownFrom, knownTo, ...meaning } = grant;
  return canonicalJson(JSON.parse(JSON.stringify(meaning)) as Json); // what JSON.parse returns is JSON
}

const offerOf = (grant: Grant): string => canonicalJson([grant.alid, grant.licenseType, grant.formatProfile]);

const byStart = (a: Grant, b: Grant): number => a.window.start - b.window.start || (a.id < b.id ? -1 : 1);

export function lineOf(grant: Grant, title: string): GrantLine {
  const { include, exclude } = grant.territories;
  return {
    alid: grant.alid,
    title,
    licenseType: grant.licenseType,
    formatProfile: grant.formatProfile,
    territories: exclude.length > 0 ? `${include.join(' ')} − ${exclude.join(' ')}` : include.join(' '),
    screens: Object.keys(grant.screens),
    start: grant.window.start,
    end: grant.window.end,
  };
}
