import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { databaseOf } from '#engines/postgres';
import { createTestDatabase, type TestDatabase } from '../../../engines/postgres/testing.ts';
import { dealStoreContract } from '../deal-store.contract.ts';
import { dealsMigration, postgresDeals } from './postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase([dealsMigration]);
});
afterAll(() => database.drop());
beforeEach(async () => void (await database.pool.query('truncate partner, contract, content_plan')));

describe('deals in PostgreSQL', () => {
  dealStoreContract(async () => postgresDeals(databaseOf(database.pool)));
});
