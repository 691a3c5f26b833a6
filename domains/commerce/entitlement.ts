/** What a household may use at an instant, from the subscriptions it holds. Prices and payments stand elsewhere. */
import { contains, type Id, type Instant, type Window } from '@duoping/kit';

export interface Subscription {
  readonly id: Id<'subscription'>;
  readonly household: Id<'household'>;
  /** The subscription plan's id, as viewers buy it. */
  readonly plan: string;
  readonly window: Window;
}

/** What stands behind a play. */
export type Entitlement = SubscriptionEntitlement | FreeEntitlement;

/** Whoever has a paired device may stream what partners licensed as FVOD: nothing is bought and nothing runs out. */
export interface FreeEntitlement {
  readonly kind: 'free';
  readonly id: 'free';
  readonly verb: 'stream';
  readonly licenseType: 'FVOD';
  readonly until: null;
}

export const FREE: FreeEntitlement = { kind: 'free', id: 'free', verb: 'stream', licenseType: 'FVOD', until: null };

/** A subscription lets the household stream what partners licensed as SVOD. */
export interface SubscriptionEntitlement {
  readonly kind: 'subscription';
  readonly id: Id<'subscription'>;
  readonly plan: string;
  readonly verb: 'stream';
  readonly licenseType: 'SVOD';
  /** The first instant at which nothing of this kind is held any more; null is never. */
  readonly until: Instant | null;
}

export interface SubscriptionStore {
  put(subscription: Subscription): Promise<void>;
  ofHousehold(household: Id<'household'>): Promise<readonly Subscription[]>;
}

/** The entitlement at `at`, lasting over subscriptions that follow each other without a gap; undefined when none is held. */
export function entitlementAt(
  subscriptions: readonly Subscription[],
  at: Instant,
): SubscriptionEntitlement | undefined {
  const held = subscriptions.find((subscription) => contains(subscription.window, at));
  if (!held) return undefined;
  return {
    kind: 'subscription',
    id: held.id,
    plan: held.plan,
    verb: 'stream',
    licenseType: 'SVOD',
    until: heldUntil(subscriptions, held.window.end),
  };
}

export const entitlementFor = async (
  subscriptions: SubscriptionStore,
  household: Id<'household'>,
  at: Instant,
): Promise<SubscriptionEntitlement | undefined> => entitlementAt(await subscriptions.ofHousehold(household), at);

function heldUntil(subscriptions: readonly Subscription[], end: Instant | null): Instant | null {
  if (end === null) return null;
  const next = subscriptions.find(({ window }) => contains(window, end));
  return next ? heldUntil(subscriptions, next.window.end) : end;
}
