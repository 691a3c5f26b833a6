import { describe, expect, test } from 'vitest';
import { COLUMN_GROUPS } from './columns.ts';
import { readAvails } from './read.ts';
import { codesOf, errorsOf, GOOD_ROW, good, readRows } from './testing.ts';
import { type CellValue, type SheetContent, writeWorkbook } from './write-workbook.ts';

const NAMES = Object.keys(GOOD_ROW);
const VALUES = NAMES.map((name) => GOOD_ROW[name]);
const read = (...sheets: SheetContent[]) => readAvails({ name: 'sheets.xlsx', bytes: writeWorkbook(sheets) });
const sheet = (
  names: readonly string[],
  rows: readonly (readonly CellValue[])[],
  hint: readonly CellValue[] = [],
): SheetContent => ({
  name: 'Avails',
  rows: [names.map(() => 'Avail'), names, hint, ...rows],
});

test('columns go by name, in any order, case and spacing', () => {
  const names = NAMES.toReversed().map((name) => ` ${name.toUpperCase()} `);
  const [clause] = read(sheet(names, [VALUES.toReversed()])).clauses;
  expect(clause?.id).toBe(readRows([good()]).clauses[0]?.id);
});

describe('the version', () => {
  const of = (names: readonly string[], stated?: CellValue) =>
    read(sheet([...NAMES, ...names], [VALUES], stated === undefined ? [] : [stated])).version;
  test('stands in A3', () => expect([of([], 1.8), of([], '1.9a'), of([], 'v1.7.3')]).toEqual(['1.8', '1.9', '1.7.3']));
  test.each([
    ['1.7', []],
    ['1.7.2', ['AltID']],
    ['1.7.3', ['TerritoryExclusion']],
    ['1.8', ['StoreType']],
    ['1.9', ['TPRType', 'TerritoryExclusion']],
    ['1.6', ['StoreLanguage', 'HoldbackExclusionLanguage']],
  ])('%s is told by its columns', (version, names) => expect(of(names)).toBe(version));
  test('a sheet without ALID is of version 1.6 and goes by its content ids', () => {
    const names = NAMES.filter((name) => name !== 'ALID');
    const reading = read(sheet(names, [names.map((name) => GOOD_ROW[name])]));
    expect([reading.version, codesOf(reading), reading.clauses[0]?.alid]).toEqual([
      '1.6',
      ['no-alid-column'],
      GOOD_ROW.ContentID,
    ]);
  });
});

test('known misspellings of headers are read as what they mean', () => {
  const [clause] = read(sheet([...NAMES, 'ExceptionsFlag'], [[...VALUES, 'Yes']])).clauses;
  expect(clause?.exceptionFlag).toBe(true);
});

test('an unknown header is kept, and one that is nearly right draws a suggestion', () => {
  const reading = read(sheet([...NAMES, 'House number', 'HoldbackLangauge'], [[...VALUES, '12', 'fr']]));
  expect(reading.findings).toMatchObject([
    { severity: 'notice', code: 'unknown-column', value: 'House number', where: { row: 2, column: 'N' } },
    { severity: 'warning', code: 'misspelt-column', message: 'did you mean HoldbackLanguage?' },
  ]);
  expect(reading.clauses[0]).toMatchObject({
    heldBackLanguages: [],
    extra: { 'House number': '12', HoldbackLangauge: 'fr' },
  });
});

test('a column named like a part of every object stays a name', () => {
  const reading = read(sheet([...NAMES, '__proto__', 'constructor', 'toString'], [[...VALUES, 'polluted', 'a', 'b']]));
  const extra = reading.clauses[0]?.extra ?? {};
  expect(Object.hasOwn(extra, '__proto__')).toBe(true);
  expect(Object.keys(extra)).toEqual(['DisplayName', '__proto__', 'constructor', 'toString']);
  expect(Object.getPrototypeOf(extra)).toBe(Object.prototype);
  expect('polluted' in {}).toBe(false);
});

test('a missing column is one finding, not one for each row', () => {
  const names = NAMES.filter((name) => name !== 'Territory');
  const row = names.map((name) => GOOD_ROW[name]);
  const reading = read(sheet(names, [row, row, row]));
  expect(reading.findings.map(({ code, value }) => [code, value])).toEqual([['missing-column', 'Territory']]);
  expect(reading.clauses).toEqual([]);
});

