/** What reading a delivery found, and the difference to what is known. */
import type { Grant } from '@duoping/rights';
import type { Contract } from '#deals';
import { conflictsOf } from './conflict.ts';
import type { Delivery, DeliveryReport, FileFinding } from './delivery.ts';
import { diffGrants } from './diff.ts';
import { eventDates } from './event-dates.ts';
import { grantsAfter } from './grants-after.ts';
import { holdsOf } from './hold.ts';
import { outOfOrder } from './issue.ts';
import { offersOf } from './offers.ts';
import type { DeliveryPorts, DeliveryStore, DeliveryWrites } from './ports.ts';
import { type DeliveryContent, grantsOf, rulesOf } from './read.ts';
import { replacementOf } from './replacement.ts';

/** What is judged and written of a delivery. */
export interface Judged {
  readonly delivery: Delivery;
  readonly content: DeliveryContent;
  readonly contracts: readonly Contract[];
  /** The ALIDs of the whole drop, those that are left out this time included. */
  readonly delivered: ReadonlySet<string>;
}

/** Findings of all kinds, and the difference to what is known. */
export async function reportOn(ports: DeliveryPorts, writes: DeliveryWrites, ask: Judged): Promise<DeliveryReport> {
  const { delivery, content, contracts, delivered } = ask;
  const { partner, receivedAt } = delivery;
  // The work is the catalog's own name for the title: a first delivery has none yet, and it is no difference to a viewer.
  const workOf = (alid: string): string => alid;
  const offers = offersOf(delivery, content);
  const events = await eventDates(writes, partner, offers);
  const under = { contracts, partner, receivedAt, now: ports.clock.now(), workOf, events };
  const compiled = grantsOf(content, under);
  const alids = [...new Set(content.clauses.map(({ clause }) => clause.alid))];
  const scope = { clauses: content.clauses, delivered };
  const replaced = await replacementOf(writes.grants, partner, scope, rulesOf(contracts));
  const bare = (grant: Grant): Grant => ({ ...grant, work: workOf(grant.alid) });
  const before = replaced.before.map(bare);
  const own = [...compiled.grants, ...compiled.waiting];
  const after = await grantsIn(writes, { content, before, compiled: own, under });
  const strangers = await unknownTitles(writes, delivery, content);
  const late = outOfOrder(content, await writes.deliveries.issued(partner, alids));
  const findings = [
    ...content.findings,
    ...compiled.findings,
    ...replaced.findings,
    ...strangers,
    ...late.map(({ finding }) => finding),
    ...after.findings,
  ];
  const count = (severity: FileFinding['severity']) =>
    findings.filter((finding) => finding.severity === severity).length;
  const titles = new Map(content.clauses.map(({ clause }) => [clause.alid, clause.title]));
  const now = [...after.grants, ...replaced.kept.map(bare)];
  const diff = diffGrants(before, now, (alid) => titles.get(alid) ?? alid);
  const conflicts = await conflictsOf(writes, { partner, content, grants: compiled.grants, offers });
  return {
    findings,
    counts: { errors: count('error'), warnings: count('warning'), notices: count('notice') },
    clauses: content.clauses.length,
    grants: compiled.grants.length,
    diff: { ...diff, conflicts },
    holds: holdsOf(content, {
      issuedEarlier: late.flatMap(({ alid }) => alid),
      lost: diff.disappears.length,
      known: await writes.grants.countGrants(partner),
      limitPercent: ports.holdDropPercent,
      endsUnproven: content.endsUnproven,
    }),
  };
}

/** Titles and media may only be told of ALIDs that this partner delivers now or has delivered. */
async function unknownTitles(
  writes: DeliveryWrites,
  delivery: Delivery,
  content: DeliveryContent,
): Promise<readonly FileFinding[]> {
  const delivered = new Set(content.clauses.map(({ clause }) => clause.alid));
  const told = [...content.metadata, ...content.media].filter((row) => !delivered.has(row.alid));
  const known = await writes.catalog.knownAlids(delivery.partner, [...new Set(told.map((row) => row.alid))]);
  return told
    .filter((row) => !known.has(row.alid))
    .map((row) => {
      const sheet = 'track' in row ? 'media.csv' : 'metadata.csv';
      const message = `${row.alid} is in no avail of ${delivery.partner}`;
      const { file, where } = row.from ?? { file: sheet, where: { sheet, row: row.row, column: 'alid' } };
      return { file, severity: 'error', code: 'title-without-avail', message, where, value: row.alid };
    });
}

/** What the titles of the delivery are granted once it is applied, and rows that change what isn't known. */
export async function grantsIn(
  { deliveries }: { readonly deliveries: Pick<DeliveryStore, 'availsOf'> },
  ask: {
    content: DeliveryContent;
    before: readonly Grant[];
    /** What the rows grant by themselves. */
    compiled: readonly Grant[];
    under: Parameters<typeof grantsOf>[1];
  },
): Promise<{ grants: readonly Grant[]; findings: readonly FileFinding[] }> {
  const { content, before, compiled, under } = ask;
  if (content.clauses.every(({ clause }) => clause.entryType.startsWith('Full')))
    return { grants: compiled, findings: [] };
  const meant = content.clauses.map(({ clause, file }) => ({
    clause: clause.entryType === 'Delete' ? { ...clause, entryType: 'Create' as const } : clause,
    file,
  }));
  const said = grantsOf({ ...content, clauses: meant }, under);
  const { grants, unmatched } = grantsAfter({
    clauses: content.clauses.map(({ clause }) => clause),
    before,
    meant: [...said.grants, ...said.waiting],
    availOf: await deliveries.availsOf(
      under.partner,
      before.map(({ id }) => id),
    ),
  });
  const fileOf = new Map(content.clauses.map(({ clause, file }) => [clause, file]));
  const findings = unmatched.map((clause): FileFinding => {
    const message = `${clause.entryType} of an avail that isn't known${clause.entryType === 'Update' ? ': it is taken as new' : ''}`;
    const file = fileOf.get(clause)?.name ?? '';
    const value = clause.availId ?? clause.alid;
    return { file, severity: 'warning', code: 'avail-unknown', message, where: clause.place, value };
  });
  return { grants, findings };
}
