/** How long everybody else waits while something is done: the longest stall of this thread's event loop. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';

export interface Stalled {
  readonly took: number;
  /** Both in milliseconds. */
  readonly stall: number;
}

/** The monitor records the time between two of its looks, so it needs one before and one after. */
const LOOKS_MS = 20;

export async function whileOthersWait(work: () => Promise<unknown>): Promise<Stalled> {
  const monitor = monitorEventLoopDelay({ resolution: 1 });
  monitor.enable();
  await setTimeout(LOOKS_MS);
  const began = performance.now();
  await work();
  const took = performance.now() - began;
  await setTimeout(LOOKS_MS);
  monitor.disable();
  return { took, stall: monitor.max / 1e6 };
}
