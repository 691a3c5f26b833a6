/**
 * Scans the rows of a worksheet out of its text, in the plain form that spreadsheets write: several times faster than a
 * general parser. At the first thing that it does not know it hands over, and it accepts nothing that a parser would refuse.
 */
import type { TextScanner } from './xml.ts';

/** What a row sets off, in order. */
export interface RowEvents {
  /** With the attribute as written; undefined where there is none. */
  row(reference: string | undefined): void;
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

/** Where the rows begin, when nothing before them could hide the same signs. */
const OPENING = '<sheetData>';
/** A longer row, or more before the rows, is left to the parser. */
const MOST_HELD = 1024 * 1024;

/** Takes the rows out of a worksheet's text; the parser gets what stands before and after them, or all from an odd row on. */
export function rowScanner(events: RowEvents): TextScanner {
  let state: 'before' | 'rows' | 'after' = 'before';
  let held = '';
  const handOver = (rest: string): string => {
    state = 'after';
    held = '';
    return rest;
  };
  const scan = (text: string): string => {
    const cells = { text, at: 0, marks: MARKS };
    for (;;) {
      const start = skipBlanks(text, cells.at);
      const found = readRow(cells, start);
      if (found === 'cut' && text.length - start < MOST_HELD) {
        held = text.slice(start);
        return '';
      }
      if (found === 'cut' || found === 'odd') return handOver(text.slice(start));
      if (!play(cells, found, events)) {
        handOver('');
        return '';
      }
    }
  };
  return {
    take(text) {
      if (state === 'after') return text;
      if (state === 'rows') return scan(held + text);
      held += text;
      const at = held.indexOf(OPENING);
      if (at < 0) return held.length < MOST_HELD ? '' : handOver(held);
      const head = held.slice(0, at + OPENING.length);
      if (HIDING.test(head)) return handOver(held);
      const rows = held.slice(head.length);
      state = 'rows';
      held = '';
      return head + scan(rows);
    },
    end: () => held,
  };
}

/** Comments and the like, in which the opening would be no tag. */
const HIDING = /<!|<\?(?!xml\s)/;

interface Cells {
  readonly text: string;
  at: number;
  /** So many numbers for each cell as `WIDTH` says. */
  readonly marks: number[];
}

/** One list for all rows: it is written and read before the next row comes. */
const MARKS: number[] = [];
const COLUMN = 0;
const STYLE = 1;
const TYPE = 2;
const TYPE_END = 3;
const VALUE = 4;
const VALUE_END = 5;
const FORMULA = 6;
const WIDTH = 7;
const ABSENT = -1;

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;

const isBlank = (sign: number): boolean => sign === 0x20 || sign === 0x0a || sign === 0x09;

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

interface Row {
  readonly reference: string | undefined;
  readonly cells: number;
}

/** Marks the cells of the row that begins at `from`; `cut` when the text ends before it, `odd` when it is not plain. */
function readRow(cells: Cells, from: number): Row | 'cut' | 'odd' {
  const { text } = cells;
  const close = text.indexOf('>', from);
  if (close < 0) return 'cut';
  ROW_TAG.lastIndex = from;
  const [tag = '', attributes = '', empty] = ROW_TAG.exec(text) ?? [];
  if (tag === '') return 'odd';
  const reference = rowReference(attributes);
  if (reference === 'odd') return 'odd';
  cells.at = from + tag.length;
  if (empty) return { reference, cells: 0 };
  for (let count = 0; ; count++) {
    const at = skipBlanks(text, cells.at);
    if (at + 6 > text.length) return 'cut';
    if (text.charCodeAt(at) !== LESS) return 'odd';
    if (text.charCodeAt(at + 1) === SLASH) {
      if (!text.startsWith('</row>', at)) return 'odd';
      cells.at = at + 6;
      return { reference, cells: count };
    }
    if (text.charCodeAt(at + 1) !== 0x63) return 'odd';
    const found = readCell(cells, at + 2, count * WIDTH);
    if (found !== undefined) return found;
  }
}

const ROW_TAG = /<row((?:[ \t\n]+[\w:.-]+="[^"<&]*")*)[ \t\n]*(\/?)>/y;
const ATTRIBUTE = /([\w:.-]+)="([^"]*)"/g;

