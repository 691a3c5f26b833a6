/** What every store of subscriptions must do, whatever engine is behind it. Run it inside a `describe`. */
import { asId, DAY_MS } from '@duoping/kit';
import { expect, test } from 'vitest';
import { entitlementFor, type SubscriptionStore } from './entitlement.ts';

export function subscriptionContract(open: () => Promise<SubscriptionStore>): void {
  const START = Date.UTC(2026, 10, 1);
  const household = asId<'household'>('h1');
  const month = {
    id: asId<'subscription'>('s1'),
    household,
    plan: 'family',
    window: { start: START, end: START + 30 * DAY_MS },
  };

  test('a subscription entitles its own household, in its window, to stream SVOD', async () => {
    const store = await open();
    await store.put(month);
    expect(await entitlementFor(store, household, START)).toEqual({
      kind: 'subscription',
      id: 's1',
      plan: 'family',
      verb: 'stream',
      licenseType: 'SVOD',
      until: START + 30 * DAY_MS,
    });
    expect(await entitlementFor(store, household, START - 1)).toBeUndefined();
    expect(await entitlementFor(store, household, START + 30 * DAY_MS)).toBeUndefined();
    expect(await entitlementFor(store, asId('h2'), START)).toBeUndefined();
  });

  test('a subscription that is cut short ends from then on', async () => {
    const store = await open();
    await store.put({ ...month, window: { start: START, end: null } });
    expect((await entitlementFor(store, household, START + DAY_MS))?.until).toBeNull();
    await store.put({ ...month, window: { start: START, end: START + DAY_MS } });
    expect(await entitlementFor(store, household, START + DAY_MS)).toBeUndefined();
  });
}
