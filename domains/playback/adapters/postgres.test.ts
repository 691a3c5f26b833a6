import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../engines/postgres/testing.ts';
import { playStoreContract } from '../play-store.contract.ts';
import { migrations, postgresPlays } from './postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase([migrations]);
});
afterAll(() => database.drop());

describe('plays in PostgreSQL', () => {
  playStoreContract(async () => postgresPlays(database.pool));

  test.each(['update playback.receipt set play = play', 'delete from playback.receipt', 'truncate playback.receipt'])(
    '%s is refused: receipts are only added',
    async (statement) => {
      await expect(database.pool.query(statement)).rejects.toThrow('Receipts are only added');
    },
  );
});
