/** The months of the books: those that are closed, the one to close next, and the one that runs. */
import type { Instant } from '@duoping/kit';
import { nextPeriod, type Period, periodOf, periodOfEnd, readPeriod } from './period.ts';
import type { Books, SettlePorts } from './ports.ts';
import { CLOSING_DELAY_MS, firstOpen } from './settle-period.ts';

export interface ListedPeriod {
  readonly period: Period;
  /** `due`: over and can be closed now; `waiting`: over, but an earlier one comes first or it ended just now. */
  readonly status: 'closed' | 'due' | 'waiting' | 'running';
  /** The earliest instant at which it may be closed. */
  readonly closesFrom: Instant;
}

/** The newest first, from the month of the first fact to the one that runs; none while the books aren't stated. */
export async function listPeriods(
  ports: Pick<SettlePorts, 'clock' | 'ledger' | 'receipts' | 'payments'>,
): Promise<{ readonly books: Books | undefined; readonly periods: readonly ListedPeriod[] }> {
  const books = await ports.ledger.books();
  if (!books) return { books, periods: [] };
  const now = ports.clock.now();
  const closed = (await ports.ledger.closedPeriods()).map(({ id }) => id);
  const running = periodOf(now, books.zone);
  const [oldest = running.id] = closed;
  const first = closed.length > 0 ? readPeriod(oldest, books.zone) : await firstFact(ports, { books, now });
  const periods: ListedPeriod[] = [];
  let next = true;
  for (let period = first ?? running; period.window.start <= now; period = nextPeriod(period)) {
    const closesFrom = period.window.end + CLOSING_DELAY_MS;
    if (closed.includes(period.id)) periods.push({ period, status: 'closed', closesFrom });
    else if (period.window.end > now) periods.push({ period, status: 'running', closesFrom });
    else {
      periods.push({ period, status: next && closesFrom <= now ? 'due' : 'waiting', closesFrom });
      next = false;
    }
  }
  return { books, periods: periods.reverse() };
}

async function firstFact(
  { receipts, payments }: Pick<SettlePorts, 'receipts' | 'payments'>,
  { books, now }: { books: Books; now: Instant },
): Promise<Period | undefined> {
  const [receipt, paid] = await Promise.all([receipts.earliestEnd(), payments.before(now)]);
  return firstOpen(receipt === undefined ? undefined : periodOfEnd(receipt, books.zone), paid, books);
}
