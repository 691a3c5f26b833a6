/** Watched media time: which of what a player claims is new, and how much of it the clock allows. */
import { type Instant, SECOND_MS } from '@duoping/kit';

/** Half-open, in whole milliseconds of media time, `from < to`. */
export type MediaInterval = readonly [fromMs: number, toMs: number];

/** What a player says at a heartbeat. `watched` is what it showed since its last heartbeat, or more. */
export interface Beat {
  readonly sequence: number;
  readonly state: 'playing' | 'paused';
  readonly positionMs: number;
  readonly watched: readonly MediaInterval[];
}

/** Wall time that one beat may leave to the next: what the network's jitter takes from one, the next gets back. */
export const CARRY_MS = 5 * SECOND_MS;
const MOST_INTERVALS = 64;
const MOST_ACCOUNTED = 1000;
/** Media files run a little past the duration that is announced. */
const OVERRUN_MS = SECOND_MS;

/** A heartbeat as it came in, in seconds. Undefined when it can't be true of a work that long. */
export function readBeat(
  said: {
    sequence: number;
    state: 'playing' | 'paused';
    positionSeconds: number;
    watched: readonly (readonly [fromSeconds: number, toSeconds: number])[];
  },
  durationMs: number,
): Beat | undefined {
  const end = durationMs + OVERRUN_MS;
  const positionMs = Math.round(said.positionSeconds * SECOND_MS);
  const watched = said.watched.map(
    ([from, to]): MediaInterval => [Math.round(from * SECOND_MS), Math.round(to * SECOND_MS)],
  );
  const sound =
    Number.isSafeInteger(said.sequence) &&
    said.sequence >= 1 &&
    positionMs >= 0 &&
    positionMs <= end &&
    watched.length <= MOST_INTERVALS &&
    watched.every(([from, to]) => from >= 0 && from <= to && to <= end);
  if (!sound) return undefined;
  return { sequence: said.sequence, state: said.state, positionMs, watched: watched.filter(([from, to]) => from < to) };
}

/** What one beat adds. `intervals` is empty when nothing counts. */
export interface Accounted {
  readonly intervals: readonly MediaInterval[];
  readonly watchedMs: number;
  readonly from: Instant;
  readonly to: Instant;
  readonly creditMs: number;
  /** Everything accounted so far, this beat included. */
  readonly all: readonly MediaInterval[];
}

/**
 * Counts a beat: only media time that has no receipt yet, and no more of it than wall time that passed in
 * [`from`, `to`) and what the beat before left over. So a play never counts more than the time it was lent.
 */
export function account(
  before: { creditMs: number; accounted: readonly MediaInterval[] },
  beat: Beat,
  span: { from: Instant; to: Instant },
): Accounted {
  const allowanceMs = Math.max(0, span.to - span.from) + before.creditMs;
  const fresh = before.accounted.length < MOST_ACCOUNTED ? subtract(union(beat.watched), before.accounted) : [];
  const intervals = firstOf(fresh, allowanceMs);
  const watchedMs = lengthOf(intervals);
  const idle = beat.state === 'paused' && beat.watched.length === 0;
  return {
    intervals,
    watchedMs,
    ...span,
    creditMs: idle ? 0 : Math.min(CARRY_MS, allowanceMs - watchedMs),
    all: union([...before.accounted, ...intervals]),
  };
}

export const lengthOf = (intervals: readonly MediaInterval[]): number =>
  intervals.reduce((sum, [from, to]) => sum + to - from, 0);

/** The same media time in ascending, disjoint intervals; touching ones are joined. */
export function union(intervals: readonly MediaInterval[]): MediaInterval[] {
  const joined: [number, number][] = [];
  for (const [from, to] of intervals.toSorted(([a], [b]) => a - b)) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** What of `intervals` isn't in `taken`. Both ascending and disjoint. */
export function subtract(intervals: readonly MediaInterval[], taken: readonly MediaInterval[]): MediaInterval[] {
  return intervals.flatMap(([from, to]) => {
    const left: MediaInterval[] = [];
    let start = from;
    for (const [takenFrom, takenTo] of taken) {
      if (takenTo <= start) continue;
      if (takenFrom >= to) break;
      if (takenFrom > start) left.push([start, takenFrom]);
      start = takenTo;
    }
    if (start < to) left.push([start, to]);
    return left;
  });
}

/** The first `ms` milliseconds of the intervals. */
function firstOf(intervals: readonly MediaInterval[], ms: number): MediaInterval[] {
  const kept: MediaInterval[] = [];
  let left = ms;
  for (const [from, to] of intervals) {
    if (left <= 0) break;
    const end = Math.min(to, from + left);
    kept.push([from, end]);
    left -= end - from;
  }
  return kept;
}
