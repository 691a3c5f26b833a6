/** Reads a workbook of EMA sheets. */
import type { Clause, Place } from './clause.ts';
import { FINDINGS, type FindingList } from './finding.ts';
import type { Limits } from './limits.ts';
import { readSheet } from './sheet.ts';
import { sheetReader } from './sheet-avails.ts';
import { openWorkbook, type Workbook, type WorkbookFault, type WorkbookSheet } from './workbook.ts';

/** Every visible sheet with avails columns is read; the first visible one is expected to have them. */
export function readXlsx(
  bytes: Uint8Array,
  limits: Limits,
  findings: FindingList,
): { version: string; clauses: readonly Clause[] } {
  const clauses: Clause[] = [];
  const book = openWorkbook(bytes, limits);
  if (!book.ok) {
    report(book.reason, findings);
    return { version: '', clauses };
  }
  let version = '';
  let first = true;
  for (const sheet of book.value.sheets) {
    const found = readOne(book.value, sheet, first && !sheet.hidden, findings, clauses);
    if (!found) return { version, clauses: [] };
    if (!sheet.hidden) first = false;
    version ||= found.version;
  }
  if (first) findings.add('empty-sheet', { path: '' }, 'the workbook shows no sheet');
  return { version, clauses };
}

/** The sheet's version, '' for a sheet that holds no avails, undefined when it could not be read to its end. */
function readOne(
  book: Workbook,
  sheet: WorkbookSheet,
  isFirst: boolean,
  findings: FindingList,
  clauses: Clause[],
): { version: string } | undefined {
  const before = clauses.length;
  const reader = sheetReader(sheet.name, book.date1904, sheet.hidden ? SILENT : findings, sheet.hidden ? [] : clauses);
  const read = readSheet(book, sheet, reader.row);
  if (!read.ok) {
    clauses.length = before;
    report(read.reason, findings);
    return undefined;
  }
  const top: Place = { sheet: sheet.name, row: 1 };
  const { kind, ...found } = reader.end();
  if (sheet.hidden) {
    if (kind === 'avails') findings.add('hidden-sheet-ignored', top, 'show the sheet if its rows are meant');
    return { version: '' };
  }
  if (kind !== 'avails') {
    if (!isFirst) findings.add('sheet-ignored', top, FINDINGS['sheet-ignored'].says);
    else if (kind === 'empty') findings.add('empty-sheet', top, FINDINGS['empty-sheet'].says);
    else findings.add('no-header', top, FINDINGS['no-header'].says);
    return { version: '' };
  }
  if (read.value.formulas > 0)
    findings.add('formula-cells', top, `${read.value.formulas} cells; the values kept in the file are read`);
  for (const range of read.value.merges) {
    const row = Number(/^\D+(\d+)/.exec(range)?.[1] ?? 1);
    if (row > 3) findings.add('merged-cells', { sheet: sheet.name, row }, FINDINGS['merged-cells'].says, range);
  }
  return { version: 'version' in found ? found.version : '' };
}

const SILENT: FindingList = { add() {}, all: [], errors: 0 };

function report({ fault, path, line, message }: WorkbookFault, findings: FindingList): void {
  findings.add(fault, line === undefined ? { path } : { path, line }, message || FINDINGS[fault].says);
}