function rowReference(attributes: string): string | undefined | 'odd' {
  let reference: string | undefined;
  const names: string[] = [];
  for (const [, name = '', value = ''] of attributes.matchAll(ATTRIBUTE)) {
    if (names.includes(name)) return 'odd';
    names.push(name);
    if (name === 'r') reference = value;
  }
  return reference;
}

/** Marks one cell, from behind its `<c`; undefined when all is well. */
function readCell(cells: Cells, from: number, base: number): 'cut' | 'odd' | undefined {
  const { text, marks } = cells;
  for (let slot = 0; slot < WIDTH; slot++) marks[base + slot] = ABSENT;
  let at = from;
  for (;;) {
    const sign = text.charCodeAt(at);
    if (sign === GREATER) return readContent(cells, at + 1, base);
    if (sign === SLASH) {
      if (text.charCodeAt(at + 1) !== GREATER) return at + 1 < text.length ? 'odd' : 'cut';
      cells.at = at + 2;
      return undefined;
    }
    if (!isBlank(sign)) return at < text.length ? 'odd' : 'cut';
    at = skipBlanks(text, at);
    const name = text.charCodeAt(at);
    if (name === GREATER || name === SLASH) continue;
    if (at + 3 > text.length) return 'cut';
    if (text.charCodeAt(at + 1) !== EQUALS || text.charCodeAt(at + 2) !== QUOTE) return 'odd';
    const end = readAttribute(cells, name, at + 3, base);
    if (end < 0) return 'odd';
    if (end >= text.length) return 'cut';
    if (text.charCodeAt(end) !== QUOTE) return 'odd';
    at = end + 1;
  }
}

/** Marks the attribute r, s or t whose value begins at `from`; where the value ends, or -1 for what is not plain. */
function readAttribute({ text, marks }: Cells, name: number, from: number, base: number): number {
  let at = from;
  if (name === REFERENCE_NAME) {
    if (marks[base + COLUMN] !== ABSENT) return -1;
    let column = 0;
    for (let sign = text.charCodeAt(at); sign >= 0x41 && sign <= 0x5a; sign = text.charCodeAt(++at))
      column = column * 26 + sign - 0x40;
    if (at < text.length && (at === from || at > from + 3)) return -1;
    marks[base + COLUMN] = column - 1;
    return digitsEnd(text, at);
  }
  if (name === STYLE_NAME) {
    if (marks[base + STYLE] !== ABSENT) return -1;
    const end = digitsEnd(text, at);
    if (end === at && end < text.length) return -1;
    marks[base + STYLE] = numberAt(text, at, end);
    return end;
  }
  if (name !== TYPE_NAME || marks[base + TYPE] !== ABSENT) return -1;
  while (isLetter(text.charCodeAt(at))) at += 1;
  marks[base + TYPE] = from;
  marks[base + TYPE_END] = at;
  return at;
}

const QUOTE = 0x22;
const REFERENCE_NAME = 0x72;
const STYLE_NAME = 0x73;
const TYPE_NAME = 0x74;
const SHARED = 0x73;

const isDigit = (sign: number): boolean => sign >= 0x30 && sign <= 0x39;
const isLetter = (sign: number): boolean => (sign >= 0x61 && sign <= 0x7a) || (sign >= 0x41 && sign <= 0x5a);

function digitsEnd(text: string, from: number): number {
  let at = from;
  while (isDigit(text.charCodeAt(at))) at += 1;
  return at;
}

/** The number that the digits make; one of more than 15 digits is none that could be meant. */
function numberAt(text: string, from: number, end: number): number {
  let number = 0;
  for (let at = from; at < end; at++) number = number * 10 + text.charCodeAt(at) - 0x30;
  return end - from > 15 ? Number.MAX_SAFE_INTEGER : number;
}

