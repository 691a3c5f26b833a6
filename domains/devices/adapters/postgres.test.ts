import { afterAll, beforeAll, describe } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../engines/postgres/testing.ts';
import { pairingContract } from '../pairing.contract.ts';
import { migrations, postgresDevices, postgresPairings } from './postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase([migrations]);
});
afterAll(() => database.drop());

describe('pairing in PostgreSQL', () => {
  pairingContract(async () => ({
    devices: postgresDevices(database.pool),
    pairings: postgresPairings(database.pool),
  }));
});
