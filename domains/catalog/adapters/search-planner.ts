/**
 * Works out search segments in a thread of its own, so that the server's does nothing else meanwhile than hand over the
 * works, a slice at a time, and take what was worked out, which costs nothing: memory changes hands.
 */
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { LivingSearchPorts } from '../search/living-search.ts';
import type { Searchable, SegmentPlan } from '../search/segment.ts';

/** What the thread is told: works, slice by slice, and then that this was all. */
export type Told = { readonly works: readonly Searchable[] } | { readonly complete: true };

const SLICE = 1_000;

export const threadedSearch: LivingSearchPorts = { plan: planInThread, pause: () => setImmediate() };

/** The thread lives as long as the work, and keeps no process alive that wants to end. */
async function planInThread(works: readonly Searchable[]): Promise<SegmentPlan> {
  const worker = new Worker(new URL('./search-planner-thread.ts', import.meta.url));
  worker.unref();
  try {
    const answer = Promise.race([once(worker, 'message'), endOf(worker)]);
    await Promise.all([answer, handOver(worker, works)]);
    const told: readonly unknown[] = await answer;
    return told[0] as SegmentPlan; // what the thread sends, and nothing else
  } finally {
    await worker.terminate();
  }
}

async function handOver(worker: Worker, works: readonly Searchable[]): Promise<void> {
  for (let from = 0; from < works.length; from += SLICE) {
    worker.postMessage({ works: works.slice(from, from + SLICE) } satisfies Told);
    await setImmediate();
  }
  worker.postMessage({ complete: true } satisfies Told);
}

/** `once` rejects on errors by itself; a thread that just ends would be waited for in vain. */
async function endOf(worker: Worker): Promise<never> {
  const told: readonly unknown[] = await once(worker, 'exit');
  throw new Error(`The thread that builds the search index ended with ${String(told[0])}`);
}
