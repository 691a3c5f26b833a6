import { afterAll, beforeAll, describe } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../engines/postgres/testing.ts';
import { subscriptionContract } from '../entitlement.contract.ts';
import { migrations, postgresSubscriptions } from './postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase([migrations]);
});
afterAll(() => database.drop());

describe('subscriptions in PostgreSQL', () => {
  subscriptionContract(async () => postgresSubscriptions(database.pool));
});
