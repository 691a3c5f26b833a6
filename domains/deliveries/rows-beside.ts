/** A delivered sheet's own rows with what was found in each, one page at a time. */
import { columnOfPlace, type DeliveredSheet, LINES } from '@duoping/avails';
import type { FileFinding } from './delivery.ts';
import { RULE_PREFIX } from './interpretations.ts';

export interface RowFinding {
  readonly severity: FileFinding['severity'];
  readonly code: string;
  readonly message: string;
  /** The cell that it speaks of, counted from 0; null for the row as a whole. */
  readonly cell: number | null;
}

export interface RowsBeside {
  readonly sheets: readonly { readonly name: string; readonly rows: number; readonly found: number }[];
  readonly sheet: string;
  /** What the partner calls the columns. */
  readonly columns: readonly string[];
  /** How many rows there are to page through. */
  readonly total: number;
  readonly rows: readonly {
    readonly number: number;
    readonly cells: readonly string[];
    readonly findings: readonly RowFinding[];
  }[];
}

/** A cell is shown up to so many characters: a review is no place for a novel. */
const SHOWN_CHARACTERS = 400;

/** What a partner rule decided of a row stands beside it, and makes it none in which something was found. */
const isFault = ({ code }: FileFinding): boolean => !code.startsWith(RULE_PREFIX);

/** `foundOnly` leaves out the rows in which nothing was found. `findings` are those of this file. */
export function rowsBeside(
  sheets: readonly DeliveredSheet[],
  findings: readonly FileFinding[],
  asked: {
    readonly sheet?: string | undefined;
    readonly from: number;
    readonly count: number;
    readonly foundOnly: boolean;
  },
): RowsBeside | undefined {
  const bySheet = Map.groupBy(findings, (finding) => sheetOf(finding, sheets));
  const listed = sheets.map((each) => ({
    name: each.name,
    rows: below(each).length,
    found: bySheet.get(each.name)?.filter(isFault).length ?? 0,
  }));
  const wanted = asked.sheet ?? listed.find(({ found }) => found > 0)?.name;
  const sheet = sheets.find(({ name }) => name === wanted) ?? (asked.sheet === undefined ? sheets[0] : undefined);
  if (!sheet) return undefined;
  const headerRow = headerOf(sheet);
  const columns = sheet.rows.find(({ number }) => number === headerRow)?.cells ?? [];
  const found = Map.groupBy(bySheet.get(sheet.name) ?? [], rowOf);
  const rows = below(sheet).filter(({ number }) => !asked.foundOnly || found.get(number)?.some(isFault));
  return {
    sheets: listed,
    sheet: sheet.name,
    columns,
    total: rows.length,
    rows: rows.slice(asked.from, asked.from + asked.count).map(({ number, cells }) => ({
      number,
      cells: cells.map((cell) => cell.slice(0, SHOWN_CHARACTERS)),
      findings: (found.get(number) ?? []).map(({ severity, code, message, where }) => ({
        ...{ severity, code, message },
        cell: columnOfPlace('column' in where ? where.column : undefined, columns) ?? null,
      })),
    })),
  };
}

/** A finding of a file that has one sheet is that sheet's, whatever it calls it. */
function sheetOf(finding: FileFinding, sheets: readonly DeliveredSheet[]): string | undefined {
  if (rowOf(finding) === undefined) return undefined;
  const named = 'sheet' in finding.where ? finding.where.sheet : LINES;
  if (sheets.some(({ name }) => name === named)) return named;
  return sheets.length === 1 ? sheets[0]?.name : undefined;
}

const rowOf = ({ where }: FileFinding): number | undefined => ('row' in where ? where.row : where.line);

/** Duoping's own sheets have their names in the first row, as every CSV does. */
const headerOf = (sheet: DeliveredSheet): number | null => sheet.header ?? (sheet.name === LINES ? null : 1);

/** The rows below the names of the columns. */
const below = (sheet: DeliveredSheet): DeliveredSheet['rows'] => {
  const header = headerOf(sheet) ?? 0;
  return sheet.rows.filter(({ number }) => number > header);
};
