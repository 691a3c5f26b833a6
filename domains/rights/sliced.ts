/** Long work in steps, between which others have their turn. */
import type { Slices } from '@duoping/kit';

/** A few milliseconds' work of the usual kind. */
const SLICE = 8192;

export function* sliced(count: number, work: (at: number) => void): Slices<void> {
  for (let from = 0; from < count; from += SLICE) {
    const to = Math.min(count, from + SLICE);
    for (let at = from; at < to; at++) work(at);
    yield;
  }
}
