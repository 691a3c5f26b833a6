/** What the log needs of the world. */
import type { Instant } from '@duoping/kit';
import type { Hash } from './hash.ts';
import type { LeafContext } from './leaf.ts';
import type { NoteSigner } from './note.ts';
import type { Receipt } from './receipt.ts';
import type { PartialRows, Tile } from './tiles.ts';

/** A receipt that is durable. Positions are unique; a lower one may become visible after a higher one. */
export interface CommittedReceipt {
  readonly position: bigint;
  /** The household's id, which the receipt itself doesn't tell; undefined once its play is forgotten. */
  readonly household: string | undefined;
  readonly receipt: Receipt;
}

/** Up to where receipts may still be on their way, and whose. */
export interface Horizon {
  /** The highest position that was visible. */
  readonly position: bigint;
  /** Everyone who was writing after that was read: nobody else can still bring a position up to it. */
  readonly writers: readonly string[];
}

/** Where receipts come from; only ever read. Each call sees everything that was committed before it was made. */
export interface ReceiptFeed {
  /** Receipts after a position but for some, lowest position first. */
  read(which: {
    readonly after: bigint;
    readonly except: readonly bigint[];
    readonly most: number;
  }): Promise<readonly CommittedReceipt[]>;
  horizon(): Promise<Horizon>;
  /** Who is writing now. A writer that is missing has committed or given up, and never comes back. */
  writers(): Promise<readonly string[]>;
}

/** Where the log stands, while it is locked. */
export interface LogHead {
  /** The log's name; given once. */
  readonly origin: string;
  readonly size: number;
  readonly rows: PartialRows;
  /** Every receipt up to this position has its leaf, and none can come any more. */
  readonly low: bigint;
  /** Positions after `low` that have their leaf. */
  readonly ahead: readonly bigint[];
  readonly horizon: Horizon | null;
  /** The newest checkpoint of this very size; null when there is none. */
  readonly note: string | null;
}

export interface NewLeaf {
  readonly index: number;
  /** The receipt's id. */
  readonly receipt: string;
  readonly position: bigint;
  /** When its watching began. */
  readonly from: Instant;
  readonly text: string;
  readonly hash: Hash;
}

/** One step of the log: written whole or not at all. */
export interface LogStep {
  readonly leaves: readonly NewLeaf[];
  readonly tiles: readonly Tile[];
  readonly low: bigint;
  readonly horizon: Horizon;
  /** Of the size that the log has with this step. */
  readonly note: string | null;
}

export interface LogStore {
  /**
   * Locks the log over all nodes, and makes the step that `work` returns durable before it returns it. `busy` when
   * another holds the lock. When it throws, the step was taken or not, and the next head says which.
   */
  advance(work: (head: LogHead) => Promise<LogStep>): Promise<LogStep | 'busy'>;
  /** The newest checkpoint; undefined before the first. */
  checkpoint(): Promise<string | undefined>;
  /** Hashes of a tile, full or not, as of now: 32 bytes each, none when there are none. */
  tile(level: number, index: number): Promise<Uint8Array>;
  indexOf(receipt: string): Promise<number | undefined>;
  /** Texts of the leaves [from, from + most), as far as there are any. */
  leaves(from: number, most: number): Promise<readonly string[]>;
  /** One more than the index of the last leaf whose watching began before the instant; 0 when there is none. */
  sizeBefore(instant: Instant): Promise<number>;
  /** One more than the index of the last leaf whose receipt has at most this position; 0 when there is none. */
  sizeThrough(position: bigint): Promise<number>;
  /** Indexes below `size` of the leaves whose receipts have a greater position, in order. */
  indexesAfter(position: bigint, size: number): Promise<readonly number[]>;
  /** Every receipt up to `low`, and those `ahead` of it, has its leaf. */
  reached(): Promise<Pick<LogHead, 'low' | 'ahead'>>;
}

export interface SequencerPorts {
  readonly feed: ReceiptFeed;
  readonly log: LogStore;
  /** What each receipt's leaf needs besides the receipt, in the same order. */
  readonly contexts: (receipts: readonly CommittedReceipt[]) => Promise<readonly LeafContext[]>;
  /** The log's signer, whose name is the log's origin. */
  readonly signerOf: (origin: string) => NoteSigner;
}
