/** What every store of the log must do, whatever engine is behind it. Run it inside a `describe`. */
import { expect, test } from 'vitest';
import { leafHash } from './hash.ts';
import { growTiles } from './index.ts';
import type { LogHead, LogStep, LogStore } from './ports.ts';
import { naiveRoot } from './testing.ts';
import type { Tile } from './tiles.ts';

const textOf = (index: number) => `leaf ${index}`;
const hashOf = (index: number) => leafHash(Buffer.from(textOf(index)));

/** A step with `count` more leaves. Their watching began at 1000, 2000, 3000 … */
export function stepOf(head: LogHead, count: number): LogStep {
  const tiles: Tile[] = [];
  const tree = growTiles(head, (tile) => tiles.push(tile));
  const leaves = Array.from({ length: count }, (_, each) => {
    const index = head.size + each;
    tree.append(hashOf(index));
    const from = (index + 1) * 1000;
    return {
      index,
      receipt: `r${index}`,
      position: BigInt(index + 10),
      from,
      text: textOf(index),
      hash: hashOf(index),
    };
  });
  const horizon = { position: 5n, writers: ['3/17'] };
  return { leaves, tiles, low: head.low, horizon, note: `${Buffer.from(tree.root()).toString('hex')}` };
}

export function logContract(open: () => Promise<LogStore>): void {
  test('a step is read back as it was taken', async () => {
    const log = await open();
    expect(await log.checkpoint()).toBeUndefined();
    await log.advance(async (head) => {
      expect(head).toMatchObject({ size: 0, low: 0n, ahead: [], horizon: null, note: null });
      return stepOf(head, 3);
    });
    await log.advance(async (head) => {
      const note = Buffer.from(naiveRoot([0, 1, 2].map(hashOf))).toString('hex');
      expect(head).toMatchObject({
        size: 3,
        ahead: [10n, 11n, 12n],
        horizon: { position: 5n, writers: ['3/17'] },
        note,
      });
      return { ...stepOf(head, 0), low: 11n, note: null };
    });
    await log.advance(async (head) => {
      expect(head).toMatchObject({ low: 11n, ahead: [12n] });
      return stepOf(head, 1);
    });
    expect(await log.indexOf('r2')).toBe(2);
    expect(await log.indexOf('r9')).toBeUndefined();
    expect(await log.leaves(1, 2)).toEqual(['leaf 1', 'leaf 2']);
    expect(await log.leaves(3, 9)).toEqual(['leaf 3']);
    expect(await log.checkpoint()).toBe(Buffer.from(naiveRoot([0, 1, 2, 3].map(hashOf))).toString('hex'));
    expect(await Promise.all([0, 1000, 1001, 9999].map((at) => log.sizeBefore(at)))).toEqual([0, 0, 1, 4]);
    expect(await Promise.all([9n, 10n, 12n, 99n].map((at) => log.sizeThrough(at)))).toEqual([0, 1, 3, 4]);
    expect(await Promise.all([0, 2, 4].map((size) => log.indexesAfter(10n, size)))).toEqual([[], [1], [1, 2, 3]]);
    expect(await log.reached()).toEqual({ low: 11n, ahead: [12n, 13n] });
  });

  test('tiles fill up over steps, and the tree goes on from them', async () => {
    const log = await open();
    for (const count of [200, 100, 300]) await log.advance(async (head) => stepOf(head, count));
    const hashes = (from: number, to: number) =>
      Buffer.concat(Array.from({ length: to - from }, (_, each) => hashOf(from + each)));
    expect(Buffer.from(await log.tile(0, 0)).equals(hashes(0, 256))).toBe(true);
    expect(Buffer.from(await log.tile(0, 1)).equals(hashes(256, 512))).toBe(true);
    expect(Buffer.from(await log.tile(0, 2)).equals(hashes(512, 600))).toBe(true);
    expect(await log.tile(1, 0)).toHaveLength(64);
    expect(await log.tile(0, 3)).toHaveLength(0);
    expect(await log.checkpoint()).toBe(
      Buffer.from(naiveRoot(Array.from({ length: 600 }, (_, index) => hashOf(index)))).toString('hex'),
    );
  });

  test('what throws leaves no trace, and does not keep the lock', async () => {
    const log = await open();
    const refused = log.advance(async (head) => {
      stepOf(head, 2);
      throw new Error('killed');
    });
    await expect(refused).rejects.toThrow('killed');
    await log.advance(async (head) => {
      expect(head.size).toBe(0);
      return stepOf(head, 1);
    });
  });

  test('one advances at a time; another is told that it is busy', async () => {
    const log = await open();
    const first = log.advance(async (head) => {
      expect(await log.advance(async (other) => stepOf(other, 1))).toBe('busy');
      return stepOf(head, 1);
    });
    expect(await first).not.toBe('busy');
    expect(await log.indexOf('r1')).toBeUndefined();
  });

  test('no leaf stands twice, and none leaves a gap', async () => {
    const log = await open();
    await log.advance(async (head) => stepOf(head, 2));
    await expect(log.advance(async (head) => stepOf({ ...head, size: 1, rows: [[hashOf(0)]] }, 1))).rejects.toThrow();
    await expect(
      log.advance(async (head) => stepOf({ ...head, size: 4, rows: [[0, 1, 2, 3].map(hashOf)] }, 1)),
    ).rejects.toThrow();
    const again = log.advance(async (head) => {
      const step = stepOf(head, 1);
      return { ...step, leaves: step.leaves.map((leaf) => ({ ...leaf, receipt: 'r0' })) };
    });
    await expect(again).rejects.toThrow();
    expect(await log.leaves(0, 9)).toEqual(['leaf 0', 'leaf 1']);
  });
}
