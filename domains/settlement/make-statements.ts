/** From watched time, payments and contracts to statements and journal entries. Pure: the same facts give the same bytes. */
import { formatInstant, ok, type Result, refuse } from '@duoping/kit';
import type { Payment } from '#commerce';
import type { Contract } from '#deals';
import { agreementsOf, type Trouble } from './agreement.ts';
import { apportion, compare } from './apportion.ts';
import { type Earning, earn } from './earn.ts';
import { entriesOf } from './entries.ts';
import { splitByLine } from './guarantee.ts';
import { type JournalEntry, journalHash } from './journal.ts';
import type { Period } from './period.ts';
import { type Pool, poolOf } from './pool.ts';
import type { LogState, Statement, StatementAgreement, StatementLine, Sums } from './statement.ts';
import { lineId, type Watched, type WatchedRow } from './watched.ts';

export interface SettledPartner {
  readonly id: string;
  readonly name: string;
  readonly names: Readonly<Record<string, string>>;
  readonly illustrative: boolean;
}

/** The partner's own names of its title, by BCP 47 tag. */
export type TitleOf = (row: Pick<WatchedRow, 'work' | 'partner' | 'alid'>) => Readonly<Record<string, string>>;

/** Everything that a period's statements follow from once its pool is known. */
export interface StatementFacts {
  readonly status: 'closed' | 'preview';
  readonly period: Period;
  readonly currency: string;
  readonly partners: readonly SettledPartner[];
  /** Every version of every contract. */
  readonly contracts: readonly Contract[];
  readonly watched: readonly Watched[];
  /** What stands on each account before this period. */
  readonly balances: ReadonlyMap<string, bigint>;
  readonly journal: string | null;
  readonly checkpoint: LogState | null;
  /** Size of the log that held the receipts of every month closed before; null without a log. */
  readonly leavesBefore: number | null;
  /** Indexes before `leavesBefore` of receipts that the months closed before passed over. */
  readonly leftOut?: readonly number[];
  readonly titleOf: TitleOf;
}

/** Everything that a period's statements and entries follow from. */
export interface PeriodFacts extends StatementFacts {
  /** Those that no closed period has counted. */
  readonly payments: readonly Payment[];
}

export interface SettledPeriod {
  readonly statements: readonly Statement[];
  readonly entries: readonly JournalEntry[];
  readonly journal: string;
}

export function makeStatements(facts: PeriodFacts): Result<SettledPeriod, Trouble> {
  const pool = poolOf(facts);
  if (!pool.ok) return pool;
  const agreed = agreementsOf(facts);
  if (!agreed.ok) return agreed;
  const earnings = earn(agreed.value, pool.value, facts);
  const partners = [...new Set(earnings.map(({ agreement }) => agreement.partner))].sort(compare);
  const statements: Statement[] = [];
  for (const id of partners) {
    const partner = facts.partners.find((known) => known.id === id);
    if (!partner) return refuse({ reason: 'unknown-partner', detail: id });
    const own = earnings.filter(({ agreement }) => agreement.partner === id);
    statements.push(statementFor(partner, own, { facts, pool: pool.value, kept: keptOf(earnings, pool.value) }));
  }
  const entries = entriesOf(facts, pool.value, earnings);
  return ok({ statements, entries, journal: journalHash(facts.journal, entries) });
}

/** One partner's statement of what was divided among all. */
export function statementFor(
  partner: SettledPartner,
  earnings: readonly Earning[],
  { facts, pool, kept }: { facts: StatementFacts; pool: Pool; kept: bigint },
): Statement {
  const { period, status, currency } = facts;
  const agreements = earnings.map((earning) => agreementOf(earning, facts));
  const { id, name, names } = partner;
  return {
    format: 'duoping-statement/1',
    status,
    illustrative: partner.illustrative || earnings.some(({ agreement }) => agreement.illustrative),
    period: {
      id: period.id,
      zone: period.zone,
      start: formatInstant(period.window.start),
      end: formatInstant(period.window.end),
    },
    partner: { id, name, names },
    currency,
    pool: {
      chargedMinor: String(pool.chargedMinor),
      refundedMinor: String(pool.refundedMinor),
      carriedMinor: String(pool.carriedMinor),
      revenueMinor: String(pool.revenueMinor),
      payments: pool.payments,
      ...timeOf(facts.watched),
      keptMinor: String(kept),
    },
    agreements,
    totals: totalOf(agreements),
    checkpoint: facts.checkpoint,
    inputs: {
      ...{ journal: facts.journal, payments: pool.hash, leavesBefore: facts.leavesBefore },
      ...(facts.leftOut && facts.leftOut.length > 0 ? { leftOut: facts.leftOut } : {}),
    },
  };
}

