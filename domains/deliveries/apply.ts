/** Review a delivery, and apply it whole or not at all. */
import { ok, type Result, refuse } from '@duoping/kit';
import { type Description, eidrOf, type Offer, UNDETERMINED } from '#catalog';
import { type Contract, contractedTerritories } from '#deals';
import type { Delivery, DeliveryId, DeliveryReport, FileFinding } from './delivery.ts';
import { diffGrants } from './diff.ts';
import { issuesIn, outOfOrder } from './issue.ts';
import type { DeliveryPorts, DeliveryWrites } from './ports.ts';
import { type DeliveryContent, grantsOf, readDelivery } from './read.ts';
import type { MediaRow } from './sheets.ts';

export type ApplyRefusal = 'unknown-delivery' | 'already-applied' | 'has-errors' | 'nothing-to-apply';

/** Reads the delivery and says what applying it would change. Changes nothing but the delivery's own report. */
export async function reviewDelivery(ports: DeliveryPorts, id: DeliveryId): Promise<Result<Delivery, ApplyRefusal>> {
  const found = await ports.atomically(({ deliveries }) => deliveries.delivery(id));
  if (!found) return refuse('unknown-delivery');
  if (found.status === 'applied') return refuse('already-applied');
  const { content, contracts } = await contentOf(ports, found);
  return ports.atomically(async (writes): Promise<Result<Delivery, ApplyRefusal>> => {
    const report = await reportOn(ports, writes, { delivery: found, content, contracts });
    const status = report.counts.errors > 0 ? 'refused' : 'read';
    const reviewed: Delivery = { ...found, status, report };
    await writes.deliveries.save(reviewed);
    return ok(reviewed);
  });
}

/** Applies grants, titles and media in one transaction. A delivery with one error changes nothing. */
export async function applyDelivery(ports: DeliveryPorts, id: DeliveryId): Promise<Result<Delivery, ApplyRefusal>> {
  const found = await ports.atomically(({ deliveries }) => deliveries.delivery(id));
  if (!found) return refuse('unknown-delivery');
  const { content, contracts } = await contentOf(ports, found);
  const result = await ports.atomically(async (writes): Promise<Result<Delivery, ApplyRefusal>> => {
    const delivery = await writes.deliveries.delivery(id);
    if (!delivery) return refuse('unknown-delivery');
    if (delivery.status === 'applied') return refuse('already-applied');
    // Judged before anything is written: a refusal is an answer, and what was written by then would stay.
    const report = await reportOn(ports, writes, { delivery, content, contracts });
    if (report.counts.errors > 0) return refuse('has-errors');
    if (content.clauses.length + content.metadata.length + content.media.length === 0)
      return refuse('nothing-to-apply');
    const now = ports.clock.now();
    const works = await writes.catalog.matchWorks(offersOf(delivery, content), () => ports.ids.next<'Work'>());
    const { partner, receivedAt } = delivery;
    const workOf = (alid: string): string => works.get(alid) ?? alid;
    const { grants } = grantsOf(content, { contracts, partner, receivedAt, now, workOf });
    const alids = [...new Set(content.clauses.map(({ clause }) => clause.alid))];
    await writes.grants.replaceGrants({ partner: delivery.partner, alids, grants }, now);
    await writes.catalog.describe(descriptionsIn(delivery, content));
    await writes.catalog.illustrate(artworkIn(delivery, content));
    for (const [alid, rows] of Map.groupBy(content.media.filter(isPlayed), (row) => row.alid)) {
      await writes.media.register({ partner: delivery.partner, alid, rows }, now);
    }
    await writes.deliveries.noteIssues(delivery, issuesIn(content));
    const applied: Delivery = { ...delivery, status: 'applied', report };
    await writes.deliveries.save(applied);
    return ok(applied);
  });
  if (result.ok) await ports.announce();
  return result;
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
async function reportOn(
  ports: DeliveryPorts,
  writes: DeliveryWrites,
  ask: { delivery: Delivery; content: DeliveryContent; contracts: readonly Contract[] },
): Promise<DeliveryReport> {
  const { delivery, content, contracts } = ask;
  const { partner, receivedAt } = delivery;
  // The work is the catalog's own name for the title: a first delivery has none yet, and it is no difference to a viewer.
  const workOf = (alid: string): string => alid;
  const compiled = grantsOf(content, { contracts, partner, receivedAt, now: ports.clock.now(), workOf });
  const alids = [...new Set(content.clauses.map(({ clause }) => clause.alid))];
  const before = (await writes.grants.grantsOf(partner, alids)).map((grant) => ({ ...grant, work: grant.alid }));
  const strangers = await unknownTitles(writes, delivery, content);
  const late = outOfOrder(content, await writes.deliveries.issued(partner, alids));
  const findings = [...content.findings, ...compiled.findings, ...strangers, ...late];
  const count = (severity: FileFinding['severity']) =>
    findings.filter((finding) => finding.severity === severity).length;
  const titles = new Map(content.clauses.map(({ clause }) => [clause.alid, clause.title]));
  return {
    findings,
    counts: { errors: count('error'), warnings: count('warning'), notices: count('notice') },
    clauses: content.clauses.length,
    grants: compiled.grants.length,
    diff: diffGrants(before, compiled.grants, (alid) => titles.get(alid) ?? alid),
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
      const file = 'track' in row ? 'media.csv' : 'metadata.csv';
      const message = `${row.alid} is in no avail of ${delivery.partner}`;
      const where = { sheet: file, row: row.row, column: 'alid' };
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
  return [...bare, ...content.metadata.map(({ row: _row, ...rest }) => ({ ...rest, partner }))];
}

const artworkIn = (delivery: Delivery, content: DeliveryContent) =>
  content.media.flatMap((row) =>
    row.track === 'poster' || row.track === 'wide'
      ? [{ partner: delivery.partner, alid: row.alid, kind: row.track, sha256: row.sha256 }]
      : [],
  );

const isPlayed = (row: MediaRow): boolean => row.track !== 'poster' && row.track !== 'wide';
