import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BLOCK_LEAVES, completedBy, coverOf, leavesOf, partsOf, wholeBlocks } from './blocks.ts';

test('a cover is just the leaves asked for, in order, and never more than six blocks of a level', () => {
  const ends = fc.tuple(fc.nat(5000), fc.nat(5000)).map((both) => both.sort((a, b) => a - b));
  fc.assert(
    fc.property(ends, ([first = 0, last = 0]) => {
      const cover = coverOf({ from: first * BLOCK_LEAVES, below: last * BLOCK_LEAVES });
      let at = first * BLOCK_LEAVES;
      for (const name of cover) {
        expect(leavesOf(name).from).toBe(at);
        at = leavesOf(name).below;
      }
      expect(at).toBe(last * BLOCK_LEAVES);
      for (const { level } of cover) expect(cover.filter((name) => name.level === level).length).toBeLessThan(7);
    }),
  );
});

test('a block is completed by the last of its parts, which are just its leaves', () => {
  expect(completedBy({ level: 0, index: 2 })).toEqual([]);
  expect(completedBy({ level: 0, index: 15 })).toEqual([
    { level: 1, index: 3 },
    { level: 2, index: 0 },
  ]);
  const parts = partsOf({ level: 1, index: 3 });
  expect(parts.map(({ index }) => index)).toEqual([12, 13, 14, 15]);
  expect([parts.map(leavesOf).at(0)?.from, parts.map(leavesOf).at(-1)?.below]).toEqual(
    Object.values(leavesOf({ level: 1, index: 3 })),
  );
});

test('what a whole block still lacks counts for nothing', () => {
  expect([0, BLOCK_LEAVES - 1, BLOCK_LEAVES, 2 * BLOCK_LEAVES + 7].map(wholeBlocks)).toEqual([
    ...[0, 0, BLOCK_LEAVES, 2 * BLOCK_LEAVES],
  ]);
});
