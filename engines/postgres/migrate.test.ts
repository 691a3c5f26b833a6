import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';

const table = { id: 'table', sql: 'create table play (id int primary key)' };
const column = { id: 'column', sql: 'alter table play add column title text' };

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

test('steps run once, in order, and later ones are added', async () => {
  expect(await migrate(database.pool, [{ room: 'playback', steps: [table] }])).toEqual(['playback/table']);
  expect(await migrate(database.pool, [{ room: 'playback', steps: [table, column] }])).toEqual(['playback/column']);
  expect(await migrate(database.pool, [{ room: 'playback', steps: [table, column] }])).toEqual([]);
});

test('a step that fails takes the whole migration back', async () => {
  const broken = { id: 'broken', sql: 'create tabel x ()' };
  await expect(migrate(database.pool, [{ room: 'playback', steps: [table, broken] }])).rejects.toThrow(/syntax/);
  expect(await migrate(database.pool, [{ room: 'playback', steps: [table] }])).toEqual(['playback/table']);
});

test('a step that was edited after it ran is refused', async () => {
  await migrate(database.pool, [{ room: 'playback', steps: [table] }]);
  const edited = { ...table, sql: `${table.sql} -- edited` };
  await expect(migrate(database.pool, [{ room: 'playback', steps: [edited] }])).rejects.toThrow(/ran in another form/);
});

test('a step that was slipped in before one that ran is refused', async () => {
  await migrate(database.pool, [{ room: 'playback', steps: [table] }]);
  await expect(migrate(database.pool, [{ room: 'playback', steps: [column, table] }])).rejects.toThrow(/another form/);
});

test('a database newer than the code is refused', async () => {
  await migrate(database.pool, [{ room: 'playback', steps: [table, column] }]);
  await expect(migrate(database.pool, [{ room: 'playback', steps: [table] }])).rejects.toThrow(/newer/);
});

test('two servers that start at once migrate one after the other', async () => {
  const steps = [{ room: 'playback', steps: [table, column] }];
  const applied = await Promise.all([migrate(database.pool, steps), migrate(database.pool, steps)]);
  expect(applied.map((ids) => ids.length).sort()).toEqual([0, 2]);
});
