/** The money that a period divides: what subscribers paid, less what was given back. */
import { contentHash, ok, type Result, refuse } from '@duoping/kit';
import type { Payment } from '#commerce';
import { type Balances, balanceOf, REVENUE } from './accounts.ts';
import type { Trouble } from './agreement.ts';
import { compare } from './apportion.ts';

export interface Pool {
  readonly chargedMinor: bigint;
  readonly refundedMinor: bigint;
  readonly carriedMinor: bigint;
  readonly revenueMinor: bigint;
  /** Charged less refunded, by provider; the providers in order. */
  readonly byProvider: readonly { readonly provider: string; readonly netMinor: bigint }[];
  /** How many. */
  readonly payments: number;
  /** Names exactly these payments. */
  readonly hash: string;
}

export function poolOf(facts: {
  payments: readonly Payment[];
  currency: string;
  balances: Balances;
}): Result<Pool, Trouble> {
  const payments = facts.payments.toSorted((a, b) => compare(a.key, b.key));
  const foreign = payments.find(({ amount }) => amount.currency !== facts.currency);
  if (foreign) return refuse({ reason: 'currency-differs', detail: `${foreign.key} is in ${foreign.amount.currency}` });
  const chargedMinor = sumOf(payments.filter(({ kind }) => kind === 'charge'));
  const refundedMinor = sumOf(payments.filter(({ kind }) => kind === 'refund'));
  // Revenue is credited, so what refunds took too much stands as a debit.
  const carriedMinor = -balanceOf(facts.balances, REVENUE, facts.currency);
  const net = chargedMinor - refundedMinor + carriedMinor;
  const providers = [...new Set(payments.map(({ provider }) => provider))].sort(compare);
  return ok({
    ...{ chargedMinor, refundedMinor, carriedMinor, revenueMinor: net < 0n ? 0n : net },
    byProvider: providers.map((provider) => ({
      provider,
      netMinor: payments
        .filter((payment) => payment.provider === provider)
        .reduce((sum, { kind, amount }) => sum + (kind === 'charge' ? amount.minor : -amount.minor), 0n),
    })),
    payments: payments.length,
    hash: contentHash(
      payments.map(({ key, kind, refundOf, amount, at }) => ({
        ...{ key, kind, refundOf, minor: String(amount.minor), currency: amount.currency, at },
      })),
    ),
  });
}

const sumOf = (payments: readonly Payment[]): bigint => payments.reduce((sum, { amount }) => sum + amount.minor, 0n);
