/** Where a profile goes on with a work on the next screen, and which of several screens may say so. */
import { type Id, type Instant, MINUTE_MS, SECOND_MS } from '@duoping/kit';
import type { Play } from './play.ts';
import { lengthOf } from './watched.ts';

export interface ResumeMark {
  readonly profile: Id<'profile'>;
  readonly work: string;
  readonly play: Id<'play'>;
  readonly playStartedAt: Instant;
  readonly positionMs: number;
  readonly durationMs: number;
  /** When the server heard of it; the order of marks is the server's, never a device's. */
  readonly at: Instant;
}

/** A mark as a heartbeat offers it. */
export interface ResumeOffer extends ResumeMark {
  /** Did this very heartbeat bring newly watched time? */
  readonly watchedNow: boolean;
}

/** After this long without word, the play that set the mark no longer holds it against an older one. */
export const HOLD_MS = MINUTE_MS;

/**
 * The conflict rule: the play that was started last holds the mark. An older one, say a TV left on pause, takes it
 * back only by really watching while the newer has been silent for a minute.
 */
export const takesMark = (mark: ResumeMark | undefined, offer: ResumeOffer): boolean =>
  mark === undefined ||
  mark.play === offer.play ||
  offer.playStartedAt > mark.playStartedAt ||
  (offer.watchedNow && offer.at - mark.at > HOLD_MS);

/** What a play offers; nothing until something was watched, so that looking in doesn't lose the place. */
export function offerOf(play: Play, watchedMs: number): ResumeOffer | undefined {
  if (lengthOf(play.heard.accounted) === 0) return undefined;
  return {
    profile: play.profile,
    work: play.work,
    play: play.id,
    playStartedAt: play.startedAt,
    positionMs: play.heard.positionMs,
    durationMs: play.durationMs,
    at: play.heard.at,
    watchedNow: watchedMs > 0,
  };
}

const FINISHED_SHARE = 0.95;

/** Where to begin: at the mark, or at the start when there is none or the work was seen to its credits. */
export const beginAt = (mark: ResumeMark | undefined): number =>
  mark === undefined || mark.positionMs >= mark.durationMs * FINISHED_SHARE ? 0 : mark.positionMs;

/** Between two heartbeats a moving picture is further than it last said, by no more than one of their intervals. */
const MOST_AHEAD_MS = 15 * SECOND_MS;

/** Where a play's picture is at the instant, as far as anybody but its screen can tell. */
export function placeAt({ heard, durationMs, ended }: Play, at: Instant): number {
  const until = ended ? Math.min(at, ended.at) : at;
  const ahead = heard.moving ? Math.max(0, Math.min(until - heard.at, MOST_AHEAD_MS)) : 0;
  return Math.min(heard.positionMs + ahead, durationMs);
}
