/** Time on this node: the database's, kept between two looks at it; and the ids and random bytes that cores ask for. */
import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { asId, type Clock, type Id, type Ids, SECOND_MS, uuid7 } from '@duoping/kit';
import type { Database } from '#engines/postgres';
import { type TrustedClock, trustClock } from '#playback';

export interface NodeClock extends Clock, TrustedClock {
  /** Compares with the database once. */
  observe(): Promise<void>;
}

export const OBSERVE_EVERY_MS = 10 * SECOND_MS;

export function nodeClock(db: Database): NodeClock {
  const monotonic = () => performance.now();
  const trusted = trustClock({ wall: () => Date.now(), monotonic });
  return {
    read: () => trusted.read(),
    /** The database's time while it can be trusted, the node's own otherwise: nothing is granted by it then. */
    now() {
      const reading = trusted.read();
      return reading.trusted ? reading.at : Date.now();
    },
    async observe() {
      const sent = monotonic();
      const [row] = await db.rows<{ ms: string }>(
        'select (extract(epoch from clock_timestamp()) * 1000)::bigint::text as ms',
      );
      trusted.observe({ database: Number(row?.ms), sent, heard: monotonic() });
    },
  };
}

export const nodeIds: Ids = { next: <Of extends string>(): Id<Of> => asId<Of>(uuid7(Date.now(), randomBytes(10))) };

export const nodeRandom = (bytes: number): Uint8Array => Uint8Array.from(randomBytes(bytes));
