/** Reads the rows of one EMA sheet, from a workbook or CSV, into clauses; columns go by name, never by position. */
import { isTerritory } from '@duoping/kit';
import { readAvail } from './avail.ts';
import type { AvailCells, Dialect } from './cells.ts';
import type { Clause, Place } from './clause.ts';
import { COLUMN_GROUPS } from './columns.ts';
import type { FindingList } from './finding.ts';
import { HEADER_ROWS, type Header, headerVersion, isGroupRow, isHeaderRow, readHeader } from './header.ts';
import { checkRow } from './rules/row-rules.ts';
import { isStatusHeader, statusReader } from './status-sheet.ts';
import { CELL, type CellKind, cellPlace, type Row } from './table.ts';
import { FORMAT_PROFILES, LICENSE_TYPES, WORK_TYPES, wordOf } from './words.ts';

export interface SheetReader {
  /** Takes the next row; false once it is clear that the rest is not worth reading. */
  row(row: Row): boolean;
  /** Says what the sheet was, after its last row. */
  end():
    | { readonly kind: 'avails'; readonly version: string; readonly rows: number; readonly headerRow: number }
    | { readonly kind: 'empty' }
    | { readonly kind: 'status' }
    | { readonly kind: 'other' };
}

export interface SheetForm {
  /** The sheet's name. */
  readonly sheet: string;
  /** Plain numbers that stand for dates count from 1904. */
  readonly date1904: boolean;
  /** Hold each row against what is published for its version too. */
  readonly publishedRules: boolean;
}

/** A reader for one sheet. Clauses are added to `clauses`, what is wrong to `findings`. */
export function sheetReader(
  { sheet, date1904, publishedRules }: SheetForm,
  findings: FindingList,
  clauses: Clause[],
): SheetReader {
  let dialect: Dialect = {
    date1904,
    territoryLists: false,
    territoryOptional: false,
    wholeDayEnds: false,
    languagesTogether: false,
    advised: true,
  };
  let seen = 0;
  let groups: readonly string[] = [];
  let takeStatus: ((row: Row) => void) | undefined;
  let table: { header: Header; cells: RowCells; usable: boolean } | undefined;
  let version = '';
  let dataRows = 0;

  const setVersion = (found: string): void => {
    version = found;
    dialect = { ...dialect, languagesTogether: ['1.6', '1.7', '1.7.2'].includes(found) };
  };
  const takeHeader = (row: Row): boolean => {
    seen += 1;
    if (isHeaderRow(row)) {
      const read = readHeader(sheet, row, groups, findings);
      table = { ...read, cells: rowCells(read.header, findings) };
      setVersion(headerVersion(read.header, ''));
      return true;
    }
    if (isStatusHeader(row)) {
      takeStatus = statusReader(sheet, row, findings);
      return true;
    }
    groups = isGroupRow(row.texts.slice(0, row.width)) ? row.texts.slice(0, row.width) : [];
    return seen < HEADER_ROWS;
  };
  return {
    row(row) {
      if (takeStatus) {
        takeStatus(row);
        return true;
      }
      if (!table) return takeHeader(row);
      const { header, cells } = table;
      if (isHintRow(header, row)) {
        setVersion(headerVersion(header, row.texts[0] ?? ''));
        if (looksLikeData(header, row))
          findings.add('row-three-has-data', { sheet, row: row.number }, 'move it to row 4 or below');
        return true;
      }
      cells.show(row);
      if (cells.isBlank()) return true;
      if (cells.isComment()) {
        findings.add('row-skipped', { sheet, row: row.number }, 'an example or comment, not an avail');
        return true;
      }
      cells.reportComments();
      cells.reportUnnamed();
      dataRows += 1;
      if (!table.usable) return true;
      const errors = findings.errors;
      const clause = readAvail({ cells, dialect, findings });
      if (publishedRules) checkRow({ cells, findings }, version);
      if (clause) clauses.push(clause);
      else if (findings.errors > errors) reportShift(header, row, findings);
      return true;
    },
    end() {
      if (takeStatus) return { kind: 'status' };
      if (!table) return seen === 0 ? { kind: 'empty' } : { kind: 'other' };
      return { kind: 'avails', version, rows: dataRows, headerRow: table.header.row };
    },
  };
}

interface RowCells extends AvailCells {
  show(row: Row): void;
  /** Says which cells of the row are read as empty because they begin with //. */
  reportComments(): void;
  /** Says once of each column without a name that it has values, which nobody can read. */
  reportUnnamed(): void;
  isBlank(): boolean;
  isComment(): boolean;
}

