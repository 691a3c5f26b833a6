/** Grants made again from what was delivered, with the calendar of events as it stands: as if the deliveries came today. */
import type { Instant } from '@duoping/kit';
import type { Grant } from '@duoping/rights';
import type { Contract } from '#deals';
import type { EventFact } from '#licensing';
import { eventDates } from './event-dates.ts';
import { offersOf } from './offers.ts';
import type { DeliveryPorts, DeliveryWrites } from './ports.ts';
import { grantsOf, rulesOf } from './read.ts';
import { type ReadAgain, readAgain } from './read-again.ts';
import { keptBeside } from './replacement.ts';
import { grantsIn } from './report.ts';

/** What some of a partner's titles are granted, in the place of everything that it granted for them. */
export interface Recompiled {
  readonly partner: string;
  readonly alids: readonly string[];
  readonly grants: readonly Grant[];
  /** The partner's own ids of the avails that the grants came from. */
  readonly availOf: ReadonlyMap<string, string>;
}

interface Asked {
  readonly partner: string;
  readonly alids: readonly string[];
  readonly at: Instant;
  /** Looked at as if it had been said. */
  readonly supposed?: EventFact;
}

/**
 * Undefined when no row of these titles hangs on an event. Reads under the contracts in force, as a delivery would that
 * came now; `Immediate` stays the day on which each came. Writes nothing.
 */
export async function recompiled(
  ports: Pick<DeliveryPorts, 'objects' | 'deals'>,
  writes: DeliveryWrites,
  asked: Asked,
): Promise<Recompiled | undefined> {
  const { partner, alids } = asked;
  const contracts = (await ports.deals.contracts()).filter(({ terms }) => terms.partner === partner);
  const again = await readAgain(ports, writes, { partner, alids, contracts });
  if (!again) return undefined;
  return { partner, alids: [...again.titles], ...(await madeAgain(writes, again, { ...asked, contracts })) };
}

/** Applies each delivery again on what those before it left, in memory. */
async function madeAgain(
  writes: Pick<DeliveryWrites, 'catalog' | 'events'>,
  { applied, titles }: ReadAgain,
  { partner, contracts, at, supposed }: Asked & { readonly contracts: readonly Contract[] },
): Promise<Pick<Recompiled, 'grants' | 'availOf'>> {
  const availOf = new Map<string, string>();
  let standing = new Map<string, Grant>();
  for (const { delivery, content, granted } of applied) {
    const offers = offersOf(delivery, content);
    const works = await writes.catalog.knownWorks(offers);
    const events = await eventDates(writes, partner, offers, supposed);
    const workOf = (alid: string): string => works.get(alid) ?? alid;
    const reading = { partner, contracts, events, workOf, receivedAt: delivery.receivedAt, now: at };
    const before = [...standing.values()].filter(({ alid }) => granted.has(alid));
    const { grants, waiting } = grantsOf(content, reading);
    const deliveries = { availsOf: async () => availOf };
    const after = await grantsIn(
      { deliveries },
      { content, before, compiled: [...grants, ...waiting], under: reading },
    );
    const named = new Map(content.clauses.flatMap(({ clause: { id, availId } }) => (availId ? [[id, availId]] : [])));
    for (const { id, clause } of after.grants) {
      const avail = named.get(clause);
      if (avail !== undefined) availOf.set(id, avail);
    }
    const kept = keptBeside(before, content.clauses, rulesOf(contracts));
    const others = [...standing.values()].filter(({ alid }) => !granted.has(alid));
    standing = new Map([...others, ...after.grants, ...kept].map((grant) => [grant.id, grant]));
  }
  const own = [...standing.values()].filter(({ alid }) => titles.has(alid));
  return { grants: own, availOf: new Map([...availOf].filter(([id]) => standing.has(id))) };
}

/** Puts the grants in force as they come out now. Answers with how many ended and began; nothing is written where none did. */
export async function recompile(
  ports: Pick<DeliveryPorts, 'objects' | 'deals'>,
  writes: DeliveryWrites,
  asked: Omit<Asked, 'supposed'>,
): Promise<{ readonly ended: number; readonly begun: number }> {
  const made = await recompiled(ports, writes, asked);
  if (!made) return { ended: 0, begun: 0 };
  const { partner, alids, grants, availOf } = made;
  const before = new Set((await writes.grants.grantsOf(partner, alids)).map(({ id }) => id));
  const after = new Set(grants.map(({ id }) => id));
  const [ended, begun] = [before.difference(after).size, after.difference(before).size];
  if (ended + begun === 0) return { ended, begun };
  await writes.deliveries.noteAvails(partner, availOf);
  await writes.grants.replaceGrants({ partner, alids, grants }, asked.at);
  return { ended, begun };
}
