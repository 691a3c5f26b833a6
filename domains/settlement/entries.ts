/** A period's journal entries: revenue taken in, guarantees promised, every contract's share, and what the operator keeps. */
import { advanceOf, type Balances, cashAt, KEPT, payableTo, promisedIn, promisedSoFar, REVENUE } from './accounts.ts';
import { agreementKey } from './agreement.ts';
import type { Earning } from './earn.ts';
import { entryOf, type JournalEntry, type Posting } from './journal.ts';
import type { Period } from './period.ts';
import type { Pool } from './pool.ts';

export function entriesOf(
  facts: { period: Period; currency: string; balances: Balances },
  pool: Pool,
  earnings: readonly Earning[],
): readonly JournalEntry[] {
  const { period, currency } = facts;
  const entry = (key: string, postings: readonly (readonly [account: string, minor: bigint])[]) =>
    entryOf({
      key: `${key}|${period.id}|${currency}`,
      period: period.id,
      postings: postings.map(([account, minor]): Posting => ({ account, minor, currency })),
    });
  const promised = new Map<string, bigint>();
  const guarantees = earnings.map(({ agreement, guarantee }) => {
    const { contract } = agreement;
    if (!guarantee || !agreement.guarantee?.recoupable) return undefined;
    const before = promised.get(contract) ?? promisedSoFar(facts.balances, contract, currency);
    const more = guarantee.amountMinor > before ? guarantee.amountMinor - before : 0n;
    promised.set(contract, before + more);
    return entry(`guarantee|${named(agreement)}`, [
      [advanceOf(contract), more],
      [promisedIn(contract), -more],
    ]);
  });
  const shares = earnings.map(({ agreement, earnedMinor, recoupedMinor, payableMinor }) =>
    entry(`share|${named(agreement)}`, [
      [REVENUE, earnedMinor],
      [payableTo(agreement.partner), -payableMinor],
      [advanceOf(agreement.contract), -recoupedMinor],
    ]),
  );
  const kept = pool.revenueMinor - earnings.reduce((sum, { earnedMinor }) => sum + earnedMinor, 0n);
  return [
    ...pool.byProvider.map(({ provider, netMinor }) =>
      entry(`payments|${provider}`, [
        [cashAt(provider), netMinor],
        [REVENUE, -netMinor],
      ]),
    ),
    ...guarantees,
    ...shares,
    entry('kept', [
      [REVENUE, kept],
      [KEPT, -kept],
    ]),
  ].filter((each) => each !== undefined);
}

const named = ({ partner, contract, version }: Earning['agreement']): string =>
  agreementKey({ partner, contract, contractVersion: version });
