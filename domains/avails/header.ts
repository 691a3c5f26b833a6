/** Finds the row of column names in a sheet and says what each column is. */
import { COLUMN_GROUPS, columnLike, columnNamed, versionOf } from './columns.ts';
import { FINDINGS, type FindingList } from './finding.ts';
import { cellPlace, type Row } from './table.ts';

export interface Header {
  readonly sheet: string;
  /** The row of names, from 1. */
  readonly row: number;
  /** Names stand below a row of groups, so that the row after them is for hints. */
  readonly grouped: boolean;
  /** By column: the standard's name, or the header as it is, or '' for a column without one. */
  readonly names: readonly string[];
  /** By the standard's name: the column. */
  readonly columns: ReadonlyMap<string, number>;
}

/** Names are looked for in so many first rows. */
export const HEADER_ROWS = 5;

/** Columns that tell avails from anything else; a header has at least three of them and six known names in all. */
const TELLING = ['ALID', 'Territory', 'LicenseType', 'FormatProfile', 'Start', 'End', 'WorkType', 'EntryType'];

/** Without these, no row can become a clause. */
const NEEDED = ['EntryType', 'WorkType', 'Territory', 'LicenseType', 'FormatProfile', 'Start', 'End'];

const GROUPS: ReadonlySet<string> = new Set(['Avail', 'AvailTerms', ...COLUMN_GROUPS.values()]);

/** So many unknown names are compared with all known ones; a sheet with more has other troubles. */
const SUGGESTIONS = 100;

/** Does the row hold the names of avails columns? */
export function isHeaderRow(row: Row): boolean {
  const known = new Set(filled(row).map(columnNamed));
  known.delete(undefined);
  return known.size >= 6 && TELLING.filter((name) => known.has(name)).length >= 3;
}

/** Does the row name groups of columns, as row 1 of a sheet does? */
export const isGroupRow = (texts: readonly string[]): boolean =>
  texts.some((text) => GROUPS.has(text.trim())) && texts.every((text) => text.trim() === '' || GROUPS.has(text.trim()));

/** Reads the names and reports unknown, misspelt, repeated and missing ones; `usable` is false when rows can't be read. */
export function readHeader(
  sheet: string,
  row: Row,
  groups: readonly string[],
  findings: FindingList,
): { header: Header; usable: boolean } {
  const names: string[] = [];
  const columns = new Map<string, number>();
  const others = new Set<string>();
  let usable = true;
  for (let column = 0; column < row.width; column++) {
    const text = (row.texts[column] ?? '').trim();
    const known = columnNamed(text);
    const place = cellPlace(sheet, row.number, column);
    names.push(known ?? text);
    if (text === '') continue;
    if (known === undefined) {
      // A name that repeats gets its letters behind it, so that neither value is lost.
      if (others.has(text)) names[column] = `${text} (${String(place && 'column' in place ? place.column : '')})`;
      others.add(text);
      const like = others.size <= SUGGESTIONS ? columnLike(text) : undefined;
      if (like) findings.add('misspelt-column', place, `did you mean ${like}?`, text);
      else findings.add('unknown-column', place, 'kept as it is', text);
      continue;
    }
    if (!columns.has(known)) columns.set(known, column);
    else if (!areApart(known, groups[column], groups[columns.get(known) ?? 0])) {
      findings.add('duplicate-column', place, `${known} also stands in an earlier column`, text);
      usable = false;
    } else if (ofGroup(known, groups[column])) {
      // One name in two groups: the standard's group has the column, the other is kept beside it.
      const earlier = columns.get(known) ?? 0;
      names[earlier] = `${groups[earlier]?.trim()}/${known}`;
      columns.set(known, column);
    } else names[column] = `${groups[column]?.trim()}/${known}`;
  }
  for (const name of NEEDED) {
    if (columns.has(name)) continue;
    findings.add('missing-column', { sheet, row: row.number }, `there is no column ${name}`, name);
    usable = false;
  }
  if (usable && !columns.has('ALID'))
    findings.add('no-alid-column', { sheet, row: row.number }, FINDINGS['no-alid-column'].says);
  return {
    header: { sheet, row: row.number, grouped: isGroupRow(groups) && groups.length > 0, names, columns },
    usable,
  };
}

/** The version of the sheet, stated in the first cell of the hint row or else told by its columns. */
export const headerVersion = (header: Header, stated: string): string => versionOf(header.names, stated);

const filled = (row: Row): string[] => row.texts.slice(0, row.width).filter((text) => text.trim() !== '');

/** Do two columns of one name stand in two groups, one of them the standard's? A column without a group is in none. */
const areApart = (name: string, one: string | undefined, other: string | undefined): boolean =>
  Boolean(one?.trim() && other?.trim()) && ofGroup(name, one) !== ofGroup(name, other);

const ofGroup = (name: string, group: string | undefined): boolean => COLUMN_GROUPS.get(name) === group?.trim();