function agreementOf({ agreement, watched, ...earning }: Earning, { titleOf }: StatementFacts): StatementAgreement {
  const lines = watched.map((each) => ({ id: lineId(each), each })).sort((a, b) => lineOrder(a, b));
  const earned = apportion(
    earning.earnedMinor,
    lines.map(({ id, each }) => ({ id, weight: BigInt(each.watchedMs) })),
  );
  const earnedByLine = lines.map(({ id }) => earned.get(id) ?? 0n);
  const split = splitByLine(earnedByLine, earning.recoupedMinor);
  const { guarantee } = earning;
  return {
    contract: agreement.contract,
    version: agreement.version,
    contractHash: agreement.hash,
    shareBasisPoints: Number(agreement.shareBasisPoints),
    guarantee: guarantee && {
      amountMinor: String(guarantee.amountMinor),
      recoupable: agreement.guarantee?.recoupable ?? false,
      running: guarantee.running,
      recoupedBeforeMinor: String(guarantee.recoupedBeforeMinor),
      recoupedMinor: String(guarantee.recoupedMinor),
      unrecoupedMinor: String(guarantee.unrecoupedMinor),
    },
    ...timeOf(watched),
    earnedMinor: String(earning.earnedMinor),
    recoupedMinor: String(earning.recoupedMinor),
    payableMinor: String(earning.payableMinor),
    lines: lines.map(
      ({ id, each }, at): StatementLine => ({
        // In the order of their names: of many lines, what is in order is printed fastest.
        alid: each.alid,
        delivery: each.delivery,
        earnedMinor: String(earnedByLine[at] ?? 0n),
        grant: each.grant,
        id,
        licenseType: each.licenseType,
        payableMinor: String(split[at]?.payableMinor ?? 0n),
        place: each.place,
        receipts: each.receipts,
        recoupedMinor: String(split[at]?.recoupedMinor ?? 0n),
        title: titleOf(each),
        watchedIn: each.watchedIn,
        watchedMs: each.watchedMs,
        work: each.work,
      }),
    ),
  };
}

/** By month, then by work, then by row: the order in which the first units earned recoup a guarantee. */
const lineOrder = (a: { id: string; each: Watched }, b: { id: string; each: Watched }): number =>
  compare(a.each.watchedIn, b.each.watchedIn) || compare(a.each.work, b.each.work) || compare(a.id, b.id);

const timeOf = (watched: readonly Watched[]): { watchedMs: number; receipts: number } => ({
  watchedMs: watched.reduce((sum, each) => sum + each.watchedMs, 0),
  receipts: watched.reduce((sum, { receipts }) => sum + receipts, 0),
});

function totalOf(agreements: readonly Sums[]): Sums {
  const total = (of: 'earnedMinor' | 'recoupedMinor' | 'payableMinor'): string =>
    String(agreements.reduce((sum, each) => sum + BigInt(each[of]), 0n));
  return {
    watchedMs: agreements.reduce((sum, { watchedMs }) => sum + watchedMs, 0),
    receipts: agreements.reduce((sum, { receipts }) => sum + receipts, 0),
    earnedMinor: total('earnedMinor'),
    recoupedMinor: total('recoupedMinor'),
    payableMinor: total('payableMinor'),
  };
}

export const keptOf = (earnings: readonly Earning[], pool: Pool): bigint =>
  pool.revenueMinor - earnings.reduce((sum, { earnedMinor }) => sum + earnedMinor, 0n);
