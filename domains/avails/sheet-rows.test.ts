import fc from 'fast-check';
import { strFromU8, strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readAvails } from './read.ts';
import { rowScanner } from './sheet-rows.ts';
import { good, pack, readParts, sheetOf, text, workbookParts } from './testing.ts';
import { writeAvailsXlsx } from './write-avails.ts';

/** What the scanner tells, and what it leaves to the parser. */
function scan(
  pieces: readonly (string | Uint8Array)[],
  rows = Number.POSITIVE_INFINITY,
): { told: string[]; left: string } {
  const told: string[] = [];
  const left: number[] = [];
  const scanner = rowScanner({
    row: (number) => void told.push(`row ${number}`),
    cell: (column, style, type, value) => void told.push(`cell ${column} ${style} ${type} ${value}`),
    sharedCell: (column, index) => void told.push(`shared ${column} ${index}`),
    emptyCell: (column) => void told.push(`empty ${column}`),
    formula: () => void told.push('formula'),
    endRow: () => {
      told.push('end');
      return told.filter((each) => each === 'end').length < rows;
    },
  });
  for (const piece of pieces) left.push(...scanner.take(typeof piece === 'string' ? strToU8(piece) : piece));
  left.push(...scanner.end());
  return { told, left: strFromU8(new Uint8Array(left)) };
}

const sheet = (rows: string): string =>
  `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData><pageMargins/></worksheet>`;
const ROW =
  '<row r="4" spans="1:3"><c r="A4" s="1" t="s"><v>7</v></c><c r="B4"/><c r="C4" t="str"><f>A1</f><v>a &amp; b</v></c></row>';
const TOLD = ['row 4', 'shared 0 7', 'empty 1', 'formula', 'cell 2 0 str a & b', 'end'];

test('rows are told, and the parser gets what stands around them', () => {
  expect(scan([sheet(ROW)])).toEqual({ told: TOLD, left: sheet('') });
});

test('it does not matter where the text is cut', () => {
  const whole = sheet(ROW + ROW);
  for (let at = 0; at <= whole.length; at++)
    expect(scan([whole.slice(0, at), whole.slice(at)])).toEqual({ told: [...TOLD, ...TOLD], left: sheet('') });
  expect(scan([...whole]).told).toEqual([...TOLD, ...TOLD]);
  const wide = strToU8(sheet(ROW.replace('a &amp; b', 'é 多屏 😀')));
  for (let at = 0; at <= wide.length; at++)
    expect(scan([wide.slice(0, at), wide.slice(at)]).told.join()).toContain('é 多屏 😀');
});

test('once no row is wanted, nothing more is told and nothing is left', () => {
  expect(scan([sheet(ROW + ROW)], 1).told).toEqual(TOLD);
});

