/** Review a delivery, and apply it whole or not at all. */
import { ok, type Result, refuse } from '@duoping/kit';
import { type Contract, contractedTerritories } from '#deals';
import type { Delivery, DeliveryId, DeliveryReport } from './delivery.ts';
import { heldTitles, looked, without } from './hold.ts';
import { issuesIn } from './issue.ts';
import type { DeliveryPorts } from './ports.ts';
import { type DeliveryContent, readDelivery } from './read.ts';
import { reportOn } from './report.ts';
import { writeDelivery } from './write-delivery.ts';

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
  const { content: whole } = await contentOf(ports, found);
  const result = await ports.atomically(async (writes): Promise<Result<Delivery, ApplyRefusal>> => {
    await writes.deliveries.takeTurn(found.partner);
    const contracts = await contractsOf(ports, found); // a version that came while the files were read counts
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
    const change = await writeDelivery(ports, writes, { delivery, content, contracts, delivered, at });
    await writes.deliveries.noteIssues(delivery, issuesIn(content));
    const reason = applying.despite ?? applying.leavingOut ?? null;
    await writes.deliveries.noteAct(id, { act: 'applied', at, by: applying.by, reason });
    const applied: Delivery = { ...delivery, status: 'applied', report: { ...report, holds: first.holds } };
    await writes.deliveries.save(applied);
    // Last, here and when it is taken back: until the transaction ends every other change of the rights waits for it.
    await writes.grants.replaceGrants(change, at);
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

const alidsIn = ({ clauses }: DeliveryContent): ReadonlySet<string> =>
  new Set(clauses.map(({ clause }) => clause.alid));

async function contentOf(
  ports: DeliveryPorts,
  delivery: Delivery,
): Promise<{ content: DeliveryContent; contracts: readonly Contract[] }> {
  const contracts = await contractsOf(ports, delivery);
  const territories = contractedTerritories(contracts.map(({ terms }) => terms));
  return { contracts, content: await readDelivery(delivery, { read: ports.objects.read, territories }) };
}

const contractsOf = async ({ deals }: DeliveryPorts, { partner }: Delivery): Promise<readonly Contract[]> =>
  (await deals.contracts()).filter(({ terms }) => terms.partner === partner);
