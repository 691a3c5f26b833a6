/**
 * Settles a month: closes one that is over, previews one that isn't, and answers with what was written when it is closed
 * already. What became known too late for its own month counts in the next one that is closed.
 */
import { type Instant, MINUTE_MS, ok, type Result, refuse } from '@duoping/kit';
import type { Payment } from '#commerce';
import { TROUBLES } from './agreement.ts';
import { makeStatements, type PeriodFacts } from './make-statements.ts';
import { nextPeriod, type Period, periodOf, periodOfEnd, readPeriod } from './period.ts';
import type { Books, ClosedPeriod, SettlePorts } from './ports.ts';
import type { Statement } from './statement.ts';
import type { Watched } from './watched.ts';

/** A month is closed this long after its end, when the last heartbeat under it has been written or refused. */
export const CLOSING_DELAY_MS = 10 * MINUTE_MS;

export const SETTLE_REASONS = [
  'no-books',
  'bad-period',
  'not-begun',
  'earlier-open',
  'closed-meanwhile',
  ...TROUBLES,
] as const;

export interface SettleRefusal {
  readonly reason: (typeof SETTLE_REASONS)[number];
  readonly detail: string;
}

export interface Settled {
  readonly period: Period;
  readonly status: Statement['status'];
  /** By partner. */
  readonly statements: readonly Statement[];
}

export async function settlePeriod(
  ports: SettlePorts,
  request: { readonly period: string; readonly previewOnly?: boolean },
): Promise<Result<Settled, SettleRefusal>> {
  const books = await ports.ledger.books();
  if (!books) return refuse({ reason: 'no-books', detail: 'the zone and the currency of the books are not stated' });
  const period = readPeriod(request.period, books.zone);
  if (!period) return refuse({ reason: 'bad-period', detail: `${request.period} is not a month such as 2026-11` });
  const closed = await ports.ledger.closedPeriods();
  if (closed.some(({ id }) => id === period.id)) {
    return ok({ period, status: 'closed', statements: await ports.ledger.statements(period.id) });
  }
  const last = closed.at(-1);
  if (last && readClosed(last, books).window.start > period.window.start) {
    return refuse({ reason: 'bad-period', detail: `${last.id} is closed, so no earlier month can be` });
  }
  const now = ports.clock.now();
  if (now < period.window.start) return refuse({ reason: 'not-begun', detail: `${period.id} has not begun` });
  const closing = !request.previewOnly && now >= period.window.end + CLOSING_DELAY_MS;
  const read = await readFacts(ports, { books, period, closed, status: closing ? 'closed' : 'preview' });
  if (closing && read.earlierOpen !== undefined) {
    return refuse({ reason: 'earlier-open', detail: `${read.earlierOpen} has to be closed first` });
  }
  const made = makeStatements(read.facts);
  if (!made.ok) return made;
  const { statements, entries, journal } = made.value;
  if (!closing) return ok({ period, status: 'preview', statements });
  const written = await ports.ledger.close({
    ...{ id: period.id, previous: last?.id ?? null, closedAt: now, journal, entries, statements },
    ...{ receiptsAfter: read.receiptsAfter, receiptsThrough: read.receiptsThrough },
    payments: read.facts.payments.map(({ key }) => key),
  });
  return written
    ? ok({ period, status: 'closed', statements })
    : refuse({ reason: 'closed-meanwhile', detail: 'another close came first; ask again' });
}

interface FactsRead {
  readonly facts: PeriodFacts;
  readonly receiptsAfter: bigint;
  readonly receiptsThrough: bigint;
  /** The earliest month before this one that has facts and isn't closed. */
  readonly earlierOpen: string | undefined;
}

async function readFacts(
  { ledger, receipts, payments, deals, titleOf, checkpoint }: SettlePorts,
  at: { books: Books; period: Period; closed: readonly ClosedPeriod[]; status: Statement['status'] },
): Promise<FactsRead> {
  const { books, period, closed, status } = at;
  const last = closed.at(-1);
  const receiptsAfter = last?.receiptsThrough ?? 0n;
  const receiptsThrough = await receipts.newest();
  // Before anything is read: once the log holds them, no receipt can come any more at or before that arrival number.
  const state = await checkpoint(receiptsThrough);
  const before = receiptsAfter === 0n ? { size: 0 } : await checkpoint(receiptsAfter);
  const [earliest, known, counted, balances, contracts, partners] = await Promise.all([
    receipts.earliestEnd(receiptsAfter),
    payments.before(period.window.end),
    ledger.countedPayments(),
    ledger.balances(),
    deals.contractVersions(),
    deals.partners(),
  ]);
  const uncounted = known.filter(({ key }) => !counted.has(key));
  const open = last ? nextPeriod(readClosed(last, books)) : firstOpen(earliest, uncounted, books);
  const earlierOpen = open && open.window.start < period.window.start ? open.id : undefined;
  // A preview of a later month counts that month alone; a close counts all that no closed month has counted.
  const started =
    earlierOpen === undefined ? uncounted : uncounted.filter(({ at: paid }) => paid >= period.window.start);
  const late =
    earlierOpen === undefined
      ? await lateWatched(receipts, { books, period, receiptsAfter, receiptsThrough, earliest })
      : [];
  const own = await receipts.watched({ ...period.window, after: 0n, through: receiptsThrough });
  return {
    ...{ receiptsAfter, receiptsThrough, earlierOpen },
    facts: {
      ...{ status, period, currency: books.currency, partners, contracts, balances, titleOf },
      watched: [...late, ...own.map((each): Watched => ({ ...each, watchedIn: period.id }))],
      payments: started,
      journal: last?.journal ?? null,
      checkpoint: state,
      leavesBefore: state && before ? before.size : null,
    },
  };
}

/** Receipts of closed months that arrived after their month was closed. */
async function lateWatched(
  receipts: SettlePorts['receipts'],
  at: {
    books: Books;
    period: Period;
    receiptsAfter: bigint;
    receiptsThrough: bigint;
    earliest: Instant | undefined;
  },
): Promise<readonly Watched[]> {
  const { books, period, receiptsAfter: after, receiptsThrough: through, earliest } = at;
  if (earliest === undefined || earliest > period.window.start) return [];
  const late: Watched[] = [];
  for (let month = periodOfEnd(earliest, books.zone); month.id !== period.id; month = nextPeriod(month)) {
    const watched = await receipts.watched({ ...month.window, after, through });
    late.push(...watched.map((each) => ({ ...each, watchedIn: month.id })));
  }
  return late;
}

/** The month of the first fact of all; undefined when there is none. */
export function firstOpen(
  receipt: Instant | undefined,
  payments: readonly Payment[],
  books: Books,
): Period | undefined {
  const months = [
    ...(receipt === undefined ? [] : [periodOfEnd(receipt, books.zone)]),
    ...payments.map(({ at }) => periodOf(at, books.zone)),
  ];
  return months.sort((a, b) => a.window.start - b.window.start)[0];
}

function readClosed({ id }: ClosedPeriod, { zone }: Books): Period {
  const period = readPeriod(id, zone);
  if (!period) throw new Error(`${id} was closed and is no month`);
  return period;
}
