/** Review a delivery, and apply it whole or not at all. */
import { type Instant, ok, type Result, refuse } from '@duoping/kit';
import type { Grant } from '@duoping/rights';
import { type Description, eidrOf, type Offer, UNDETERMINED } from '#catalog';
import { type Contract, contractedTerritories } from '#deals';
import { conflictsOf } from './conflict.ts';
import type { Delivery, DeliveryId, DeliveryReport, FileFinding } from './delivery.ts';
import { diffGrants } from './diff.ts';
import { grantsAfter } from './grants-after.ts';
import { heldTitles, holdsOf, looked, without } from './hold.ts';
import { issuesIn, outOfOrder } from './issue.ts';
import type { DeliveryPorts, DeliveryWrites } from './ports.ts';
import { type DeliveryContent, grantsOf, readDelivery, rulesOf } from './read.ts';
import { replacementOf } from './replacement.ts';
import type { MediaRow } from './sheets.ts';

export type ApplyRefusal =
  | 'unknown-delivery'
  | 'already-applied'
  | 'rolled-back'
  | 'has-errors'
  | 'held'
  | 'nothing-to-apply';

/** Who applies, and what a person says to a delivery that is held. */
export interface Applying {
  readonly by: string;
  /** It is meant: apply all of it. Kept for ever. */
  readonly despite?: string | undefined;
  /** Leave the titles that it waits for as they are, and apply the rest. Kept for ever. */
  readonly leavingOut?: string | undefined;
}

/** Reads the delivery and says what applying it would change. Changes nothing but the delivery's own report. */
export async function reviewDelivery(ports: DeliveryPorts, id: DeliveryId): Promise<Result<Delivery, ApplyRefusal>> {
  const found = await ports.atomically(({ deliveries }) => deliveries.delivery(id));
  if (!found) return refuse('unknown-delivery');
  const over = isOver(found);
  if (over) return refuse(over);
  const { content, contracts } = await contentOf(ports, found);
  return ports.atomically(async (writes): Promise<Result<Delivery, ApplyRefusal>> => {
    const delivery = await writes.deliveries.delivery(id);
    if (!delivery) return refuse('unknown-delivery');
    const since = isOver(delivery);
    if (since) return refuse(since);
    const report = await reportOn(ports, writes, { delivery, content, contracts, delivered: alidsIn(content) });
    const reviewed: Delivery = { ...delivery, status: statusOf(report), report };
    await writes.deliveries.save(reviewed);
    return ok(reviewed);
  });
}

/** Applies grants, titles and media in one transaction. A delivery with one error changes nothing; one that is held waits for a word. */
export async function applyDelivery(
  ports: DeliveryPorts,
  id: DeliveryId,
  applying: Applying,
): Promise<Result<Delivery, ApplyRefusal>> {
  const found = await ports.atomically(({ deliveries }) => deliveries.delivery(id));
  if (!found) return refuse('unknown-delivery');
  const { content: whole, contracts } = await contentOf(ports, found);
  const result = await ports.atomically(async (writes): Promise<Result<Delivery, ApplyRefusal>> => {
    await writes.deliveries.takeTurn(found.partner);
    const delivery = await writes.deliveries.delivery(id);
    if (!delivery) return refuse('unknown-delivery');
    const over = isOver(delivery);
    if (over) return refuse(over);
    // Judged before anything is written: a refusal is an answer, and what was written by then would stay.
    const delivered = alidsIn(whole);
    const first = await reportOn(ports, writes, { delivery, content: whole, contracts, delivered });
    if (first.counts.errors > 0) return refuse('has-errors');
    const content = contentToApply(whole, first, applying);
    const report =
      content === whole ? first : await reportOn(ports, writes, { delivery, content, contracts, delivered });
    if (report.holds.length > 0 && applying.despite === undefined) return refuse('held');
    if (content.clauses.length + content.metadata.length + content.media.length === 0)
      return refuse('nothing-to-apply');
    const at = ports.clock.now();
    await writeAll(ports, writes, { delivery, content, contracts, delivered, at });
    await writes.deliveries.noteIssues(delivery, issuesIn(content));
    const reason = applying.despite ?? applying.leavingOut ?? null;
    await writes.deliveries.noteAct(id, { act: 'applied', at, by: applying.by, reason });
    const applied: Delivery = { ...delivery, status: 'applied', report: { ...report, holds: first.holds } };
    await writes.deliveries.save(applied);
    return ok(applied);
  });
  if (result.ok) await ports.announce();
  return result;
}

