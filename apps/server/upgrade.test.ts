/** A database that an earlier Duoping made, with its rows: the next one brings it to its own form and keeps what is in it. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asId } from '@duoping/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseOf, migrate, type RoomSteps } from '#engines/postgres';
import { postgresLedger } from '../../domains/settlement/adapters/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../../engines/postgres/testing.ts';
import { restoreBackup } from './backup/restore-backup.ts';
import { takeBackup } from './backup/take-backup.ts';
import type { Config } from './config.ts';
import { ROOMS } from './rooms.ts';

/** Rooms as they were before their last step, where they have more than one. */
const EARLIER: readonly RoomSteps[] = ROOMS.map(({ room, steps }) => ({
  room,
  steps: steps.length > 1 ? steps.slice(0, -1) : steps,
}));

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(EARLIER);
});
afterAll(() => database?.drop());

const TABLES = `
select format('%I.%I', n.nspname, c.relname) as name
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' and c.relname <> 'duoping_migration'
order by 1`;

async function contents(): Promise<Map<string, Record<string, unknown>[]>> {
  const { rows } = await database.pool.query<{ name: string }>(TABLES);
  const found = new Map<string, Record<string, unknown>[]>();
  for (const { name } of rows) {
    const { rows: each } = await database.pool.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from ${name} t`,
    );
    found.set(
      name,
      each.map(({ row }) => row),
    );
  }
  return found;
}

test('at least two rooms have a step that the earlier one did not have', () => {
  expect(ROOMS.filter(({ steps }, at) => steps.length > (EARLIER[at]?.steps.length ?? 0)).length).toBeGreaterThan(1);
});

test('every row of every room is there after the upgrade, with every value it had', async () => {
  const { pool } = database;
  await fill(database);
  const before = await contents();
  expect([...before.values()].filter((rows) => rows.length > 0).length).toBeGreaterThan(4);
  const missing = ROOMS.flatMap(({ room, steps }, at) =>
    steps.slice(EARLIER[at]?.steps.length).map(({ id }) => `${room}/${id}`),
  );
  expect(await migrate(pool, ROOMS)).toEqual(missing);
  const after = await contents();
  for (const [table, rows] of before) {
    expect([table, after.get(table)]).toEqual([table, rows.map((row) => expect.objectContaining(row))]);
  }
  expect(await migrate(pool, ROOMS)).toEqual([]);
});

test('a month that was closed by arrival numbers keeps them, and holds no size of a log', async () => {
  expect(await postgresLedger(databaseOf(database.pool)).closedPeriods()).toEqual([
    { id: '2026-10', journal: 'j', leaves: null, receiptsAfter: 0n, receiptsThrough: 7n },
  ]);
});

test('an earlier Duoping refuses the upgraded database instead of working on it', async () => {
  await expect(migrate(database.pool, EARLIER)).rejects.toThrow('The database is newer than this Duoping');
});

test('a backup of an earlier Duoping is restored into this one, and its rows are brought on too', async () => {
  const [older, newer] = [await createTestDatabase(EARLIER), await createTestDatabase()];
  const root = await mkdtemp(join(tmpdir(), 'duoping-upgrade-'));
  const configOf = (name: string, { url }: TestDatabase): Config => ({
    ...{ port: 0, host: '127.0.0.1', home: join(root, name), databaseUrl: url },
    ...{ ffmpegPath: undefined, publicUrl: undefined },
    territory: { header: undefined, trustedProxies: [], loopback: undefined },
  });
  try {
    await fill(older);
    await mkdir(join(root, 'old', 'secrets'), { recursive: true });
    await takeBackup(configOf('old', older), join(root, 'backup'), () => undefined);
    expect(await restoreBackup(configOf('new', newer), join(root, 'backup'), () => undefined)).toMatchObject({
      ok: true,
    });
    const { rows } = await newer.pool.query<{ id: string }>('select id from playback.receipt');
    expect(rows).toEqual([{ id: 'p.1' }]);
    expect(await migrate(newer.pool, ROOMS)).toEqual([]);
  } finally {
    await Promise.all([older.drop(), newer.drop()]);
    await rm(root, { recursive: true, force: true });
  }
});

async function fill({ pool }: Pick<TestDatabase, 'pool'>): Promise<void> {
  const household = asId<'household'>('family');
  await pool.query(
    `insert into households.household (id, name, stream_limit, pseudonym_key) values ($1, 'F', 2, 'k')`,
    [household],
  );
  await pool.query(
    `insert into playback.receipt (id, play, at, receipt) values ('p.1', 'p', now(), '{"watchedMs": 9}')`,
  );
  await pool.query(
    `insert into partner (id, name, names, illustrative) values ('cinema', 'Cinema', '{"zh": "影院"}', false)`,
  );
  await pool.query(`insert into evidence.log (origin) values ('example.com/evidence')`);
  await pool.query(`insert into settlement.books (zone, currency) values ('Asia/Shanghai', 'CNY')`);
  await pool.query(
    `insert into settlement.closed_period (id, previous, closed_at, journal, receipts_after, receipts_through)
     values ('2026-10', null, now(), 'j', 0, 7)`,
  );
}
