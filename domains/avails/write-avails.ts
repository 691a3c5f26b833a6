/** Writes avails as an EMA 1.9 workbook: groups, names and hints in rows 1 to 3, data from row 4. */
import { COLUMN_GROUPS } from './columns.ts';
import { type CellValue, writeWorkbook } from './write-workbook.ts';

/** Values by EMA's column names. ISO dates in date columns become date cells, with or without a time. */
export type AvailRow = Readonly<Record<string, string | number | boolean | undefined>>;

const ALWAYS = [
  'ALID',
  'EntryType',
  'DisplayName',
  'ContentID',
  'WorkType',
  'TitleInternalAlias',
  'Territory',
  'LicenseType',
  'FormatProfile',
  'Start',
  'End',
  'PriceType',
  'PriceValue',
];
const DATES: ReadonlySet<string> = new Set([
  'Start',
  'End',
  'AnnounceDate',
  'SuppressionLiftDate',
  'SpecialPreOrderFulfillDate',
  'FixedEndDate',
]);

/** The bytes of the workbook. Columns that no row fills are left out, but for those that the standard requires. */
export function writeAvailsXlsx(rows: readonly AvailRow[], sheet = 'Avails'): Uint8Array {
  const used = new Set([...ALWAYS, ...rows.flatMap((row) => Object.keys(row))]);
  const standard = [...COLUMN_GROUPS.keys()].filter((name) => used.has(name));
  const names = [...standard, ...[...used].filter((name) => !COLUMN_GROUPS.has(name))];
  const hints = names.map((name, at): CellValue => (at === 0 ? 1.9 : ALWAYS.includes(name) ? '//REQ' : '//Opt'));
  const groups = names.map((name) => COLUMN_GROUPS.get(name) ?? 'Avail');
  const data = rows.map((row) => names.map((name) => cellOf(name, row[name])));
  return writeWorkbook([{ name: sheet, rows: [groups, names, hints, ...data] }]);
}

function cellOf(name: string, value: AvailRow[string]): CellValue {
  const isDate = typeof value === 'string' && DATES.has(name) && /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?$/.test(value);
  return isDate ? { date: value } : value;
}
