/** Streams the rows of one worksheet: one reused row object, no object per cell. */
import { ok, type Result, refuse } from '@duoping/kit';
import { serialReader, timeFromSerial } from './serial.ts';
import { rowScanner } from './sheet-rows.ts';
import { CELL, type CellKind, columnLetters, columnOfReference, type Row } from './table.ts';
import type { Workbook, WorkbookSheet } from './workbook.ts';
import { readPart, type WorkbookFault } from './workbook-part.ts';
import { unescapeControls } from './write-workbook.ts';
import type { XmlHandlers } from './xml.ts';

export interface SheetExtras {
  /** Ranges such as `A4:A9`. */
  readonly merges: readonly string[];
  /** How many cells held a formula. */
  readonly formulas: number;
}

interface OpenRow extends Row {
  number: number;
  width: number;
  readonly texts: string[];
  readonly kinds: CellKind[];
}

/** Hands on every row that has a cell, top to bottom, until `take` returns false. */
export function readSheet(
  book: Workbook,
  sheet: WorkbookSheet,
  take: (row: Row) => boolean,
): Result<SheetExtras, WorkbookFault> {
  const { limits } = book.archive;
  const row: OpenRow = { number: 0, width: 0, texts: [], kinds: [] };
  const isoOf = serialReader(book.date1904);
  const merges: string[] = [];
  let formulas = 0;
  let characters = 0;
  let column = -1;
  let type = '';
  let style = 0;
  let value = '';
  let collecting = false;
  let phonetic = 0;
  let fault: WorkbookFault['fault'] | undefined;
  let message = '';
  let halt = (): void => {};
  const fail = (kind: WorkbookFault['fault'], why: string): void => {
    fault ??= kind;
    message ||= why;
    halt();
  };

  const openRow = (next: number): void => {
    if (!(Number.isInteger(next) && next > row.number)) fail('damaged-workbook', 'rows out of order');
    else if (next > limits.rows) fail('file-too-large', `more than ${limits.rows} rows`);
    row.texts.fill('', 0, row.width);
    row.kinds.fill(CELL.empty, 0, row.width);
    row.number = next;
    row.width = 0;
    column = -1;
  };
  const openCell = (next: number | undefined): void => {
    if (next === undefined || next <= column) fail('damaged-workbook', 'cells out of order');
    else if (next >= limits.columns) fail('file-too-large', `more than ${limits.columns} columns`);
    else column = next;
  };
  const put = (text: string, kind: CellKind): void => {
    if (text === '') return;
    characters += text.length;
    if (text.length > limits.cellCharacters) fail('cell-too-long', `more than ${limits.cellCharacters} characters`);
    if (characters > limits.totalCharacters) fail('file-too-large', `more than ${limits.totalCharacters} characters`);
    for (let at = row.texts.length; at < column; at++) {
      row.texts.push('');
      row.kinds.push(CELL.empty);
    }
    row.texts[column] = text;
    row.kinds[column] = kind;
    row.width = column + 1;
  };
  const putShared = (index: number): void => {
    const text = book.sharedStrings[index];
    if (text === undefined)
      fail('damaged-workbook', `cell ${columnLetters(column)}${row.number} has a text that the workbook does not hold`);
    else put(text, CELL.text);
  };
  const closeCell = (): void => {
    if (type === 's' && value !== '') putShared(Number(value));
    else if (value !== '') put(...readCell(book, isoOf, { type, style, value }));
  };

  const rows = rowScanner({
    row: (number) => openRow(number || row.number + 1),
    cell(at, cellStyle, cellType, text) {
      openCell(at < 0 ? column + 1 : at);
      if (cellType === 's') putShared(Number(text));
      else put(...readCell(book, isoOf, { type: cellType, style: cellStyle, value: text }));
    },
    sharedCell(at, index) {
      openCell(at < 0 ? column + 1 : at);
      putShared(index);
    },
    emptyCell(at) {
      openCell(at < 0 ? column + 1 : at);
    },
    formula() {
      formulas += 1;
    },
    endRow() {
      const wanted = !fault && (row.width === 0 || take(row));
      if (!wanted) halt();
      return wanted;
    },
  });
  const handle = (stop: () => void): XmlHandlers => {
    halt = stop;
    return {
      open(name, attributes) {
        if (name === 'c') {
          openCell(attributes.r === undefined ? column + 1 : columnOfReference(attributes.r));
          value = '';
          type = attributes.t ?? '';
          style = attributes.s === undefined ? 0 : Number(attributes.s);
        } else if (name === 'v') collecting = true;
        else if (name === 't') collecting = type === 'inlineStr' && phonetic === 0;
        else if (name === 'row') openRow(attributes.r === undefined ? row.number + 1 : Number(attributes.r));
        else if (name === 'f') formulas += 1;
        else if (name === 'rPh') phonetic += 1;
        else if (name === 'mergeCell') merges.push(attributes.ref ?? '');
      },
      text(piece) {
        if (collecting) value += piece;
      },
      close(name) {
        if (name === 'v' || name === 't') collecting = false;
        else if (name === 'c') closeCell();
        else if (name === 'rPh') phonetic -= 1;
        else if (name === 'row' && row.width > 0 && !take(row)) stop();
      },
    };
  };
  const read = readPart(book.archive, sheet.part, handle, rows);
  if (fault) return refuse({ fault, path: sheet.part, message });
  return read.ok ? ok({ merges, formulas }) : read;
}

/** The text and kind of a cell of any type but shared text, by its (ECMA-376 part 1, §18.18.11), number style and stored value. */
function readCell(
  book: Workbook,
  isoOf: (stored: string) => string | undefined,
  { type, style, value }: { type: string; style: number; value: string },
): readonly [string, CellKind] {
  if (type === 'b') return [value === '1' || value === 'true' ? 'TRUE' : 'FALSE', CELL.boolean];
  if (type === 'd') return [value, CELL.date];
  if (type === 'e') return [value, CELL.fault];
  if (type !== '' && type !== 'n') return [unescapeControls(value), CELL.text];
  const shown = book.styles[style];
  if (shown === 'date' || shown === 'time') {
    const isDate = shown === 'date' && Number(value) >= 1;
    const iso = isDate ? isoOf(value) : timeFromSerial(Number(value));
    if (iso !== undefined) return [iso, isDate ? CELL.date : CELL.time];
  }
  return [plainNumber(value), CELL.number];
}

const SHORT_INTEGER = /^\d{1,15}$/;

/** `7.99` for the `7.9900000000000002` that spreadsheets store: 15 digits are what they show. */
const plainNumber = (stored: string): string => {
  if (SHORT_INTEGER.test(stored)) return stored;
  const value = Number(stored);
  return Number.isFinite(value) ? String(Number(value.toPrecision(15))) : stored;
};
