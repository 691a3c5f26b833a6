/**
 * Blocks of leaves, like the log's tiles: block (0, N) is the leaves from 4096·N to 4096·(N + 1), and a block of the next
 * level is four of the one below. So the leaves of any log are few whole blocks and fewer than 4096 left over.
 */

export const BLOCK_LEAVES = 4096;
const FANOUT = 4;

export interface BlockName {
  readonly level: number;
  readonly index: number;
}

/** Leaves `from ≤ index < below`. */
export interface LeafRange {
  readonly from: number;
  readonly below: number;
}

const widthOf = (level: number): number => BLOCK_LEAVES * FANOUT ** level;

export const leavesOf = ({ level, index }: BlockName): LeafRange => ({
  from: index * widthOf(level),
  below: (index + 1) * widthOf(level),
});

/** How many of the first leaves are in whole blocks. */
export const wholeBlocks = (leaves: number): number => Math.floor(leaves / BLOCK_LEAVES) * BLOCK_LEAVES;

/** The four blocks that a block of a higher level is made of. */
export const partsOf = ({ level, index }: BlockName): readonly BlockName[] =>
  Array.from({ length: FANOUT }, (_, at) => ({ level: level - 1, index: index * FANOUT + at }));

/** The blocks of higher levels that are whole once this one is, the lowest first. */
export function completedBy({ level, index }: BlockName): readonly BlockName[] {
  if ((index + 1) % FANOUT !== 0) return [];
  const above = { level: level + 1, index: Math.floor(index / FANOUT) };
  return [above, ...completedBy(above)];
}

/** The fewest blocks that together are just these leaves. Both ends lie between blocks of the lowest level. */
export function coverOf({ from, below }: LeafRange): readonly BlockName[] {
  const blocks: BlockName[] = [];
  for (let at = from; at < below; ) {
    let level = 0;
    while (at % widthOf(level + 1) === 0 && at + widthOf(level + 1) <= below) level++;
    blocks.push({ level, index: at / widthOf(level) });
    at += widthOf(level);
  }
  return blocks;
}