describe('from an odd row on, all is for the parser', () => {
  const cases: [string, string][] = [
    ['a comment in a row', '<row r="5"><!-- x --><c r="A5"><v>1</v></c></row>'],
    ['marked-up text', '<row r="5"><c r="A5" t="str"><v><![CDATA[<row>]]></v></c></row>'],
    ['rich text', '<row r="5"><c r="A5" t="inlineStr"><is><r><t>x</t></r></is></c></row>'],
    ['a number for a sign', '<row r="5"><c r="A5" t="str"><v>&#65;</v></c></row>'],
    ['an entity of nobody', '<row r="5"><c r="A5" t="str"><v>&x;</v></c></row>'],
    ['a sign that XML forbids', '<row r="5"><c r="A5" t="str"><v>\u0001</v></c></row>'],
    ['a row of no number', '<row r="0"><c><v>1</v></c></row>'],
    ['a sign that is none', '<row r="5"><c r="A5" t="str"><v>\uFFFE</v></c></row>'],
    ['a carriage return', '<row r="5"><c r="A5" t="str"><v>a\r\nb</v></c></row>'],
    ['an end of marked-up text', '<row r="5"><c r="A5" t="str"><v>]]></v></c></row>'],
    ['an attribute twice', '<row r="5"><c r="A5" r="A5"><v>1</v></c></row>'],
    ['an attribute of the row twice', '<row r="5" r="5"/>'],
    ['a reference in small letters', '<row r="5"><c r="a5"><v>1</v></c></row>'],
    ['a style that is no number', '<row r="5"><c r="A5" s="x"><v>1</v></c></row>'],
    ['another attribute', '<row r="5"><c r="A5" cm="1"><v>1</v></c></row>'],
    ['other quotes', "<row r='5'><c r='A5'><v>1</v></c></row>"],
    ['tags that cross', '<row r="5"><c r="A5"><v>1</c></v></row>'],
    ['text between cells', '<row r="5">x<c r="A5"><v>1</v></c></row>'],
    ['a shared formula', '<row r="5"><c r="A5"><f t="shared" si="0"/><v>1</v></c></row>'],
    ['a prefix', '<x:row r="5"><x:c r="A5"><x:v>1</x:v></x:c></x:row>'],
  ];
  test.each(cases)('%s', (_, odd) => {
    expect(scan([sheet(ROW + odd + ROW)])).toEqual({ told: TOLD, left: sheet(odd + ROW) });
  });
  test('bytes that are no text are left as they are', () => {
    const whole = new Uint8Array([
      ...strToU8('<worksheet><sheetData><row><c t="str"><v>'),
      0xc3,
      0x28,
      ...strToU8('</v></c></row></sheetData></worksheet>'),
    ]);
    expect(scan([whole]).told).toEqual([]);
  });
  test('a sheet in another encoding is for the parser', () => {
    const latin = `<?xml version="1.0" encoding="ISO-8859-1"?>${sheet(ROW).slice(21)}`;
    expect(scan([latin])).toEqual({ told: [], left: latin });
    const wide = new Uint8Array(new Uint16Array([...`\uFEFF${sheet(ROW)}`].map((char) => char.charCodeAt(0))).buffer);
    expect(scan([wide]).told).toEqual([]);
  });
  test('a sheet whose opening could be hidden in a comment is for the parser from its first sign on', () => {
    const hiding = `<worksheet><!-- <sheetData> --><sheetData>${ROW}</sheetData></worksheet>`;
    expect(scan([hiding])).toEqual({ told: [], left: hiding });
    expect(scan([...hiding])).toEqual({ told: [], left: hiding });
  });
});

test('scanned or parsed, a sheet says the same, faults and all', () => {
  const value = fc.constantFrom('1', 'x', '', 'a&amp;b', '&#65;', '&x;', '<', ']]>', '\u0001', '12.50', 'a\r\nb', ' ');
  const cell = fc.tuple(
    fc.constantFrom('v', 'is', 'f', 'none'),
    fc.constantFrom('', ' t="str"', ' t="b"', ' s="1"', ' t="s"', " s='1'", ' r="A5"'),
    value,
  );
  const row = fc.tuple(
    fc.constantFrom('', ' r="5"', ' r="9"', ' x=1', ' hidden="1"'),
    fc.array(cell, { maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(row, { maxLength: 4 }), (rows) => {
      const cells = rows
        .map(([attributes, list]) => {
          const inner = list.map(([kind, form, said]) =>
            kind === 'is'
              ? `<c t="inlineStr"><is><t>${said}</t></is></c>`
              : kind === 'f'
                ? `<c${form}><f>A1</f><v>${said}</v></c>`
                : kind === 'v'
                  ? `<c${form}><v>${said}</v></c>`
                  : `<c${form}/>`,
          );
          return `<row${attributes}>${inner.join('')}</row>`;
        })
        .join('');
      const plain = sheetOf(
        Object.keys(good()),
        Object.values(good())
          .map((each) => text(String(each)))
          .join(''),
      ).replace('</sheetData>', `${cells}</sheetData>`);
      const parsed = plain.replace('<worksheet>', '<worksheet><!-- for the parser -->');
      expect(readParts(workbookParts(plain))).toEqual(readParts(workbookParts(parsed)));
    }),
    { numRuns: 400 },
  );
});

test('a workbook of many rows is the same in one piece and in many', () => {
  const rows = Array.from({ length: 400 }, (_, at) =>
    good({ ALID: `md:alid:example.com:${at}`, Description: `${'é'.repeat(at)} & <` }),
  );
  const reading = readAvails({ name: 'a', bytes: writeAvailsXlsx(rows) });
  expect([reading.clauses.length, reading.findings]).toEqual([400, []]);
  expect(pack(workbookParts('<worksheet/>'), 0).length).toBeGreaterThan(0);
});
