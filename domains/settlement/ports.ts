/** What settlement needs of the world: the facts of other rooms, and a ledger that only grows. */
import type { Clock, Instant, Window } from '@duoping/kit';
import type { Payment } from '#commerce';
import type { Contract } from '#deals';
import type { LogStore, Receipt } from '#evidence';
import type { Balances } from './accounts.ts';
import type { BlockName } from './blocks.ts';
import type { JournalEntry } from './journal.ts';
import type { SettledPartner, TitleOf } from './make-statements.ts';
import type { LogState, Statement } from './statement.ts';
import type { Tally } from './tally.ts';
import type { WatchedRow } from './watched.ts';

/** The operator's books: stated once, and fixed from the first closed period on. */
export interface Books {
  /** IANA zone whose midnights bound the periods. */
  readonly zone: string;
  /** ISO 4217; what is settled is settled in it. */
  readonly currency: string;
}

/** Receipts that ended in `start < at ≤ end` and have their leaf at `from ≤ index < below`, or at one of `also`. */
export interface ReceiptRange extends Window {
  readonly end: Instant;
  readonly from: number;
  readonly below: number;
  readonly also: readonly number[];
  /** Of these only those with such an arrival number: `after < position ≤ through`. */
  readonly arrived?: { readonly after: bigint; readonly through: bigint };
}

/** A receipt's place in the log, counted from 1. */
export interface PlacedReceipt {
  readonly place: bigint;
  readonly receipt: Receipt;
}

/** Receipts as playback keeps them, read for settlement. */
export interface ReceiptSource {
  /** The arrival number of the newest receipt; 0 when there is none. */
  newest(): Promise<bigint>;
  /** When the earliest SVOD receipt ended. */
  earliestEnd(): Promise<Instant | undefined>;
  /** The SVOD receipts of one row in the order of the log, those after a place, at most `limit`. */
  ofRow(
    row: Pick<WatchedRow, 'grant' | 'contract' | 'contractVersion' | 'work'>,
    range: ReceiptRange,
    page: { readonly after: bigint; readonly limit: number },
  ): Promise<readonly PlacedReceipt[]>;
}

/** The log of receipts, from whose leaves a month is settled. */
export interface SettledLog extends Pick<LogStore, 'leaves' | 'indexesAfter'> {
  /** The shortest log that holds all receipts up to an arrival number, once none can come any more at or before it. */
  through(position: bigint): Promise<LogState>;
}

/** Tallies of the log's blocks: made anew from the leaves whenever they are lost. */
export interface TallyStore {
  /** So many of the first leaves are in whole blocks, by months of that zone; 0 when the blocks are of another. */
  reached(zone: string): Promise<number>;
  /** Those of the blocks that there are. */
  blocks(names: readonly BlockName[]): Promise<readonly Tally[]>;
  /** By their numbers. */
  rows(numbers: readonly number[]): Promise<ReadonlyMap<number, WatchedRow>>;
  /**
   * Locks the tallies over all nodes, and writes the blocks that `work` makes, whole or not at all; the first is the next of
   * the lowest level. `busy` when another holds the lock. Blocks of another zone are thrown away before.
   */
  advance(zone: string, work: (within: TallyWork) => Promise<readonly Tally[]>): Promise<number | 'busy'>;
}

/** The tallies while they are locked. */
export interface TallyWork extends Pick<TallyStore, 'blocks'> {
  /** So many of the first leaves are tallied. */
  readonly leaves: number;
  /** The number that stands for each row, the same one for ever. */
  numbersOf(rows: readonly WatchedRow[]): Promise<readonly number[]>;
}

export interface ClosedPeriod {
  readonly id: string;
  /** Size of the log whose leaves it counts; null when it was closed by arrival numbers, as was done once. */
  readonly leaves: number | null;
  /** The newest receipt that had arrived when the period was closed. */
  readonly receiptsThrough: bigint;
  readonly receiptsAfter: bigint;
  readonly journal: string;
}

/** Everything that closing a period writes, in one act or not at all. */
export interface Closing extends ClosedPeriod {
  /** As they stood when it was added up. */
  readonly books: Books;
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
  /** False when another close came first or the books were stated anew; then nothing was written. */
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
  readonly log: SettledLog;
  readonly tallies: TallyStore;
  readonly titleOf: TitleOf;
}
