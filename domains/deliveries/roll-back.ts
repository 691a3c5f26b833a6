/** Take an applied delivery back: what was before it stands again, as something new that is known. Nothing is deleted. */
import { type Instant, ok, type Result, refuse } from '@duoping/kit';
import type { Contract } from '#deals';
import { underNewest } from './amend-contract.ts';
import type { Delivery, DeliveryAct, DeliveryId } from './delivery.ts';
import { titlesTold } from './event-dates.ts';
import type { AppliedChange, DeliveryPorts, DeliveryStore, DeliveryWrites } from './ports.ts';
import { rulesOf } from './read.ts';
import { recompile } from './recompile.ts';

export type RollBackRefusal = 'unknown-delivery' | 'not-applied' | 'later-deliveries';

export interface RollingBack {
  readonly by: string;
  readonly reason: string;
  /** Later deliveries that stand on this one are taken back with it, the last one first. */
  readonly withLater: boolean;
}

/** Takes back one delivery, and those that stand on it where that was asked for, in one transaction. Answers with all of them, the last first. */
export async function rollBackDelivery(
  ports: DeliveryPorts,
  id: DeliveryId,
  asked: RollingBack,
): Promise<Result<readonly Delivery[], RollBackRefusal>> {
  const found = await ports.atomically(({ deliveries }) => deliveries.delivery(id));
  if (!found) return refuse('unknown-delivery');
  const result = await ports.atomically(async (writes): Promise<Result<readonly Delivery[], RollBackRefusal>> => {
    await writes.deliveries.takeTurn(found.partner);
    const delivery = await writes.deliveries.delivery(id);
    const change = await writes.deliveries.change(id);
    if (delivery?.status !== 'applied' || !change) return refuse('not-applied');
    const later = await standingOn(writes.deliveries, change);
    if (later.length > 0 && !asked.withLater) return refuse('later-deliveries');
    const at = ports.clock.now();
    const contracts = await ports.deals.contracts();
    const undone: Delivery[] = [];
    for (const each of [id, ...later].reverse()) undone.push(await takeBack(writes, each, { ...asked, at, contracts }));
    const granted = new Set<string>();
    for (const each of [id, ...later])
      for (const alid of (await writes.deliveries.change(each))?.granted ?? []) granted.add(alid);
    await followEvents(ports, writes, { partner: found.partner, alids: [...granted], at });
    return ok(undone);
  });
  if (result.ok) await ports.announce();
  return result;
}

/** What was done to a delivery, and which later ones would have to be rolled back before it. */
export async function deliveryHistory(
  ports: DeliveryPorts,
  id: DeliveryId,
): Promise<{ readonly acts: readonly DeliveryAct[]; readonly later: readonly Delivery[] }> {
  return ports.atomically(async ({ deliveries }) => {
    const [delivery, change] = [await deliveries.delivery(id), await deliveries.change(id)];
    const ids = delivery?.status === 'applied' && change ? await standingOn(deliveries, change) : [];
    const later = [];
    for (const each of ids) later.push(await deliveries.delivery(each));
    return { acts: await deliveries.acts(id), later: later.filter((one) => one !== undefined) };
  });
}

/** Later deliveries that spoke of a title of this one, or of a title of one that stands on it; in the order they were applied. */
async function standingOn(deliveries: DeliveryStore, change: AppliedChange): Promise<readonly DeliveryId[]> {
  const titles = new Set(change.alids);
  const standing: DeliveryId[] = [];
  for (const { delivery, alids } of await deliveries.appliedAfter(change.delivery)) {
    if (!alids.some((alid) => titles.has(alid))) continue;
    standing.push(delivery);
    for (const alid of alids) titles.add(alid);
  }
  return standing;
}

/** What stood before may have been read with other dates of events than stand now. */
async function followEvents(
  ports: Pick<DeliveryPorts, 'objects' | 'deals'>,
  writes: DeliveryWrites,
  { partner, alids, at }: { partner: string; alids: readonly string[]; at: Instant },
): Promise<void> {
  const scopes = (await writes.events.standing()).map(({ scope }) => scope);
  const told = new Set((await titlesTold(writes, scopes)).get(partner));
  if (told.size === 0) return;
  const own = (await ports.deals.contracts()).filter(({ terms }) => terms.partner === partner);
  // Where products speak of their members, what was said of one reaches the others.
  const reached = rulesOf(own).includesMembers ? alids : alids.filter((alid) => told.has(alid));
  if (reached.length > 0) await recompile(ports, writes, { partner, alids: reached, at });
}

async function takeBack(
  { deliveries, grants, catalog, media }: DeliveryWrites,
  id: DeliveryId,
  { by, reason, at, contracts }: RollingBack & { at: Instant; contracts: readonly Contract[] },
): Promise<Delivery> {
  const [delivery, change] = [await deliveries.delivery(id), await deliveries.change(id)];
  if (!delivery || !change) throw new Error(`Delivery ${id} was applied and left no record`);
  const { partner, alids, granted } = change;
  const before = await underNewest({ deliveries }, await grants.grantsById(partner, change.grantsBefore), contracts);
  await catalog.sayInstead(partner, alids, change.saidBefore);
  for (const sources of change.media) await media.withdraw({ partner, ...sources }, at);
  await deliveries.noteAct(id, { act: 'rolled-back', at, by, reason });
  const undone: Delivery = { ...delivery, status: 'rolled-back' };
  await deliveries.save(undone);
  await grants.replaceGrants({ partner, alids: granted, grants: before }, at);
  return undone;
}
