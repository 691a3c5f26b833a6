/** Rows and cells as a grammar sees them, whether they came from a workbook or from CSV. */
import type { Place } from './clause.ts';

/**
 * What a cell was in its file. Its text is already in one form for each kind: a date is `YYYY-MM-DD` or
 * `YYYY-MM-DDTHH:MM:SS`, a time `H:MM:SS`, a boolean `TRUE` or `FALSE`, a number as ECMAScript prints it.
 */
export const CELL = { empty: 0, text: 1, number: 2, date: 3, time: 4, boolean: 5, fault: 6 } as const;
export type CellKind = (typeof CELL)[keyof typeof CELL];

/** One row. The object is used again for the next row: copy what must last. `texts` is '' where there is no cell. */
export interface Row {
  /** Counts from 1, as spreadsheets show it. */
  readonly number: number;
  /** Cells from here on are empty. */
  readonly width: number;
  readonly texts: readonly string[];
  readonly kinds: readonly CellKind[];
}

/** `AB` for 27: columns count from 0 here and from A in spreadsheets. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** 27 for `AB12`; undefined when there are no letters, or more than three. */
export function columnOfReference(reference: string): number | undefined {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return at < 1 || at > 3 ? undefined : column - 1;
}

/** The place of a cell: column letters, then the column's name if it has one. */
export const cellPlace = (sheet: string, row: number, column: number, name?: string): Place => ({
  sheet,
  row,
  column: name ? `${columnLetters(column)} ${name}` : columnLetters(column),
});
