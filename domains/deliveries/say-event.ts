/** Somebody says when an event happens, or takes that back: everything that hangs on it opens and closes with the saying. */
import { ok, type Result, refuse } from '@duoping/kit';
import type { EventFact, EventId, EventScope } from '#licensing';
import type { GrantDiff } from './delivery.ts';
import { diffGrants } from './diff.ts';
import { titlesTold } from './event-dates.ts';
import type { DeliveryPorts } from './ports.ts';
import { readBytes } from './read.ts';
import { type Recompiled, recompile, recompiled } from './recompile.ts';

/** `other-words`: something else was said under this id. */
export type SayEventRefusal = 'unknown-partner' | 'other-words';

/** What is said. The same words under the same id are said once, whoever repeats them. */
export type SaidEvent = Omit<EventFact, 'id' | 'knownFrom'> & { readonly id?: EventId };

export interface EventSaid {
  readonly fact: EventFact;
  /** False when it was known already. */
  readonly added: boolean;
  /** Grants, those that wait among them, that ended and began by it. */
  readonly ended: number;
  readonly begun: number;
}

/** One partner's titles as they would stand. Lines carry the ALID for a title. */
export interface EventSupposed extends Omit<Recompiled, 'availOf'> {
  readonly diff: Omit<GrantDiff, 'conflicts'>;
  /** Clauses that would wait for some event then. */
  readonly waiting: number;
}

/** In the partners' turns: a delivery that is being applied comes wholly before or after, and both know the event then. */
export async function sayEvent(ports: DeliveryPorts, said: SaidEvent): Promise<Result<EventSaid, SayEventRefusal>> {
  const { scope } = said;
  if (!(await knowsPartner(ports, scope))) return refuse('unknown-partner');
  const id = said.id ?? ports.ids.next<'Event'>();
  const result = await ports.atomically(async (writes): Promise<Result<EventSaid, SayEventRefusal>> => {
    if ('partner' in scope) await writes.deliveries.takeTurn(scope.partner);
    else await writes.deliveries.takeEveryTurn();
    const known = await writes.events.find(id);
    if (known && !isSame(known, said)) return refuse('other-words');
    if (known) return ok({ fact: known, added: false, ended: 0, begun: 0 });
    const at = ports.clock.now();
    const fact: EventFact = { ...said, id, knownFrom: at };
    await writes.events.say(fact);
    let [ended, begun] = [0, 0];
    for (const [partner, alids] of await titlesTold(writes, [scope])) {
      const change = await recompile(ports, writes, { partner, alids, at });
      ended += change.ended;
      begun += change.begun;
    }
    return ok({ fact, added: true, ended, begun });
  });
  if (result.ok && result.value.ended + result.value.begun > 0) await ports.announce();
  return result;
}

/** What saying it would put in the place of what is granted now. Writes nothing. */
export async function supposeEvent(
  ports: DeliveryPorts,
  said: SaidEvent,
): Promise<Result<readonly EventSupposed[], 'unknown-partner'>> {
  if (!(await knowsPartner(ports, said.scope))) return refuse('unknown-partner');
  const at = ports.clock.now();
  const supposed: EventFact = { ...said, id: said.id ?? ports.ids.next<'Event'>(), knownFrom: at };
  return ports.atomically(async (writes) => {
    const supposedOf: EventSupposed[] = [];
    for (const [partner, alids] of await titlesTold(writes, [said.scope])) {
      const one = await recompiled(ports, writes, { partner, alids, at, supposed });
      if (!one) continue;
      const before = await writes.grants.grantsOf(partner, one.alids);
      const waiting = one.grants.filter(({ waits }) => waits !== undefined).length;
      supposedOf.push({ ...one, waiting, diff: diffGrants(before, one.grants, (alid) => alid) });
    }
    return ok(supposedOf);
  });
}

/** How much there is to read again at most when something is said of these titles: what is much is read aside. */
export const bytesReadAgain = (ports: Pick<DeliveryPorts, 'atomically'>, scope: EventScope): Promise<number> =>
  ports.atomically(async (writes) => {
    let bytes = 0;
    for (const [partner, alids] of await titlesTold(writes, [scope]))
      for (const { delivery: id } of await writes.deliveries.appliedTo(partner, alids)) {
        const delivery = await writes.deliveries.stored(id);
        bytes += delivery ? readBytes(delivery) : 0;
      }
    return bytes;
  });

const knowsPartner = async ({ deals }: DeliveryPorts, scope: EventScope): Promise<boolean> =>
  'work' in scope || (await deals.partners()).some(({ id }) => id === scope.partner);

const isSame = (known: EventFact, said: SaidEvent): boolean => wordsOf(known) === wordsOf(said);

function wordsOf({ kind, scope, territory, at, note }: SaidEvent): string {
  const subject = 'work' in scope ? [scope.work] : [scope.partner, scope.alid];
  return JSON.stringify([kind, subject, territory, at, note]);
}
