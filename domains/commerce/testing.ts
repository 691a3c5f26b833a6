/** This room's store in memory. */
import type { Subscription, SubscriptionStore } from './entitlement.ts';

export function memorySubscriptions(seed: readonly Subscription[] = []): SubscriptionStore {
  const held = new Map<string, Subscription>(seed.map((subscription) => [subscription.id, subscription]));
  return {
    put: async (subscription) => void held.set(subscription.id, subscription),
    ofHousehold: async (household) => [...held.values()].filter((one) => one.household === household),
  };
}
