/** Does a proof hold? RFC 9162 §2.1.3.2 (inclusion) and §2.1.4.2 (consistency), which RFC 6962's proofs satisfy too. */
import { EMPTY_ROOT, HASH_BYTES, type Hash, nodeHash, sameBytes } from './hash.ts';

export interface Inclusion {
  /** Of the leaf, counted from 0. */
  readonly index: number;
  /** Leaves in the tree. */
  readonly size: number;
  readonly leafHash: Hash;
  readonly proof: readonly Hash[];
  readonly root: Hash;
}

export interface Consistency {
  readonly first: { readonly size: number; readonly root: Hash };
  readonly second: { readonly size: number; readonly root: Hash };
  readonly proof: readonly Hash[];
}

/** Is the leaf at `index` of the tree of `size` leaves with this root? Never throws. */
export function verifyInclusion({ index, size, leafHash, proof, root }: Inclusion): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  if (![leafHash, root, ...proof].every(isHash)) return false;
  let position = index;
  let last = size - 1;
  let hash = leafHash;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      hash = nodeHash(sibling, hash);
      while (position % 2 === 0 && position !== 0) {
        position /= 2;
        last = half(last);
      }
    } else hash = nodeHash(hash, sibling);
    position = half(position);
    last = half(last);
  }
  return last === 0 && sameBytes(hash, root);
}

/** Is the first tree the beginning of the second, with nothing changed, removed or moved? Never throws. */
export function verifyConsistency({ first, second, proof }: Consistency): boolean {
  if (!isCount(first.size) || !isCount(second.size) || first.size > second.size) return false;
  if (![first.root, second.root, ...proof].every(isHash)) return false;
  if (first.size === second.size) return proof.length === 0 && sameBytes(first.root, second.root);
  if (first.size === 0) return proof.length === 0 && sameBytes(first.root, EMPTY_ROOT);
  const path = isPowerOfTwo(first.size) ? [first.root, ...proof] : proof;
  const [seed, ...rest] = path;
  if (!seed) return false;
  let position = first.size - 1;
  let last = second.size - 1;
  while (position % 2 === 1) {
    position = half(position);
    last = half(last);
  }
  let before = seed;
  let after = seed;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      before = nodeHash(sibling, before);
      after = nodeHash(sibling, after);
      while (position % 2 === 0 && position !== 0) {
        position /= 2;
        last = half(last);
      }
    } else after = nodeHash(after, sibling);
    position = half(position);
    last = half(last);
  }
  return last === 0 && sameBytes(before, first.root) && sameBytes(after, second.root);
}

const half = (count: number): number => Math.floor(count / 2);
const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const isHash = (hash: Hash): boolean => hash.length === HASH_BYTES;

function isPowerOfTwo(value: number): boolean {
  let rest = value;
  while (rest > 1 && rest % 2 === 0) rest /= 2;
  return rest === 1;
}
