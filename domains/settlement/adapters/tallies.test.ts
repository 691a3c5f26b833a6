import { afterAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../engines/postgres/testing.ts';
import { BLOCK_LEAVES, followLog, readPeriod, watchedInLog } from '../index.ts';
import { talliesContract } from '../tallies.contract.ts';
import { receiptOf } from '../testing.ts';
import { packMonths, unpackMonths } from './pack-tally.ts';
import { settlementMigration } from './postgres.ts';
import { postgresTallies } from './tallies.ts';

const opened: TestDatabase[] = [];
const open = async (): Promise<TestDatabase> => {
  const fresh = await createTestDatabase([settlementMigration]);
  opened.push(fresh);
  return fresh;
};
afterAll(() => Promise.all(opened.map((each) => each.drop())));

describe('tallies in PostgreSQL', () => {
  talliesContract(async () => postgresTallies((await open()).pool));

  /** Five blocks and some leaves, of seven rows. */
  const TEXTS = Array.from({ length: 5 * BLOCK_LEAVES + 99 }, (_, at) =>
    JSON.stringify(receiptOf({ id: `r${at}`, grant: `g${at % 7}`, watchedMs: 1 + (at % 15_000) })),
  );
  const log = { leaves: async (from: number, most: number) => TEXTS.slice(from, from + most) };
  const period = readPeriod('2026-11', 'Asia/Shanghai');
  const counting = { size: TEXTS.length, leavesBefore: 0, leftOut: new Set<number>() };

  test('several nodes follow one log at the same time: every leaf is in one block, and a month is added up exactly', async () => {
    if (!period) throw new Error('November is a month');
    const { pool } = await open();
    const nodes = [1, 2, 3].map(async () => {
      const tallies = postgresTallies(pool);
      while ((await tallies.reached(period.zone)) < 5 * BLOCK_LEAVES) await followLog({ log, tallies }, period.zone);
    });
    await Promise.all(nodes);
    const watched = await watchedInLog({ log, tallies: postgresTallies(pool) }, { ...counting, period });
    expect(watched).toHaveLength(7);
    expect(watched.reduce((sum, { receipts }) => sum + receipts, 0)).toBe(TEXTS.length);
    const ms = TEXTS.reduce((sum, _, at) => sum + 1 + (at % 15_000), 0);
    expect(watched.reduce((sum, { watchedMs }) => sum + watchedMs, 0)).toBe(ms);
  });

  test('emptied or spoilt by hand they are made anew, and never change a sum', async () => {
    if (!period) throw new Error('November is a month');
    const { pool } = await open();
    const ports = { log, tallies: postgresTallies(pool) };
    const inOrder = async () =>
      (await watchedInLog(ports, { ...counting, period })).toSorted((a, b) => a.grant.localeCompare(b.grant));
    const before = await inOrder();
    await expect(pool.query(`update settlement.tally set body = 'x'`)).rejects.toThrow('only added to');
    await expect(pool.query('truncate settlement.tally_row')).rejects.toThrow('only added to');
    await pool.query('delete from settlement.tally where level = 1');
    expect(await inOrder()).toEqual(before);
    await pool.query('truncate settlement.tally, settlement.tallied');
    expect(await inOrder()).toEqual(before);
    expect(await ports.tallies.reached(period.zone)).toBe(5 * BLOCK_LEAVES);
  });

  test('bytes that are cut short or of another make are no tally', () => {
    const month = {
      start: 0,
      end: 1,
      rows: Int32Array.of(4),
      watchedMs: BigUint64Array.of(5n),
      receipts: Uint32Array.of(6),
    };
    const bytes = packMonths([month, month]);
    expect(unpackMonths(bytes)).toEqual([month, month]);
    for (let length = 0; length < bytes.length; length++)
      expect(unpackMonths(bytes.subarray(0, length))).toBeUndefined();
    expect(unpackMonths(Buffer.concat([Buffer.of(9), bytes.subarray(1)]))).toBeUndefined();
  });
});
