/** One play: who watches what on which screen, by which permission, for how long it is lent and what was watched. */
import type { Id, Instant, Territory } from '@duoping/kit';
import type { Grant, Screen } from '#rights';
import type { PlayReason } from './reason.ts';
import type { MediaInterval } from './watched.ts';

/** The rights decision and the entitlement behind a lease: what a receipt cites. */
export interface Permission {
  readonly grant: string;
  readonly alid: string;
  readonly partner: string;
  readonly contract: string;
  readonly contractVersion: number;
  readonly delivery: string;
  readonly place: Grant['place'];
  readonly licenseType: Grant['licenseType'];
  readonly entitlement: string;
  /** Epoch of the rights index that decided. */
  readonly epoch: number;
  /** The first instant at which the answer could differ; null is never. */
  readonly until: Instant | null;
  readonly maxHeight: number;
  /** How many of the household's streams the contract lets run at once on such screens; absent: no limit of its own. */
  readonly concurrency?: number;
  /** The packaged media that is played. */
  readonly asset: string;
  /** Ids of the tracks that may be used. */
  readonly tracks: readonly string[];
}

/** A stream lent from `from` up to, not including, `until`. Never prolonged by anything but a new decision. */
export interface Lease {
  readonly from: Instant;
  readonly until: Instant;
}

export interface Play {
  readonly id: Id<'play'>;
  readonly household: Id<'household'>;
  /** What receipts call the household. */
  readonly pseudonym: string;
  readonly profile: Id<'profile'>;
  readonly device: Id<'device'>;
  readonly model: string;
  readonly screen: Screen;
  readonly territory: Territory;
  readonly work: string;
  readonly durationMs: number;
  readonly startedAt: Instant;
  readonly permission: Permission;
  readonly lease: Lease;
  /** The first key issue. Nothing can have been watched before it. */
  readonly key: { readonly issue: string; readonly at: Instant } | null;
  readonly heard: Heard;
  /** The play of another screen that goes on in this one. */
  readonly from?: Id<'play'>;
  readonly ended: { readonly at: Instant; readonly reason: PlayReason } | null;
  /** Counts the writes; a write on an older version is refused by the store. */
  readonly version: number;
}

/** What the play's accepted heartbeats have said so far. */
export interface Heard {
  /** Of the last accepted heartbeat; 0 before the first. */
  readonly sequence: number;
  readonly at: Instant;
  readonly positionMs: number;
  /** Did the screen say that the picture was moving? False before the first. */
  readonly moving?: boolean;
  /** Wall time that passed but wasn't claimed as watched yet, at most `CARRY_MS`. */
  readonly creditMs: number;
  /** Media time with a receipt: ascending, disjoint, half-open. */
  readonly accounted: readonly MediaInterval[];
}

export const isRunning = (play: Play, at: Instant): boolean => play.ended === null && at < play.lease.until;
