/** Closing months: M5, M7, M9 and M11 of the money invariants. */
import { asId, DAY_MS } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { CLOSING_DELAY_MS, settlePeriod, statementText } from './index.ts';
import {
  chargeOf,
  contractOf,
  memoryLedger,
  november,
  receiptOf,
  refundOf,
  settleWorld,
  shareOf,
  TWO_CONTRACTS,
} from './testing.ts';

describe('closing a month', () => {
  const paid = chargeOf({ key: 'c' });

  test('M5: twice writes once, and answers the same', async () => {
    const settle = settleWorld({ receipts: [receiptOf({ id: 'r' })], payments: [paid] });
    const [first, second] = [
      await settlePeriod(settle, { period: '2026-11' }),
      await settlePeriod(settle, { period: '2026-11' }),
    ];
    expect(second).toEqual(first);
    expect(await settle.ledger.entries('2026-11')).toHaveLength(3);
  });

  test('M7: late receipts and payments count once, in the next month, with the month they are of', async () => {
    const settle = settleWorld({ receipts: [receiptOf({ id: 'r' })], payments: [paid], now: Date.UTC(2027, 1, 1) });
    const november2026 = await settlePeriod(settle, { period: '2026-11' });
    settle.receiptsKept.push(
      receiptOf({ id: 'late', watchedMs: 500 }),
      receiptOf({ id: 'own', to: Date.UTC(2026, 11, 9) }),
    );
    settle.paymentsKept.push(chargeOf({ key: 'late', at: november(2), amount: { minor: 7n, currency: 'CNY' } }));
    const december = await settlePeriod(settle, { period: '2026-12' });
    expect(december).toMatchObject({
      value: {
        statements: [
          {
            pool: { revenueMinor: '7', watchedMs: 15_500 },
            agreements: [
              {
                lines: [
                  { watchedIn: '2026-11', watchedMs: 500 },
                  { watchedIn: '2026-12', watchedMs: 15_000 },
                ],
              },
            ],
          },
        ],
      },
    });
    const january = await settlePeriod(settle, { period: '2027-01' });
    expect(january).toMatchObject({ value: { status: 'closed', statements: [] } });
    expect(await settlePeriod(settle, { period: '2026-11' })).toEqual(november2026);
  });

  test('M9: without an exchange rate nothing is exchanged: another currency is refused', async () => {
    const dollars = chargeOf({ key: 'd', amount: { minor: 1n, currency: 'USD' } });
    expect(await settlePeriod(settleWorld({ payments: [dollars] }), { period: '2026-11' })).toMatchObject({
      reason: { reason: 'currency-differs' },
    });
    const contracts = [contractOf({ id: 'yk', partner: 'youku', money: { ...shareOf(5500), currency: 'USD' } })];
    const settle = settleWorld({ contracts, receipts: [receiptOf({ id: 'r' })] });
    expect(await settlePeriod(settle, { period: '2026-11' })).toMatchObject({ reason: { reason: 'currency-differs' } });
  });

  test('M11: refunds come off the pool, and what they take too much is carried to the next month', async () => {
    const settle = settleWorld({
      receipts: [receiptOf({ id: 'r' }), receiptOf({ id: 's', to: Date.UTC(2026, 11, 9) })],
      payments: [
        paid,
        refundOf(paid, { key: 'back' }),
        refundOf(paid, { key: 'old', amount: { minor: 10n, currency: 'CNY' } }),
      ],
      now: Date.UTC(2027, 1, 1),
    });
    settle.paymentsKept.push(
      chargeOf({ key: 'd', at: Date.UTC(2026, 11, 9), amount: { minor: 110n, currency: 'CNY' } }),
    );
    expect(await settlePeriod(settle, { period: '2026-11' })).toMatchObject({
      value: { statements: [{ pool: { chargedMinor: '1990', refundedMinor: '2000', revenueMinor: '0' } }] },
    });
    expect(await settlePeriod(settle, { period: '2026-12' })).toMatchObject({
      value: { statements: [{ pool: { carriedMinor: '-10', revenueMinor: '100' }, totals: { earnedMinor: '55' } }] },
    });
  });

  test.each([
    ['while it runs', november(30), 'preview'],
    ['at its end', Date.UTC(2026, 10, 30, 16), 'preview'],
    ['one instant before the last heartbeats are in', Date.UTC(2026, 10, 30, 16) + CLOSING_DELAY_MS - 1, 'preview'],
    ['when they are', Date.UTC(2026, 10, 30, 16) + CLOSING_DELAY_MS, 'closed'],
  ])('%s', async (_, now, status) => {
    const settle = settleWorld({ receipts: [receiptOf({ id: 'r' })], payments: [paid], now });
    expect(await settlePeriod(settle, { period: '2026-11' })).toMatchObject({
      value: { status, statements: [{ status }] },
    });
    expect(await settle.ledger.closedPeriods()).toHaveLength(status === 'closed' ? 1 : 0);
  });

  test('asked as a preview closes nothing', async () => {
    const settle = settleWorld({ receipts: [receiptOf({ id: 'r' })] });
    expect(await settlePeriod(settle, { period: '2026-11', previewOnly: true })).toMatchObject({
      value: { status: 'preview' },
    });
    expect(await settle.ledger.closedPeriods()).toEqual([]);
  });

  test('the books don’t begin with a month by whose end nothing had happened, such as one with its year mistyped', async () => {
    const settle = settleWorld({
      receipts: [receiptOf({ id: 'r' })],
      payments: [paid],
      contracts: [contractOf({ id: 'yk', partner: 'youku', money: shareOf(5500, '900') })],
    });
    for (const period of ['2026-10', '2025-11', '0026-11']) {
      expect(await settlePeriod(settle, { period })).toMatchObject({ reason: { reason: 'bad-period' } });
    }
    expect(await settle.ledger.closedPeriods()).toEqual([]);
    expect(await settlePeriod(settle, { period: '2026-11' })).toMatchObject({ value: { status: 'closed' } });
  });

  test.each([
    ['bad-period', {}, '2026-1'],
    ['not-begun', {}, '2027-01'],
    ['earlier-open', { receipts: [receiptOf({ id: 'r', to: Date.UTC(2026, 9, 9) })] }, '2026-11'],
    ['earlier-open', { payments: [chargeOf({ key: 'c', at: Date.UTC(2026, 8, 9) })] }, '2026-11'],
    ['unknown-contract', { receipts: [receiptOf({ id: 'r', contract: 'none' })] }, '2026-11'],
    ['unknown-contract', { receipts: [receiptOf({ id: 'r', partner: 'iqiyi' })] }, '2026-11'],
    ['unknown-contract', { receipts: [receiptOf({ id: 'r', contractVersion: 2 })] }, '2026-11'],
    [
      'unknown-partner',
      {
        receipts: [receiptOf({ id: 'r', partner: 'x', contract: 'x' })],
        contracts: [contractOf({ id: 'x', partner: 'x' })],
      },
      '2026-11',
    ],
  ])('is refused as %s', async (reason, given, month) => {
    expect(await settlePeriod(settleWorld(given), { period: month })).toMatchObject({ ok: false, reason: { reason } });
  });

  test('is refused without books, before what is closed, and when another came first', async () => {
    const noBooks = { ...memoryLedger(), books: async () => undefined };
    expect(await settlePeriod(settleWorld({ ledger: noBooks }), { period: '2026-11' })).toMatchObject({
      reason: { reason: 'no-books' },
    });
    const settle = settleWorld({ receipts: [receiptOf({ id: 'r' })] });
    await settlePeriod(settle, { period: '2026-11' });
    expect(await settlePeriod(settle, { period: '2026-10' })).toMatchObject({ reason: { reason: 'bad-period' } });
    const lost = { ...memoryLedger(), close: async () => false };
    expect(await settlePeriod(settleWorld({ ledger: lost, payments: [paid] }), { period: '2026-11' })).toMatchObject({
      reason: { reason: 'closed-meanwhile' },
    });
  });

  test('takes receipts that ended after its start, up to and with its very end', async () => {
    const [start, end] = [Date.UTC(2026, 9, 31, 16), Date.UTC(2026, 10, 30, 16)];
    const receipts = [start, start + 1, end, end + 1].map((to, at) =>
      receiptOf({ id: `r${at}`, to, watchedMs: 10 ** at }),
    );
    const settle = settleWorld({ receipts, payments: [paid] });
    expect(await settlePeriod(settle, { period: '2026-11', previewOnly: true })).toMatchObject({
      value: { statements: [{ totals: { watchedMs: 110, receipts: 2 } }] },
    });
  });

  test('books each payment provider’s cash by itself', async () => {
    const payments = [paid, chargeOf({ key: 'd', provider: 'other', amount: { minor: 10n, currency: 'CNY' } })];
    const settle = settleWorld({ receipts: [receiptOf({ id: 'r' })], payments });
    await settlePeriod(settle, { period: '2026-11' });
    const balances = await settle.ledger.balances();
    expect([...balances].sort()).toEqual([
      ['cash:other CNY', 10n],
      ['cash:sandbox CNY', 1990n],
      ['kept:operator CNY', -900n],
      ['payable:youku CNY', -1100n],
      ['revenue:subscriptions CNY', 0n],
    ]);
  });

  test('a preview counts its own month alone while an earlier one is open', async () => {
    const receipts = [receiptOf({ id: 'r' }), receiptOf({ id: 'o', to: Date.UTC(2026, 9, 9) })];
    const payments = [paid, chargeOf({ key: 'o', at: Date.UTC(2026, 9, 9), amount: { minor: 10n, currency: 'CNY' } })];
    const settle = settleWorld({ receipts, payments });
    expect(await settlePeriod(settle, { period: '2026-11', previewOnly: true })).toMatchObject({
      value: { statements: [{ pool: { chargedMinor: '1990', receipts: 1 } }] },
    });
  });

  test('M6: the second month’s statement names the journal of the first', async () => {
    const receipts = [receiptOf({ id: 'r' }), receiptOf({ id: 's', to: Date.UTC(2026, 11, 9) })];
    const settle = settleWorld({ receipts, payments: [paid], now: Date.UTC(2027, 1, 1) });
    await settlePeriod(settle, { period: '2026-11' });
    const [first] = await settle.ledger.closedPeriods();
    expect(await settlePeriod(settle, { period: '2026-12' })).toMatchObject({
      value: { statements: [{ inputs: { journal: first?.journal } }] },
    });
  });

  test('a statement names the log of its receipts, and how long that was when the month before was closed', async () => {
    const receipts = [receiptOf({ id: 'r' }), receiptOf({ id: 's', to: Date.UTC(2026, 11, 9) })];
    const settle = settleWorld({ receipts, payments: [paid], now: Date.UTC(2027, 1, 1) });
    const named = async (month: string) => {
      const closed = await settlePeriod(settle, { period: month });
      const [statement] = closed.ok ? closed.value.statements : [];
      return [statement?.checkpoint?.size, statement?.inputs.leavesBefore];
    };
    expect(await named('2026-11')).toEqual([2, 0]);
    settle.receiptsKept.push(receiptOf({ id: 't', to: Date.UTC(2026, 11, 10) }));
    expect(await named('2026-12')).toEqual([3, 2]);
  });

  test('a later month names the length that the log had when the month before was closed', async () => {
    const settle = settleWorld({ receipts: [receiptOf({ id: 'r' })], payments: [paid], now: Date.UTC(2027, 1, 1) });
    await settlePeriod(settle, { period: '2026-11' });
    settle.receiptsKept.push(receiptOf({ id: 's', to: Date.UTC(2026, 11, 9) }));
    expect(await settlePeriod(settle, { period: '2026-12' })).toMatchObject({
      value: { statements: [{ checkpoint: { size: 2 }, inputs: { leavesBefore: 1 } }] },
    });
  });

  test('a month can be looked at from its very first instant', async () => {
    const start = Date.UTC(2026, 9, 31, 16);
    const seen = async (now: number) => {
      const settled = await settlePeriod(settleWorld({ now }), { period: '2026-11' });
      return settled.ok ? settled.value.status : settled.reason.reason;
    };
    expect([await seen(start - 1), await seen(start)]).toEqual(['not-begun', 'preview']);
  });

  test('a payment of the very first instant of a month is that month’s, though an earlier one is open', async () => {
    const start = Date.UTC(2026, 9, 31, 16);
    const payments = [start - 1, start].map((at) =>
      chargeOf({ key: `${at}`, at, amount: { minor: BigInt(at - start + 5), currency: 'CNY' } }),
    );
    const settle = settleWorld({ receipts: [receiptOf({ id: 'r' })], payments });
    expect(await settlePeriod(settle, { period: '2026-11', previewOnly: true })).toMatchObject({
      value: { statements: [{ pool: { chargedMinor: '5', payments: 1 } }] },
    });
  });

  test('the month to close first is that of the earliest fact, whatever it is', async () => {
    const [october, september] = [Date.UTC(2026, 9, 9), Date.UTC(2026, 8, 9)];
    const asked = async (given: Parameters<typeof settleWorld>[0]) => {
      const settled = await settlePeriod(settleWorld(given), { period: '2026-11' });
      return settled.ok ? 'closed' : settled.reason.detail;
    };
    const receipts = [receiptOf({ id: 'r', to: october })];
    const payments = [chargeOf({ key: 'a', at: october }), chargeOf({ key: 'b', at: september })];
    expect(await asked({ receipts })).toBe('2026-10 has to be closed first');
    expect(await asked({ receipts, payments })).toBe('2026-09 has to be closed first');
    expect(await asked({ receipts: [receiptOf({ id: 'r', to: september })], payments: payments.slice(0, 1) })).toBe(
      '2026-09 has to be closed first',
    );
  });

  test('a contract in another currency that nobody watched under keeps no month open', async () => {
    const dollars = { ...shareOf(5500), currency: 'USD' };
    const contracts = [...TWO_CONTRACTS, contractOf({ id: 'us', partner: 'iqiyi', money: dollars })];
    const settle = settleWorld({ contracts, receipts: [receiptOf({ id: 'r' })], payments: [paid] });
    expect(await settlePeriod(settle, { period: '2026-11' })).toMatchObject({ value: { status: 'closed' } });
  });

  test('says illustrative when the partner or one of its contracts is, and only then', async () => {
    const said = async (partner: boolean, contract: boolean) => {
      const world = settleWorld({
        receipts: [receiptOf({ id: 'r' })],
        contracts: TWO_CONTRACTS.map((each) => ({ ...each, illustrative: contract })),
      });
      const partners = async () => (await world.deals.partners()).map((each) => ({ ...each, illustrative: partner }));
      const closed = await settlePeriod({ ...world, deals: { ...world.deals, partners } }, { period: '2026-11' });
      return closed.ok && closed.value.statements[0]?.illustrative;
    };
    expect([await said(false, false), await said(true, false), await said(false, true)]).toEqual([false, true, true]);
  });

  test('counts SVOD alone: what was free to watch has no part in subscriptions', async () => {
    const free = receiptOf({ id: 'f', licenseType: 'FVOD', watchedMs: 5000 });
    const settle = settleWorld({ receipts: [receiptOf({ id: 'r' }), free], payments: [paid] });
    expect(await settlePeriod(settle, { period: '2026-11' })).toMatchObject({
      value: { statements: [{ pool: { watchedMs: 15_000, receipts: 1 } }] },
    });
  });

  test('gives two partners their own statements, in order, and neither sees the other’s lines', async () => {
    const settle = settleWorld({
      contracts: TWO_CONTRACTS,
      receipts: [receiptOf({ id: 'a' }), receiptOf({ id: 'b', partner: 'iqiyi', contract: 'iq', work: 'w9' })],
      payments: [{ ...paid, household: asId('h2'), covers: { start: november(1), end: november(1) + DAY_MS } }],
    });
    const closed = await settlePeriod(settle, { period: '2026-11' });
    const statements = closed.ok ? closed.value.statements : [];
    expect(statements.map(({ partner }) => partner.id)).toEqual(['iqiyi', 'youku']);
    for (const statement of statements) {
      expect(statementText(statement)).not.toContain(statement.partner.id === 'youku' ? 'iqiyi' : 'youku');
      expect(statementText(statement)).not.toContain('h2');
    }
  });
});
