/** What playback needs from the world. Each port has a fake in testing.ts. */
import type { Id, Ids, Instant, Result } from '@duoping/kit';
import type { Receipt } from '#evidence';
import type { TrustedClock } from './clock-trust.ts';
import type { RightsView, Viewing } from './permission.ts';
import type { Play } from './play.ts';
import type { ResumeMark, ResumeOffer } from './resume.ts';
import type { PlayableAsset } from './tracks.ts';

/** One issue of content keys, kept for the trace. */
export interface KeyIssue {
  readonly id: string;
  readonly play: Id<'play'>;
  readonly kids: readonly string[];
  readonly grant: string;
  readonly epoch: number;
  readonly at: Instant;
}

/** Everything that one act changes; written whole or not at all. */
export interface PlayChange {
  /** The play as it will be; its version is one more than the stored one. */
  readonly play: Play;
  readonly receipt?: Receipt | undefined;
  readonly keyIssue?: KeyIssue | undefined;
  readonly resume?: ResumeOffer | undefined;
}

/** A play that asks for one of its household's slots. */
export interface Claim {
  readonly play: Play;
  /** How many plays of the household may be unended, this one included. */
  readonly limit: number;
  /** A lease that ran out by then holds no slot. */
  readonly lapsed: Instant;
  /** The play's first keys, issued with the claim or not at all. */
  readonly keyIssue?: KeyIssue | undefined;
}

export interface PlayStore {
  /**
   * Adds the play if, with it, no more than `limit` plays of the household are unended; atomic over all nodes.
   * Before counting, ends the device's other plays as `replaced`, and those whose lease ran out by `lapsed` as
   * `lease-expired`: so a lapsed lease frees its slot by time alone. The play that goes on in this one (`from`) gives its slot up and
   * ends as `continued-elsewhere`, in the same act and only if the claim succeeds. The play's own `concurrency` is kept
   * in the same way, of the household's plays under its contract on its kind of screen. Refuses with the plays that hold
   * the slots: then no keys were issued either.
   */
  claim(claim: Claim): Promise<Result<null, readonly Play[]>>;
  byId(play: Id<'play'>): Promise<Play | undefined>;
  /** False when the stored play is of another version or has ended: then nothing was written. */
  write(change: PlayChange): Promise<boolean>;
  /** Works with a play that hasn't ended. */
  worksPlaying(): Promise<readonly string[]>;
  /** Plays that haven't ended, lapsed ones included, oldest first. */
  unended(of: { work: string } | { household: Id<'household'> } | { device: Id<'device'> }): Promise<readonly Play[]>;
  /** Ends as `lease-expired` what lapsed at or before the instant; says how many. */
  endLapsed(before: Instant): Promise<number>;
  resumeMark(profile: Id<'profile'>, work: string): Promise<ResumeMark | undefined>;
  /** The profile's marks, latest first, at most `most`. */
  resumeMarks(profile: Id<'profile'>, most: number): Promise<readonly ResumeMark[]>;
  /** Nobody knows any more where this profile was, nor will from plays of it that still run. */
  forgetMarks(profile: Id<'profile'>): Promise<void>;
  /** In the order they were written. */
  receiptsOf(play: Id<'play'>): Promise<readonly Receipt[]>;
}

/** Device, household, profile and entitlement, read afresh. Undefined when the device was removed. */
export interface Viewers {
  viewing(device: Id<'device'>, at: Instant, profile?: Id<'profile'>): Promise<Viewing | 'unknown-profile' | undefined>;
}

/** The rights index this node holds. */
export interface Rights {
  current(): RightsView;
}

export interface Assets {
  /** The media of the work's offers that are packaged and checked, newest first within an offer. */
  ready(work: string): Promise<readonly PlayableAsset[]>;
}

/** Signs what lets a device fetch segments of these tracks. Nothing about it is kept. */
export interface MediaTokens {
  sign(claims: {
    readonly play: Id<'play'>;
    readonly device: Id<'device'>;
    readonly asset: string;
    readonly tracks: readonly string[];
    readonly expiresAt: Instant;
  }): string;
}

export interface PlaybackPorts {
  readonly plays: PlayStore;
  readonly viewers: Viewers;
  readonly rights: Rights;
  readonly assets: Assets;
  readonly tokens: MediaTokens;
  readonly clock: TrustedClock;
  readonly ids: Ids;
}
