/**
 * Reviews and applies deliveries, and reads them again when an event is said. Large ones are read in a thread of its own,
 * with its own connections: a partner's fifty thousand rows take seconds to read and compare, and whoever watches a film
 * meanwhile notices nothing.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { ok, type Result } from '@duoping/kit';
import {
  type ApplyRefusal,
  applyDelivery,
  bytesReadAgain,
  type Delivery,
  type DeliveryId,
  type DeliveryPorts,
  type EventSaid,
  type EventSupposed,
  readBytes,
  reviewDelivery,
  type SaidEvent,
  type SayEventRefusal,
  sayEvent,
  supposeEvent,
} from '#deliveries';
import type { Config } from './config.ts';
import { bodyTextOf } from './http/delivery-shapes.ts';

/** A delivery as it stands after the act. */
export interface Acted extends Pick<Delivery, 'id' | 'status'> {
  /** All of it in the API's form, as JSON. */
  readonly text: string;
}

/** What was asked of the thread, and when. */
export interface ThreadAct {
  readonly act: DeskAct;
  /** The service's time as it was asked. */
  readonly now: number;
}

export interface ThreadStart {
  readonly databaseUrl: string;
  readonly config: Config;
}

/** What each act is answered with. */
interface Answers {
  readonly review: Result<Acted, ApplyRefusal>;
  readonly apply: Result<Acted, ApplyRefusal>;
  readonly say: Result<EventSaid, SayEventRefusal>;
  readonly suppose: Result<readonly EventSupposed[], 'unknown-partner'>;
}

export type ThreadAnswer<Kind extends keyof Answers = keyof Answers> =
  | { readonly answered: Answers[Kind] }
  | { readonly failed: { readonly message: string; readonly code: string | undefined } };

type Applying = Parameters<typeof applyDelivery>[2];
type DeskAct =
  | { readonly kind: 'review'; readonly id: DeliveryId }
  | { readonly kind: 'apply'; readonly id: DeliveryId; readonly applying: Applying }
  | { readonly kind: 'say' | 'suppose'; readonly said: SaidEvent };

export interface DeliveryDesk {
  review(id: DeliveryId): Promise<Result<Acted, ApplyRefusal>>;
  apply(id: DeliveryId, applying: Applying): Promise<Result<Acted, ApplyRefusal>>;
  say(said: SaidEvent): Promise<Result<EventSaid, SayEventRefusal>>;
  suppose(said: SaidEvent): Promise<Result<readonly EventSupposed[], 'unknown-partner'>>;
}

/** What is smaller is read in a few dozen milliseconds, sooner than a thread would be ready. */
const LARGE_BYTES = 64 * 1024;
export function deliveryDesk(
  ports: DeliveryPorts,
  start: ThreadStart,
  { largeBytes = LARGE_BYTES }: { readonly largeBytes?: number } = {},
): DeliveryDesk {
  async function isLarge(id: DeliveryId): Promise<boolean> {
    const delivery = await ports.atomically(({ deliveries }) => deliveries.delivery(id));
    return delivery !== undefined && readBytes(delivery) >= largeBytes;
  }
  const isLargeAgain = async ({ scope }: SaidEvent): Promise<boolean> =>
    (await bytesReadAgain(ports, scope)) >= largeBytes;

  async function elsewhere<Kind extends keyof Answers>(act: DeskAct & { readonly kind: Kind }): Promise<Answers[Kind]> {
    const asked: ThreadAct = { act, now: ports.clock.now() };
    const answer = (await answerOf(asked, start)) as ThreadAnswer<Kind>; // what delivery-thread.ts answers to this kind of act
    if ('answered' in answer) return answer.answered;
    throw Object.assign(new Error(answer.failed.message), { code: answer.failed.code });
  }

  return {
    async review(id) {
      return (await isLarge(id)) ? elsewhere({ kind: 'review', id }) : acted(await reviewDelivery(ports, id));
    },
    async apply(id, applying) {
      if (!(await isLarge(id))) return acted(await applyDelivery(ports, id, applying));
      const done = await elsewhere({ kind: 'apply', id, applying });
      if (done.ok) await ports.announce();
      return done;
    },
    async say(said) {
      if (!(await isLargeAgain(said))) return sayEvent(ports, said);
      const done = await elsewhere({ kind: 'say', said });
      if (done.ok && done.value.ended + done.value.begun > 0) await ports.announce();
      return done;
    },
    async suppose(said) {
      return (await isLargeAgain(said)) ? elsewhere({ kind: 'suppose', said }) : supposeEvent(ports, said);
    },
  };
}

export const acted = <Reason>(done: Result<Delivery, Reason>): Result<Acted, Reason> =>
  done.ok ? ok({ id: done.value.id, status: done.value.status, text: bodyTextOf(done.value) }) : done;

/** One thread for one act: its memory goes with it. */
async function answerOf(asked: ThreadAct, start: ThreadStart): Promise<ThreadAnswer> {
  const thread = new Worker(new URL('./delivery-thread.ts', import.meta.url), { workerData: start });
  try {
    thread.postMessage(asked);
    const gone = once(thread, 'exit').then(([code]) => {
      throw new Error(`The thread that reads deliveries ended with ${String(code)}`);
    });
    const [answer] = (await Promise.race([once(thread, 'message'), gone])) as [ThreadAnswer]; // what delivery-thread.ts posts
    return answer;
  } finally {
    await thread.terminate();
  }
}
