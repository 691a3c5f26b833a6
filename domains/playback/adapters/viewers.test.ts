import { afterAll, beforeAll, describe } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../engines/postgres/testing.ts';
import { postgresSubscriptions, migrations as subscriptionSteps } from '../../commerce/adapters/postgres.ts';
import { migrations as deviceSteps, postgresDevices } from '../../devices/adapters/postgres.ts';
import { migrations as householdSteps, postgresHouseholds } from '../../households/adapters/postgres.ts';
import { viewersFrom } from '../index.ts';
import { viewersContract } from '../viewers.contract.ts';
import { postgresViewers } from './viewers.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase([deviceSteps, householdSteps, subscriptionSteps]);
});
afterAll(() => database.drop());

const rooms = () => ({
  devices: postgresDevices(database.pool),
  households: postgresHouseholds(database.pool),
  subscriptions: postgresSubscriptions(database.pool),
});

describe('viewers in one statement', () => {
  viewersContract(async () => ({ ...rooms(), viewers: postgresViewers(database.pool) }));
});

describe('viewers put together from their rooms in PostgreSQL', () => {
  viewersContract(async () => {
    const stores = rooms();
    return { ...stores, viewers: viewersFrom(stores) };
  });
});
