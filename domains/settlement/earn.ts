/**
 * What each contract earns of the pool: revenue × its part of the watched time × its share. All contracts and the operator are
 * served in one division, so that nothing is rounded twice and the parts add up to the pool.
 */
import { type Balances, recoupedSoFar } from './accounts.ts';
import { type Agreement, agreementKey, FULL_SHARE } from './agreement.ts';
import { apportion } from './apportion.ts';
import { type Recoupment, recoup } from './guarantee.ts';
import type { Period } from './period.ts';
import type { Pool } from './pool.ts';
import type { Watched } from './watched.ts';

export interface Earning {
  readonly agreement: Agreement;
  readonly watched: readonly Watched[];
  /** `earned = recouped + payable`. */
  readonly earnedMinor: bigint;
  readonly recoupedMinor: bigint;
  readonly payableMinor: bigint;
  readonly guarantee: Recoupment | null;
}

/** After every partner's claim where remainders are equal. */
const OPERATOR = '~operator';

export function earn(
  agreements: readonly Agreement[],
  pool: Pool,
  facts: { watched: readonly Watched[]; balances: Balances; currency: string; period: Period },
): readonly Earning[] {
  const rows = new Map<string, Watched[]>();
  for (const each of facts.watched) {
    const key = agreementKey(each);
    const known = rows.get(key);
    if (known) known.push(each);
    else rows.set(key, [each]);
  }
  const claims = agreements.map((agreement) => {
    const watched = rows.get(keyOf(agreement)) ?? [];
    return { agreement, watched, ms: watched.reduce((sum, { watchedMs }) => sum + BigInt(watchedMs), 0n) };
  });
  const parts = divide(pool.revenueMinor, claims);
  const recoupedBefore = new Map<string, bigint>();
  return claims.map(({ agreement, watched }) => {
    const earnedMinor = parts.get(keyOf(agreement)) ?? 0n;
    const { contract, guarantee } = agreement;
    if (!guarantee) return { agreement, watched, earnedMinor, recoupedMinor: 0n, payableMinor: earnedMinor, guarantee };
    const recoupedBeforeMinor = recoupedBefore.get(contract) ?? recoupedSoFar(facts.balances, contract, facts.currency);
    const recoupment = recoup(guarantee, { earnedMinor, recoupedBeforeMinor, period: facts.period.window });
    const { recoupedMinor } = recoupment;
    recoupedBefore.set(contract, recoupedBeforeMinor + recoupedMinor);
    return {
      agreement,
      watched,
      earnedMinor,
      recoupedMinor,
      payableMinor: earnedMinor - recoupedMinor,
      guarantee: recoupment,
    };
  });
}

/** Weights are watched milliseconds × basis points: whole numbers, so the division is exact. */
function divide(
  revenueMinor: bigint,
  claims: readonly { agreement: Agreement; ms: bigint }[],
): ReadonlyMap<string, bigint> {
  const allMs = claims.reduce((sum, { ms }) => sum + ms, 0n);
  if (allMs === 0n) return new Map(); // nobody watched: all of it is the operator's
  const own = claims.map(({ agreement, ms }) => ({ id: keyOf(agreement), weight: ms * agreement.shareBasisPoints }));
  const kept = allMs * FULL_SHARE - own.reduce((sum, { weight }) => sum + weight, 0n);
  return apportion(revenueMinor, [...own, { id: OPERATOR, weight: kept }]);
}

const keyOf = ({ partner, contract, version }: Agreement): string =>
  agreementKey({ partner, contract, contractVersion: version });
