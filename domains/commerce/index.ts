/** What households hold, and what it lets them use. */
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
