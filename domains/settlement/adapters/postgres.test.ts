import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { databaseOf } from '#engines/postgres';
import { createTestDatabase, type TestDatabase } from '../../../engines/postgres/testing.ts';
import { settlePeriod } from '../index.ts';
import { ledgerContract } from '../ledger.contract.ts';
import { chargeOf, receiptOf, SHANGHAI, settleWorld } from '../testing.ts';
import { postgresLedger, settlementMigration } from './postgres.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase([settlementMigration]);
});
afterEach(() => database.drop());

describe('the ledger in PostgreSQL', () => {
  ledgerContract(async () => postgresLedger(databaseOf(database.pool)));
});

const entry = (key: string, period: string, minors: readonly number[]): string =>
  [
    'begin',
    `insert into settlement.journal_entry (key, period) values ('${key}', '${period}')`,
    ...minors.map((minor, at) => `insert into settlement.posting values ('${key}', ${at}, 'a${at}', ${minor}, 'CNY')`),
    'commit',
  ].join(';');

describe('the database itself', () => {
  const attempt = async (sql: string) => {
    const connection = await database.pool.connect();
    try {
      await connection.query(sql);
    } finally {
      await connection.query('rollback');
      connection.release();
    }
  };

  test('M1: takes no entry that does not balance, and none without postings', async () => {
    await expect(attempt(entry('k1', '2026-11', [5, -4]))).rejects.toThrow('does not balance');
    await expect(attempt(entry('k2', '2026-11', []))).rejects.toThrow('no postings');
    await attempt(entry('k3', '2026-11', [5, -5]));
    await expect(attempt(`insert into settlement.posting values ('k3', 9, 'a', 1, 'CNY')`)).rejects.toThrow('balance');
    await expect(attempt(`insert into settlement.posting values ('k3', 9, 'a', 0, 'CNY')`)).rejects.toThrow('check');
  });

  test.each(['journal_entry', 'posting', 'statement', 'counted_payment', 'closed_period'])(
    'M2: changes, deletes and empties nothing in %s',
    async (table) => {
      const set = { journal_entry: 'period', posting: 'account', counted_payment: 'period', closed_period: 'journal' };
      const column = Object.entries(set).find(([name]) => name === table)?.[1] ?? 'body';
      await expect(attempt(`update settlement.${table} set ${column} = 'x'`)).rejects.toThrow('only added to');
      await expect(attempt(`delete from settlement.${table}`)).rejects.toThrow('only added to');
      await expect(attempt(`truncate settlement.${table} cascade`)).rejects.toThrow('only added to');
    },
  );

  test('a closed month takes no entry, no posting, no statement and no payment', async () => {
    const ledger = postgresLedger(databaseOf(database.pool));
    await ledger.stateBooks(SHANGHAI);
    const settle = settleWorld({ ledger, receipts: [receiptOf({ id: 'r' })], payments: [chargeOf({ key: 'c' })] });
    await settlePeriod(settle, { period: '2026-11' });
    for (const sql of [
      entry('k', '2026-11', [5, -5]),
      `insert into settlement.posting values ('kept|2026-11|CNY', 7, 'a', 5, 'CNY'), ('kept|2026-11|CNY', 8, 'b', -5, 'CNY')`,
      `insert into settlement.statement values ('2026-11', 'x', 'CNY', '{}')`,
      `insert into settlement.counted_payment values ('x', '2026-11')`,
    ]) {
      await expect(attempt(sql)).rejects.toThrow('is closed');
    }
    await attempt(entry('k', '2026-12', [5, -5]));
  });
});
