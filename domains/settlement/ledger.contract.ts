/** What every ledger must do, whatever engine is behind it. Run it inside a `describe`. */
import { expect, test } from 'vitest';
import { balanceOf, type Closing, type Ledger, settlePeriod } from './index.ts';
import { chargeOf, receiptOf, SHANGHAI, settleWorld } from './testing.ts';

export function ledgerContract(open: () => Promise<Ledger>): void {
  const month = () => settleWorld({ receipts: [receiptOf({ id: 'r' })], payments: [chargeOf({ key: 'c' })] });

  test('a closed month is given back as it was written', async () => {
    const ledger = await open();
    await ledger.stateBooks(SHANGHAI);
    const settle = { ...month(), ledger };
    const closed = await settlePeriod(settle, { period: '2026-11' });
    expect(closed).toMatchObject({ ok: true, value: { status: 'closed' } });
    expect(await settlePeriod(settle, { period: '2026-11' })).toEqual(closed);
    expect(await ledger.statements('2026-10')).toEqual([]);
    expect(await ledger.statements()).toEqual(await ledger.statements('2026-11'));
    expect((await ledger.entries('2026-11')).map(({ key }) => key)).toEqual([
      'payments|sandbox|2026-11|CNY',
      'share|["youku","yk",1]|2026-11|CNY',
      'kept|2026-11|CNY',
    ]);
    expect(balanceOf(await ledger.balances(), 'payable:youku', 'CNY')).toBe(-1095n);
    expect([...(await ledger.countedPayments())]).toEqual(['c']);
    expect(await ledger.closedPeriods()).toMatchObject([
      { id: '2026-11', leaves: 1, receiptsAfter: 0n, receiptsThrough: 1n },
    ]);
  });

  test('M5: of several closes at the same instant one writes, and all leave the same books', async () => {
    const ledger = await open();
    await ledger.stateBooks(SHANGHAI);
    const settle = { ...month(), ledger };
    const closes = await Promise.all([1, 2, 3].map(() => settlePeriod(settle, { period: '2026-11' })));
    expect(closes.some(({ ok }) => ok)).toBe(true);
    for (const close of closes) if (!close.ok) expect(close.reason.reason).toBe('closed-meanwhile');
    expect(balanceOf(await ledger.balances(), 'payable:youku', 'CNY')).toBe(-1095n);
    expect(await ledger.closedPeriods()).toHaveLength(1);
  });

  test('a close that does not follow the last one writes nothing', async () => {
    const ledger = await open();
    await ledger.stateBooks(SHANGHAI);
    const closing: Closing = {
      ...{
        id: '2026-11',
        previous: '2026-10',
        books: SHANGHAI,
        closedAt: 0,
        journal: 'aa',
        entries: [],
        statements: [],
        payments: [],
      },
      ...{ leaves: 0, receiptsAfter: 0n, receiptsThrough: 0n },
    };
    expect(await ledger.close(closing)).toBe(false);
    expect(await ledger.closedPeriods()).toEqual([]);
    expect(await ledger.close({ ...closing, previous: null })).toBe(true);
    expect(await ledger.close({ ...closing, id: '2026-12', previous: null })).toBe(false);
    expect(await ledger.close({ ...closing, id: '2026-12', previous: '2026-11' })).toBe(true);
  });

  test('a month that was added up in other books than those stated by then writes nothing', async () => {
    const ledger = await open();
    await ledger.stateBooks({ zone: 'UTC', currency: 'CNY' });
    const settle = { ...month(), ledger };
    const restated: typeof settle.payments = {
      async before(end) {
        await ledger.stateBooks(SHANGHAI);
        return settle.payments.before(end);
      },
    };
    const closed = await settlePeriod({ ...settle, payments: restated }, { period: '2026-11' });
    expect(closed).toMatchObject({ ok: false, reason: { reason: 'closed-meanwhile' } });
    expect(await ledger.closedPeriods()).toEqual([]);
    expect(await settlePeriod(settle, { period: '2026-11' })).toMatchObject({ value: { status: 'closed' } });
  });

  test('the books are stated anew until the first close, and never after', async () => {
    const ledger = await open();
    expect(await ledger.stateBooks({ zone: 'UTC', currency: 'USD' })).toBe(true);
    expect(await ledger.stateBooks(SHANGHAI)).toBe(true);
    expect(await ledger.books()).toEqual(SHANGHAI);
    await settlePeriod({ ...month(), ledger }, { period: '2026-11' });
    expect(await ledger.stateBooks({ zone: 'UTC', currency: 'CNY' })).toBe(false);
    expect(await ledger.stateBooks({ zone: SHANGHAI.zone, currency: 'USD' })).toBe(false);
    expect(await ledger.stateBooks(SHANGHAI)).toBe(true);
    expect(await ledger.books()).toEqual(SHANGHAI);
  });
}
