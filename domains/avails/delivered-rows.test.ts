import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnOfPlace, deliveredRows, readAvails, writeAvailsXlsx, writeWorkbook } from './index.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const ROW = { ALID: 'md:alid:org:x:film', EntryType: 'Full Extract', WorkType: 'Movie', Territory: 'CN' };
const NAMES = ['ALID', 'EntryType', 'WorkType', 'Territory', 'LicenseType', 'FormatProfile', 'Start', 'End'];

test('a workbook shows every visible sheet with its rows as they are numbered there', () => {
  const book = writeWorkbook([{ name: 'Avails', rows: [NAMES, [], ['film', 'Full Extract', undefined, 'CN']] }]);
  expect(deliveredRows(book)).toEqual([
    {
      name: 'Avails',
      header: 1,
      rows: [
        { number: 1, cells: NAMES },
        { number: 3, cells: ['film', 'Full Extract', '', 'CN'] },
      ],
    },
  ]);
});

test('CSV is one sheet, and XML is its lines', () => {
  const [csv] = deliveredRows(bytesOf(`${NAMES.join(';')}\r\n\r\nfilm;Full Extract\r\n`));
  expect([csv?.header, csv?.rows.map(({ number }) => number)]).toEqual([1, [1, 3]]);
  const [xml] = deliveredRows(bytesOf('<a>\n <b/>\n</a>'));
  expect(xml).toEqual({
    name: 'XML',
    header: null,
    rows: [
      { number: 1, cells: ['<a>'] },
      { number: 2, cells: [' <b/>'] },
      { number: 3, cells: ['</a>'] },
    ],
  });
});

test('each finding of a sheet points at a row and a cell that are shown', () => {
  const bytes = writeAvailsXlsx([{ ...ROW, Territory: 'JJ', LicenseType: 'SVOD', FormatProfile: 'HD', Start: 'soon' }]);
  const [sheet] = deliveredRows(bytes);
  const header = sheet?.rows.find(({ number }) => number === sheet.header)?.cells ?? [];
  const { findings } = readAvails({ name: 'a.xlsx', bytes });
  const marked = findings.flatMap(({ where, value }) => {
    if (!('row' in where) || value === undefined) return [];
    const cells = sheet?.rows.find(({ number }) => number === where.row)?.cells ?? [];
    return [[value, cells[columnOfPlace(where.column, header) ?? -1]]];
  });
  expect(marked).toContainEqual(['JJ', 'JJ']);
  for (const [value, cell] of marked) expect(cell).toBe(value);
});

test('a column is found by its letters or by its name', () => {
  const found = ['B', 'B EntryType', 'AA Name', 'alid', 'ALID', 'nothing', undefined].map((column) =>
    columnOfPlace(column, NAMES),
  );
  expect(found).toEqual([1, 1, 26, 0, 0, undefined, undefined]);
});

test('whatever the bytes, nothing is thrown', () => {
  const whole = writeAvailsXlsx([ROW]);
  for (let end = 0; end < whole.length; end += 7) deliveredRows(whole.subarray(0, end));
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void deliveredRows(bytes)));
});
