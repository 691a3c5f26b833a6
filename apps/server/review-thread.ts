/** The thread of `review-desk.ts`, over connections of its own. */
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { fileObjects } from '#engines/objects';
import { databaseOf, openDatabase } from '#engines/postgres';
import { answering } from './answering.ts';
import { deliveryPorts } from './delivery-ports.ts';
import { reviewAnswers } from './review-answers.ts';
import type { ReviewThreadStart } from './review-desk.ts';

const { databaseUrl, config } = workerData as ReviewThreadStart; // what review-desk.ts starts it with
const CONNECTIONS = 2;
const STATEMENT_MS = 60_000;

const db = databaseOf(
  openDatabase({ url: databaseUrl, maxConnections: CONNECTIONS, statementTimeoutMs: STATEMENT_MS }),
);
const objects = await fileObjects(join(config.home, 'objects'));
const ports = deliveryPorts({ config, db, objects, clock: { now: () => 0 }, announce: async () => undefined });

answering(reviewAnswers(ports, () => performance.now()));
