/**
 * Scans the rows of a worksheet out of its bytes, in the plain form that spreadsheets write: many times faster than a
 * general parser. At the first thing that it does not know it hands over, and it accepts nothing that a parser would refuse.
 */
import { plainScanner } from './plain-scanner.ts';
import {
  ascii,
  CUT,
  digitsEnd,
  expect,
  isAt,
  isBlank,
  isDigit,
  isLetter,
  numberAt,
  ODD,
  readBetween,
  type Sheet,
  skipBlanks,
  textOf,
} from './sheet-bytes.ts';
import type { ByteScanner } from './xml.ts';

/** What a row sets off, in order. */
export interface RowEvents {
  /** Its number as written; 0 where there is none. */
  row(number: number): void;
  /** A cell with a value: its column from 0, or -1 for the next one; its style, 0 where there is none. */
  cell(column: number, style: number, type: string, value: string): void;
  /** The same, for a value that is a number of the shared strings. */
  sharedCell(column: number, index: number): void;
  /** A cell without a value. */
  emptyCell(column: number): void;
  formula(): void;
  /** False once no further row is wanted. */
  endRow(): boolean;
}

/** Takes the rows out of a worksheet; the parser gets what stands before and after them, or all from an odd row on. */
export const rowScanner = (events: RowEvents): ByteScanner =>
  plainScanner({
    opening: ascii('<sheetData>'),
    isOwn: false,
    read: readRow,
    play: (sheet, cells) => play(sheet, cells, events),
  });

/** The marks of a row: its number, then so many for each cell. */
const COLUMN = 1;
const STYLE = 2;
const TYPE = 3;
const TYPE_END = 4;
const VALUE = 5;
const VALUE_END = 6;
/** The value as a number, when it is nothing but digits. */
const NUMBER = 7;
const FORMULA = 8;
const WIDTH = 8;
const ABSENT = -1;

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const AND = 0x26;
const LETTER_C = 0x63;
const LETTER_R = 0x72;
const LETTER_S = 0x73;
const LETTER_T = 0x74;

const ROW = ascii('<row');
const ROW_END = ascii('</row>');

/** Marks the cells of the row that begins at `from`: how many there are, or why there is no telling. */
function readRow(sheet: Sheet, from: number): number {
  const { bytes, marks } = sheet;
  const tag = expect(sheet, from, ROW);
  if (tag < 0) return tag;
  marks[0] = 0;
  let at = readRowAttributes(sheet, from + ROW.length);
  if (at < 0) return at;
  if (bytes[at] === SLASH) {
    if (bytes[at + 1] !== GREATER) return at + 1 < sheet.end ? ODD : CUT;
    sheet.at = at + 2;
    return 0;
  }
  sheet.at = at + 1;
  for (let count = 0; ; count++) {
    at = skipBlanks(sheet, sheet.at);
    if (at + 1 >= sheet.end) return CUT;
    if (bytes[at] !== LESS) return ODD;
    if (bytes[at + 1] === SLASH) {
      const end = expect(sheet, at, ROW_END);
      sheet.at = at + ROW_END.length;
      return end < 0 ? end : count;
    }
    if (bytes[at + 1] !== LETTER_C) return ODD;
    const fault = readCell(sheet, at + 2, count * WIDTH);
    if (fault < 0) return fault;
  }
}

/** Where the row's tag ends; its number goes into the first mark. */
function readRowAttributes(sheet: Sheet, from: number): number {
  const { bytes, marks, end } = sheet;
  const names: string[] = [];
  let at = from;
  for (;;) {
    const gap = skipBlanks(sheet, at);
    if (gap >= end) return CUT;
    if (bytes[gap] === GREATER || bytes[gap] === SLASH) return gap;
    if (gap === at) return ODD;
    const equals = nameEnd(sheet, gap);
    if (equals + 1 >= end) return CUT;
    if (equals === gap || bytes[equals] !== EQUALS || bytes[equals + 1] !== QUOTE) return ODD;
    const name = textOf(sheet, gap, equals);
    if (names.includes(name)) return ODD;
    names.push(name);
    const close = quotedEnd(sheet, equals + 2);
    if (close < 0) return close;
    if (name === 'r') {
      const digits = digitsEnd(sheet, equals + 2);
      if (digits !== close || digits === equals + 2) return ODD;
      marks[0] = numberAt(sheet, equals + 2, close);
      if (marks[0] === 0) return ODD;
    }
    at = close + 1;
  }
}

/** The end of letters, digits and the signs that a name may have among them. */
function nameEnd({ bytes }: Sheet, from: number): number {
  let at = from;
  for (
    let sign = bytes[at] ?? 0;
    isLetter(sign) || (at > from && (isDigit(sign) || sign === 0x3a));
    sign = bytes[++at] ?? 0
  );
  return at;
}

function quotedEnd({ bytes, end }: Sheet, from: number): number {
  for (let at = from; at < end; at++) {
    const sign = bytes[at] ?? 0;
    if (sign === QUOTE) return at;
    if (sign < 0x20 || sign > 0x7e || sign === LESS || sign === AND) return ODD;
  }
  return CUT;
}

