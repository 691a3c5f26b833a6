/** Reads the same sheet grammar out of CSV, with commas, semicolons or tabs. */
import Papa from 'papaparse';
import type { Clause } from './clause.ts';
import { FINDINGS, type FindingList } from './finding.ts';
import type { Limits } from './limits.ts';
import { sheetReader } from './sheet-avails.ts';
import { CELL, type CellKind } from './table.ts';

/** The sheet that places in a CSV file speak of. */
export const SHEET = 'CSV';

export function readCsv(
  text: string,
  limits: Limits,
  findings: FindingList,
  publishedRules = false,
): { version: string; clauses: readonly Clause[] } {
  const clauses: Clause[] = [];
  const reader = sheetReader({ sheet: SHEET, date1904: false, publishedRules }, findings, clauses);
  let number = 0;
  /** Fields of the shortest row so far; a line without a separator is a remark, and no measure. */
  let shortest = Number.POSITIVE_INFINITY;
  let fault = false;
  Papa.parse<string[]>(text, {
    delimiter: delimiterOf(text),
    step({ data, errors, meta }, parser) {
      number += 1;
      const isCutOff =
        number > 2 && data.length > 1 && data.length < shortest && meta.cursor >= text.length && !/[\r\n]$/.test(text);
      if (data.length > 1) shortest = Math.min(shortest, data.length);
      const where = { sheet: SHEET, row: number };
      if (errors.some(({ type }) => type === 'Quotes')) {
        findings.add('malformed-csv', where, 'a quoted field does not end');
        fault = true;
      } else if (number > limits.rows || data.length > limits.columns) {
        findings.add('file-too-large', where, `more than ${limits.rows} rows or ${limits.columns} columns`);
        fault = true;
      } else if (data.some((cell) => cell.length > limits.cellCharacters)) {
        findings.add('cell-too-long', where, FINDINGS['cell-too-long'].says);
        fault = true;
      } else if (isCutOff) {
        findings.add('cut-off', where, `${data.length} fields, where every row above has more; send the whole file`);
      } else if (data.some((cell) => cell !== '')) {
        const kinds = data.map(
          (cell): CellKind => (cell === '' ? CELL.empty : FAULT.test(cell) ? CELL.fault : CELL.text),
        );
        if (reader.row({ number, width: data.length, texts: data, kinds })) return;
      } else return;
      parser.abort();
    },
  });
  if (fault) return { version: '', clauses: [] };
  const end = reader.end();
  if (end.kind === 'empty') findings.add('empty-sheet', { sheet: SHEET, row: 1 }, FINDINGS['empty-sheet'].says);
  if (end.kind === 'other') findings.add('no-header', { sheet: SHEET, row: 1 }, FINDINGS['no-header'].says);
  if (end.kind === 'avails' && end.rows === 0)
    findings.add('no-rows', { sheet: SHEET, row: end.headerRow }, FINDINGS['no-rows'].says);
  return { version: end.kind === 'avails' ? end.version : '', clauses };
}

/** What spreadsheets save in place of a value that they could not compute. */
const FAULT = /^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)$/;

/** The sign that most often stands between fields in the first lines, outside quotes. */
export function delimiterOf(text: string): string {
  const start = text.slice(0, 20_000).replace(/"[^"]*"/g, '');
  const count = (sign: string): number => start.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
