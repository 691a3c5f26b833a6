import { expect, test } from 'vitest';
import { OPERATOR, PLAN } from './agreements.ts';

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

test('the plan is the reported US$1 billion, and its envelopes divide all of it', () => {
  expect(PLAN.budget).toEqual({ minor: 100_000_000_000n, currency: 'USD', source: 'as reported' });
  expect(sum(PLAN.envelopes.map(({ budget }) => budget.minor))).toBe(PLAN.budget.minor);
});

test('the stake in iQiyi is US$300 million as reported; the one in Youku Tudou has eight digits and is illustrative', () => {
  const stake = (partner: string) =>
    PLAN.commitments.find((one) => one.kind === 'strategic-stake' && one.partner === partner);
  expect(stake('iqiyi')?.amount).toEqual({ minor: 30_000_000_000n, currency: 'USD', source: 'as reported' });
  const youku = stake('youku-tudou')?.amount;
  expect(String((youku?.minor ?? 0n) / 100n)).toHaveLength(8);
  expect(youku?.source).toBe('illustrative');
});

test('tranches add up to their commitment, and commitments stay within their envelope', () => {
  for (const { amount, tranches } of PLAN.commitments)
    expect(sum(tranches.map((one) => one.amount.minor))).toBe(amount.minor);
  for (const { id, budget } of PLAN.envelopes) {
    const committed = PLAN.commitments.filter(({ envelope }) => envelope === id).map(({ amount }) => amount.minor);
    expect(sum(committed) <= budget.minor).toBe(true);
  }
});

test('the household has one device of every screen that the operator sells', () => {
  const screens = OPERATOR.household.devices.map(({ model }) => OPERATOR.models.find(({ id }) => id === model)?.screen);
  expect(screens).toEqual(['tv', 'stb', 'phone', 'tablet']);
});
