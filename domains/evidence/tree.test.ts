import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compactTree,
  consistencyProof,
  growTiles,
  type Hash,
  inclusionProof,
  leafHash,
  type PartialRows,
  partialLengths,
  readSubtrees,
  rootAt,
  type SubtreeReader,
  type Tile,
  verifyConsistency,
  verifyInclusion,
} from './index.ts';
import { naivePath, naiveRoot, naiveSubproof } from './testing.ts';

const hex = (hash: Hash): string => Buffer.from(hash).toString('hex');
const hexes = (hashes: readonly Hash[]): string[] => hashes.map(hex);
const leaves = (count: number): Hash[] =>
  Array.from({ length: count }, (_, index) => leafHash(Buffer.from(`${index}`)));
const LEAVES = leaves(700);

/** A tree of the first `size` leaves in tiles, grown in steps, as the log grows by batches. */
function tiled(size: number, steps: readonly number[] = []): { read: SubtreeReader; root: Hash } {
  const tiles = new Map<string, Uint8Array>();
  const key = (level: number, index: number) => `${level}/${index}`;
  const nodes = new Map<string, Hash>();
  const rowsAt = (at: number): PartialRows =>
    partialLengths(at).map((length, level) => {
      const first = Math.floor(at / 256 ** level) - length;
      return Array.from({ length }, (_, index) => nodes.get(key(level, first + index)) ?? new Uint8Array());
    });
  let at = 0;
  let root = naiveRoot([]);
  for (const until of [...steps.filter((step) => step < size).sort((a, b) => a - b), size]) {
    const tree = growTiles({ size: at, rows: rowsAt(at) }, (tile: Tile) => {
      tiles.set(key(tile.level, tile.index), tile.hashes);
      nodes.set(key(tile.level + 1, tile.index), tile.root);
    });
    for (; at < until; at++) {
      const hash = LEAVES[at] ?? new Uint8Array();
      nodes.set(key(0, at), hash);
      tree.append(hash);
    }
    root = tree.root();
  }
  const read = readSubtrees(async (level, index) => {
    const rows = rowsAt(size);
    return tiles.get(key(level, index)) ?? Buffer.concat(rows[level] ?? []);
  });
  return { read, root };
}

describe('a tree that grows', () => {
  test('has the roots that RFC 6962 defines, at every size', () => {
    const tree = compactTree();
    for (const [index, leaf] of LEAVES.slice(0, 300).entries()) {
      expect(hex(tree.root())).toBe(hex(naiveRoot(LEAVES.slice(0, index))));
      tree.append(leaf);
    }
  });

  test('has the roots that Certificate Transparency publishes for its eight leaves', () => {
    const tree = compactTree();
    const roots = [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ].map((data) => {
      tree.append(leafHash(Buffer.from(data, 'hex')));
      return hex(tree.root());
    });
    expect(roots).toEqual([
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ]);
  });

  test('goes on from its edge as if it had never stopped', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(299), (first, more) => {
        const before = compactTree();
        for (const leaf of LEAVES.slice(0, first)) before.append(leaf);
        const after = compactTree({ size: before.size, edge: before.edge() });
        for (const leaf of LEAVES.slice(first, first + more)) after.append(leaf);
        expect(hex(after.root())).toBe(hex(naiveRoot(LEAVES.slice(0, first + more))));
      }),
    );
  });

  test('hashes no more than log₂ of its size for a leaf and for the root', () => {
    let completed = 0;
    const tree = compactTree(undefined, () => completed++);
    for (const leaf of LEAVES) {
      completed = 0;
      tree.append(leaf);
      expect(completed).toBeLessThanOrEqual(Math.floor(Math.log2(tree.size)) + 1);
      expect(tree.edge().length).toBeLessThanOrEqual(Math.floor(Math.log2(tree.size)) + 1);
    }
  });

  test('does not start from an edge of another size', () => {
    expect(() => compactTree({ size: 3, edge: [] })).toThrow('another edge');
  });
});

