import { asId } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { subscriptionContract } from './entitlement.contract.ts';
import { entitlementAt } from './index.ts';
import { memorySubscriptions } from './testing.ts';

describe('subscriptions in memory', () => {
  subscriptionContract(async () => memorySubscriptions());
});

const held = (id: string, start: number, end: number | null) => ({
  id: asId<'subscription'>(id),
  household: asId<'household'>('h1'),
  plan: 'family',
  window: { start, end },
});

test.each([
  ['one month', [held('a', 0, 10)], 5, 10],
  ['two months without a gap', [held('b', 10, 20), held('a', 0, 10)], 5, 20],
  ['a gap between two months', [held('a', 0, 10), held('b', 11, 20)], 5, 10],
  ['an overlap', [held('a', 0, 10), held('b', 5, 20)], 2, 20],
  ['a month, then for ever', [held('a', 0, 10), held('b', 10, null)], 5, null],
])('%s: the entitlement lasts as long as something is held', (_, subscriptions, at, until) => {
  expect(entitlementAt(subscriptions, at)?.until).toBe(until);
});

test('a window of no length entitles nobody', () => {
  expect(entitlementAt([held('a', 5, 5)], 5)).toBeUndefined();
});
