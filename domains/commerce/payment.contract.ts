/** What every store of payments must do, whatever engine is behind it. Run it inside a `describe`. */
import { asId, DAY_MS } from '@duoping/kit';
import { expect, test } from 'vitest';
import type { Payment, PaymentStore } from './payment.ts';

const AT = Date.UTC(2026, 10, 1);

const charge: Payment = {
  ...{ key: 'c1', kind: 'charge', refundOf: null, household: asId('h1'), subscription: asId('s1'), plan: 'all' },
  ...{ amount: { minor: 1990n, currency: 'CNY' }, at: AT, provider: 'sandbox' },
  covers: { start: AT, end: AT + 30 * DAY_MS },
};
const refund = (key: string, minor: bigint, more: Partial<Payment> = {}): Payment => ({
  ...{ ...charge, key, kind: 'refund', refundOf: 'c1', amount: { minor, currency: 'CNY' }, at: AT + 1 },
  ...more,
});

export function paymentContract(open: () => Promise<PaymentStore>): void {
  test('a payment is kept once under its key, however often it is told', async () => {
    const store = await open();
    expect(await store.append(charge)).toEqual({ ok: true, value: 'added' });
    expect(await store.append({ ...charge, at: AT + 5 })).toEqual({ ok: true, value: 'known' });
    expect(await store.before(AT + DAY_MS)).toEqual([charge]);
    expect(await store.byKey('c1')).toEqual(charge);
    expect(await store.byKey('c2')).toBeUndefined();
  });

  test('a key that stands for something else is refused, and changes nothing', async () => {
    const store = await open();
    await store.append(charge);
    for (const other of [
      { ...charge, amount: { minor: 1991n, currency: 'CNY' } },
      { ...charge, amount: { minor: 1990n, currency: 'USD' } },
      { ...charge, household: asId<'household'>('h2') },
      { ...charge, covers: { ...charge.covers, end: AT + DAY_MS } },
    ]) {
      expect(await store.append(other)).toEqual({ ok: false, reason: 'key-differs' });
    }
    expect(await store.before(AT + DAY_MS)).toEqual([charge]);
  });

  test('M11: refunds never give back more than was charged', async () => {
    const store = await open();
    await store.append(charge);
    expect(await store.append(refund('r1', 1000n))).toEqual({ ok: true, value: 'added' });
    expect(await store.append(refund('r2', 991n))).toEqual({ ok: false, reason: 'over-refund' });
    expect(await store.append(refund('r1', 1000n))).toEqual({ ok: true, value: 'known' });
    expect(await store.append(refund('r3', 990n))).toEqual({ ok: true, value: 'added' });
    expect(await store.append(refund('r4', 1n))).toEqual({ ok: false, reason: 'over-refund' });
  });

  test('M11: of refunds told at the same instant only those that fit are kept', async () => {
    const store = await open();
    await store.append(charge);
    const told = await Promise.all([1, 2, 3, 4].map((at) => store.append(refund(`r${at}`, 900n))));
    expect(told.filter(({ ok }) => ok)).toHaveLength(2);
  });

  test('what was never charged, or in another currency, can not be given back', async () => {
    const store = await open();
    const unknown = { ok: false, reason: 'unknown-charge' };
    expect(await store.append(refund('r1', 1n))).toEqual(unknown);
    await store.append(charge);
    expect(await store.append(refund('r1', 1n, { amount: { minor: 1n, currency: 'USD' } }))).toEqual(unknown);
    await store.append(refund('r1', 10n));
    expect(await store.append(refund('r2', 1n, { refundOf: 'r1' }))).toEqual(unknown);
  });

  test('payments before an instant come by key', async () => {
    const store = await open();
    for (const [key, at] of [
      ['b', AT + 2],
      ['a', AT + 1],
      ['Z', AT],
    ] as const)
      await store.append({ ...charge, key, at });
    expect((await store.before(AT + 2)).map(({ key }) => key)).toEqual(['Z', 'a']);
  });
}