describe('proofs out of tiles', () => {
  const sizes = fc.integer({ min: 1, max: LEAVES.length });
  const steps = fc.array(fc.nat(LEAVES.length), { maxLength: 4 });

  test('are those that RFC 6962 defines, and hold', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, steps, fc.nat(), fc.nat(), async (size, batches, anyIndex, anyFirst) => {
        const { read, root } = tiled(size, batches);
        const tree = LEAVES.slice(0, size);
        expect(hex(root)).toBe(hex(naiveRoot(tree)));
        const index = anyIndex % size;
        const proof = await inclusionProof(read, { index, size });
        expect(hexes(proof)).toEqual(hexes(naivePath(index, tree)));
        expect(verifyInclusion({ index, size, leafHash: LEAVES[index] ?? root, proof, root })).toBe(true);
        const first = (anyFirst % size) + 1;
        const bridge = await consistencyProof(read, { first, second: size });
        expect(hexes(bridge)).toEqual(hexes(naiveSubproof(first, tree)));
        const before = { size: first, root: await rootAt(read, first) };
        expect(hex(before.root)).toBe(hex(naiveRoot(LEAVES.slice(0, first))));
        expect(verifyConsistency({ first: before, second: { size, root }, proof: bridge })).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('stand across the edge of a tile of tiles', async () => {
    const size = 256 * 256 + 300;
    const many = leaves(size);
    const tiles = new Map<string, Tile>();
    const tree = growTiles({ size: 0, rows: [] }, (tile) => tiles.set(`${tile.level}/${tile.index}`, tile));
    for (const leaf of many) tree.append(leaf);
    expect([...tiles.keys()].filter((name) => name.startsWith('1/'))).toEqual(['1/0']);
    const read = readSubtrees(async (level, index) => {
      const full = tiles.get(`${level}/${index}`);
      if (full) return full.hashes;
      const row =
        level === 0
          ? many.slice(index * 256)
          : [...tiles.values()]
              .filter((tile) => tile.level === level - 1)
              .slice(index * 256)
              .map(({ root }) => root);
      return Buffer.concat(row);
    });
    for (const index of [0, 255, 256, 65_535, 65_536, size - 1]) {
      const proof = await inclusionProof(read, { index, size });
      const leaf = many[index] ?? tree.root();
      expect(verifyInclusion({ index, size, leafHash: leaf, proof, root: tree.root() })).toBe(true);
    }
    for (const first of [1, 255, 256, 257, 65_536, 65_537, size - 1]) {
      const proof = await consistencyProof(read, { first, second: size });
      const before = { size: first, root: await rootAt(read, first) };
      expect(verifyConsistency({ first: before, second: { size, root: tree.root() }, proof })).toBe(true);
    }
  });

  test('are refused for leaves and sizes that the tree does not have', async () => {
    const { read } = tiled(5);
    await expect(inclusionProof(read, { index: 5, size: 5 })).rejects.toThrow(RangeError);
    await expect(inclusionProof(read, { index: -1, size: 5 })).rejects.toThrow(RangeError);
    await expect(inclusionProof(read, { index: 0.5, size: 5 })).rejects.toThrow(RangeError);
    await expect(consistencyProof(read, { first: 6, second: 5 })).rejects.toThrow(RangeError);
  });

  test('any flipped bit, and any other index or size, is found', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 700 }), fc.nat(), fc.nat(), fc.nat(), async (size, a, b, bit) => {
        const { read, root } = tiled(size);
        const index = a % size;
        const leaf = LEAVES[index] ?? root;
        const proof = await inclusionProof(read, { index, size });
        const good = { index, size, leafHash: leaf, proof, root };
        const at = b % (proof.length + 2);
        const spoilt =
          at === 0
            ? { ...good, root: flip(root, bit) }
            : at === 1
              ? { ...good, leafHash: flip(leaf, bit) }
              : { ...good, proof: proof.map((hash, each) => (each === at - 2 ? flip(hash, bit) : hash)) };
        expect(verifyInclusion(spoilt)).toBe(false);
        expect(verifyInclusion({ ...good, index: (index + 1 + (b % (size - 1))) % size })).toBe(false);
        expect(verifyInclusion({ ...good, proof: [...proof, root] })).toBe(false);
        expect(verifyInclusion({ ...good, proof: proof.slice(1) })).toBe(false);
        const first = (a % (size - 1)) + 1;
        const before = { size: first, root: await rootAt(read, first) };
        const bridge = await consistencyProof(read, { first, second: size });
        const whole = { first: before, second: { size, root }, proof: bridge };
        expect(verifyConsistency(whole)).toBe(true);
        const broken =
          b % (bridge.length + 2) === 0
            ? { ...whole, first: { ...before, root: flip(before.root, bit) } }
            : b % (bridge.length + 2) === 1
              ? { ...whole, second: { size, root: flip(root, bit) } }
              : {
                  ...whole,
                  proof: bridge.map((hash, each) => (each === (b % (bridge.length + 2)) - 2 ? flip(hash, bit) : hash)),
                };
        expect(verifyConsistency(broken)).toBe(false);
        expect(verifyConsistency({ ...whole, proof: [...bridge, root] })).toBe(false);
        expect(verifyConsistency({ ...whole, proof: bridge.slice(1) })).toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});

function flip(bytes: Uint8Array, bit: number): Uint8Array {
  const flipped = Uint8Array.from(bytes);
  const at = Math.floor(bit / 8) % bytes.length;
  flipped[at] = (flipped[at] ?? 0) ^ (1 << (bit % 8));
  return flipped;
}
