/** The grants that a delivery would make if it were applied now, without applying it. */
import { ok, type Result, refuse } from '@duoping/kit';
import type { Grant } from '@duoping/rights';
import { contractedTerritories } from '#deals';
import type { DeliveryId } from './delivery.ts';
import { eventDates } from './event-dates.ts';
import { offersOf } from './offers.ts';
import type { DeliveryPorts } from './ports.ts';
import { grantsOf, readDelivery } from './read.ts';

/** What applying it would put in the place of everything that the partner granted for these ALIDs. */
export interface DeliveredGrants {
  readonly partner: string;
  readonly alids: readonly string[];
  readonly grants: readonly Grant[];
}

/** `worksOf` names the works of a partner's ALIDs; one that nobody knows yet is its own work. */
export async function deliveredGrants(
  { deals, objects, clock, atomically }: Pick<DeliveryPorts, 'deals' | 'objects' | 'clock' | 'atomically'>,
  id: DeliveryId,
  worksOf: (partner: string, alids: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<Result<DeliveredGrants, 'unknown-delivery'>> {
  const delivery = await atomically(({ deliveries }) => deliveries.delivery(id));
  if (!delivery) return refuse('unknown-delivery');
  const { partner, receivedAt } = delivery;
  const contracts = (await deals.contracts()).filter(({ terms }) => terms.partner === partner);
  const territories = contractedTerritories(contracts.map(({ terms }) => terms));
  const content = await readDelivery(delivery, { read: objects.read, territories });
  const alids = [...new Set(content.clauses.map(({ clause }) => clause.alid))];
  const works = await worksOf(partner, alids);
  const events = await atomically((writes) => eventDates(writes, partner, offersOf(delivery, content)));
  const { grants } = grantsOf(content, {
    ...{ contracts, partner, receivedAt, now: clock.now(), events },
    workOf: (alid) => works.get(alid) ?? alid,
  });
  return ok({ partner, alids, grants });
}
