/**
 * May this node's clock be believed? Time is the database's, carried on by a monotonic counter between two looks at it;
 * the node's wall clock only has to agree. Where it doesn't, nothing is granted and nothing renewed.
 */
import { type Instant, MINUTE_MS, SECOND_MS } from '@duoping/kit';

/** `at` is the database's time, wrong by at most `errorMs` either way. */
export type ClockReading =
  | { readonly trusted: true; readonly at: Instant; readonly errorMs: number }
  | { readonly trusted: false };

/** The port. Reading it is cheap: no round trip. */
export interface TrustedClock {
  read(): ClockReading;
}

export const MAX_SKEW_MS = 2 * SECOND_MS;
const MAX_AGE_MS = MINUTE_MS;
/** What a counter may drift between two looks: 200 parts in a million, twice what a poor crystal does. */
const DRIFT = 0.0002;

/** The node's own two clocks; `monotonic` counts milliseconds from anywhere and never steps. */
export interface NodeClocks {
  wall(): Instant;
  monotonic(): number;
}

/** The database told `database` in an answer to a question sent at `sent` and heard at `heard`, by the monotonic counter. */
export interface DatabaseTime {
  readonly database: Instant;
  readonly sent: number;
  readonly heard: number;
}

export function trustClock(node: NodeClocks): TrustedClock & { observe(time: DatabaseTime): void } {
  let seen: DatabaseTime | null = null;
  let lastWall = Number.NEGATIVE_INFINITY;
  let wentBack = false;
  return {
    observe(time) {
      seen = time;
      lastWall = node.wall();
      wentBack = false;
    },
    read() {
      const wall = node.wall();
      if (wall < lastWall) wentBack = true;
      lastWall = wall;
      if (seen === null || wentBack) return { trusted: false };
      const age = node.monotonic() - seen.heard;
      const roundTrip = seen.heard - seen.sent;
      const errorMs = Math.ceil(roundTrip / 2 + age * DRIFT);
      const at = Math.floor(seen.database + roundTrip / 2 + age);
      const agrees = Math.abs(wall - at) <= MAX_SKEW_MS && errorMs <= MAX_SKEW_MS;
      return agrees && age >= 0 && age <= MAX_AGE_MS ? { trusted: true, at, errorMs } : { trusted: false };
    },
  };
}
