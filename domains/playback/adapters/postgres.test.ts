import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../engines/postgres/testing.ts';
import { playStoreContract, somePlay } from '../play-store.contract.ts';
import { migrations, postgresPlays } from './postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase([migrations]);
});
afterAll(() => database.drop());

describe('plays in PostgreSQL', () => {
  playStoreContract(async () => postgresPlays(database.pool));

  test('a claim waits for a renewal that is being written, and then finds the slot taken', async () => {
    const store = postgresPlays(database.pool);
    const play = somePlay();
    await store.claim(play, 1, play.startedAt);
    const renewal = await database.pool.connect();
    await renewal.query('begin');
    await renewal.query(
      `update playback.play set lease_until = lease_until + interval '45 s', version = 2 where id = $1`,
      [play.id],
    );
    const claim = store.claim(somePlay({ household: play.household }), 1, play.lease.until);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await renewal.query('commit');
    renewal.release();
    expect((await claim).ok).toBe(false);
    expect((await store.byId(play.id))?.ended).toBeNull();
  });

  test.each(['update playback.receipt set play = play', 'delete from playback.receipt', 'truncate playback.receipt'])(
    '%s is refused: receipts are only added',
    async (statement) => {
      await expect(database.pool.query(statement)).rejects.toThrow('Receipts are only added');
    },
  );
});
