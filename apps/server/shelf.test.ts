import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseOf } from '#engines/postgres';
import type { Asset } from '#media';
import { mediaMigration, postgresAssets } from '../../domains/media/adapters/asset-records.ts';
import { createTestDatabase, type TestDatabase } from '../../engines/postgres/testing.ts';
import { shelfOf } from './shelf.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase([mediaMigration]);
});
afterAll(() => database.drop());

const asset = (id: string): Asset => ({
  ...{ format: 1, id, scheme: 'cbcs', durationSeconds: 60, kids: [], tracks: [] },
});
const offerOf = (id: string) => ({ id, partner: 'cinema', alid: `alid-${id}`, sources: [] });

function aShelf() {
  const records = postgresAssets<Asset>(databaseOf(database.pool));
  let read = 0;
  const shelf = shelfOf({
    async changedSince(mark) {
      const changes = await records.changedSince(mark);
      read += changes.records.length;
      return changes;
    },
  });
  const readBy = async (act: () => Promise<unknown>) => {
    await act();
    read = 0;
    await shelf.refresh();
    return read;
  };
  return { records, shelf, readBy };
}

test('the shelf reads what changed, and not every film again', async () => {
  const { records, shelf, readBy } = aShelf();
  await records.register(offerOf('one'), 1000);
  await records.register(offerOf('two'), 2000);
  expect(await readBy(async () => undefined)).toBe(2);
  expect(await readBy(async () => undefined)).toBe(0);
  const before = shelf.ready();
  expect(await readBy(() => records.fail('two', 'no such film', true))).toBe(1);
  expect([shelf.ready() === before, shelf.records().map(({ status }) => status.kind)]).toEqual([
    true,
    ['queued', 'failed'],
  ]);
  expect(await readBy(() => records.finish('one', asset('one'), 3000))).toBe(1);
  expect([shelf.ready() === before, shelf.assetOf('cinema', 'alid-one')?.id]).toEqual([false, 'one']);
  await readBy(() => records.withdraw('one', 4000));
  expect([shelf.assetOf('cinema', 'alid-one'), shelf.byId('one')?.id]).toEqual([undefined, 'one']);
});

test('a film that was finished long before its transaction committed is not passed over', async () => {
  const { records, shelf, readBy } = aShelf();
  await records.register(offerOf('slow'), 1000);
  await readBy(async () => undefined);
  const slow = await database.pool.connect();
  try {
    await slow.query('begin');
    await slow.query(`update media_asset set status = '{"kind":"ready"}', asset = $1 where id = 'slow'`, [
      JSON.stringify(asset('slow')),
    ]);
    await readBy(() => records.register(offerOf('quick'), 2000));
    expect(shelf.assetOf('cinema', 'alid-slow')).toBeUndefined();
    await slow.query('commit');
  } finally {
    slow.release();
  }
  await shelf.refresh();
  expect(shelf.assetOf('cinema', 'alid-slow')?.id).toBe('slow');
});
