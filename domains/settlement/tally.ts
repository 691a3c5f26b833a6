/** What a block of leaves adds up to: whole milliseconds and receipts, by row and by the month in which they ended. */
import type { Instant } from '@duoping/kit';
import type { BlockName } from './blocks.ts';
import { type Period, periodOfEnd } from './period.ts';
import { endedIn, isSameRow, rowOf, type WatchedRow } from './watched.ts';
import type { WatchedLeaf } from './watched-leaf.ts';

export interface Tally extends BlockName {
  /** Each receipt of the block that shares in subscriptions stands in exactly one of them. */
  readonly months: readonly TalliedMonth[];
}

/** Receipts that ended in `start < to ≤ end`: a month as the books' zone had it when the block was tallied. */
export interface TalliedMonth {
  readonly start: Instant;
  readonly end: Instant;
  /** What each row adds up to, by the number that stands for the row; ascending. */
  readonly rows: Int32Array;
  readonly watchedMs: BigUint64Array;
  readonly receipts: Uint32Array;
}

/** Adds leaves up by the rows and months that they bring; rows get their numbers at the end, all at once. */
export function leafTally(zone: string) {
  const rows: WatchedRow[] = [];
  const byGrant = new Map<string, { readonly at: number; readonly row: WatchedRow }[]>();
  const months: { period: Period; sums: Sums }[] = [];
  const placeOf = (leaf: WatchedLeaf): number => {
    const known = byGrant.get(leaf.grant) ?? [];
    const same = known.find(({ row }) => isSameRow(row, leaf));
    if (same) return same.at;
    const at = rows.push(rowOf(leaf)) - 1;
    byGrant.set(leaf.grant, [...known, { at, row: rowOf(leaf) }]);
    return at;
  };
  const sumsOf = (to: Instant): Sums => {
    const known = months.find(({ period }) => endedIn(to, period));
    if (known) return known.sums;
    const sums: Sums = new Map();
    months.push({ period: periodOfEnd(to, zone), sums });
    return sums;
  };
  return {
    rows,
    add(leaf: WatchedLeaf): void {
      addTo(sumsOf(leaf.to), placeOf(leaf), { watchedMs: BigInt(leaf.watchedMs), receipts: 1 });
    },
    /** `numbers`: of the rows, in their order. */
    months: (numbers: readonly number[]): readonly TalliedMonth[] =>
      months.map(({ period, sums }) =>
        monthOf(period.window, new Map([...sums].map(([at, sum]) => [numberAt(numbers, at), sum]))),
      ),
  };
}

/** Several blocks as one. */
export function mergedMonths(tallies: readonly Tally[]): readonly TalliedMonth[] {
  const months = new Map<string, { window: Pick<TalliedMonth, 'start' | 'end'>; sums: Sums }>();
  for (const month of tallies.flatMap((tally) => tally.months)) {
    const key = `${month.start} ${month.end}`;
    const { sums } = months.get(key) ?? { sums: new Map() };
    addMonth(sums, month);
    months.set(key, { window: month, sums });
  }
  return [...months.values()].map(({ window, sums }) => monthOf(window, sums));
}

/** By the row's number. */
export type Sums = Map<number, { readonly watchedMs: bigint; readonly receipts: number }>;

export function addMonth(sums: Sums, { rows, watchedMs, receipts }: TalliedMonth): void {
  for (const [at, row] of rows.entries()) {
    addTo(sums, row, { watchedMs: watchedMs[at] ?? 0n, receipts: receipts[at] ?? 0 });
  }
}

function addTo(sums: Sums, row: number, more: { readonly watchedMs: bigint; readonly receipts: number }): void {
  const known = sums.get(row);
  sums.set(
    row,
    known ? { watchedMs: known.watchedMs + more.watchedMs, receipts: known.receipts + more.receipts } : more,
  );
}

function monthOf({ start, end }: Pick<TalliedMonth, 'start' | 'end'>, sums: Sums): TalliedMonth {
  const inOrder = [...sums].sort(([a], [b]) => a - b);
  return {
    ...{ start, end, rows: Int32Array.from(inOrder, ([row]) => row) },
    watchedMs: BigUint64Array.from(inOrder, ([, sum]) => sum.watchedMs),
    receipts: Uint32Array.from(inOrder, ([, sum]) => sum.receipts),
  };
}

function numberAt(numbers: readonly number[], at: number): number {
  const number = numbers[at];
  if (number === undefined) throw new Error('A row got no number');
  return number;
}
