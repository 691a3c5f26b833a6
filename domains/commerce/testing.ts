/** This room's stores in memory. */
import { contains, ok, refuse } from '@duoping/kit';
import type { PlanPrice, PriceStore } from './charge-subscriptions.ts';
import type { Subscription, SubscriptionStore } from './entitlement.ts';
import { type Payment, type PaymentStore, refusalOf } from './payment.ts';

export function memorySubscriptions(
  seed: readonly Subscription[] = [],
): SubscriptionStore & { running(at: number): Promise<readonly Subscription[]> } {
  const held = new Map<string, Subscription>(seed.map((subscription) => [subscription.id, subscription]));
  return {
    put: async (subscription) => void held.set(subscription.id, subscription),
    running: async (at) => [...held.values()].filter(({ window }) => contains(window, at)),
    ofHousehold: async (household) => [...held.values()].filter((one) => one.household === household),
  };
}

export function memoryPayments(): PaymentStore {
  const kept = new Map<string, Payment>();
  return {
    async append(payment) {
      const same = kept.get(payment.key);
      const refusal = refusalOf(payment, {
        same,
        charge: kept.get(payment.refundOf ?? ''),
        refundedMinor: [...kept.values()]
          .filter(({ refundOf }) => refundOf !== null && refundOf === payment.refundOf)
          .reduce((sum, { amount }) => sum + amount.minor, 0n),
      });
      if (refusal) return refuse(refusal);
      if (same) return ok('known');
      kept.set(payment.key, payment);
      return ok('added');
    },
    byKey: async (key) => kept.get(key),
    before: async (end) =>
      [...kept.values()].filter(({ at }) => at < end).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)),
  };
}

export function memoryPrices(): PriceStore {
  const prices: PlanPrice[] = [];
  return {
    add: async (price) => void prices.push(price),
    priceAt: async (plan, at) =>
      prices.filter((one) => one.plan === plan && one.from <= at).sort((a, b) => b.from - a.from)[0]?.price,
  };
}
