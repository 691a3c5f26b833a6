/** What households hold, and what it lets them use. */

export {
  type ChargePorts,
  chargeSubscriptions,
  monthOf,
  type PaymentProvider,
  type PlanPrice,
  type PriceStore,
} from './charge-subscriptions.ts';
export {
  type Entitlement,
  entitlementAt,
  entitlementFor,
  FREE,
  type FreeEntitlement,
  type Subscription,
  type SubscriptionEntitlement,
  type SubscriptionStore,
} from './entitlement.ts';
export { type Payment, type PaymentRefusal, type PaymentStore, refusalOf } from './payment.ts';
export { SANDBOX, sandboxProvider } from './sandbox.ts';
