/** Checks across the avails of one file: repeated offers, overlapping windows, titles both delivered and deleted. */
import type { Clause, LanguageTerm } from './clause.ts';
import { clauseId } from './clause-id.ts';
import type { FindingList } from './finding.ts';
import { onLine } from './row-checks.ts';

export function checkDelivery(clauses: readonly Clause[], findings: FindingList): void {
  const offered = clauses.filter(({ entryType }) => !entryType.endsWith('Delete'));
  // Keys are long, so they are made for one title at a time.
  for (const title of alike(offered, ({ alid }) => alid))
    for (const group of alike(title, offerKey)) checkOverlaps(withoutDuplicates(group, findings), findings);
  if (clauses.some(({ entryType }) => entryType === 'Full Delete')) checkScopes(clauses, findings);
  checkVolumes(clauses, findings);
}

/** The clauses of each key that several have. One that stays alone, as most do, gets no list. */
function* alike(clauses: readonly Clause[], keyOf: (clause: Clause) => string): Iterable<readonly Clause[]> {
  const groups = new Map<string, Clause | Clause[]>();
  for (const clause of clauses) {
    const key = keyOf(clause);
    const before = groups.get(key);
    if (before === undefined) groups.set(key, clause);
    else if (Array.isArray(before)) before.push(clause);
    else groups.set(key, [before, clause]);
  }
  for (const group of groups.values()) if (Array.isArray(group)) yield group;
}

/** The same offer may come under several avail ids; it is one offer all the same. */
function withoutDuplicates(group: readonly Clause[], findings: FindingList): readonly Clause[] {
  const first = new Map<string, Clause>();
  for (const clause of group) {
    // Without an avail id to leave out, its own id says it already.
    const { availId, ...said } = clause;
    const key = availId === undefined ? clause.id : clauseId(said);
    const earlier = first.get(key);
    if (!earlier) first.set(key, clause);
    else findings.add('duplicate-row', clause.place, `says the same as ${describe(earlier)}`, clause.alid);
  }
  return [...first.values()];
}

/** Windows are half-open and compared as written; pre-orders run up to the sale they lead to, so they don't count. */
function checkOverlaps(group: readonly Clause[], findings: FindingList): void {
  const timed = group.flatMap((clause) => {
    const from = onLine(clause.start);
    const to = clause.end.kind === 'open' ? Number.POSITIVE_INFINITY : onLine(clause.end);
    const counts = from !== undefined && to !== undefined && clause.licenseType !== 'POEST';
    return counts ? [{ clause, from, to }] : [];
  });
  timed.sort((a, b) => a.from - b.from);
  let latest = timed[0];
  for (const next of timed.slice(1)) {
    if (latest && next.from < latest.to)
      findings.add('overlapping-windows', next.clause.place, `overlaps ${describe(latest.clause)}`, next.clause.alid);
    if (!latest || next.to > latest.to) latest = next;
  }
}

/** What makes two windows windows of one offer. A temporary price reduction lies over its base on purpose. */
function offerKey(clause: Clause): string {
  const { extra } = clause;
  return [
    clause.alid,
    clause.editId,
    clause.licensee,
    clause.territories.join(),
    clause.excludedTerritories.join(),
    clause.licenseType,
    clause.formatProfile,
    ...Object.entries(clause.formatAttributes).flat(),
    languageKey(clause.assetLanguages),
    languageKey(clause.allowedLanguages),
    extra.LicenseRightsDescription,
    extra.LocalizationType,
    clause.price?.type.startsWith('TPR-') ?? false,
    clause.workType,
    clause.episodeNumber,
  ].join('\n');
}

const languageKey = (terms: readonly LanguageTerm[]): string =>
  terms.map(({ range, kinds }) => `${range}:${kinds.join('|')}`).join();

/** One scope can't be replaced and removed at once. */
function checkScopes(clauses: readonly Clause[], findings: FindingList): void {
  const scope = ({ alid, territories }: Clause): string => `${alid}\n${territories.join()}`;
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

/** Volumes divide a season: no episode stands in two of them. Each volume is looked at once, whatever its formats. */
function checkVolumes(clauses: readonly Clause[], findings: FindingList): void {
  const volumes = new Map<string, { clause: Clause; season: string; first: number; last: number }>();
  for (const clause of clauses) {
    const first = Number(clause.extra.VolumeFirstEpisodeNumber);
    const count = Number(clause.extra.VolumeNumberOfEpisodes);
    const season = clause.workType === 'Volume' && Number.isInteger(first + count) ? clause.seasonId : undefined;
    if (season && !volumes.has(clause.alid))
      volumes.set(clause.alid, { clause, season, first, last: first + count - 1 });
  }
  const list = [...volumes.values()].sort((a, b) =>
    a.season < b.season ? -1 : a.season > b.season ? 1 : a.first - b.first,
  );
  for (const [at, one] of list.entries()) {
    const next = list[at + 1];
    if (!next || next.season !== one.season || next.first > one.last) continue;
    for (const [volume, other] of [[one, next] as const, [next, one] as const])
      findings.add(
        'overlapping-volumes',
        volume.clause.place,
        `shares episodes with ${describe(other.clause)}`,
        volume.clause.alid,
      );
  }
}

const describe = ({ place }: Clause): string =>
  'row' in place ? `row ${place.row} of ${place.sheet}` : `${place.path}${place.line ? ` line ${place.line}` : ''}`;
