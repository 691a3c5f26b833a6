/** Reads a workbook of EMA sheets. */
import type { Clause, Place } from './clause.ts';
import { FINDINGS, type FindingList } from './finding.ts';
import type { Limits } from './limits.ts';
import { readSheet } from './sheet.ts';
import { type SheetForm, sheetReader } from './sheet-avails.ts';
import { openWorkbook, type Workbook, type WorkbookSheet } from './workbook.ts';
import type { WorkbookFault } from './workbook-part.ts';

/** Every visible sheet with avails columns is read. */
export function readXlsx(
  bytes: Uint8Array,
  limits: Limits,
  findings: FindingList,
  publishedRules = false,
): { version: string; clauses: readonly Clause[] } {
  const clauses: Clause[] = [];
  const book = openWorkbook(bytes, limits);
  if (!book.ok) {
    report(book.reason, findings);
    return { version: '', clauses };
  }
  let version = '';
  let rows = 0;
  const others: { readonly place: Place; readonly kind: keyof typeof BARE }[] = [];
  const bare: Place[] = [];
  for (const sheet of book.value.sheets) {
    const form = { sheet: sheet.name, date1904: book.value.date1904, publishedRules };
    const found = readOne(book.value, { sheet, form }, findings, clauses);
    if (!found) return { version, clauses: [] };
    if (found.other && !sheet.hidden) others.push({ place: { sheet: sheet.name, row: 1 }, kind: found.other });
    version ||= found.version;
    rows += found.rows;
    if (found.headerRow > 0 && found.rows === 0) bare.push({ sheet: sheet.name, row: found.headerRow });
  }
  // A cover may lie before the avails; where no sheet has any, the first is the one that should.
  const holdsAvails = rows > 0 || bare.length > 0;
  for (const [at, { place, kind }] of others.entries()) {
    const code = at === 0 && !holdsAvails ? BARE[kind] : 'sheet-ignored';
    findings.add(code, place, FINDINGS[code].says);
  }
  const [top] = book.value.sheets;
  if (book.value.sheets.every(({ hidden }) => hidden))
    findings.add('empty-sheet', top ? { sheet: top.name, row: 1 } : { path: '' }, 'the workbook shows no sheet');
  // Templates have a sheet for each kind of work; those that a partner does not need stay bare.
  const code = rows === 0 ? 'no-rows' : 'sheet-without-rows';
  for (const place of bare) findings.add(code, place, 'no row of data below the column names');
  return { version, clauses };
}

interface Found {
  /** '' for a sheet that holds no avails. */
  readonly version: string;
  readonly rows: number;
  /** 0 where there is none. */
  readonly headerRow: number;
  /** What the sheet is instead. */
  readonly other?: keyof typeof BARE;
}

const NOTHING: Found = { version: '', rows: 0, headerRow: 0 };

/** What a sheet gave; undefined when it could not be read to its end. */
function readOne(
  book: Workbook,
  { sheet, form }: { sheet: WorkbookSheet; form: SheetForm },
  findings: FindingList,
  clauses: Clause[],
): Found | undefined {
  const before = clauses.length;
  const reader = sheetReader(form, sheet.hidden ? SILENT : findings, sheet.hidden ? [] : clauses);
  const read = readSheet(book, sheet, reader.row);
  if (!read.ok) {
    clauses.length = before;
    report(read.reason, findings);
    return undefined;
  }
  const top: Place = { sheet: sheet.name, row: 1 };
  const end = reader.end();
  if (sheet.hidden) {
    if (end.kind === 'avails') findings.add('hidden-sheet-ignored', top, 'show the sheet if its rows are meant');
    return NOTHING;
  }
  if (end.kind !== 'avails') {
    if (end.kind !== 'status') return { ...NOTHING, other: end.kind };
    findings.add('status-sheet', top, FINDINGS['status-sheet'].says);
    return { ...NOTHING, rows: 1 };
  }
  if (read.value.formulas > 0)
    findings.add('formula-cells', top, `${read.value.formulas} cells; the values kept in the file are read`);
  for (const range of read.value.merges) {
    const row = Number(/^\D+(\d+)/.exec(range)?.[1] ?? 1);
    if (row > 3) findings.add('merged-cells', { sheet: sheet.name, row }, FINDINGS['merged-cells'].says, range);
  }
  return end;
}

const BARE = { empty: 'empty-sheet', other: 'no-header' } as const;

const SILENT: FindingList = { add() {}, all: [], errors: 0 };

function report({ fault, path, line, message }: WorkbookFault, findings: FindingList): void {
  findings.add(fault, line === undefined ? { path } : { path, line }, message || FINDINGS[fault].says);
}
