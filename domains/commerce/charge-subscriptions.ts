/** Charges what is due: each running subscription, once for each month of its own, at the price of the day it falls due. */
import { type Clock, DAY_MS, type Instant, type Money, type Result, utcInstant } from '@duoping/kit';
import type { Subscription } from './entitlement.ts';
import type { Payment, PaymentStore } from './payment.ts';

/** What a plan costs a month. A price holds from its instant until the next one's; prices are only added. */
export interface PlanPrice {
  readonly plan: string;
  readonly price: Money;
  readonly from: Instant;
}

export interface PriceStore {
  add(price: PlanPrice): Promise<void>;
  /** The price of the plan at that instant; undefined when it has none and nothing is charged for it. */
  priceAt(plan: string, at: Instant): Promise<Money | undefined>;
}

/** Takes the money. `key` is the provider's idempotency key too: asked twice, it takes once. */
export interface PaymentProvider {
  readonly name: string;
  charge(request: { key: string; household: string; amount: Money }): Promise<Result<'paid', 'declined'>>;
}

export interface ChargePorts {
  readonly subscriptions: { running(at: Instant): Promise<readonly Subscription[]> };
  readonly prices: PriceStore;
  readonly payments: PaymentStore;
  readonly provider: PaymentProvider;
  readonly clock: Clock;
}

/**
 * Returns how many charges were new. A declined one is tried again at the next round; months that no round was held in are
 * charged at the next one. What fails for one subscription is thrown when all others have had their turn.
 */
export async function chargeSubscriptions(ports: ChargePorts): Promise<number> {
  const now = ports.clock.now();
  const failures: unknown[] = [];
  let added = 0;
  for (const subscription of await ports.subscriptions.running(now)) {
    try {
      added += await chargeUnpaid(ports, subscription, now);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} subscriptions failed to be charged: ${failures[0]}`);
  return added;
}

async function chargeUnpaid(ports: ChargePorts, subscription: Subscription, now: Instant): Promise<number> {
  let added = 0;
  for (const month of await unpaidMonths(ports, subscription, now)) {
    const outcome = await chargeMonth(ports, subscription, month);
    if (outcome === 'declined') break; // a later month that was paid would hide this one
    if (outcome === 'added') added++;
  }
  return added;
}

type Month = ReturnType<typeof monthOf>;

/** The months since the last one that was paid, up to the running one, oldest first; each with its key. */
async function unpaidMonths(
  { payments }: ChargePorts,
  { id, window }: Subscription,
  now: Instant,
): Promise<readonly { readonly key: string; readonly covers: Month }[]> {
  const unpaid = [];
  let at = now;
  while (at >= window.start) {
    const covers = monthOf(window.start, at);
    const key = `subscription:${id}:${covers.start}`;
    if (await payments.byKey(key)) break;
    unpaid.unshift({ key, covers });
    at = covers.start - 1;
  }
  return unpaid;
}

async function chargeMonth(
  ports: ChargePorts,
  subscription: Subscription,
  { key, covers }: { readonly key: string; readonly covers: Month },
): Promise<'added' | 'known' | 'declined' | 'free'> {
  const amount = await ports.prices.priceAt(subscription.plan, covers.start);
  if (amount === undefined || amount.minor <= 0n) return 'free';
  const taken = await ports.provider.charge({ key, household: subscription.household, amount });
  if (!taken.ok) return 'declined';
  const { household, id, plan } = subscription;
  const payment: Payment = {
    ...{ key, kind: 'charge', refundOf: null, household, subscription: id, plan },
    ...{ amount, at: ports.clock.now(), covers, provider: ports.provider.name },
  };
  const appended = await ports.payments.append(payment);
  if (!appended.ok) throw new Error(`The charge ${key} was taken and can't be kept: ${appended.reason}`);
  return appended.value;
}

/**
 * The month, counted from the first day of a subscription, that holds `at`. It begins on the same day of the month, or the
 * last one where the month is shorter, at the same time of day (UTC). `start` must not be after `at`.
 */
export function monthOf(start: Instant, at: Instant): { readonly start: Instant; readonly end: Instant } {
  const [from, to] = [new Date(start), new Date(at)];
  let months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  if (monthsAfter(start, months) > at) months--;
  return { start: monthsAfter(start, months), end: monthsAfter(start, months + 1) };
}

function monthsAfter(start: Instant, months: number): Instant {
  const from = new Date(start);
  const count = from.getUTCFullYear() * 12 + from.getUTCMonth() + months;
  const [year, month] = [Math.floor(count / 12), (count % 12) + 1];
  const timeMs = ((start % DAY_MS) + DAY_MS) % DAY_MS;
  for (let day = from.getUTCDate(); day > 0; day--) {
    const at = utcInstant({ year, month, day, timeMs });
    if (at !== undefined) return at;
  }
  throw new Error(`${year}-${month} has no day`);
}