/** What may stand in a plain cell: a formula, then a value or a text of its own. */
function readContent(cells: Cells, from: number, base: number): 'cut' | 'odd' | undefined {
  const { text, marks } = cells;
  let at = from;
  if (text.charCodeAt(at + 1) === 0x66 && text.startsWith('<f>', at)) {
    const end = text.indexOf('<', at + 3);
    if (end < 0) return 'cut';
    if (!text.startsWith('</f>', end)) return end + 4 > text.length ? 'cut' : 'odd';
    marks[base + FORMULA] = at;
    at = end + 4;
  }
  const [open, close] = text.startsWith('<v>', at) ? V : text.startsWith('<is><t', at) ? isForm(text, at) : NONE;
  if (open > 0) {
    const start = at + open;
    const end = text.indexOf('<', start);
    if (end < 0) return 'cut';
    if (end + close.length > text.length) return 'cut';
    if (!text.startsWith(close, end)) return 'odd';
    marks[base + VALUE] = start;
    marks[base + VALUE_END] = end;
    at = end + close.length;
  }
  if (at + 4 > text.length) return 'cut';
  if (!text.startsWith('</c>', at)) return 'odd';
  if (open > 0 && !isPlainValue(text, marks[base + VALUE] ?? 0, marks[base + VALUE_END] ?? 0)) return 'odd';
  cells.at = at + 4;
  return undefined;
}

const V: readonly [number, string] = [3, '</v>'];
const NONE: readonly [number, string] = [0, ''];
const PLAIN_TEXT = '<is><t>';
const KEPT_TEXT = '<is><t xml:space="preserve">';

function isForm(text: string, at: number): readonly [number, string] {
  if (text.startsWith(PLAIN_TEXT, at)) return [PLAIN_TEXT.length, '</t></is>'];
  return text.startsWith(KEPT_TEXT, at) ? [KEPT_TEXT.length, '</t></is>'] : NONE;
}

/** Digits, letters and blanks at once; other signs by a closer look, which the five entities of XML pass. */
function isPlainValue(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const sign = text.charCodeAt(at);
    if (sign >= 0x20 && sign < 0x7f && sign !== 0x26 && sign !== 0x5d) continue;
    return PLAIN_VALUE.test(text.slice(start, end));
  }
  return true;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML forbids them, so they are looked for
const PLAIN_VALUE = /^(?:[^&\]\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\](?!\]>)|&(?:amp|lt|gt|quot|apos);)*$/;
const ENTITY = /&(?:amp|lt|gt|quot|apos);/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

/** Tells of a row whose cells are marked; false once no further row is wanted. */
function play({ text, marks }: Cells, { reference, cells }: Row, events: RowEvents): boolean {
  events.row(reference);
  for (let count = 0, base = 0; count < cells; count++, base += WIDTH) {
    const column = marks[base + COLUMN] ?? ABSENT;
    const start = marks[base + VALUE] ?? ABSENT;
    const end = marks[base + VALUE_END] ?? ABSENT;
    const type = marks[base + TYPE] ?? ABSENT;
    const typeEnd = marks[base + TYPE_END] ?? ABSENT;
    if ((marks[base + FORMULA] ?? ABSENT) >= 0) events.formula();
    if (start === end) events.emptyCell(column);
    else if (typeEnd === type + 1 && text.charCodeAt(type) === SHARED && digitsEnd(text, start) === end)
      events.sharedCell(column, numberAt(text, start, end));
    else {
      const value = text.slice(start, end);
      const said = value.includes('&') ? value.replace(ENTITY, (entity) => ENTITIES[entity] ?? entity) : value;
      events.cell(column, Math.max(0, marks[base + STYLE] ?? 0), type < 0 ? '' : text.slice(type, typeEnd), said);
    }
  }
  return events.endRow();
}
