/** What keeps the server from doing its work right now, for `/healthz`. Answers soon, whatever hangs. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, type Instant, MINUTE_MS } from '@duoping/kit';
import type { Database } from '#engines/postgres';
import { FULL_BYTES, freeBytes } from './disk.ts';

export interface HealthPorts {
  readonly db: Pick<Database, 'rows'>;
  readonly clock: Clock & { read(): { readonly trusted: boolean } };
  readonly rights: { checkedAt(): Instant };
  /** Where data lie. */
  readonly home: string;
}

const ANSWER_WITHIN_MS = 2_000;
/** As long as a node may go on without a look at the rights; after that it grants nothing. */
const RIGHTS_AGE_MS = MINUTE_MS;

/** Sentences; none when the server is ready. */
export async function troublesOf({ db, clock, rights, home }: HealthPorts): Promise<readonly string[]> {
  const database = db.rows('select 1').then(
    () => undefined,
    (error: Error) => `the database does not answer: ${error.message}`,
  );
  const late = sleep(ANSWER_WITHIN_MS, 'the database does not answer within 2 s', { ref: false });
  const free = await freeBytes(home).catch(() => 0);
  const troubles = [
    await Promise.race([database, late]),
    clock.read().trusted ? undefined : "this machine's clock differs from the database's",
    clock.now() - rights.checkedAt() <= RIGHTS_AGE_MS ? undefined : 'the rights were not confirmed for a minute',
    free >= FULL_BYTES ? undefined : `the disk that holds ${home} is full`,
  ];
  return troubles.filter((trouble) => trouble !== undefined);
}
