/** A row's times: whole seconds beside its kind, and the few that seconds can't say apart. */
import type { Instant } from '@duoping/kit';
import { ENDED, NOT_YET } from './dimensions.ts';
import type { Grant } from './grant.ts';
import type { GrantColumns, RowTimes, View } from './index-columns.ts';

/** The second that says never, of an end. */
const NEVER_SECOND = 0xffff_ffff;

/** Writes the three words of a row. */
export function writeRow(columns: { rows: Uint32Array; apart: Map<number, RowTimes> }, row: number, own: OwnRow): void {
  const { kind, grant } = own;
  const { start, end } = grant.window;
  const isApart = !isSecond(start) || (end !== null && !isSecond(end)) || grant.listedFrom !== undefined;
  columns.rows[row * 3] = kind * 2 + (isApart ? 1 : 0);
  if (isApart) {
    const times = { start, end: end ?? Number.POSITIVE_INFINITY, listedFrom: grant.listedFrom ?? start };
    columns.apart.set(row, times);
    return;
  }
  columns.rows[row * 3 + 1] = start / 1000;
  columns.rows[row * 3 + 2] = end === null ? NEVER_SECOND : end / 1000;
}

interface OwnRow {
  readonly kind: number;
  readonly grant: Pick<Grant, 'window' | 'listedFrom'>;
}

const isSecond = (at: Instant): boolean => at >= 0 && at % 1000 === 0 && at / 1000 < NEVER_SECOND;

export const kindOf = ({ rows }: GrantColumns, row: number): number => (rows[row * 3] as number) >>> 1; // rows of the index have their words

/** `ENDED`, `NOT_YET` or 0. At a time that is no number nothing has begun. */
export function failedNow(view: View, row: number, at: Instant): number {
  if (!view.judgedByWindow) return 0;
  const { rows } = view.columns;
  if (((rows[row * 3] as number) & 1) === 1) return failedApart(view, row, at); // as above
  const end = rows[row * 3 + 2] as number; // as above
  if (at >= end * 1000 && end !== NEVER_SECOND) return ENDED;
  return at >= (rows[row * 3 + 1] as number) * 1000 ? 0 : NOT_YET; // as above
}

function failedApart(view: View, row: number, at: Instant): number {
  if (at >= endOf(view.columns, row)) return ENDED;
  return at >= openingOf(view, row) ? 0 : NOT_YET;
}

/** When the row opens to this question. */
export function openingOf({ columns, byListing }: View, row: number): Instant {
  const times = timesApart(columns, row);
  if (times) return byListing ? times.listedFrom : times.start;
  return (columns.rows[row * 3 + 1] as number) * 1000; // as above
}

export function startOf(columns: GrantColumns, row: number): Instant {
  return timesApart(columns, row)?.start ?? (columns.rows[row * 3 + 1] as number) * 1000; // as above
}

/** +Infinity for never. */
export function endOf(columns: GrantColumns, row: number): number {
  const times = timesApart(columns, row);
  if (times) return times.end;
  const second = columns.rows[row * 3 + 2] as number; // as above
  return second === NEVER_SECOND ? Number.POSITIVE_INFINITY : second * 1000;
}

function timesApart({ rows, apart }: GrantColumns, row: number): RowTimes | undefined {
  return ((rows[row * 3] as number) & 1) === 0 ? undefined : apart.get(row); // as above
}
