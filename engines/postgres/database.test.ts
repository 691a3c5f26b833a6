import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, transaction } from './database.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase([
    { room: 'test', steps: [{ id: 'entry', sql: 'create table entry (id int primary key, at timestamptz)' }] },
  ]);
});
afterAll(() => database.drop());

const single = async (expression: string, parameters: unknown[] = []): Promise<unknown> => {
  const { rows } = await database.pool.query<{ value: unknown }>(`select ${expression} as value`, parameters);
  return rows[0]?.value;
};

describe('values from the database', () => {
  test.each([
    ["'9007199254740993'::int8", 9007199254740993n],
    ['count(*)', 1n],
    ['42::int4', 42],
    ["'0.10'::numeric", '0.10'],
    ["'2014-11-19'::date", '2014-11-19'],
    ["'2014-11-19 08:00:00.250+08'::timestamptz", Date.UTC(2014, 10, 19, 0, 0, 0, 250)],
    ["'infinity'::timestamptz", Number.POSITIVE_INFINITY],
    ['array[1, null]::int8[]', [1n, null]],
    ["array['2014-11-19 00:00Z']::timestamptz[]", [Date.UTC(2014, 10, 19)]],
    ['\'{"a":1}\'::jsonb', { a: 1 }],
    ['null::timestamptz', null],
  ])('%s is read as %o', async (expression, value) => {
    expect(await single(expression)).toEqual(value);
  });

  test('a bigint parameter keeps all its digits', async () => {
    expect(await single('$1::int8', [9007199254740993n])).toBe(9007199254740993n);
  });
});

describe('transactions', () => {
  const count = () => single('(select count(*) from entry)');

  test('what a failed transaction did is gone, and its error comes out', async () => {
    const work = transaction(database.pool, async (connection) => {
      await connection.query('insert into entry (id) values (1)');
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await count()).toBe(0n);
  });

  test('what a transaction returned from is there', async () => {
    await transaction(database.pool, (connection) => connection.query('insert into entry (id) values (2)'));
    expect(await count()).toBe(1n);
  });
});

describe('limits', () => {
  test('a statement that takes too long is cancelled by the server', async () => {
    const pool = openDatabase({ url: database.url, statementTimeoutMs: 100 });
    await expect(pool.query('select pg_sleep(5)')).rejects.toMatchObject({ code: '57014' });
    await pool.end();
  });

  test('a pool that is used up refuses within its deadline', async () => {
    const pool = openDatabase({ url: database.url, maxConnections: 1, connectWithinMs: 100 });
    const held = await pool.connect();
    await expect(pool.query('select 1')).rejects.toThrow(/timeout/);
    held.release();
    await pool.end();
  });

  test('connections cut by the administrator are told to the log, and the next query works', async () => {
    const lost: string[] = [];
    const pool = openDatabase({ url: database.url, log: (line) => lost.push(line) });
    const held = await pool.connect();
    const { rows } = await held.query<{ pid: number }>('select pg_backend_pid() as pid');
    held.release();
    await database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await expect.poll(() => lost.length).toBeGreaterThan(0);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });

  test('a connection cut while somebody holds it ends nothing but itself', async () => {
    const lost: string[] = [];
    const pool = openDatabase({ url: database.url, log: (line) => lost.push(line) });
    const held = await pool.connect();
    const { rows } = await held.query<{ pid: number }>('select pg_backend_pid() as pid');
    await database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await expect.poll(() => lost.join()).toMatch(/lost: terminating connection/);
    await expect(held.query('select 1')).rejects.toThrow();
    held.release(true);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });
});
