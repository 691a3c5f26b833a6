import { DAY_MS } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { listPeriods, openLine, settlePeriod, statementNow } from './index.ts';
import { chargeOf, memoryLedger, november, receiptOf, settleWorld } from './testing.ts';

const listed = async (settle: Parameters<typeof listPeriods>[0]) =>
  (await listPeriods(settle)).periods.map(({ period, status }) => `${period.id} ${status}`);

describe('the months of the books', () => {
  const DECEMBER_START = Date.UTC(2026, 10, 30, 16);

  test('begin with the first receipt or payment and end with the one that runs, the newest first', async () => {
    const receipts = [receiptOf({ id: 'r', to: november(10) })];
    const payments = [chargeOf({ key: 'c', at: Date.UTC(2026, 8, 20) })];
    expect(await listed(settleWorld({ receipts }))).toEqual(['2026-12 running', '2026-11 due']);
    expect(await listed(settleWorld({ receipts, payments }))).toEqual([
      ...['2026-12 running', '2026-11 waiting', '2026-10 waiting', '2026-09 due'],
    ]);
    expect(await listed(settleWorld({}))).toEqual(['2026-12 running']);
  });

  test('a month that ended just now waits until its last heartbeats are in', async () => {
    const settle = settleWorld({ receipts: [receiptOf({ id: 'r' })], now: DECEMBER_START + 1 });
    expect(await listed(settle)).toEqual(['2026-12 running', '2026-11 waiting']);
    settle.at.now = DECEMBER_START;
    expect(await listed(settle)).toEqual(['2026-12 running', '2026-11 waiting']);
    settle.at.now = DECEMBER_START - 1;
    expect(await listed(settle)).toEqual(['2026-11 running']);
    settle.at.now = DECEMBER_START + 10 * 60_000;
    expect(await listed(settle)).toEqual(['2026-12 running', '2026-11 due']);
  });

  test('a closed month stays closed, and the next one can be', async () => {
    const settle = settleWorld({ receipts: [receiptOf({ id: 'r' })], now: Date.UTC(2027, 0, 5) });
    await settlePeriod(settle, { period: '2026-11' });
    expect(await listed(settle)).toEqual(['2027-01 running', '2026-12 due', '2026-11 closed']);
  });

  test('there are none before zone and currency are stated', async () => {
    const ledger = { ...memoryLedger(), books: async () => undefined };
    expect(await listPeriods(settleWorld({ ledger }))).toEqual({ books: undefined, periods: [] });
  });
});

test('a line of a preview opens to what has arrived by now, and once its month is closed to what was counted', async () => {
  const settle = settleWorld({ receipts: [receiptOf({ id: 'a' })], now: november(20) });
  const open = async () => {
    const statement = await statementNow(settle, { period: '2026-11', partner: 'youku' });
    if (!statement.ok) return statement.reason;
    const line = statement.value.agreements[0]?.lines[0]?.id ?? '';
    const opened = await openLine(settle, { statement: statement.value, line, page: { after: 0n, limit: 9 } });
    return opened.ok ? opened.value.receipts.map(({ receipt }) => receipt.id) : opened.reason;
  };
  expect(await open()).toEqual(['a']);
  settle.receiptsKept.push(receiptOf({ id: 'b', to: november(20) }));
  expect(await open()).toEqual(['a', 'b']);
  settle.at.now = november(20) + 20 * DAY_MS;
  await settlePeriod(settle, { period: '2026-11' });
  settle.receiptsKept.push(receiptOf({ id: 'late' }));
  expect(await open()).toEqual(['a', 'b']);
  expect(await statementNow(settle, { period: '2026-11', partner: 'nobody' })).toMatchObject({
    reason: 'unknown-statement',
  });
});
