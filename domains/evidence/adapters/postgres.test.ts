import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../engines/postgres/testing.ts';
import { logContract, stepOf } from '../log.contract.ts';
import { migrations, postgresLog } from './postgres.ts';

const opened: TestDatabase[] = [];
let database: TestDatabase;
const open = async (): Promise<TestDatabase> => {
  const fresh = await createTestDatabase([migrations]);
  opened.push(fresh);
  return fresh;
};
beforeAll(async () => {
  database = await open();
  await postgresLog(database.pool, { origin: 'o' }).advance(async (head) => stepOf(head, 300));
});
afterAll(() => Promise.all(opened.map((each) => each.drop())));

describe('the log in PostgreSQL', () => {
  logContract(async () => postgresLog((await open()).pool, { origin: 'example.com/evidence' }));

  test.each([
    ...['leaf', 'tile', 'checkpoint', 'log'].flatMap((table) => [
      `delete from evidence.${table}`,
      `truncate evidence.${table} cascade`,
    ]),
    ...[
      'update evidence.leaf set text = $$x$$',
      'update evidence.tile set level = 7',
      'update evidence.checkpoint set size = 9',
    ],
    ...[
      'update evidence.log set size = 299',
      'update evidence.log set low = -1',
      'update evidence.log set origin = $$x$$',
    ],
    `insert into evidence.leaf select 301, 'x', 999, now(), hash, 'x' from evidence.leaf where index = 0`,
    `insert into evidence.leaf select 5, 'x', 999, now(), hash, 'x' from evidence.leaf where index = 0`,
  ])('the database refuses: %s', async (statement) => {
    await expect(database.pool.query(statement)).rejects.toThrow(/evidence log|without a gap|duplicate key/);
  });

  test('a log keeps the origin of its first step', async () => {
    await postgresLog(database.pool, { origin: 'another' }).advance(async (head) => {
      expect(head.origin).toBe('o');
      return stepOf(head, 0);
    });
  });
});
