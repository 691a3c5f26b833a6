/** Which media time was really shown, from samples of the playhead. Pause counts nothing, a seek splits. Pure. */
import type { Watched } from '../api.ts';

/** One look at the playhead. */
export interface Sample {
  /** Wall clock, milliseconds. */
  readonly atMs: number;
  /** Media time, seconds. */
  readonly positionSeconds: number;
  /** True only when the picture moves: not paused, not seeking, not waiting for data. */
  readonly moving: boolean;
}

export interface WatchLog {
  readonly last: Sample | null;
  /** Sorted, disjoint, half-open, seconds. */
  readonly watched: readonly Watched[];
}

export const EMPTY_LOG: WatchLog = { last: null, watched: [] };

/** The playhead may be ahead of the wall clock by this much before it counts as a jump: samples come late. */
const SLACK_SECONDS = 0.5;

/** Adds what was shown since the last sample: nothing, unless the playhead moved on by itself in between. */
export function observe(log: WatchLog, sample: Sample): WatchLog {
  const { last } = log;
  if (!last?.moving) return { last: sample, watched: log.watched };
  const shown = sample.positionSeconds - last.positionSeconds;
  const passed = (sample.atMs - last.atMs) / 1000;
  if (shown <= 0 || shown > passed + SLACK_SECONDS) return { last: sample, watched: log.watched };
  return { last: sample, watched: union(log.watched, [last.positionSeconds, sample.positionSeconds]) };
}

/** Takes what has been gathered and goes on from the same playhead. */
export const take = (log: WatchLog): { readonly watched: readonly Watched[]; readonly rest: WatchLog } => ({
  watched: log.watched,
  rest: { last: log.last, watched: [] },
});

/** Samples are floats: stretches that touch within a millisecond are one. */
const TOUCH_SECONDS = 0.001;

function union(stretches: readonly Watched[], added: Watched): readonly Watched[] {
  let [from, to] = added;
  const apart: Watched[] = [];
  for (const stretch of stretches) {
    if (stretch[1] < from - TOUCH_SECONDS || stretch[0] > to + TOUCH_SECONDS) apart.push(stretch);
    else {
      from = Math.min(from, stretch[0]);
      to = Math.max(to, stretch[1]);
    }
  }
  return apart.concat([[from, to]]).sort((a, b) => a[0] - b[0]);
}
