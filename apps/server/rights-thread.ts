/** The thread of `rights-desk.ts`, over connections of its own. */
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { fileObjects } from '#engines/objects';
import { databaseOf, openDatabase } from '#engines/postgres';
import { postgresCatalog } from '../../domains/catalog/adapters/postgres.ts';
import { postgresLicensing } from '../../domains/licensing/adapters/postgres.ts';
import { postgresReceipts } from '../../domains/playback/adapters/receipts.ts';
import { answering } from './answering.ts';
import { deliveryPorts } from './delivery-ports.ts';
import { rightsAnswers } from './rights-answers.ts';
import type { RightsThreadStart } from './rights-desk.ts';

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

answering(answers, (asked) => {
  now = asked;
});
