import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
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
});
