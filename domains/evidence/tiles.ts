/**
 * The tree as tiles of 256 hashes, as in C2SP tlog-tiles: tile (L, N) holds the hashes of the complete subtrees of 256^L leaves
 * numbered 256·N to 256·N + 255. Full tiles never change; what is not yet full is the tree's partial row of that level.
 */
import { type CompactTree, compactTree } from './compact-tree.ts';
import { HASH_BYTES, type Hash, nodeHash } from './hash.ts';
import type { SubtreeReader } from './prove.ts';

export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 256;

export interface Tile {
  readonly level: number;
  readonly index: number;
  /** 256 hashes, one after the other: 8192 bytes. */
  readonly hashes: Uint8Array;
  /** The one hash above them, which stands in the tile above. */
  readonly root: Hash;
}

/** For each tile level from 0, the hashes that aren't in a full tile yet; at most 255 each. */
export type PartialRows = readonly (readonly Hash[])[];

/** How many hashes a tree of `size` leaves has in its partial row of each level. */
export function partialLengths(size: number): readonly number[] {
  const lengths: number[] = [];
  for (let rest = size; rest > 0; rest = Math.floor(rest / TILE_WIDTH)) lengths.push(rest % TILE_WIDTH);
  return lengths;
}

/** Lets a tree of `size` leaves grow, and hands out each tile at the moment it is full. */
export function growTiles(
  start: { readonly size: number; readonly rows: PartialRows },
  full: (tile: Tile) => void,
): CompactTree {
  const rows = start.rows.map((row) => [...row]);
  const edge = rows.flatMap((row) => completeSubtrees(row).reverse()).reverse();
  return compactTree({ size: start.size, edge }, (level, index, hash) => {
    if (level % TILE_HEIGHT !== 0) return;
    const above = level / TILE_HEIGHT;
    const below = rows[above - 1];
    if (below) {
      full({ level: above - 1, index, hashes: joined(below), root: hash });
      rows[above - 1] = [];
    }
    const row = rows[above];
    if (row) row.push(hash);
    else rows[above] = [hash];
  });
}

/** Reads hashes of complete subtrees out of tiles; `tile` gives what there is of one, full or not. */
export const readSubtrees =
  (tile: (level: number, index: number) => Promise<Uint8Array>): SubtreeReader =>
  async (level, index) => {
    const inTile = level % TILE_HEIGHT;
    const first = index * 2 ** inTile;
    const hashes = await tile((level - inTile) / TILE_HEIGHT, Math.floor(first / TILE_WIDTH));
    const offset = (first % TILE_WIDTH) * HASH_BYTES;
    return folded(hashes.subarray(offset, offset + 2 ** inTile * HASH_BYTES), 2 ** inTile);
  };

/** The tree that stands on these partial rows, split into complete subtrees as the binary digits of each length say. */
function completeSubtrees(row: readonly Hash[]): Hash[] {
  const subtrees: Hash[] = [];
  const bytes = joined(row);
  let start = 0;
  for (let width = TILE_WIDTH / 2; width >= 1; width /= 2) {
    if (Math.floor(row.length / width) % 2 === 0) continue;
    subtrees.push(folded(bytes.subarray(start * HASH_BYTES, (start + width) * HASH_BYTES), width));
    start += width;
  }
  return subtrees;
}

/** The one hash above `count` neighbours, a power of two. */
function folded(hashes: Uint8Array, count: number): Hash {
  if (hashes.length !== count * HASH_BYTES) throw new Error('That subtree is not complete');
  if (count === 1) return hashes;
  const half = hashes.length / 2;
  return nodeHash(folded(hashes.subarray(0, half), count / 2), folded(hashes.subarray(half), count / 2));
}

function joined(hashes: readonly Hash[]): Uint8Array {
  const bytes = new Uint8Array(hashes.length * HASH_BYTES);
  for (const [index, hash] of hashes.entries()) bytes.set(hash, index * HASH_BYTES);
  return bytes;
}
