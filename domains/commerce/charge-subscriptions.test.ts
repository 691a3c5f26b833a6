import { asId, DAY_MS, ok, refuse } from '@duoping/kit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChargePorts, chargeSubscriptions, monthOf, type Subscription, sandboxProvider } from './index.ts';
import { paymentContract } from './payment.contract.ts';
import { memoryPayments, memoryPrices, memorySubscriptions } from './testing.ts';

describe('payments in memory', () => {
  paymentContract(async () => memoryPayments());
});

const START = Date.UTC(2026, 0, 31, 10);

async function world(more: Partial<Subscription> = {}) {
  const at = { now: START };
  const prices = memoryPrices();
  await prices.add({ plan: 'all', price: { minor: 1990n, currency: 'CNY' }, from: 0 });
  const household = asId<'household'>('h1');
  const held = { id: asId<'subscription'>('s1'), household, plan: 'all', window: { start: START, end: null }, ...more };
  const asked: string[] = [];
  const provider: ChargePorts['provider'] = {
    name: 'sandbox',
    charge: async (request) => {
      asked.push(request.key);
      return sandboxProvider.charge(request);
    },
  };
  const subscriptions = memorySubscriptions([held]);
  const ports: ChargePorts = {
    subscriptions,
    prices,
    payments: memoryPayments(),
    provider,
    clock: { now: () => at.now },
  };
  return { ports, at, asked, prices, charged: () => ports.payments.before(Number.MAX_SAFE_INTEGER) };
}

