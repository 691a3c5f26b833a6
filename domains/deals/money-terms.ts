/** The part of a contract's money that a month's statement is made from: its revenue share and its minimum guarantee. */
import { type Money, parseInstant, type Window } from '@duoping/kit';
import { z } from 'zod';

export interface MoneyTerms {
  /** What the contract is settled in; null when it doesn't say. */
  readonly currency: string | null;
  /** Of the subscription revenue that its watched time brings in; 0 when the contract is paid for otherwise. */
  readonly shareBasisPoints: bigint;
  readonly minimumGuarantee: MinimumGuarantee | null;
}

/** Promised for all titles of the contract together. */
export interface MinimumGuarantee {
  readonly amount: Money;
  /** The contract's own window when the contract says no other. */
  readonly window: Window;
  /** True: earnings recoup it before anything more is paid. */
  readonly recoupable: boolean;
}

const FULL_SHARE = 10_000;
const currency = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code');
const instant = z.string().refine((text) => parseInstant(text) !== undefined, 'must be RFC 3339 with an offset');

const guarantee = z.strictObject({
  minor: z.string().regex(/^\d{1,18}$/, 'must be whole minor units as text'),
  currency,
  window: z.strictObject({ start: instant, end: instant.nullable() }).optional(),
  recoupable: z.boolean().optional(),
  source: z.string().optional(),
});

const revenueShare = z.strictObject({
  kind: z.literal('revenue-share'),
  partnerShareBasisPoints: z.int().min(0).max(FULL_SHARE),
  currency: currency.optional(),
  minimumGuarantee: guarantee.optional(),
  /** Of the guarantee, where it doesn't say so itself. */
  recoupable: z.boolean().default(true),
  /** Per title is said by a contract per title. */
  crossCollateralised: z.literal(true).default(true),
});

/** A contract's money as it states it, and the window in which the contract holds. */
export interface StatedMoney {
  readonly money: Readonly<Record<string, unknown>>;
  readonly terms: { readonly window: Window };
}

/** Other kinds of money (a flat fee, a minutes pool) take no share of subscriptions. The refusal says which member is wrong. */
export function moneyTerms({
  money,
  terms,
}: StatedMoney): { ok: true; value: MoneyTerms } | { ok: false; reason: string } {
  if (money.kind !== 'revenue-share')
    return { ok: true, value: { currency: null, shareBasisPoints: 0n, minimumGuarantee: null } };
  const read = revenueShare.safeParse(money);
  if (!read.success) return { ok: false, reason: z.prettifyError(read.error) };
  const { partnerShareBasisPoints, minimumGuarantee, recoupable, currency: settledIn = null } = read.data;
  return {
    ok: true,
    value: {
      currency: settledIn,
      shareBasisPoints: BigInt(partnerShareBasisPoints),
      minimumGuarantee: minimumGuarantee
        ? {
            amount: { minor: BigInt(minimumGuarantee.minor), currency: minimumGuarantee.currency },
            window: windowOf(minimumGuarantee.window) ?? terms.window,
            recoupable: minimumGuarantee.recoupable ?? recoupable,
          }
        : null,
    },
  };
}

function windowOf(said: { start: string; end: string | null } | undefined): Window | undefined {
  const start = said && parseInstant(said.start);
  const end = said?.end == null ? null : parseInstant(said.end);
  return start === undefined || end === undefined ? undefined : { start, end };
}
