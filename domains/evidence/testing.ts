/** Receipts and trees for tests: a receipt with everything in its place, and the definition of the tree written down naively. */
import { EMPTY_ROOT, type Hash, nodeHash } from './hash.ts';
import type { Receipt } from './receipt.ts';

/** The `sequence`-th beat of a play: nine seconds of it, each nine after the one before. */
export function someReceipt(change: Partial<Receipt> = {}): Receipt {
  const play = change.play ?? 'p1';
  const sequence = change.sequence ?? 1;
  const start = (sequence - 1) * 9000;
  return {
    id: `${play}.${sequence}`,
    play,
    sequence,
    household: '1c'.repeat(32),
    device: 'd1',
    model: 'm1',
    screen: 'tv',
    territory: 'CN',
    work: 'w1',
    alid: 'md:alid:org:partner:w1',
    partner: 'partner',
    contract: 'c1',
    contractVersion: 1,
    delivery: 'ab'.repeat(32),
    place: { sheet: 'Movies', row: 4 },
    grant: 'g1',
    epoch: 7,
    licenseType: 'SVOD',
    entitlement: 's1',
    keyIssue: 'k1',
    intervals: [[start, start + 9000]],
    watchedMs: 9000,
    from: 1_000_000 + start,
    to: 1_009_000 + start,
    ...change,
  };
}

/** RFC 6962 §2.1, word for word: MTH(D[n]) = HASH(0x01 ‖ MTH(D[0:k]) ‖ MTH(D[k:n])), k the largest power of two below n. */
export function naiveRoot(leaves: readonly Hash[]): Hash {
  const [only] = leaves;
  if (only === undefined) return EMPTY_ROOT;
  if (leaves.length === 1) return only;
  const k = splitOf(leaves.length);
  return nodeHash(naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}

/** RFC 6962 §2.1.1, word for word: PATH(m, D[n]). */
export function naivePath(index: number, leaves: readonly Hash[]): Hash[] {
  if (leaves.length <= 1) return [];
  const k = splitOf(leaves.length);
  return index < k
    ? [...naivePath(index, leaves.slice(0, k)), naiveRoot(leaves.slice(k))]
    : [...naivePath(index - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))];
}

/** RFC 6962 §2.1.2, word for word: SUBPROOF(m, D[n], b). */
export function naiveSubproof(first: number, leaves: readonly Hash[], whole = true): Hash[] {
  if (first === leaves.length) return whole ? [] : [naiveRoot(leaves)];
  const k = splitOf(leaves.length);
  return first <= k
    ? [...naiveSubproof(first, leaves.slice(0, k), whole), naiveRoot(leaves.slice(k))]
    : [...naiveSubproof(first - k, leaves.slice(k), false), naiveRoot(leaves.slice(0, k))];
}

const splitOf = (count: number): number => 2 ** Math.floor(Math.log2(count - 1)); // tests have few leaves