describe('charging subscriptions', () => {
  test('charges each month of a subscription once, however often it looks', async () => {
    const { ports, at, asked, charged } = await world();
    for (let day = 0; day < 90; day++) {
      at.now = START + day * DAY_MS;
      await chargeSubscriptions(ports);
      expect(await chargeSubscriptions(ports)).toBe(0);
    }
    expect(asked).toHaveLength(4);
    expect((await charged()).map(({ covers }) => new Date(covers.start).toISOString().slice(0, 10)).sort()).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
    ]);
  });

  test('months in which nothing was looked at are charged afterwards, each at its own price', async () => {
    const { ports, at, asked, prices, charged } = await world();
    await chargeSubscriptions(ports);
    await prices.add({ plan: 'all', price: { minor: 2490n, currency: 'CNY' }, from: Date.UTC(2026, 2, 15) });
    at.now = Date.UTC(2026, 4, 1);
    expect(await chargeSubscriptions(ports)).toBe(3);
    expect((await charged()).map(({ amount, covers }) => [new Date(covers.start).getUTCMonth(), amount.minor])).toEqual(
      expect.arrayContaining([
        [0, 1990n],
        [1, 1990n],
        [2, 2490n],
        [3, 2490n],
      ]),
    );
    expect(asked).toEqual([...asked].sort((a, b) => Number(a.split(':')[2]) - Number(b.split(':')[2])));
    expect(await chargeSubscriptions(ports)).toBe(0);
  });

  test('takes the price of the day the month began', async () => {
    const { ports, at, prices, charged } = await world();
    await prices.add({ plan: 'all', price: { minor: 2490n, currency: 'CNY' }, from: START + DAY_MS });
    at.now = START + 2 * DAY_MS;
    await chargeSubscriptions(ports);
    at.now = START + 30 * DAY_MS;
    await chargeSubscriptions(ports);
    expect((await charged()).map(({ amount }) => amount.minor).sort()).toEqual([1990n, 2490n]);
  });

  test('charges nothing for a plan without a price, a free one, or a subscription that is over', async () => {
    const unpriced = await world({ plan: 'other' });
    const free = await world();
    await free.prices.add({ plan: 'all', price: { minor: 0n, currency: 'CNY' }, from: 1 });
    const over = await world({ window: { start: START - DAY_MS, end: START } });
    for (const { ports, asked } of [unpriced, free, over]) {
      expect(await chargeSubscriptions(ports)).toBe(0);
      expect(asked).toEqual([]);
    }
  });

  test('a declined charge leaves no payment and is tried again', async () => {
    const { ports, charged } = await world();
    const answers = [refuse('declined' as const), ok('paid' as const)];
    const provider = { name: 'sandbox', charge: async () => answers.shift() ?? ok('paid' as const) };
    expect(await chargeSubscriptions({ ...ports, provider })).toBe(0);
    expect(await charged()).toEqual([]);
    expect(await chargeSubscriptions({ ...ports, provider })).toBe(1);
  });

  test('no later month is charged before one that was declined', async () => {
    const { ports, at, charged } = await world();
    const provider = { name: 'sandbox', charge: async () => refuse('declined' as const) };
    at.now = START + 40 * DAY_MS;
    expect(await chargeSubscriptions({ ...ports, provider })).toBe(0);
    const once = [refuse('declined' as const)];
    const moody = { name: 'sandbox', charge: async () => once.shift() ?? ok('paid' as const) };
    expect(await chargeSubscriptions({ ...ports, provider: moody })).toBe(0);
    expect(await charged()).toEqual([]);
    expect(await chargeSubscriptions({ ...ports, provider: moody })).toBe(2);
  });

  test('money that was taken and can’t be written down is told aloud', async () => {
    const { ports } = await world();
    const payments = { ...ports.payments, append: async () => refuse('key-differs' as const) };
    await expect(chargeSubscriptions({ ...ports, payments })).rejects.toThrow("was taken and can't be kept");
  });

  test('what fails for one household is told aloud, and keeps no other from being charged', async () => {
    const { ports, charged } = await world();
    const window = { start: START, end: null };
    const held = ['s1', 's2', 's3'].map((id) => ({ id: asId<'subscription'>(id), household: asId<'household'>(id) }));
    const subscriptions = memorySubscriptions(held.map((one) => ({ ...one, plan: 'all', window })));
    const charge: ChargePorts['provider']['charge'] = async ({ household }) => {
      if (household === 's1') throw new Error('the card of s1 has no number');
      return ok('paid');
    };
    const provider = { name: 'sandbox', charge };
    await expect(chargeSubscriptions({ ...ports, subscriptions, provider })).rejects.toThrow('the card of s1');
    expect((await charged()).map(({ subscription }) => subscription)).toEqual(['s2', 's3']);
  });

  test.each([
    ['2026-01-31T10:30:00Z', '2026-02-28T10:29:59Z', '2026-01-31T10:30:00Z', '2026-02-28T10:30:00Z'],
    ['2026-01-31T10:30:00Z', '2026-02-28T10:30:00Z', '2026-02-28T10:30:00Z', '2026-03-31T10:30:00Z'],
    ['2025-12-05T00:00:00Z', '2026-01-01T00:00:00Z', '2025-12-05T00:00:00Z', '2026-01-05T00:00:00Z'],
    ['1969-12-31T23:30:00Z', '1970-01-01T00:00:00Z', '1969-12-31T23:30:00Z', '1970-01-31T23:30:00Z'],
  ])('a subscription from %s is at %s in the month from %s to %s', (start, at, from, to) => {
    expect(monthOf(Date.parse(start), Date.parse(at))).toEqual({ start: Date.parse(from), end: Date.parse(to) });
  });

  test('two rounds at the same instant ask under one key and keep one payment', async () => {
    const { ports, asked, charged } = await world();
    await Promise.all([chargeSubscriptions(ports), chargeSubscriptions(ports), chargeSubscriptions(ports)]);
    expect(new Set(asked).size).toBe(1);
    expect(await charged()).toHaveLength(1);
  });

  test('a month of a subscription holds its instant and follows the one before', () => {
    const instants = fc.integer({ min: 0, max: Date.UTC(2060, 0) });
    fc.assert(
      fc.property(instants, instants, (a, b) => {
        const [start, at] = a < b ? [a, b] : [b, a];
        const month = monthOf(start, at);
        expect(month.start <= at && at < month.end).toBe(true);
        expect(monthOf(start, month.end).start).toBe(month.end);
      }),
      { numRuns: 3000 },
    );
  });
});
