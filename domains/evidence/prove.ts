/** Makes proofs from the hashes of complete subtrees, RFC 6962 §2.1.1 and §2.1.2: about log₂(size) of them are read for each. */
import { rootOfEdge } from './compact-tree.ts';
import type { Hash } from './hash.ts';

/** The hash over leaves `index · 2^level` to `(index + 1) · 2^level`, all of which exist. */
export type SubtreeReader = (level: number, index: number) => Promise<Hash>;

/** Root of the first `size` leaves. */
export const rootAt = (read: SubtreeReader, size: number): Promise<Hash> => rangeHash(read, 0, size);

/** Proof that leaf `index` stands in the tree of `size` leaves. Throws a RangeError when it can't. */
export async function inclusionProof(
  read: SubtreeReader,
  { index, size }: { readonly index: number; readonly size: number },
): Promise<Hash[]> {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw new RangeError(`No leaf ${index} in ${size}`);
  const path: Hash[] = [];
  let from = 0;
  let to = size;
  while (to - from > 1) {
    const middle = from + largestPowerBelow(to - from);
    if (index < middle) {
      path.push(await rangeHash(read, middle, to));
      to = middle;
    } else {
      path.push(await rangeHash(read, from, middle));
      from = middle;
    }
  }
  return path.reverse();
}

/** Proof that the tree of `first` leaves is the beginning of the tree of `second`. Throws a RangeError when it can't be. */
export async function consistencyProof(
  read: SubtreeReader,
  { first, second }: { readonly first: number; readonly second: number },
): Promise<Hash[]> {
  if (!Number.isSafeInteger(first) || first < 0 || first > second) throw new RangeError(`${first} is not in ${second}`);
  if (first === 0 || first === second) return [];
  const path: Hash[] = [];
  let from = 0;
  let to = second;
  while (first !== to) {
    const middle = from + largestPowerBelow(to - from);
    if (first <= middle) {
      path.push(await rangeHash(read, middle, to));
      to = middle;
    } else {
      path.push(await rangeHash(read, from, middle));
      from = middle;
    }
  }
  if (from > 0) path.push(await rangeHash(read, from, to)); // else the verifier holds it: it is the first root
  return path.reverse();
}

/** Hash of the leaves [from, to), where `from` is a multiple of the largest power of two below the range's length. */
async function rangeHash(read: SubtreeReader, from: number, to: number): Promise<Hash> {
  const parts: Promise<Hash>[] = [];
  for (let start = from; start < to; ) {
    const level = levelWithin(to - start);
    parts.push(read(level, start / 2 ** level));
    start += 2 ** level;
  }
  return rootOfEdge(await Promise.all(parts));
}

/** The largest power of two that is less than `count`, which is at least 2. */
const largestPowerBelow = (count: number): number => 2 ** levelWithin(count - 1);

/** The largest n with 2^n ≤ `count`. */
function levelWithin(count: number): number {
  let level = 0;
  while (2 ** (level + 1) <= count) level++;
  return level;
}
