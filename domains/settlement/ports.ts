/** What settlement needs of the world: the facts of other rooms, and a ledger that only grows. */
import type { Clock, Instant, Window } from '@duoping/kit';
import type { Payment } from '#commerce';
import type { Contract } from '#deals';
import type { Receipt } from '#evidence';
import type { Balances } from './accounts.ts';
import type { JournalEntry } from './journal.ts';
import type { SettledPartner, TitleOf } from './make-statements.ts';
import type { LogState, Statement } from './statement.ts';
import type { WatchedRow } from './watched.ts';

/** The operator's books: stated once, and fixed from the first closed period on. */
export interface Books {
  /** IANA zone whose midnights bound the periods. */
  readonly zone: string;
  /** ISO 4217; what is settled is settled in it. */
  readonly currency: string;
}

/** Receipts that ended in `start < at ≤ end` and arrived in `after < position ≤ through`. */
export interface ReceiptRange extends Window {
  readonly end: Instant;
  readonly after: bigint;
  readonly through: bigint;
}

/** Receipts as playback keeps them, read for settlement. */
export interface ReceiptSource {
  /** Adds up SVOD receipts by row. */
  watched(range: ReceiptRange): Promise<readonly (WatchedRow & { watchedMs: number; receipts: number })[]>;
  /** The arrival number of the newest receipt; 0 when there is none. */
  newest(): Promise<bigint>;
  /** When the earliest SVOD receipt after that one ended. */
  earliestEnd(after: bigint): Promise<Instant | undefined>;
  /** The receipts of one row, in the order of their arrival, at most `limit`, after the one at `range.after`. */
  ofRow(
    row: Pick<WatchedRow, 'grant' | 'contract' | 'contractVersion' | 'work'>,
    range: ReceiptRange,
    limit: number,
  ): Promise<readonly { readonly position: bigint; readonly receipt: Receipt }[]>;
}

export interface ClosedPeriod {
  readonly id: string;
  /** The newest receipt that had arrived when the period was closed. */
  readonly receiptsThrough: bigint;
  readonly receiptsAfter: bigint;
  readonly journal: string;
}

/** Everything that closing a period writes, in one act or not at all. */
export interface Closing extends ClosedPeriod {
  readonly previous: string | null;
  readonly closedAt: Instant;
  readonly entries: readonly JournalEntry[];
  readonly statements: readonly Statement[];
  /** Keys of the payments that this period counted. */
  readonly payments: readonly string[];
}

export interface Ledger {
  books(): Promise<Books | undefined>;
  /** False when a period is closed already and the books would change. */
  stateBooks(books: Books): Promise<boolean>;
  /** In order. */
  closedPeriods(): Promise<readonly ClosedPeriod[]>;
  balances(): Promise<Balances>;
  entries(period: string): Promise<readonly JournalEntry[]>;
  countedPayments(): Promise<ReadonlySet<string>>;
  /** False when another close came first; then nothing was written. */
  close(closing: Closing): Promise<boolean>;
  /** As they were closed, by partner. */
  statements(period?: string): Promise<readonly Statement[]>;
}

export interface SettlePorts {
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly receipts: ReceiptSource;
  readonly payments: { before(end: Instant): Promise<readonly Payment[]> };
  readonly deals: {
    contractVersions(): Promise<readonly Contract[]>;
    partners(): Promise<readonly SettledPartner[]>;
  };
  /** The log that holds at least the receipts up to the one that arrived as `through`; null where there is none. */
  readonly checkpoint: (through: bigint) => Promise<LogState | null>;
  readonly titleOf: TitleOf;
}
