/** Checks across the avails of one file: repeated offers, overlapping windows, titles both delivered and deleted. */
import { contentHash, type Json } from '@duoping/kit';
import type { Clause } from './clause.ts';
import type { FindingList } from './finding.ts';
import { onLine } from './row-checks.ts';

export function checkDelivery(clauses: readonly Clause[], findings: FindingList): void {
  const offers = clauses.filter(({ entryType }) => !entryType.endsWith('Delete'));
  checkOverlaps(offers, findings, checkDuplicates(offers, findings));
  checkScopes(clauses, findings);
}

/** The same offer may come under several avail ids; it is one offer all the same. Returns the repeated ones. */
function checkDuplicates(offers: readonly Clause[], findings: FindingList): ReadonlySet<Clause> {
  const first = new Map<string, Clause>();
  const repeated = new Set<Clause>();
  for (const clause of offers) {
    const key = clause.availId === undefined ? clause.id : withoutAvailId(clause);
    const earlier = first.get(key);
    if (!earlier) first.set(key, clause);
    else {
      repeated.add(clause);
      findings.add('duplicate-row', clause.place, `says the same as ${describe(earlier)}`, clause.alid);
    }
  }
  return repeated;
}

function withoutAvailId({ id: _id, place: _place, availId: _availId, ...offer }: Clause): string {
  return contentHash(offer as unknown as Json); // plain data, as in readAvail
}

/** Windows are half-open and compared as written; pre-orders run up to the sale they lead to, so they don't count. */
function checkOverlaps(offers: readonly Clause[], findings: FindingList, repeated: ReadonlySet<Clause>): void {
  const groups = new Map<string, Clause[]>();
  for (const clause of offers) {
    if (clause.licenseType === 'POEST' || repeated.has(clause)) continue;
    const key = offerKey(clause);
    const group = groups.get(key);
    if (group) group.push(clause);
    else groups.set(key, [clause]);
  }
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    const timed = group.flatMap((clause) => {
      const from = onLine(clause.start);
      const to = clause.end.kind === 'open' ? Number.POSITIVE_INFINITY : onLine(clause.end);
      return from === undefined || to === undefined ? [] : [{ clause, from, to }];
    });
    timed.sort((a, b) => a.from - b.from);
    let latest = timed[0];
    for (const next of timed.slice(1)) {
      if (latest && next.from < latest.to)
        findings.add('overlapping-windows', next.clause.place, `overlaps ${describe(latest.clause)}`, next.clause.alid);
      if (!latest || next.to > latest.to) latest = next;
    }
  }
}

/** What makes two windows windows of one offer. A temporary price reduction lies over its base on purpose. */
function offerKey(clause: Clause): string {
  const languages = [clause.assetLanguages, clause.allowedLanguages].map((terms) =>
    terms.map(({ range, kinds }) => `${range}:${kinds.join('|')}`).sort(),
  );
  return JSON.stringify([
    clause.alid,
    clause.editId,
    clause.licensee,
    clause.territories,
    clause.excludedTerritories,
    clause.licenseType,
    clause.formatProfile,
    clause.formatAttributes,
    languages,
    clause.extra.LicenseRightsDescription,
    clause.extra.LocalizationType,
    clause.price?.type.startsWith('TPR-') ?? false,
    clause.workType,
    clause.episodeNumber,
  ]);
}

/** One scope can't be replaced and removed at once. */
function checkScopes(clauses: readonly Clause[], findings: FindingList): void {
  const scope = ({ alid, territories }: Clause): string => JSON.stringify([alid, territories]);
  const delivered = new Map<string, Clause>();
  for (const clause of clauses) if (clause.entryType === 'Full Extract') delivered.set(scope(clause), clause);
  for (const clause of clauses) {
    const other = clause.entryType === 'Full Delete' ? delivered.get(scope(clause)) : undefined;
    if (other)
      findings.add(
        'extract-and-delete',
        clause.place,
        `${describe(other)} delivers what this row deletes`,
        clause.alid,
      );
  }
}

const describe = ({ place }: Clause): string =>
  'row' in place ? `row ${place.row} of ${place.sheet}` : `${place.path}${place.line ? ` line ${place.line}` : ''}`;