/** A view of the current row by column name. */
function rowCells(header: Header, findings: FindingList): RowCells {
  const { columns, names, sheet } = header;
  const idColumn = columns.get('ALID');
  const extras = new Map<ReadonlySet<string>, readonly number[]>();
  let row: Row = { number: 0, width: 0, texts: [], kinds: [] };
  /** The row's texts without blanks around them and without comments: each is asked for several times. */
  const texts: string[] = [];
  const at = (column: number): string => (column < row.width ? (texts[column] ?? '') : '');
  const unnamed = [...names.keys()].filter((column) => names[column] === '');
  const told = new Set<number>();
  const reportUnnamed = (column: number): void => {
    if (at(column) === '' || told.has(column)) return;
    told.add(column);
    findings.add(
      'unnamed-column',
      cellPlace(sheet, row.number, column),
      'give the column a name, or empty it',
      at(column),
    );
  };
  const extraColumns = (consumed: ReadonlySet<string>): readonly number[] => {
    const kept = extras.get(consumed);
    if (kept) return kept;
    const list = [...names.keys()]
      .filter((column) => names[column] !== '' && !consumed.has(names[column] ?? ''))
      .sort((a, b) => ((names[a] ?? '') < (names[b] ?? '') ? -1 : 1)); // the order that ids are made in
    extras.set(consumed, list);
    return list;
  };
  const place = (name?: string): Place => {
    const column = name === undefined ? undefined : columns.get(name);
    return column === undefined ? { sheet, row: row.number } : cellPlace(sheet, row.number, column, name);
  };
  return {
    show(next) {
      row = next;
      for (let column = 0; column < next.width; column++) {
        const text = (next.texts[column] ?? '').trim();
        texts[column] = text.startsWith('//') ? '' : text;
      }
    },
    faults() {
      if (!row.kinds.includes(CELL.fault)) return NO_NAMES;
      return [...columns].flatMap(([name, column]) =>
        column < row.width && row.kinds[column] === CELL.fault && COLUMN_GROUPS.has(name) ? [name] : [],
      );
    },
    reportComments() {
      for (let column = 0; column < row.width; column++) {
        const text = row.texts[column];
        if (text?.startsWith('//') && column !== idColumn)
          findings.add('comment-cell', cellPlace(sheet, row.number, column, names[column]), 'read as empty', text);
      }
    },
    reportUnnamed() {
      for (const column of unnamed) reportUnnamed(column);
      for (let column = names.length; column < row.width; column++) reportUnnamed(column);
    },
    isBlank: () => row.texts.every((text, column) => column >= row.width || text.trim() === ''),
    isComment() {
      if (idColumn !== undefined && row.texts[idColumn]?.trim().startsWith('//') && idColumn < row.width) return true;
      const first = row.texts.find((text) => text.trim() !== '');
      return first?.trim().startsWith('//') ?? false;
    },
    text(name) {
      const column = columns.get(name);
      return column === undefined ? '' : at(column);
    },
    has: (name) => columns.has(name),
    kind(name): CellKind {
      const column = columns.get(name);
      return column === undefined || column >= row.width ? CELL.empty : (row.kinds[column] ?? CELL.empty);
    },
    place,
    extra(consumed) {
      const found: Record<string, string> = {};
      for (const column of extraColumns(consumed)) {
        const text = at(column);
        if (text !== '') setOwn(found, names[column] ?? '', text);
      }
      return found;
    },
  };
}

const NO_NAMES: readonly string[] = [];

/** A column called __proto__ is only a name. */
function setOwn(record: Record<string, string>, name: string, value: string): void {
  if (name === '__proto__')
    Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
  else record[name] = value;
}

/** Row 3 of a sheet with groups is for hints; elsewhere a row of hints is told by its slashes. */
function isHintRow(header: Header, row: Row): boolean {
  if (row.number !== header.row + 1) return false;
  if (header.grouped) return true;
  const texts = row.texts.slice(0, row.width).filter((text) => text.trim() !== '');
  return texts.filter((text) => /^\/|^(REQ|Opt)/i.test(text.trim())).length * 2 > texts.length;
}

/** Hints are words about columns; a row with three values that fit their columns is an avail, even one with mistakes. */
function looksLikeData({ columns }: Header, row: Row): boolean {
  const fitting = RECOGNISED.filter(([name, fits]) => fits((row.texts[columns.get(name) ?? -1] ?? '').trim()));
  return fitting.length >= 3;
}

/** Several values of well-known columns that all stand the same few cells beside their own: a cell was lost or added. */
function reportShift(header: Header, row: Row, findings: FindingList): void {
  for (const shift of [1, -1, 2, -2]) {
    let [beside, own] = [0, 0];
    for (const [name, fits] of RECOGNISED) {
      const column = header.columns.get(name);
      if (column === undefined) continue;
      if (fits((row.texts[column] ?? '').trim())) own += 1;
      if (fits((row.texts[column + shift] ?? '').trim())) beside += 1;
    }
    if (beside < 3 || beside <= own + 1) continue;
    const way = `${Math.abs(shift)} to the ${shift > 0 ? 'right' : 'left'}`;
    findings.add('shifted-columns', { sheet: header.sheet, row: row.number }, `values stand ${way} of their columns`);
    return;
  }
}

const RECOGNISED: readonly (readonly [string, (text: string) => boolean])[] = [
  ['Territory', isTerritory],
  ['LicenseType', (text) => wordOf(LICENSE_TYPES, text) !== undefined],
  ['FormatProfile', (text) => wordOf(FORMAT_PROFILES, text) !== undefined],
  ['WorkType', (text) => wordOf(WORK_TYPES, text) !== undefined],
  ['EntryType', (text) => /^full (extract|delete)$/i.test(text)],
  ['Start', (text) => /^\d{4}-\d\d-\d\d/.test(text)],
  ['End', (text) => /^(\d{4}-\d\d-\d\d|open$)/i.test(text)],
];
