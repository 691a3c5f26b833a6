/** Is a row's window open? Decided by whole seconds beside the row's kind; only on an edge's own second exactly. */
import type { Instant } from '@duoping/kit';
import { ENDED, NOT_YET } from './dimensions.ts';
import type { GrantColumns, View } from './index-columns.ts';

const LAST_SECOND = 0xffff_ffff;

/** Whole seconds since 1970, held between 0 and the year 2106: never out of order, equal is undecided. */
export const secondOf = (at: number): number => Math.max(0, Math.min(LAST_SECOND, Math.floor(at / 1000)));

/** `ENDED`, `NOT_YET` or 0. A time that is no number is not yet. */
export function failedNow({ columns, judgedByWindow, byListing }: View, row: number, at: Instant): number {
  if (!judgedByWindow) return 0;
  const { rows, times } = columns;
  const second = secondOf(at);
  const end = rows[row * 3 + 2] as number; // a row of the index has its three words
  if (second > end || (second === end && at >= (times[row * 2 + 1] as number))) return ENDED; // and both its times
  const listed = byListing ? columns.listedFrom.get(row) : undefined;
  if (listed !== undefined) return at >= listed ? 0 : NOT_YET;
  const start = rows[row * 3 + 1] as number; // as above
  return second > start || (second === start && at >= (times[row * 2] as number)) ? 0 : NOT_YET; // as above
}

/** When the row opens to this question, exactly. */
export const startOf = ({ columns, byListing }: View, row: number): number =>
  (byListing ? columns.listedFrom.get(row) : undefined) ?? columns.times[row * 2] ?? Number.POSITIVE_INFINITY;

export const endOf = ({ columns }: View, row: number): number => columns.times[row * 2 + 1] ?? Number.NEGATIVE_INFINITY;

/** Does the window of row `a` start after that of `b`? Positive when it does, 0 when both start together. */
export const compareStarts = ({ rows, times }: GrantColumns, a: number, b: number): number =>
  (rows[a * 3 + 1] ?? 0) - (rows[b * 3 + 1] ?? 0) || (times[a * 2] ?? 0) - (times[b * 2] ?? 0);
