/** A receipt: one accepted heartbeat's watched intervals with everything that made them lawful. Never changed, only added. */
import type { Instant } from '@duoping/kit';

/** Where the contract's row stands in its delivery, as the grant keeps it. */
export type ReceiptPlace =
  | { readonly sheet: string; readonly row: number; readonly column?: string }
  | { readonly path: string; readonly line?: number };

export interface Receipt {
  /** The play and the beat's sequence number, so that no beat can have two receipts. */
  readonly id: string;
  readonly play: string;
  readonly sequence: number;
  /** The household under its pseudonym; its name and members stand nowhere in the log. */
  readonly household: string;
  readonly device: string;
  readonly model: string;
  readonly screen: string;
  readonly territory: string;
  readonly work: string;
  readonly alid: string;
  readonly partner: string;
  readonly contract: string;
  readonly contractVersion: number;
  /** SHA-256 of the delivered file, and the place in it. */
  readonly delivery: string;
  readonly place: ReceiptPlace;
  readonly grant: string;
  /** Epoch of the rights index whose decision lent the lease these seconds were watched under. */
  readonly epoch: number;
  readonly licenseType: string;
  readonly entitlement: string;
  /** The key issue without which nothing could have been shown. */
  readonly keyIssue: string;
  /** Media time, half-open, in whole milliseconds, ascending, disjoint, and never in another receipt of the play. */
  readonly intervals: readonly (readonly [fromMs: number, toMs: number])[];
  /** The sum of the intervals; never more than `to − from` allows. */
  readonly watchedMs: number;
  /** Wall clock: what the watched time was measured against. */
  readonly from: Instant;
  readonly to: Instant;
}
