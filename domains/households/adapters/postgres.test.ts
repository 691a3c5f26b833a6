import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../engines/postgres/testing.ts';
import { householdContract } from '../household.contract.ts';
import { migrations, postgresHouseholds } from './postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase([migrations]);
});
beforeEach(() => database.pool.query('truncate households.household cascade'));
afterAll(() => database.drop());

describe('households in PostgreSQL', () => {
  householdContract(async () => postgresHouseholds(database.pool));
});
