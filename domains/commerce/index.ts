/** What households hold, and what it lets them use. */
export {
  type Entitlement,
  entitlementAt,
  entitlementFor,
  type Subscription,
  type SubscriptionStore,
} from './entitlement.ts';
