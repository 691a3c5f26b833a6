/** Which work may change next, and when: a binary heap, because sorting all that ever changes costs more than looking. */

export interface EdgeQueue {
  /** The earliest instant; +Infinity when none is left. */
  next(): number;
  /** Takes the earliest out and tells its work; -1 when none is left. */
  take(): number;
}

/** `works[e]` may change at `times[e]`. Both are kept, and put in another order. */
export function edgeQueue(times: Float64Array, works: Uint32Array): EdgeQueue {
  let size = times.length;
  const timeAt = (at: number): number => (at < size ? (times[at] ?? 0) : Number.POSITIVE_INFINITY);

  /** Puts an edge where it belongs, at or below a place. */
  function sink(from: number, time: number, work: number): void {
    let at = from;
    for (;;) {
      const left = 2 * at + 1;
      const earlier = timeAt(left + 1) < timeAt(left) ? left + 1 : left;
      if (timeAt(earlier) >= time) break;
      times[at] = times[earlier] ?? 0;
      works[at] = works[earlier] ?? 0;
      at = earlier;
    }
    times[at] = time;
    works[at] = work;
  }

  for (let at = (size >>> 1) - 1; at >= 0; at--) sink(at, times[at] ?? 0, works[at] ?? 0);
  return {
    next: () => timeAt(0),
    take() {
      if (size === 0) return -1;
      const work = works[0] ?? 0;
      size--;
      if (size > 0) sink(0, times[size] ?? 0, works[size] ?? 0);
      return work;
    },
  };
}
