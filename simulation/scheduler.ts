/** Virtual time: what is to happen, in a heap by time and then by chance. Nothing here ever waits. */
import type { Instant } from '@duoping/kit';
import type { Chance } from './random.ts';

interface Event {
  readonly at: Instant;
  readonly tie: number;
  readonly act: () => void;
}

export interface Scheduler {
  now(): Instant;
  /** `delayMs` from now. */
  after(delayMs: number, act: () => void): void;
  /** A promise that is kept after `delayMs`. */
  sleep(delayMs: number): Promise<void>;
  /** Runs the next event; false when there is none. */
  step(): boolean;
}

export function schedule(start: Instant, chance: Chance): Scheduler {
  const heap: Event[] = [];
  let now = start;
  const after = (delayMs: number, act: () => void): void => {
    heap.push({ at: now + Math.max(0, Math.round(delayMs)), tie: chance.next(), act });
    siftUp(heap);
  };
  return {
    now: () => now,
    after,
    sleep: (delayMs) => new Promise((resolve) => after(delayMs, resolve)),
    step() {
      const event = takeFirst(heap);
      if (!event) return false;
      now = event.at;
      event.act();
      return true;
    },
  };
}

const before = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.tie < b.tie);

function siftUp(heap: Event[]): void {
  let index = heap.length - 1;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (!swapIf(heap, index, parent)) return;
    index = parent;
  }
}

function takeFirst(heap: Event[]): Event | undefined {
  const [first] = heap;
  const last = heap.pop();
  if (heap.length === 0 || last === undefined) return first;
  heap[0] = last;
  for (let index = 0; ; ) {
    const [left, right] = [2 * index + 1, 2 * index + 2];
    const [a, b] = [heap[left], heap[right]];
    if (!a) break;
    const child = b && before(b, a) ? right : left;
    if (!swapIf(heap, child, index)) break;
    index = child;
  }
  return first;
}

/** Swaps when the lower event is to happen before the upper one. */
function swapIf(heap: Event[], lower: number, upper: number): boolean {
  const [a, b] = [heap[lower], heap[upper]];
  if (!a || !b || !before(a, b)) return false;
  heap[lower] = b;
  heap[upper] = a;
  return true;
}
