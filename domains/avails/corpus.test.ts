import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Clause, Reading } from './clause.ts';
import { readAvails } from './read.ts';
import { codesOf, errorsOf } from './testing.ts';

const DATA = process.env.DUOPING_TEST_DATA ?? new URL('../../../shared/data', import.meta.url).pathname;
const present = existsSync(`${DATA}/avails`);
if (!present) console.log(`skipped: the published sample files are not at ${DATA}`);

const read = (path: string): Reading => readAvails({ name: path, bytes: readFileSync(`${DATA}/${path}`) });
const ids = (clauses: readonly Clause[]): string[] => clauses.map(({ id }) => id).sort();

const LATE = { kind: 'local', dateTime: '1917-09-24T23:59:59' };

describe.skipIf(!present)('the samples published with the standard', () => {
  test.each([
    ['Movies_v1.7.2', '1.7.2', 27],
    ['Movies_v1.7.2_Bundle', '1.7.2', 4],
    ['Movies_v1.7.3', '1.7.3', 6],
    ['Movies_v1.8', '1.8', 27],
    ['TV_v1.8', '1.8', 38],
    ['Avails_noErrors_v2.3_v1.8', '1.7.3', 24],
    ['Avails_Volume_v1.8', '1.8', 9],
    ['TPT-test_v1.9', '1.9', 3],
  ])('%s.xlsx is of version %s and gives %i clauses without an error', (name, version, clauses) => {
    const reading = read(`avails/xlsx/${name}.xlsx`);
    expect(errorsOf(reading)).toEqual([]);
    expect([reading.format, reading.version, reading.clauses.length]).toEqual(['avails-xlsx', version, clauses]);
  });
  test.each([
    ['Avails_noErrors_v2.3', '2.3', 24],
    ['Avails_Structure_Tests_v2.3', '2.3', 3],
    ['TPT-test_v1.9_v2.5', '2.5', 3],
  ])('%s.xml is of version %s and gives %i clauses without an error', (name, version, clauses) => {
    const reading = read(`avails/xml/${name}.xml`);
    expect(errorsOf(reading)).toEqual([]);
    expect([reading.format, reading.version, reading.clauses.length]).toEqual(['avails-xml', version, clauses]);
  });
  test('a sheet and its official conversion to XML give the same clauses', () => {
    const sheet = read('avails/xlsx/TPT-test_v1.9.xlsx');
    expect(ids(read('avails/xml/TPT-test_v1.9_v2.5.xml').clauses)).toEqual(ids(sheet.clauses));
    expect(new Set(ids(sheet.clauses)).size).toBe(3);
  });
  test('the list without errors and its sheet give the same clauses, but for two whose start the sheet gives without its time', () => {
    const sheet = ids(read('avails/xlsx/Avails_noErrors_v2.3_v1.8.xlsx').clauses);
    const xml = read('avails/xml/Avails_noErrors_v2.3.xml').clauses;
    const others = xml.filter(({ id }) => !sheet.includes(id));
    expect([xml.length - others.length, sheet.length]).toEqual([22, 24]);
    expect(others.map(({ start }) => start)).toEqual([LATE, LATE]);
  });
  test('the file with marked errors names the line of the country that does not exist', () => {
    expect(read('avails/xml/Avails_withErrors.xml').findings).toContainEqual(
      expect.objectContaining({ code: 'unknown-territory', value: 'JJ', where: expect.objectContaining({ line: 52 }) }),
    );
  });
  test('the languages marked as errors are named too', () => {
    const { findings } = read('avails/xml/Avails_withErrors.xml');
    const values = findings.filter(({ code }) => code === 'unknown-language').map(({ value }) => value);
    for (const marked of ['XYZ', 'fr-xx', 'ENg']) expect(values.some((value) => value?.includes(marked))).toBe(true);
  });
  test('the file whose volumes share episodes has the two errors that the reference finds', () => {
    const errors = read('avails/xml/Avails_Volume_error_v2.4.xml').findings.filter(
      ({ severity }) => severity === 'error',
    );
    expect(errors.map(({ code }) => code)).toEqual(['overlapping-volumes', 'overlapping-volumes']);
  });
  test('conditions, lags and exclusions of the title list for subscriptions', () => {
    const [, clause] = read('avails/xlsx/Movies_v1.7.3.xlsx').clauses;
    expect(clause).toMatchObject({
      territories: ['ZZ'],
      excludedTerritories: ['US'],
      start: { kind: 'condition', condition: 'Theatrical', lag: '-PT12H' },
      end: { kind: 'condition', condition: 'Broadcast', lag: '-P5DT10H' },
      formatProfile: '3DHD',
      formatAttributes: { HDR: 'HDR10' },
    });
  });
  test('rows without ALID go by their season', () => {
    const reading = read('avails/xlsx/TV_v1.8.xlsx');
    expect(
      reading.findings.filter(({ code }) => code === 'missing-alid').map(({ where }) => 'row' in where && where.row),
    ).toEqual([24, 25]);
    expect(codesOf(reading)).toContain('comment-cell');
  });
  test.each([
    ['adi/reference.xml', 'example.com/TSTT2003010204050001', 'VOD', 'SD'],
    ['adi/tvshow.xml', 'mylifetime.com/LFHT2419582007240000', 'SVOD', 'HD'],
  ])('%s is one package', (path, alid, licenseType, formatProfile) => {
    const reading = read(path);
    expect(errorsOf(reading)).toEqual([]);
    expect(reading.clauses).toMatchObject([{ alid, licenseType, formatProfile, entryType: 'Full Extract' }]);
  });
});
