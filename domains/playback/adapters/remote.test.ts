import { afterAll, beforeAll, describe } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../engines/postgres/testing.ts';
import { remoteStoreContract } from '../remote-store.contract.ts';
import { migrations } from './postgres.ts';
import { postgresRemote } from './remote.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase([migrations]);
});
afterAll(() => database.drop());

describe('orders and offers in PostgreSQL', () => {
  remoteStoreContract(async () => postgresRemote(database.pool));
});
