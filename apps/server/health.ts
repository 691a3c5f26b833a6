/** What keeps the server from doing its work right now, for `/healthz`. Answers soon, whatever hangs. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, type Instant, MINUTE_MS } from '@duoping/kit';
import type { Database } from '#engines/postgres';
import { FULL_BYTES, freeBytes } from './disk.ts';

export interface HealthPorts {
  readonly db: Pick<Database, 'rows'>;
  readonly clock: Clock & { read(): { readonly trusted: boolean } };
  readonly rights: { checkedAt(): Instant };
  readonly evidence: { waitingSince(): Promise<Instant | undefined> };
  /** Where data lie. */
  readonly home: string;
}

const ANSWER_WITHIN_MS = 2_000;
/** As long as a node may go on without a look at the rights; after that it grants nothing. */
const RIGHTS_AGE_MS = MINUTE_MS;
/** How long a receipt may wait for its place in the log; it is looked for every second. */
const LOG_AGE_MS = MINUTE_MS;

/** Sentences; none when the server is ready. */
export async function troublesOf({ db, clock, rights, evidence, home }: HealthPorts): Promise<readonly string[]> {
  const database = db.rows('select 1').then(
    () => undefined,
    (error: Error) => `the database does not answer: ${error.message}`,
  );
  const waiting = evidence.waitingSince().catch(() => undefined); // a database that doesn't answer is told above
  const late = sleep(ANSWER_WITHIN_MS, 'the database does not answer within 2 s', { ref: false });
  const free = await freeBytes(home).catch(() => 0);
  const oldest = await Promise.race([waiting, late.then(() => undefined)]);
  const troubles = [
    await Promise.race([database, late]),
    clock.read().trusted ? undefined : "this machine's clock differs from the database's",
    clock.now() - rights.checkedAt() <= RIGHTS_AGE_MS ? undefined : 'the rights were not confirmed for a minute',
    oldest === undefined || clock.now() - oldest <= LOG_AGE_MS
      ? undefined
      : `the evidence log is ${Math.floor((clock.now() - oldest) / 1000)} s behind the receipts`,
    free >= FULL_BYTES ? undefined : `the disk that holds ${home} is full`,
  ];
  return troubles.filter((trouble) => trouble !== undefined);
}
