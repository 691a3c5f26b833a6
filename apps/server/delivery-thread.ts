/** The thread of `delivery-desk.ts`: does the one act that it is told, and answers. What follows from it, the server announces. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { applyDelivery, type DeliveryPorts, reviewDelivery, sayEvent, supposeEvent } from '#deliveries';
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

async function answer({ act, now }: ThreadAct): Promise<ThreadAnswer> {
  const began = performance.now();
  const pool = openDatabase({ url: databaseUrl, maxConnections: CONNECTIONS, statementTimeoutMs: STATEMENT_MS });
  try {
    const ports = deliveryPorts({
      ...{ config, db: databaseOf(pool), objects: await fileObjects(join(config.home, 'objects')) },
      clock: { now: () => now + Math.floor(performance.now() - began) },
      announce: async () => undefined,
    });
    return { answered: await done(act, ports) };
  } catch (error) {
    const { message, code } =
      error instanceof Error ? (error as Error & { code?: string }) : { message: String(error) }; // `code` as Node and pg give it
    return { failed: { message, code } };
  } finally {
    await pool.end();
  }
}

async function done(act: ThreadAct['act'], ports: DeliveryPorts) {
  switch (act.kind) {
    case 'review':
      return acted(await reviewDelivery(ports, act.id));
    case 'apply':
      return acted(await applyDelivery(ports, act.id, act.applying));
    case 'say':
      return sayEvent(ports, act.said);
    case 'suppose':
      return supposeEvent(ports, act.said);
  }
}