test('a column that stands twice stops the sheet, because it is unclear which counts', () => {
  const reading = read(sheet([...NAMES, 'Territory'], [[...VALUES, 'CA']]));
  expect([errorsOf(reading), reading.clauses]).toEqual([['duplicate-column'], []]);
});

test('a second column outside of any group is as unclear as one within', () => {
  const groups = NAMES.map((name) => COLUMN_GROUPS.get(name));
  const reading = read({ name: 'Avails', rows: [groups, [...NAMES, 'Territory'], [], [...VALUES, 'CA']] });
  expect(reading.findings).toMatchObject([{ code: 'duplicate-column', where: { row: 2, column: 'N' } }]);
});

describe('rows that are no avails', () => {
  test('row 3 is never read, and says so when it holds an avail', () => {
    const reading = read({ name: 'Avails', rows: [NAMES.map(() => 'Avail'), NAMES, VALUES, VALUES] });
    expect([errorsOf(reading), reading.clauses.length]).toEqual([['row-three-has-data'], 1]);
    const mistaken = VALUES.with(NAMES.indexOf('Territory'), 'JJ');
    expect(errorsOf(read({ name: 'Avails', rows: [NAMES.map(() => 'Avail'), NAMES, mistaken, VALUES] }))).toEqual([
      'row-three-has-data',
    ]);
  });
  test('example rows are skipped by their ALID or first cell, rows with a stray example cell are read', () => {
    const stray = [...VALUES, '//e.g. abc'];
    const example = VALUES.map((value, at) => (at === 0 ? '//e.g. an ALID' : value));
    const reading = read(sheet([...NAMES, 'AltID'], [example, stray]));
    expect(reading.clauses.map(({ place }) => place)).toEqual([{ sheet: 'Avails', row: 5 }]);
    expect(codesOf(reading)).toEqual(['row-skipped', 'comment-cell']);
  });
  test('gaps and blank rows count as rows', () => {
    const reading = read(sheet(NAMES, [[], ['  '], VALUES]));
    expect(reading.clauses.map(({ place }) => place)).toEqual([{ sheet: 'Avails', row: 6 }]);
  });
});

describe('sheets', () => {
  const dictionary: SheetContent = {
    name: 'Dictionary',
    rows: [
      ['Field', 'Meaning'],
      ['Territory', 'where'],
    ],
  };
  test('further sheets are read when they hold avails and passed over when not', () => {
    const reading = read(sheet(NAMES, [VALUES]), dictionary, { ...sheet(NAMES, [VALUES]), name: 'TV' });
    expect(reading.clauses.map(({ place }) => place)).toEqual([
      { sheet: 'Avails', row: 4 },
      { sheet: 'TV', row: 4 },
    ]);
    expect(codesOf(reading)).toEqual(['sheet-ignored', 'duplicate-row']);
  });
  test('a hidden sheet is not read, and its avails are mentioned', () => {
    const reading = read({ ...sheet(NAMES, [VALUES]), hidden: true, name: 'old' }, sheet(NAMES, [VALUES]));
    expect([reading.clauses.length, codesOf(reading)]).toEqual([1, ['hidden-sheet-ignored']]);
  });
  test('a first sheet without column names, without cells, or without rows is an error', () => {
    expect(errorsOf(read(dictionary))).toEqual(['no-header']);
    expect(errorsOf(read({ name: 'Empty', rows: [] }))).toEqual(['empty-sheet']);
    expect(errorsOf(read(sheet(NAMES, [])))).toEqual(['no-rows']);
    const hidden = read({ ...sheet(NAMES, [VALUES]), hidden: true });
    expect(hidden.findings.at(-1)).toMatchObject({ code: 'empty-sheet', where: { sheet: 'Avails', row: 1 } });
  });
  test('a cover before the avails is a sheet like others', () => {
    expect(read(dictionary, sheet(NAMES, [VALUES])).findings).toMatchObject([
      { code: 'sheet-ignored', severity: 'notice', where: { sheet: 'Dictionary' } },
    ]);
  });
});
