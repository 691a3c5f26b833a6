/** Payments as facts: what was taken from a household and what was given back. Appended once for each key, never changed. */
import { canonicalJson, type Id, type Instant, type Money, type Result, type Window } from '@duoping/kit';

export interface Payment {
  /** What it is for, as the business names it: trying again with the same key takes nothing twice. */
  readonly key: string;
  readonly kind: 'charge' | 'refund';
  /** The charge that is given back; null for a charge. */
  readonly refundOf: string | null;
  readonly household: Id<'household'>;
  readonly subscription: Id<'subscription'>;
  readonly plan: string;
  /** Always more than zero; `kind` says which way it went. */
  readonly amount: Money;
  readonly at: Instant;
  /** The time that was paid for. */
  readonly covers: Window & { readonly end: Instant };
  /** `sandbox` moves no money. */
  readonly provider: string;
}

export type PaymentRefusal = 'key-differs' | 'unknown-charge' | 'over-refund';

/** Keeps payments. All refusals of `append` leave everything as it was. */
export interface PaymentStore {
  /**
   * `known` when this very payment was appended before. Refuses a key that stands for something else, and refunds that
   * together would give back more than was charged.
   */
  append(payment: Payment): Promise<Result<'added' | 'known', PaymentRefusal>>;
  byKey(key: string): Promise<Payment | undefined>;
  /** All payments before `end`, by key. */
  before(end: Instant): Promise<readonly Payment[]>;
}

/** Why a payment can't stand beside what is known, in the order of the type; undefined when it can. */
export function refusalOf(
  payment: Payment,
  known: { same: Payment | undefined; charge: Payment | undefined; refundedMinor: bigint },
): PaymentRefusal | undefined {
  if (known.same) return samePayment(known.same, payment) ? undefined : 'key-differs';
  if (payment.kind === 'charge') return undefined;
  const { charge } = known;
  if (charge?.kind !== 'charge' || charge.amount.currency !== payment.amount.currency) return 'unknown-charge';
  return known.refundedMinor + payment.amount.minor > charge.amount.minor ? 'over-refund' : undefined;
}

/** The same business fact; `at` says only when it was first told. */
const samePayment = (a: Payment, b: Payment): boolean => essence(a) === essence(b);

const essence = ({ at: _at, amount, covers, ...rest }: Payment): string =>
  canonicalJson({ ...rest, minor: String(amount.minor), currency: amount.currency, ...covers });