function isOver({ status }: Delivery): 'already-applied' | 'rolled-back' | undefined {
  if (status === 'applied') return 'already-applied';
  return status === 'rolled-back' ? 'rolled-back' : undefined;
}

function statusOf({ counts, holds }: DeliveryReport): 'refused' | 'held' | 'read' {
  if (counts.errors > 0) return 'refused';
  return holds.length > 0 ? 'held' : 'read';
}

function contentToApply(
  whole: DeliveryContent,
  { holds }: DeliveryReport,
  { despite, leavingOut }: Applying,
): DeliveryContent {
  if (holds.length === 0) return whole;
  if (despite !== undefined) return looked(whole);
  return leavingOut === undefined ? whole : without(whole, heldTitles(holds));
}

/** What is judged and written of a delivery. */
interface Judged {
  readonly delivery: Delivery;
  readonly content: DeliveryContent;
  readonly contracts: readonly Contract[];
  /** The ALIDs of the whole drop, those that are left out this time included. */
  readonly delivered: ReadonlySet<string>;
}

const alidsIn = ({ clauses }: DeliveryContent): ReadonlySet<string> =>
  new Set(clauses.map(({ clause }) => clause.alid));

/** Writes what the delivery says, and keeps what was there before. */
async function writeAll(
  ports: DeliveryPorts,
  writes: DeliveryWrites,
  what: Judged & { readonly at: Instant },
): Promise<void> {
  const { delivery, content, contracts, delivered, at } = what;
  const { partner, receivedAt } = delivery;
  const scope = { clauses: content.clauses, delivered };
  const { alids: granted, before, kept } = await replacementOf(writes.grants, partner, scope, rulesOf(contracts));
  const alids = [...new Set([...granted, ...[...content.metadata, ...content.media].map((row) => row.alid)])];
  const grantsBefore = before.map((grant) => grant.id);
  const saidBefore = await writes.catalog.saidOf(partner, alids);
  const works = await writes.catalog.matchWorks(offersOf(delivery, content), () => ports.ids.next<'Work'>());
  const workOf = (alid: string): string => works.get(alid) ?? alid;
  const under = { contracts, partner, receivedAt, now: at, workOf };
  const compiled = grantsOf(content, under).grants;
  const { grants } = await grantsIn(writes, { content, before, compiled, under });
  const availOf = new Map(content.clauses.flatMap(({ clause: { id, availId } }) => (availId ? [[id, availId]] : [])));
  const named = grants.flatMap(({ id, clause }) =>
    availOf.has(clause) ? [[id, availOf.get(clause) ?? ''] as const] : [],
  );
  await writes.deliveries.noteAvails(partner, new Map(named));
  await writes.grants.replaceGrants({ partner, alids: granted, grants: [...grants, ...kept] }, at);
  await writes.catalog.describe(descriptionsIn(delivery, content));
  await writes.catalog.illustrate(artworkIn(delivery, content));
  const media: { alid: string; rows: readonly MediaRow[] }[] = [];
  for (const [alid, rows] of Map.groupBy(content.media.filter(isPlayed), (row) => row.alid))
    if (await writes.media.register({ partner, alid, rows }, at)) media.push({ alid, rows });
  const change = { delivery: delivery.id, partner, alids, granted, grantsBefore, saidBefore, media };
  await writes.deliveries.noteChange(change);
}

