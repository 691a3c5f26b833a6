/** The thread of `delivery-desk.ts`: does the one act that it is told, and answers. What follows from it, the server announces. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { applyDelivery, reviewDelivery } from '#deliveries';
import { fileObjects } from '#engines/objects';
import { databaseOf, openDatabase } from '#engines/postgres';
import { acted, type ThreadAct, type ThreadAnswer, type ThreadStart } from './delivery-desk.ts';
import { deliveryPorts } from './delivery-ports.ts';

const { databaseUrl, config } = workerData as ThreadStart; // what delivery-desk.ts starts it with
const CONNECTIONS = 4;
/** Fifty thousand rows are compared within one transaction. */
const STATEMENT_MS = 5 * 60_000;

parentPort?.once('message', (asked: ThreadAct) => {
  void answer(asked).then((told) => parentPort?.postMessage(told));
});

async function answer({ act, id, now }: ThreadAct): Promise<ThreadAnswer> {
  const began = performance.now();
  const pool = openDatabase({ url: databaseUrl, maxConnections: CONNECTIONS, statementTimeoutMs: STATEMENT_MS });
  try {
    const ports = deliveryPorts({
      ...{ config, db: databaseOf(pool), objects: await fileObjects(join(config.home, 'objects')) },
      clock: { now: () => now + Math.floor(performance.now() - began) },
      announce: async () => undefined,
    });
    const done = act.kind === 'review' ? reviewDelivery(ports, id) : applyDelivery(ports, id, act.applying);
    return { answered: acted(await done) };
  } catch (error) {
    const { message, code } =
      error instanceof Error ? (error as Error & { code?: string }) : { message: String(error) }; // `code` as Node and pg give it
    return { failed: { message, code } };
  } finally {
    await pool.end();
  }
}
