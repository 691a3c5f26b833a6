/** The thread of `rights-desk.ts`: answers what it is asked, over connections of its own, until it is ended. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { ok } from '@duoping/kit';
import { fileObjects } from '#engines/objects';
import { databaseOf, openDatabase } from '#engines/postgres';
import { postgresCatalog } from '../../domains/catalog/adapters/postgres.ts';
import { postgresLicensing } from '../../domains/licensing/adapters/postgres.ts';
import { postgresReceipts } from '../../domains/playback/adapters/receipts.ts';
import { deliveryPorts } from './delivery-ports.ts';
import { rightsAnswers } from './rights-answers.ts';
import type { RightsThreadAsk, RightsThreadStart, RightsThreadTold } from './rights-desk.ts';

const { databaseUrl, config } = workerData as RightsThreadStart; // what rights-desk.ts starts it with
const CONNECTIONS = 3;
/** Everything ever known of a hundred thousand titles is read by one statement. */
const STATEMENT_MS = 5 * 60_000;

const pool = openDatabase({ url: databaseUrl, maxConnections: CONNECTIONS, statementTimeoutMs: STATEMENT_MS });
const db = databaseOf(pool);
const objects = await fileObjects(join(config.home, 'objects'));
let now = 0;
const answers = rightsAnswers({
  facts: postgresLicensing(db),
  catalog: postgresCatalog(db),
  deliveries: deliveryPorts({ config, db, objects, clock: { now: () => now }, announce: async () => undefined }),
  watchedDuring: postgresReceipts(pool).watchedDuring,
});

parentPort?.on('message', (asked: RightsThreadAsk) => {
  now = asked.now;
  void told(asked).then((answer) => parentPort?.postMessage(answer, memoryOf(answer)));
});

/** The answer's bytes are handed over, not copied: they may be many. */
const memoryOf = (told: RightsThreadTold): ArrayBuffer[] =>
  'answered' in told && told.answered.ok ? [told.answered.value.buffer] : [];

async function told({ number, question, now }: RightsThreadAsk): Promise<RightsThreadTold> {
  try {
    const answer = await answers(question, now);
    return { number, answered: answer.ok ? ok(new TextEncoder().encode(JSON.stringify(answer.value))) : answer };
  } catch (error) {
    const { message, code } =
      error instanceof Error ? (error as Error & { code?: string }) : { message: String(error) }; // `code` as Node and pg give it
    return { number, failed: { message, code } };
  }
}