/** Marks one cell, from behind its `<c`. */
function readCell(sheet: Sheet, from: number, base: number): number {
  const { bytes, marks, end } = sheet;
  for (let slot = COLUMN; slot <= FORMULA; slot++) marks[base + slot] = ABSENT;
  let at = from;
  for (;;) {
    const sign = bytes[at];
    if (sign === GREATER) return readContent(sheet, at + 1, base);
    if (sign === SLASH) {
      sheet.at = at + 2;
      return bytes[at + 1] === GREATER ? 0 : at + 1 < end ? ODD : CUT;
    }
    if (!isBlank(sign)) return at < end ? ODD : CUT;
    at = skipBlanks(sheet, at);
    const name = bytes[at];
    if (name === GREATER || name === SLASH) continue;
    if (at + 3 > end) return CUT;
    if (bytes[at + 1] !== EQUALS || bytes[at + 2] !== QUOTE) return ODD;
    const close = name === LETTER_R ? readReference(sheet, at + 3, base) : readWord(sheet, name ?? 0, at + 3, base);
    if (close < 0) return close;
    if (bytes[close] !== QUOTE) return close < end ? ODD : CUT;
    at = close + 1;
  }
}

/** Where the reference ends: up to three capitals, then digits, which say no more than the row does. */
function readReference(sheet: Sheet, from: number, base: number): number {
  const { bytes, marks, end } = sheet;
  if (marks[base + COLUMN] !== ABSENT) return ODD;
  let at = from;
  let column = 0;
  for (let sign = bytes[at] ?? 0; sign >= 0x41 && sign <= 0x5a; sign = bytes[++at] ?? 0)
    column = column * 26 + sign - 0x40;
  if (at < end && (at === from || at > from + 3)) return ODD;
  marks[base + COLUMN] = column - 1;
  return digitsEnd(sheet, at);
}

/** Where the style or type ends. */
function readWord(sheet: Sheet, name: number, from: number, base: number): number {
  const { bytes, marks, end } = sheet;
  if (name === LETTER_S && marks[base + STYLE] === ABSENT) {
    const at = digitsEnd(sheet, from);
    if (at === from && at < end) return ODD;
    marks[base + STYLE] = numberAt(sheet, from, at);
    return at;
  }
  if (name !== LETTER_T || marks[base + TYPE] !== ABSENT) return ODD;
  let at = from;
  while (isLetter(bytes[at] ?? 0)) at += 1;
  marks[base + TYPE] = from;
  marks[base + TYPE_END] = at;
  return at;
}

const FORMULA_OPEN = ascii('<f>');
const FORMULA_CLOSE = ascii('</f>');
const V_OPEN = ascii('<v>');
const V_CLOSE = ascii('</v>');
const TEXT_OPEN = ascii('<is><t>');
const KEPT_OPEN = ascii('<is><t xml:space="preserve">');
const TEXT_CLOSE = ascii('</t></is>');
const CELL_CLOSE = ascii('</c>');
const LETTER_F = 0x66;
const LETTER_I = 0x69;
const LETTER_V = 0x76;

/** What may stand in a plain cell: a formula, then a value or a text of its own. */
function readContent(sheet: Sheet, from: number, base: number): number {
  const { bytes, marks } = sheet;
  let at = from;
  if (bytes[at + 1] === LETTER_F) {
    const close = readBetween(sheet, at, FORMULA_OPEN, FORMULA_CLOSE);
    if (close < 0) return close;
    marks[base + FORMULA] = at;
    at = close + FORMULA_CLOSE.length;
  }
  const kind = bytes[at + 1];
  if (kind === LETTER_V || kind === LETTER_I) {
    const open = kind === LETTER_V ? V_OPEN : isAt(sheet, at, TEXT_OPEN) ? TEXT_OPEN : KEPT_OPEN;
    const shut = kind === LETTER_V ? V_CLOSE : TEXT_CLOSE;
    const close = readBetween(sheet, at, open, shut);
    if (close < 0) return close;
    const start = at + open.length;
    marks[base + VALUE] = start;
    marks[base + VALUE_END] = close;
    marks[base + NUMBER] = close > start && digitsEnd(sheet, start) === close ? numberAt(sheet, start, close) : ABSENT;
    at = close + shut.length;
  }
  sheet.at = at + CELL_CLOSE.length;
  return expect(sheet, at, CELL_CLOSE);
}

/** Tells of a row whose cells are marked; false once no further row is wanted. */
function play(sheet: Sheet, cells: number, events: RowEvents): boolean {
  const { bytes, marks } = sheet;
  events.row(marks[0] ?? 0);
  for (let count = 0, base = 0; count < cells; count++, base += WIDTH) {
    const column = marks[base + COLUMN] ?? ABSENT;
    const start = marks[base + VALUE] ?? ABSENT;
    const end = marks[base + VALUE_END] ?? ABSENT;
    const type = marks[base + TYPE] ?? ABSENT;
    const typeEnd = marks[base + TYPE_END] ?? ABSENT;
    const number = marks[base + NUMBER] ?? ABSENT;
    if ((marks[base + FORMULA] ?? ABSENT) >= 0) events.formula();
    if (start === end) events.emptyCell(column);
    else if (number >= 0 && typeEnd === type + 1 && bytes[type] === LETTER_S) events.sharedCell(column, number);
    else
      events.cell(
        column,
        Math.max(0, marks[base + STYLE] ?? 0),
        textOf(sheet, type, typeEnd),
        textOf(sheet, start, end),
      );
  }
  return events.endRow();
}
