/** A delivered file as the partner sees it: its sheets, rows and cells, without any judgement. For showing findings beside them. */
import Papa from 'papaparse';
import { SHEET as CSV_SHEET, delimiterOf } from './csv.ts';
import { findingList } from './finding.ts';
import { HEADER_ROWS, isHeaderRow } from './header.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { readSheet } from './sheet.ts';
import { CELL, columnLetters, type Row } from './table.ts';
import { decodeText } from './text.ts';
import { openWorkbook } from './workbook.ts';

export interface DeliveredSheet {
  readonly name: string;
  /** The number of the row that names the columns; null where none does, as in XML. */
  readonly header: number | null;
  /** Rows that have a cell, top to bottom. In XML, each line is a row of one cell. */
  readonly rows: readonly DeliveredRow[];
}

export interface DeliveredRow {
  /** Counts from 1, as the partner's own program shows it. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** The sheet that lines of an XML file stand in. */
export const LINES = 'XML';

/** Reads no more than the limits allow; what can't be read is left out. Never throws, whatever the bytes. */
export function deliveredRows(bytes: Uint8Array, given: Partial<Limits> = {}): readonly DeliveredSheet[] {
  const limits = { ...DEFAULT_LIMITS, ...given };
  if (bytes.length === 0 || bytes.length > limits.fileBytes) return [];
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return workbookRows(bytes, limits);
  const text = decodeText(bytes, findingList(0));
  if (text === undefined) return [];
  return [/^\s*</.test(text) ? lineRows(text, limits) : csvRows(text, limits)];
}

function workbookRows(bytes: Uint8Array, limits: Limits): readonly DeliveredSheet[] {
  const book = openWorkbook(bytes, limits);
  if (!book.ok) return [];
  const visible = book.value.sheets.filter(({ hidden }) => !hidden);
  return visible.map((sheet): DeliveredSheet => {
    const collected = collector();
    readSheet(book.value, sheet, collected.take);
    return { name: sheet.name, ...collected.end() };
  });
}

function csvRows(text: string, limits: Limits): DeliveredSheet {
  const collected = collector();
  let number = 0;
  Papa.parse<string[]>(text, {
    delimiter: delimiterOf(text),
    step({ data }, parser) {
      number += 1;
      if (number > limits.rows || data.length > limits.columns) parser.abort();
      else if (data.some((cell) => cell !== ''))
        collected.take({ number, width: data.length, texts: data, kinds: data.map(() => CELL.text) });
    },
  });
  return { name: CSV_SHEET, ...collected.end() };
}

function lineRows(text: string, limits: Limits): DeliveredSheet {
  const lines = text.split(/\r\n|\r|\n/, limits.rows);
  const rows = lines.map((line, at) => ({ number: at + 1, cells: [line.slice(0, limits.cellCharacters)] }));
  return { name: LINES, header: null, rows };
}

function collector() {
  const rows: DeliveredRow[] = [];
  let header: number | null = null;
  return {
    take(row: Row): boolean {
      if (header === null && rows.length < HEADER_ROWS && isHeaderRow(row)) header = row.number;
      rows.push({ number: row.number, cells: row.texts.slice(0, row.width) });
      return true;
    },
    end: () => ({ header, rows }),
  };
}

/** The column of a finding's place: `AB Territory` is 27. Undefined when it names none by its letters. */
export function columnOfPlace(column: string | undefined, header: readonly string[]): number | undefined {
  if (column === undefined) return undefined;
  const letters = /^([A-Z]{1,3})( |$)/.exec(column)?.[1];
  if (letters !== undefined) {
    let place = 0;
    for (const letter of letters) place = place * 26 + (letter.charCodeAt(0) - 64);
    if (columnLetters(place - 1) === letters) return place - 1;
  }
  const named = header.findIndex((name) => name.trim().toLowerCase() === column.toLowerCase());
  return named < 0 ? undefined : named;
}
