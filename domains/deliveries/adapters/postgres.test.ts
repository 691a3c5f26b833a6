import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { databaseOf } from '#engines/postgres';
import { createTestDatabase, type TestDatabase } from '../../../engines/postgres/testing.ts';
import { deliveryStoreContract } from '../delivery-store.contract.ts';
import { deliveriesMigration, postgresDeliveries } from './postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase([deliveriesMigration]);
});
afterAll(() => database.drop());
beforeEach(
  async () =>
    void (await database.pool.query(
      'truncate delivery, delivery_issue, delivery_change, delivery_act, delivered_avail',
    )),
);

describe('deliveries in PostgreSQL', () => {
  deliveryStoreContract(async () => postgresDeliveries(databaseOf(database.pool)));

  test('whoever takes every turn waits for each partner’s, and keeps all others waiting', async () => {
    const db = databaseOf(database.pool);
    const done: string[] = [];
    const turn = (name: string, take: (store: ReturnType<typeof postgresDeliveries>) => Promise<void>) => {
      const [taken, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const ended = db.transaction(async (within) => {
        await take(postgresDeliveries(within));
        taken.resolve();
        await free.promise;
        done.push(name);
      });
      const end = async () => {
        free.resolve();
        await ended;
      };
      return { taken: taken.promise, end };
    };
    const [a, b] = [turn('a', (store) => store.takeTurn('a')), turn('b', (store) => store.takeTurn('b'))];
    await Promise.all([a.taken, b.taken]); // two partners at once
    const every = turn('every', (store) => store.takeEveryTurn());
    const early = await Promise.race([every.taken.then(() => 'taken'), rest(200)]);
    const later = turn('later', (store) => store.takeTurn('c'));
    const behind = await Promise.race([later.taken.then(() => 'taken'), rest(200)]);
    await Promise.all([a.end(), b.end()]);
    await every.taken;
    const still = await Promise.race([later.taken.then(() => 'taken'), rest(200)]);
    await every.end();
    await later.end();
    expect([early, behind, still]).toEqual(['waits', 'waits', 'waits']);
    expect(done.slice(-2)).toEqual(['every', 'later']);
  });
});

const rest = (ms: number): Promise<string> => new Promise((resolve) => setTimeout(() => resolve('waits'), ms));
