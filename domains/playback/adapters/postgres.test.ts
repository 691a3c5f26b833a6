import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../engines/postgres/testing.ts';
import type { KeyIssue, Play } from '../index.ts';
import { playStoreContract } from '../play-store.contract.ts';
import { somePlay } from '../testing.ts';
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
    await store.claim({ play, limit: 1, lapsed: play.startedAt });
    const renewal = await database.pool.connect();
    await renewal.query('begin');
    await renewal.query(
      `update playback.play set lease_until = lease_until + interval '45 s', version = 2 where id = $1`,
      [play.id],
    );
    const claim = store.claim({ play: somePlay({ household: play.household }), limit: 1, lapsed: play.lease.until });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await renewal.query('commit');
    renewal.release();
    expect((await claim).ok).toBe(false);
    expect((await store.byId(play.id))?.ended).toBeNull();
  });

  test('the first keys are issued in the act that claims the slot, and by a refused claim never', async () => {
    const store = postgresPlays(database.pool);
    const issueOf = (play: Play): KeyIssue => ({
      ...{ id: `issue-of-${play.id}`, play: play.id, kids: ['ab', 'cd'], grant: 'g', epoch: 7, at: play.startedAt },
    });
    const play = somePlay();
    const late = somePlay({ household: play.household });
    const lapsed = play.startedAt;
    expect((await store.claim({ play, limit: 1, lapsed, keyIssue: issueOf(play) })).ok).toBe(true);
    expect((await store.claim({ play: late, limit: 1, lapsed, keyIssue: issueOf(late) })).ok).toBe(false);
    const broken = somePlay();
    const again = store.claim({ play: broken, limit: 1, lapsed, keyIssue: issueOf(play) }); // its id is taken
    await expect(again).rejects.toThrow('key_issue');
    expect(await store.byId(broken.id)).toBeUndefined();
    const { rows } = await database.pool.query('select * from playback.key_issue where play = any($1)', [
      [play.id, late.id, broken.id],
    ]);
    const { grant, ...issue } = issueOf(play);
    expect(rows).toEqual([{ ...issue, grant_id: grant, epoch: 7n }]);
  });

  test('a play that somebody else holds keeps no other write of its batch waiting', async () => {
    const store = postgresPlays(database.pool);
    const plays = Array.from({ length: 20 }, () => somePlay());
    for (const play of plays) await store.claim({ play, limit: 1, lapsed: play.startedAt });
    const holder = await database.pool.connect();
    await holder.query('begin');
    await holder.query('select from playback.play where id = $1 for update', [plays[7]?.id]);
    let held = 'waiting';
    const writes = plays.map((play) => store.write({ play: { ...play, version: 2 } }));
    void writes[7]?.then((written) => {
      held = `written: ${written}`;
    });
    const others = await Promise.all(writes.filter((_, index) => index !== 7));
    expect(others).toEqual(others.map(() => true));
    expect(held).toBe('waiting');
    await holder.query('commit');
    holder.release();
    expect(await writes[7]).toBe(true);
  });

  test('a write that the database refuses fails alone, and the rest of its batch is kept', async () => {
    const store = postgresPlays(database.pool);
    const plays = Array.from({ length: 10 }, () => somePlay());
    for (const play of plays) await store.claim({ play, limit: 1, lapsed: play.startedAt });
    const answers = await Promise.allSettled(
      plays.map((play, index) =>
        store.write({ play: { ...play, version: 2, ...(index === 4 && { pseudonym: 'NUL \u0000' }) } }),
      ),
    );
    expect(answers.map(({ status }) => status === 'fulfilled')).toEqual(plays.map((_, index) => index !== 4));
    const versions = await Promise.all(plays.map(async (play) => (await store.byId(play.id))?.version));
    expect(versions).toEqual(plays.map((_, index) => (index === 4 ? 1 : 2)));
  });

  test('two screens of one profile offer a mark of the same film at once: the later started one holds it', async () => {
    const store = postgresPlays(database.pool);
    const older = somePlay();
    const { profile, work, startedAt } = older;
    const newer = somePlay({ profile, work, startedAt: startedAt + 1000 });
    for (const play of [older, newer]) await store.claim({ play, limit: 1, lapsed: startedAt });
    const written = await Promise.all(
      [newer, older].map((play) =>
        store.write({
          play: { ...play, version: 2 },
          resume: {
            ...{ profile, work, play: play.id, playStartedAt: play.startedAt, at: startedAt + 2000 },
            ...{ positionMs: 1, durationMs: 2, watchedNow: true },
          },
        }),
      ),
    );
    expect(written).toEqual([true, true]);
    expect((await store.resumeMark(profile, work))?.play).toBe(newer.id);
  });

  test.each(['update playback.receipt set play = play', 'delete from playback.receipt', 'truncate playback.receipt'])(
    '%s is refused: receipts are only added',
    async (statement) => {
      await expect(database.pool.query(statement)).rejects.toThrow('Receipts are only added');
    },
  );
});
