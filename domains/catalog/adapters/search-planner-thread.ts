/** The thread of `search-planner.ts`: gathers works, works out their segment, hands it over and is done. */
import { parentPort } from 'node:worker_threads';
import { planOf, type Searchable, type SegmentPlan } from '../search/segment.ts';
import type { Told } from './search-planner.ts';

const works: Searchable[] = [];

parentPort?.on('message', (told: Told) => {
  if ('works' in told) {
    for (const work of told.works) works.push(work);
    return;
  }
  const plan = planOf(works);
  parentPort?.postMessage(plan, memoryOf(plan));
});

/** All of its memory, each piece once. */
function memoryOf({ order, said, saidStarts, pool, tables, genres }: SegmentPlan): ArrayBuffer[] {
  const arrays = [
    order,
    said,
    saidStarts,
    pool.bytes,
    pool.starts,
    pool.owners,
    pool.kinds,
    pool.parts,
    pool.keyOfBlock,
  ];
  for (const { positions, owners, signposts } of Object.values(tables)) arrays.push(positions, owners, signposts);
  return [...new Set([...arrays, ...genres].map(({ buffer }) => buffer as ArrayBuffer))]; // nothing here is shared
}
