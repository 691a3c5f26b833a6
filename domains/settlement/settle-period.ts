/**
 * Settles a month: closes one that is over, previews one that isn't, and answers with what was written when it is closed
 * already. What became known too late for its own month counts in the next one that is closed.
 */
import { MINUTE_MS, ok, type Result, refuse } from '@duoping/kit';
import type { Payment } from '#commerce';
import { TROUBLES } from './agreement.ts';
import { makeStatements, type PeriodFacts } from './make-statements.ts';
import { nextPeriod, type Period, periodOf, readPeriod } from './period.ts';
import type { Books, ClosedPeriod, SettlePorts } from './ports.ts';
import type { Statement } from './statement.ts';
import { watchedInLog } from './watched-in-log.ts';

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
  if (closing && !last && !read.hasFacts) {
    // All months from the first one closed have to be closed: a year mistyped would be hundreds of empty ones.
    return refuse({ reason: 'bad-period', detail: `nothing was paid or watched by the end of ${period.id}` });
  }
  const made = makeStatements(read.facts);
  if (!made.ok) return made;
  const { statements, entries, journal } = made.value;
  if (!closing) return ok({ period, status: 'preview', statements });
  const written = await ports.ledger.close({
    ...{ id: period.id, previous: last?.id ?? null, books, closedAt: now, journal, entries, statements },
    ...{ leaves: read.leaves, receiptsAfter: read.receiptsAfter, receiptsThrough: read.receiptsThrough },
    payments: read.facts.payments.map(({ key }) => key),
  });
  return written
    ? ok({ period, status: 'closed', statements })
    : refuse({
        reason: 'closed-meanwhile',
        detail: 'another close came first, or the books were stated anew; ask again',
      });
}

interface FactsRead {
  readonly facts: PeriodFacts;
  readonly receiptsAfter: bigint;
  readonly receiptsThrough: bigint;
  readonly leaves: number;
  /** The earliest month before this one that has facts and isn't closed. */
  readonly earlierOpen: string | undefined;
  /** Something was watched or paid by its end that no month closed before counted. */
  readonly hasFacts: boolean;
}

async function readFacts(
  { ledger, receipts, log, tallies, payments, deals, titleOf }: SettlePorts,
  at: { books: Books; period: Period; closed: readonly ClosedPeriod[]; status: Statement['status'] },
): Promise<FactsRead> {
  const { books, period, closed, status } = at;
  const last = closed.at(-1);
  const receiptsThrough = await receipts.newest();
  // Before anything is read: once the log holds them, no receipt can come any more at or before that arrival number.
  const state = await log.through(receiptsThrough);
  const { leavesBefore, leftOut } = await countedBefore(log, last);
  const [watched, known, counted, balances, contracts, partners] = await Promise.all([
    watchedInLog({ log, tallies }, { period, size: state.size, leavesBefore, leftOut: new Set(leftOut) }),
    payments.before(period.window.end),
    ledger.countedPayments(),
    ledger.balances(),
    deals.contractVersions(),
    deals.partners(),
  ]);
  const uncounted = known.filter(({ key }) => !counted.has(key));
  const [earliest = period.id] = watched.map(({ watchedIn }) => watchedIn).sort();
  const hasFacts = watched.length > 0 || uncounted.length > 0;
  const open = last
    ? nextPeriod(readClosed(last, books))
    : firstOpen(readPeriod(earliest, books.zone), uncounted, books);
  const earlierOpen = open && open.window.start < period.window.start ? open.id : undefined;
  // A preview of a later month counts that month alone; a close counts all that no closed month has counted.
  const isAlone = earlierOpen !== undefined;
  return {
    ...{ receiptsAfter: last?.receiptsThrough ?? 0n, receiptsThrough, leaves: state.size, earlierOpen, hasFacts },
    facts: {
      ...{ status, period, currency: books.currency, partners, contracts, balances, titleOf, leavesBefore, leftOut },
      watched: isAlone ? watched.filter(({ watchedIn }) => watchedIn === period.id) : watched,
      payments: isAlone ? uncounted.filter(({ at: paid }) => paid >= period.window.start) : uncounted,
      journal: last?.journal ?? null,
      checkpoint: state,
    },
  };
}

/** What the months closed before have taken of the log. One that was closed by arrival numbers is told in leaves here. */
async function countedBefore(
  log: SettlePorts['log'],
  last: ClosedPeriod | undefined,
): Promise<{ readonly leavesBefore: number; readonly leftOut: readonly number[] }> {
  if (!last) return { leavesBefore: 0, leftOut: [] };
  if (last.leaves !== null) return { leavesBefore: last.leaves, leftOut: [] };
  const { size } = await log.through(last.receiptsThrough);
  return { leavesBefore: size, leftOut: await log.indexesAfter(last.receiptsThrough, size) };
}

/** The month of the first fact of all; undefined when there is none. */
export function firstOpen(
  watchedIn: Period | undefined,
  payments: readonly Payment[],
  books: Books,
): Period | undefined {
  const months = [...(watchedIn ? [watchedIn] : []), ...payments.map(({ at }) => periodOf(at, books.zone))];
  return months.sort((a, b) => a.window.start - b.window.start)[0];
}

function readClosed({ id }: ClosedPeriod, { zone }: Books): Period {
  const period = readPeriod(id, zone);
  if (!period) throw new Error(`${id} was closed and is no month`);
  return period;
}
