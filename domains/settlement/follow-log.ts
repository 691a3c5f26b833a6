/**
 * Tallies follow the log, block by block: only whole blocks, each in one step with all the higher ones that it completes. Any
 * number of nodes may do it, killed anywhere. Nothing rests on how far they have come but how fast a month is added up.
 */
import { BLOCK_LEAVES, type BlockName, completedBy, partsOf, wholeBlocks } from './blocks.ts';
import type { SettledLog, TallyStore, TallyWork } from './ports.ts';
import { leafTally, mergedMonths, type Tally } from './tally.ts';
import { LEAVES_READ, watchedLeaf } from './watched-leaf.ts';

export interface FollowPorts {
  readonly log: Pick<SettledLog, 'leaves'>;
  readonly tallies: TallyStore;
}

/** Tallies one block more. `none` when no block is whole yet; `busy` when another node is at it. */
export async function followLog(ports: FollowPorts, zone: string): Promise<'tallied' | 'none' | 'busy'> {
  if (!(await isWhole(ports, await ports.tallies.reached(zone)))) return 'none';
  const reached = await ports.tallies.advance(zone, async (within) =>
    (await isWhole(ports, within.leaves)) ? nextBlocks(ports, zone, within) : [],
  );
  return reached === 'busy' ? 'busy' : 'tallied';
}

/** Tallies all that a log of this size holds in whole blocks, as far as no other node is at it. */
export async function followThrough(ports: FollowPorts, zone: string, size: number): Promise<void> {
  while ((await ports.tallies.reached(zone)) < wholeBlocks(size)) {
    if ((await followLog(ports, zone)) !== 'tallied') return;
  }
}

const isWhole = async ({ log }: FollowPorts, leaves: number): Promise<boolean> =>
  (await log.leaves(leaves + BLOCK_LEAVES - 1, 1)).length > 0;

async function nextBlocks({ log }: FollowPorts, zone: string, within: TallyWork): Promise<readonly Tally[]> {
  const first: BlockName = { level: 0, index: within.leaves / BLOCK_LEAVES };
  const sums = leafTally(zone);
  for (let read = 0; read < BLOCK_LEAVES; read += LEAVES_READ) {
    const texts = await log.leaves(within.leaves + read, LEAVES_READ);
    if (texts.length < LEAVES_READ) throw new Error('The log has become shorter');
    for (const text of texts) {
      const leaf = watchedLeaf(text);
      if (leaf) sums.add(leaf);
    }
  }
  const made: Tally[] = [{ ...first, months: sums.months(await within.numbersOf(sums.rows)) }];
  for (const name of completedBy(first)) {
    const parts = partsOf(name);
    const before = await within.blocks(parts.slice(0, -1));
    const last = made.at(-1);
    // Where a part was lost there is no higher block either, and its leaves are read.
    if (!last || before.length < parts.length - 1) break;
    made.push({ ...name, months: mergedMonths([...before, last]) });
  }
  return made;
}
