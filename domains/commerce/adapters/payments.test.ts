import { asId, DAY_MS } from '@duoping/kit';
import { beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../engines/postgres/testing.ts';
import { paymentContract } from '../payment.contract.ts';
import { postgresPayments, postgresPrices, postgresRunningSubscriptions } from './payments.ts';
import { migrations, postgresSubscriptions } from './postgres.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase([migrations]);
  return () => database.drop();
});

describe('payments in PostgreSQL', () => {
  paymentContract(async () => postgresPayments(database.pool));

  test.each([
    'update commerce.payment set minor = 1',
    'delete from commerce.payment',
    'truncate commerce.payment cascade',
    'update commerce.plan_price set minor = 1',
    'delete from commerce.plan_price',
  ])('refuses: %s', async (sql) => {
    await expect(database.pool.query(sql)).rejects.toThrow('only added');
  });
});

describe('prices and subscriptions in PostgreSQL', () => {
  const AT = Date.UTC(2026, 10, 1);

  test('a price holds from its instant on, and the first one told for an instant stays', async () => {
    const prices = postgresPrices(database.pool);
    await prices.add({ plan: 'all', price: { minor: 1990n, currency: 'CNY' }, from: AT });
    await prices.add({ plan: 'all', price: { minor: 1n, currency: 'CNY' }, from: AT });
    await prices.add({ plan: 'all', price: { minor: 2490n, currency: 'CNY' }, from: AT + DAY_MS });
    expect(await prices.priceAt('all', AT - 1)).toBeUndefined();
    expect(await prices.priceAt('all', AT)).toEqual({ minor: 1990n, currency: 'CNY' });
    expect(await prices.priceAt('all', AT + DAY_MS)).toEqual({ minor: 2490n, currency: 'CNY' });
    expect(await prices.priceAt('other', AT)).toBeUndefined();
  });

  test('subscriptions run from their start up to, not including, their end', async () => {
    const window = { start: AT, end: AT + DAY_MS };
    const held = { id: asId<'subscription'>('s1'), household: asId<'household'>('h1'), plan: 'all', window };
    await postgresSubscriptions(database.pool).put(held);
    const { running } = postgresRunningSubscriptions(database.pool);
    expect(await running(AT)).toEqual([held]);
    expect(await running(AT - 1)).toEqual([]);
    expect(await running(AT + DAY_MS)).toEqual([]);
  });
});
