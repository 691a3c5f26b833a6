import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { batched, batchedRows } from './batch.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase([
    { room: 'test', steps: [{ id: 'word', sql: 'create table word (id int primary key, key text, said text)' }] },
  ]);
  await database.pool.query(`insert into word values (1, 'a', 'one'), (2, 'b', 'two'), (3, 'a', 'three')`);
});
afterAll(() => database.drop());

/** Notes what stood in each batch, and answers when told to. */
function recorded(keysOf?: (item: string) => readonly string[]) {
  const batches: (readonly string[])[] = [];
  const answers: (() => void)[] = [];
  const ask = batched<string, string>({
    underWay: 1,
    ...(keysOf && { keysOf }),
    run: async (items) => {
      batches.push(items);
      await new Promise<void>((resolve) => answers.push(resolve));
      return items.map((item) => item.toUpperCase());
    },
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return { ask, batches, turn, answer: () => answers.shift()?.() };
}

test('what is asked while the database is busy goes together into the next statement', async () => {
  const { ask, batches, answer, turn } = recorded();
  const first = ask('a');
  await turn();
  const others = [ask('b'), ask('c')];
  await turn();
  expect(batches).toEqual([['a']]);
  answer();
  expect(await first).toBe('A');
  await turn();
  answer();
  expect(await Promise.all(others)).toEqual(['B', 'C']);
  expect(batches).toEqual([['a'], ['b', 'c']]);
});

test('items that share a key never stand in one batch, and keep their order', async () => {
  const { ask, batches, answer, turn } = recorded((item) => [...item]);
  const all = [ask('xy'), ask('yz'), ask('z'), ask('w')];
  for (let index = 0; index < 3; index++) {
    await turn();
    answer();
    await turn();
  }
  await Promise.all(all);
  expect(batches).toEqual([['xy', 'w'], ['yz'], ['z']]);
});

describe('in PostgreSQL', () => {
  const insert = () =>
    batched<{ id: number; said: string }, boolean>({
      run: async (items) => {
        await database.pool.query(
          'insert into word select * from jsonb_to_recordset($1) as new(id int, key text, said text)',
          [JSON.stringify(items)],
        );
        return items.map(() => true);
      },
    });

  test('an item that the database refuses fails alone', async () => {
    const add = insert();
    const items = [
      { id: 10, said: 'ten' },
      { id: 1, said: 'taken' },
      { id: 11, said: 'NUL \u0000' },
      { id: 12, said: 'twelve' },
    ];
    const answers = await Promise.allSettled(items.map(add));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    const { rows } = await database.pool.query('select said from word where id >= 10 order by id');
    expect(rows).toEqual([{ said: 'ten' }, { said: 'twelve' }]);
  });

  test('a database that is away fails the whole batch, and nothing is tried again', async () => {
    let runs = 0;
    const ask = batched<number, number>({
      run: async () => {
        runs++;
        throw Object.assign(new Error('connection lost'), { code: '08006' });
      },
    });
    const answers = await Promise.allSettled([ask(1), ask(2)]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(runs).toBe(1);
  });

  test('rows go to whoever asked for their key, in the order of the statement', async () => {
    const words = batchedRows<{ key: string; said: string }>(database.pool, {
      name: 'test-words',
      text: 'select key, said from word where key = any($1::text[]) order by id desc',
      keyOf: (row) => row.key,
    });
    const [a, b, again, none] = await Promise.all([words('a'), words('b'), words('a'), words('c')]);
    expect(a.map(({ said }) => said)).toEqual(['three', 'one']);
    expect(again).toEqual(a);
    expect(b.map(({ said }) => said)).toEqual(['two']);
    expect(none).toEqual([]);
  });
});