/** What the titles of the delivery are granted once it is applied, and rows that change what isn't known. */
async function grantsIn(
  { deliveries }: Pick<DeliveryWrites, 'deliveries'>,
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
  const { grants, unmatched } = grantsAfter({
    clauses: content.clauses.map(({ clause }) => clause),
    before,
    meant: grantsOf({ ...content, clauses: meant }, under).grants,
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

async function contentOf(
  { deals, objects }: DeliveryPorts,
  delivery: Delivery,
): Promise<{ content: DeliveryContent; contracts: readonly Contract[] }> {
  const contracts = (await deals.contracts()).filter(({ terms }) => terms.partner === delivery.partner);
  const territories = contractedTerritories(contracts.map(({ terms }) => terms));
  return { contracts, content: await readDelivery(delivery, { read: objects.read, territories }) };
}

/** Findings of all kinds, and the difference to what is known. */
async function reportOn(ports: DeliveryPorts, writes: DeliveryWrites, ask: Judged): Promise<DeliveryReport> {
  const { delivery, content, contracts, delivered } = ask;
  const { partner, receivedAt } = delivery;
  // The work is the catalog's own name for the title: a first delivery has none yet, and it is no difference to a viewer.
  const workOf = (alid: string): string => alid;
  const under = { contracts, partner, receivedAt, now: ports.clock.now(), workOf };
  const compiled = grantsOf(content, under);
  const alids = [...new Set(content.clauses.map(({ clause }) => clause.alid))];
  const scope = { clauses: content.clauses, delivered };
  const replaced = await replacementOf(writes.grants, partner, scope, rulesOf(contracts));
  const bare = (grant: Grant): Grant => ({ ...grant, work: workOf(grant.alid) });
  const before = replaced.before.map(bare);
  const after = await grantsIn(writes, { content, before, compiled: compiled.grants, under });
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
  const offers = offersOf(delivery, content);
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

function offersOf(delivery: Delivery, content: DeliveryContent): readonly Offer[] {
  const offers = new Map<string, Offer>();
  for (const { clause } of content.clauses) {
    const eidr = [clause.contentId, clause.alid, clause.editId]
      .map((id) => eidrOf(id ?? ''))
      .find((id) => id !== undefined);
    const known = offers.get(clause.alid);
    if (!known || (known.eidr === undefined && eidr !== undefined)) {
      offers.set(clause.alid, {
        partner: delivery.partner,
        alid: clause.alid,
        ...(eidr === undefined ? {} : { eidr }),
      });
    }
  }
  return [...offers.values()];
}

/** What the metadata sheet says, and for every title what its avail calls it: so that none is without a name. */
function descriptionsIn({ partner }: Delivery, content: DeliveryContent): readonly Description[] {
  const named = new Map(content.clauses.map(({ clause }) => [clause.alid, clause]));
  const bare = [...named.values()].map(
    ({ alid, title, releaseYear, rating }): Description => ({
      partner,
      alid,
      language: UNDETERMINED,
      title,
      synopsis: '',
      year: /^\d{4}$/.test(releaseYear ?? '') ? Number(releaseYear) : null,
      rating: rating?.value ?? null,
      genres: [],
      credits: null,
      illustrative: false,
    }),
  );
  const told = content.metadata.map(({ row: _row, from: _from, ...rest }) => ({ ...rest, partner }));
  const keyOf = ({ alid, language }: Pick<Description, 'alid' | 'language'>): string => `${alid}\n${language}`;
  const said = new Set(told.map(keyOf));
  return [...bare.filter((description) => !said.has(keyOf(description))), ...told];
}

const artworkIn = (delivery: Delivery, content: DeliveryContent) =>
  content.media.flatMap((row) =>
    row.track === 'poster' || row.track === 'wide'
      ? [{ partner: delivery.partner, alid: row.alid, kind: row.track, sha256: row.sha256 }]
      : [],
  );

const isPlayed = (row: MediaRow): boolean => row.track !== 'poster' && row.track !== 'wide';
