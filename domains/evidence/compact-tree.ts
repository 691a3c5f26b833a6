/**
 * A Merkle tree that only grows, kept as its right edge: one hash for each complete subtree, largest first, at most 53 of
 * them. A leaf costs two hashes on average and log₂(size) at most; the root costs log₂(size).
 */
import { EMPTY_ROOT, type Hash, nodeHash } from './hash.ts';

/** Told of each complete subtree as it is completed: `2^level` leaves, the `index`-th of its kind. */
export type Completed = (level: number, index: number, hash: Hash) => void;

export interface CompactTree {
  readonly size: number;
  /** Adds a leaf by its hash. */
  append(leafHash: Hash): void;
  root(): Hash;
  /** The complete subtrees, largest first: as many as `size` has binary ones. */
  edge(): readonly Hash[];
}

/** Goes on from `start`; throws when the hashes there can't belong to a tree of that size. */
export function compactTree(
  start: { readonly size: number; readonly edge: readonly Hash[] } = { size: 0, edge: [] },
  completed: Completed = () => {},
): CompactTree {
  if (onesIn(start.size) !== start.edge.length) throw new Error(`A tree of ${start.size} has another edge`);
  const edge = [...start.edge];
  let size = start.size;
  return {
    get size() {
      return size;
    },
    append(leafHash) {
      let hash = leafHash;
      let index = size;
      let level = 0;
      completed(level, index, hash);
      for (; index % 2 === 1; index = (index - 1) / 2) {
        hash = nodeHash(edge.pop() ?? missing(), hash);
        level++;
        completed(level, (index - 1) / 2, hash);
      }
      edge.push(hash);
      size++;
    },
    root: () => rootOfEdge(edge),
    edge: () => [...edge],
  };
}

/** Folds the complete subtrees of a tree, largest first, into its root. */
export const rootOfEdge = (edge: readonly Hash[]): Hash =>
  edge.length === 0 ? EMPTY_ROOT : edge.reduceRight((right, left) => nodeHash(left, right));

function onesIn(size: number): number {
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
}

function missing(): never {
  throw new Error('The edge of the tree is shorter than its size');
}
