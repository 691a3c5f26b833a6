/** One avail as the grammars hand it over, by EMA's column names, and the readings that its parts have in common. */
import { type BoundForm, isDuration, isSerial, readBound } from './bound.ts';
import type { Bound, Clause, Place } from './clause.ts';
import { nearestWord } from './columns.ts';
import type { FindingCode, FindingList } from './finding.ts';
import type { CellKind } from './table.ts';
import { booleanOf, loose, type Vocabulary, wordOf } from './words.ts';

/** What a grammar knows of one avail. Texts are trimmed, '' where there is nothing. */
export interface AvailCells {
  /** Columns of the standard whose cell holds an error of a spreadsheet. */
  faults(): readonly string[];
  text(column: string): string;
  /** Could the avail have the value at all: is there such a column? */
  has(column: string): boolean;
  kind(column: string): CellKind;
  place(column?: string): Place;
  /** Every other value by its own name. */
  extra(consumed: ReadonlySet<string>): Readonly<Record<string, string>>;
}

/** Where grammars differ in what the same column may hold. */
export interface Dialect {
  /** Plain numbers that stand for dates count from 1904. */
  readonly date1904: boolean;
  /** Several territories on one avail are usual (XML), not a slip (sheets). */
  readonly territoryLists: boolean;
  /** Territories may be left to the contract (ADI). */
  readonly territoryOptional: boolean;
  /** An end at 23:59:59 stands for the whole of its date, as converters to XML write it. */
  readonly wholeDayEnds: boolean;
  /** A sale may hold several asset languages: a package does, and a row of sheets before version 1.7.3. */
  readonly languagesTogether: boolean;
  /** Names of people and rights holders that EMA asks for are expected. */
  readonly advised: boolean;
}

export interface Avail {
  readonly cells: AvailCells;
  readonly dialect: Dialect;
  readonly findings: FindingList;
}

/** A clause in the making. */
export type Draft = { -readonly [Member in keyof Clause]?: Clause[Member] };

export function report({ cells, findings }: Avail, code: FindingCode, column: string, message: string): void {
  const value = cells.text(column);
  findings.add(code, cells.place(column), message, value === '' ? undefined : value);
}

/** A word of a vocabulary. An empty cell is an error too, unless it is optional. */
export function readWord<Word extends string>(
  avail: Avail,
  column: string,
  vocabulary: Vocabulary<Word>,
  unknown: FindingCode,
  optional = false,
): Word | undefined {
  const text = avail.cells.text(column);
  if (text === '') {
    if (!optional) report(avail, 'missing-value', column, `${column} is empty`);
    return undefined;
  }
  const word = wordOf(vocabulary, text);
  if (word === undefined) report(avail, unknown, column, adviceOn(text, vocabulary));
  else if (word !== text && text.toUpperCase() !== 'TVOD') report(avail, 'value-respelt', column, `read as ${word}`);
  return word;
}

/** What to write instead: the word that was most likely meant, or else all there are. */
function adviceOn(text: string, vocabulary: Vocabulary<string>): string {
  const words = [...new Set(vocabulary.values())];
  const near = nearestWord(text, words) ?? words.find((word) => isOneSlip(loose(text), loose(word)));
  return near === undefined ? `write one of ${words.join(', ')}` : `did you mean ${near}?`;
}

/** One letter too many, too few, another, or two that changed places: short words are near to each other, so no more. */
function isOneSlip(a: string, b: string): boolean {
  if (a.length < 3 || Math.abs(a.length - b.length) > 1) return false;
  let same = 0;
  while (same < Math.min(a.length, b.length) && a[same] === b[same]) same += 1;
  if (a[same] === b[same + 1] && b[same] === a[same + 1]) return a.slice(same + 2) === b.slice(same + 2);
  const rest = (text: string, behind: number): string => text.slice(same + behind);
  return rest(a, a.length >= b.length ? 1 : 0) === rest(b, b.length >= a.length ? 1 : 0);
}

export function readBoolean(avail: Avail, column: string): boolean | undefined {
  const text = avail.cells.text(column);
  if (text === '') return undefined;
  const value = booleanOf(text);
  if (value === undefined) report(avail, 'bad-boolean', column, `${column} is neither yes nor no`);
  return value;
}

/** One end of a window or another moment; undefined when the cell is empty or wrong. */
export function readMoment(
  avail: Avail,
  column: string,
  side: BoundForm['side'],
  lagColumn?: string,
): Bound | undefined {
  const { cells, dialect } = avail;
  const text = cells.text(column);
  const lag = lagColumn === undefined ? '' : cells.text(lagColumn);
  if (lagColumn !== undefined && lag !== '' && !isDuration(lag, true))
    report(avail, 'bad-duration', lagColumn, `${lagColumn} is not an ISO 8601 duration`);
  if (text === '') return undefined;
  const kind = cells.kind(column);
  const form = { kind, side, date1904: dialect.date1904, wholeDayEnds: dialect.wholeDayEnds };
  const bound = readBound(text, lag === '' ? form : { ...form, lag });
  if (typeof bound === 'string') {
    report(avail, bound, column, BOUND_PROBLEMS[bound]);
    return undefined;
  }
  if (isSerial(text))
    report(avail, 'date-as-number', column, `read as ${bound.kind === 'date' ? bound.date : 'a date and time'}`);
  if (lag !== '' && bound.kind !== 'condition' && lagColumn)
    report(avail, 'lag-without-condition', lagColumn, `${column} is a date, so the lag has no effect`);
  return bound;
}

const BOUND_PROBLEMS = {
  'bad-date': 'write YYYY-MM-DD, with THH:MM:SS and an offset where they matter, or a date cell',
  'bad-condition': 'no condition that may stand here; write a date, or Open for an end that is none',
} as const;

/** Reports a cell that holds a spreadsheet error such as #REF!. */
export function reportFaultCells(avail: Avail): void {
  for (const column of avail.cells.faults())
    report(avail, 'cell-error', column, `${column} holds an error of the spreadsheet; write the value itself`);
}
