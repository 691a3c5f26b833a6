/** What every store of tallies must do, whatever engine is behind it. Run it inside a `describe`. */
import { expect, test } from 'vitest';
import { BLOCK_LEAVES, type TalliedMonth, type Tally, type TallyStore } from './index.ts';
import { receiptOf } from './testing.ts';
import { rowOf, type WatchedRow } from './watched.ts';

const ZONE = 'Asia/Shanghai';
const ROWS: readonly WatchedRow[] = ['g1', 'g2', 'g3'].map((grant) => rowOf(receiptOf({ id: 'r', grant })));
const MONTH: TalliedMonth = {
  ...{ start: Date.UTC(1969, 11, 31), end: Date.UTC(2026, 10, 30, 16), rows: Int32Array.of(1, 2, 7) },
  ...{ watchedMs: BigUint64Array.of(15_000n, 0n, 2n ** 62n), receipts: Uint32Array.of(1, 0, 2 ** 31) },
};
const EMPTY: TalliedMonth = {
  ...{ start: 0, end: 1, rows: Int32Array.of(), watchedMs: BigUint64Array.of(), receipts: Uint32Array.of() },
};
const tally = (level: number, index: number, months: readonly TalliedMonth[] = [MONTH]): Tally => ({
  ...{ level, index, months },
});

export function talliesContract(open: () => Promise<TallyStore>): void {
  test('a step is read back as it was taken, to the last unit', async () => {
    const tallies = await open();
    expect(await tallies.reached(ZONE)).toBe(0);
    expect(await tallies.advance(ZONE, async () => [tally(0, 0), tally(1, 0, [EMPTY, MONTH])])).toBe(BLOCK_LEAVES);
    expect(await tallies.reached(ZONE)).toBe(BLOCK_LEAVES);
    expect(await tallies.blocks([])).toEqual([]);
    expect(await tallies.blocks([tally(0, 0), tally(0, 1)])).toEqual([tally(0, 0)]);
    expect(await tallies.blocks([tally(1, 0)])).toEqual([tally(1, 0, [EMPTY, MONTH])]);
    await tallies.advance(ZONE, async ({ leaves, blocks }) => {
      expect(leaves).toBe(BLOCK_LEAVES);
      expect(await blocks([tally(0, 0)])).toEqual([tally(0, 0)]);
      return [tally(0, 1, [])];
    });
    expect(await tallies.blocks([tally(0, 1)])).toEqual([tally(0, 1, [])]);
  });

  test('a step that makes nothing changes nothing', async () => {
    const tallies = await open();
    expect(await tallies.advance(ZONE, async () => [])).toBe(0);
    expect(await tallies.reached(ZONE)).toBe(0);
  });

  test('what throws leaves no trace, and does not keep the lock', async () => {
    const tallies = await open();
    await tallies.advance(ZONE, async () => [tally(0, 0)]);
    const killed = tallies.advance('UTC', async () => {
      throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await tallies.reached(ZONE)).toBe(BLOCK_LEAVES);
    expect(await tallies.blocks([tally(0, 0)])).toEqual([tally(0, 0)]);
    expect(await tallies.advance(ZONE, async () => [tally(0, 1)])).toBe(2 * BLOCK_LEAVES);
  });

  test('one advances at a time; another is told that it is busy', async () => {
    const tallies = await open();
    await tallies.advance(ZONE, async () => {
      expect(await tallies.advance(ZONE, async () => [tally(0, 0, [])])).toBe('busy');
      return [tally(0, 0)];
    });
    expect(await tallies.blocks([tally(0, 0)])).toEqual([tally(0, 0)]);
  });

  test('blocks of another zone are thrown away, and made anew from the first', async () => {
    const tallies = await open();
    await tallies.advance(ZONE, async () => [tally(0, 0)]);
    expect(await tallies.reached('UTC')).toBe(0);
    await tallies.advance('UTC', async ({ leaves }) => {
      expect(leaves).toBe(0);
      return [tally(0, 0, [])];
    });
    expect(await tallies.reached(ZONE)).toBe(0);
    expect(await tallies.reached('UTC')).toBe(BLOCK_LEAVES);
    expect(await tallies.blocks([tally(0, 0)])).toEqual([tally(0, 0, [])]);
  });

  test('a row has one number for ever, and is found by it', async () => {
    const tallies = await open();
    const given: (readonly number[])[] = [];
    for (const rows of [ROWS.slice(0, 2), ROWS.toReversed(), []]) {
      await tallies.advance(ZONE, async ({ numbersOf }) => {
        given.push(await numbersOf(rows));
        return [tally(0, given.length - 1)];
      });
    }
    const [[first = 0, second = 0] = [], [third = 0, ...rest] = [], none] = given;
    expect(new Set([first, second, third]).size).toBe(3);
    expect(rest).toEqual([second, first]);
    expect(none).toEqual([]);
    const found = await tallies.rows([third, first, 999]);
    expect([...found].sort(([a], [b]) => a - b)).toEqual([
      [first, ROWS[0]],
      [third, ROWS[2]],
    ]);
  });
}
