import { contentHash } from '@duoping/kit';
import fc from 'fast-check';
import { strToU8 } from 'fflate';
import { expect, test, vi } from 'vitest';
import type { Clause, Reading } from './clause.ts';
import { readAvails } from './read.ts';
import { good } from './testing.ts';
import { type AvailRow, writeAvailsXlsx } from './write-avails.ts';
import { type CellValue, writeWorkbook } from './write-workbook.ts';

vi.setConfig({ testTimeout: 60_000 });

const day = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const titles = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .filter((text) => text.trim() !== '' && !text.trim().startsWith('//'));

const row: fc.Arbitrary<AvailRow> = fc
  .record({
    id: fc.integer({ min: 1, max: 5 }),
    TitleInternalAlias: titles,
    Territory: fc.constantFrom('US', 'CA', 'DE', 'CN', 'ZZ'),
    LicenseType: fc.constantFrom('SVOD', 'EST', 'VOD', 'AVOD', 'nonsense'),
    FormatProfile: fc.constantFrom('SD', 'HD', 'UHD', ''),
    days: fc.tuple(day, day),
    End: fc.constantFrom('Open', 'ESTStart', undefined),
    AllowedLanguages: fc.constantFrom('', 'en', 'zh-CN, en:sub'),
    AvailID: fc.string({ maxLength: 4 }),
  })
  .map(({ id, days, End, ...rest }) =>
    good({ ALID: `md:alid:example.com:${id}`, ...rest, Start: days[0], End: End ?? days[1] }),
  );

const rows = fc.array(row, { minLength: 1, maxLength: 8 });
const ids = (clauses: readonly Clause[]): string[] => clauses.map(({ id }) => id).sort();
const read = (bytes: Uint8Array): Reading => readAvails({ name: 'any', bytes });

function sheet(
  list: readonly AvailRow[],
  names: readonly string[],
  cell: (name: string, value: AvailRow[string]) => CellValue,
): Uint8Array {
  const data = list.map((each) => names.map((name) => cell(name, each[name])));
  return writeWorkbook([
    { name: 'Avails', rows: [names.map((name) => (name === '' ? undefined : 'Avail')), names, [1.9], ...data] },
  ]);
}

const plain = (_: string, value: AvailRow[string]): CellValue => value;
const dated = (name: string, value: AvailRow[string]): CellValue =>
  (name === 'Start' || name === 'End') && typeof value === 'string' && /^\d{4}-/.test(value) ? { date: value } : value;

test('the order of rows and columns, blank columns and the type of date cells change no clause', () => {
  fc.assert(
    fc.property(rows, fc.infiniteStream(fc.nat()), (list, random) => {
      const names = Object.keys(Object.assign({}, ...list));
      const shuffled = <T>(items: readonly T[]): T[] =>
        items
          .map((item) => ({ item, key: random.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ item }) => item);
      const wanted = ids(read(sheet(list, names, plain)).clauses);
      expect(ids(read(sheet(shuffled(list), names, plain)).clauses)).toEqual(wanted);
      expect(ids(read(sheet(list, shuffled(names), plain)).clauses)).toEqual(wanted);
      expect(ids(read(sheet(list, shuffled([...names, '', '']), plain)).clauses)).toEqual(wanted);
      expect(ids(read(sheet(list, names, dated)).clauses)).toEqual(wanted);
      expect(ids(read(writeAvailsXlsx(list)).clauses)).toEqual(wanted);
    }),
    { numRuns: 40 },
  );
});

test('every row is a clause or has an error, and every finding says where', () => {
  fc.assert(
    fc.property(rows, (list) => {
      const { clauses, findings } = read(writeAvailsXlsx(list));
      const good = new Set(clauses.map(({ place }) => 'row' in place && place.row));
      const bad = new Set(
        findings.filter(({ severity }) => severity === 'error').map(({ where }) => 'row' in where && where.row),
      );
      for (const at of list.keys()) expect(good.has(at + 4) !== bad.has(at + 4)).toBe(true);
    }),
  );
});

test('a clause goes by the content hash of what it says', () => {
  fc.assert(
    fc.property(rows, (list) => {
      for (const { id, place: _, ...rest } of read(writeAvailsXlsx(list)).clauses)
        expect(id).toBe(contentHash({ ...rest } as never));
    }),
  );
});

test('the same rows give the same bytes', () => {
  fc.assert(
    fc.property(rows, (list) => {
      expect(writeAvailsXlsx(list)).toEqual(writeAvailsXlsx(list));
    }),
    { numRuns: 10 },
  );
});

test('any text survives the way through a workbook', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
      const Description = `x${text.toWellFormed()}x`;
      expect(read(writeAvailsXlsx([good({ Description })])).clauses[0]?.extra.Description).toBe(Description);
    }),
  );
});

const XML = strToU8(
  `<?xml version="1.0"?><ADI><Metadata><AMS Asset_Class="title" Asset_ID="EXMT0000000000000001"/></Metadata></ADI>`,
);

test('a workbook cut off anywhere never throws, and is never read as less than it was', () => {
  const whole = writeAvailsXlsx([good(), good({ Territory: 'CA' })]);
  for (let length = 0; length < whole.length; length++) {
    const { clauses, findings } = read(whole.subarray(0, length));
    expect(clauses).toEqual([]);
    expect(findings.some(({ severity }) => severity === 'error')).toBe(true);
  }
});

test('a byte changed anywhere never throws', () => {
  const whole = writeAvailsXlsx([good(), good({ Territory: 'CA' })]);
  fc.assert(
    fc.property(fc.nat({ max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const bytes = whole.slice();
      bytes[at] = (bytes[at] ?? 0) ^ change;
      expect(Array.isArray(read(bytes).findings)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('bytes of no meaning never throw and always draw an error', () => {
  const start = fc.constantFrom(
    new Uint8Array(),
    strToU8('PK\x03\x04'),
    strToU8('<'),
    XML.subarray(0, 60),
    strToU8('ALID,Territory\n'),
  );
  fc.assert(
    fc.property(start, fc.uint8Array({ maxLength: 300 }), (head, tail) => {
      const { findings } = read(new Uint8Array([...head, ...tail]));
      expect(findings.some(({ severity }) => severity === 'error')).toBe(true);
    }),
    { numRuns: 300 },
  );
});
