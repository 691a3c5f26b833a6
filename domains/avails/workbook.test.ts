import { strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { isUnusable } from './finding.ts';
import { readAvails } from './read.ts';
import { codesOf, errorsOf, GOOD_ROW, good, pack, readParts, sheetOf, text, workbookParts } from './testing.ts';
import { writeAvailsXlsx } from './write-avails.ts';

const NAMES = Object.keys(GOOD_ROW);
const CELLS = NAMES.map((name) => text(String(GOOD_ROW[name])));
const cellsWith = (name: string, cell: string): string => CELLS.with(NAMES.indexOf(name), cell).join('');
const readSheet = (cells: string, parts: Record<string, string> = {}) =>
  readParts({ ...workbookParts(sheetOf(NAMES, cells)), ...parts });
const bytesOf = (bytes: Uint8Array, limits = {}) => readAvails({ name: 'book.xlsx', bytes }, { limits });

describe('a cell means the same in each way that a workbook can store it', () => {
  const shared = '<sst><si><t>US</t></si><si><r><t>U</t></r><r><t>S</t></r><rPh><t>x</t></rPh></si></sst>';
  const styles = (code: string) =>
    `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="${code}"/></numFmts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>`;
  test.each([
    ['a shared string', '<c t="s"><v>0</v></c>'],
    ['a shared string in pieces, its reading aid left out', '<c t="s"><v>1</v></c>'],
    ['an inline string in pieces', '<c t="inlineStr"><is><r><t>U</t></r><r><t>S</t></r></is></c>'],
    ['an inline string with its reading aid', '<c t="inlineStr"><is><t>US</t><rPh><t>x</t></rPh></is></c>'],
    ['a formula with its kept value', '<c t="str"><f>A1</f><v>US</v></c>'],
    ['a string with blanks around it', text('  US ')],
    ['a string in CDATA', text('<![CDATA[US]]>')],
    ['a string with character references', text('&#85;&#x53;')],
  ])('%s', (_, cell) => {
    const reading = readSheet(cellsWith('Territory', cell), { 'xl/sharedStrings.xml': shared });
    expect(errorsOf(reading)).toEqual([]);
    expect(reading.clauses[0]?.territories).toEqual(['US']);
  });
  test.each([
    ['46023 by a format of its own', '<c s="1"><v>46023</v></c>', 'yyyy\\-mm\\-dd'],
    ['46023 by a built-in format', '<c s="2"><v>46023</v></c>', '0'],
    ['46023 by a localised format', '<c s="1"><v>46023</v></c>', '[$-804]yyyy&quot;年&quot;m&quot;月&quot;'],
    ['an ISO date', '<c t="d"><v>2026-01-01</v></c>', '0'],
    ['a number of no date format', '<c><v>46023</v></c>', '0'],
  ])('the first of January 2026 as %s', (_, cell, code) => {
    const reading = readSheet(cellsWith('Start', cell), { 'xl/styles.xml': styles(code) });
    expect(reading.clauses[0]?.start).toEqual({ kind: 'date', date: '2026-01-01' });
  });
  test('formats that only look like dates leave a number a number', () => {
    const cell = '<c s="1"><v>2026</v></c>';
    const reading = readSheet(cellsWith('TitleInternalAlias', cell), {
      'xl/styles.xml': styles('&quot;day &quot;0;[Red]\\d0'),
    });
    expect(reading.clauses[0]?.title).toBe('2026');
  });
  test('days count from 1904 where the workbook says so', () => {
    const parts = workbookParts(sheetOf(NAMES, cellsWith('Start', '<c><v>44561</v></c>')));
    const book = parts['xl/workbook.xml']?.replace('<sheets>', '<workbookPr date1904="1"/><sheets>') ?? '';
    expect(readParts({ ...parts, 'xl/workbook.xml': book }).clauses[0]?.start).toEqual({
      kind: 'date',
      date: '2026-01-01',
    });
  });
  test('booleans, and spreadsheet errors in cells that count', () => {
    const names = [...NAMES, 'ExceptionFlag'];
    const read = (cell: string) => readParts(workbookParts(sheetOf(names, CELLS.join('') + cell)));
    expect(read('<c t="b"><v>1</v></c>').clauses[0]?.exceptionFlag).toBe(true);
    expect(errorsOf(read('<c t="e"><v>#REF!</v></c>'))).toContain('cell-error');
    const named = readSheet(cellsWith('DisplayName', '<c t="e"><v>#N/A</v></c>'));
    expect(named.findings).toMatchObject([{ code: 'cell-error', value: '#N/A', where: { column: 'C DisplayName' } }]);
  });
  test('formulas and merged cells are mentioned', () => {
    const parts = workbookParts(
      sheetOf(NAMES, cellsWith('Territory', '<c t="str"><f>A1</f><v>US</v></c>')).replace(
        '</worksheet>',
        '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="G4:G9"/></mergeCells></worksheet>',
      ),
    );
    expect(readParts(parts).findings).toMatchObject([
      { code: 'formula-cells', severity: 'notice' },
      { code: 'merged-cells', severity: 'warning', where: { row: 4 }, value: 'G4:G9' },
    ]);
  });
  test('prefixed element names and targets from the root', () => {
    const parts = workbookParts(
      sheetOf(NAMES, CELLS.join(''))
        .replace(/<(\/?)(\w)/g, '<$1x:$2')
        .replace('<x:worksheet', '<x:worksheet xmlns:x="m"'),
    );
    const rels = parts['xl/_rels/workbook.xml.rels']?.replace('"worksheets', '"/xl/worksheets') ?? '';
    expect(readParts({ ...parts, 'xl/_rels/workbook.xml.rels': rels }).clauses).toHaveLength(1);
  });
});

describe('a hostile or broken workbook is refused whole, with a reason', () => {
  const sound = writeAvailsXlsx([good()]);
  const patched = (change: (view: DataView, central: number) => void): Uint8Array => {
    const bytes = sound.slice();
    const view = new DataView(bytes.buffer);
    let at = 0;
    while (view.getUint32(at, true) !== 0x02014b50) at++;
    change(view, at);
    return bytes;
  };
  const SHEET = 'xl/worksheets/sheet1.xml';
  const parts = workbookParts(sheetOf(NAMES, CELLS.join('')));
  const xml = parts[SHEET] ?? '';
  const binaryWorkbook = (): Uint8Array =>
    pack({
      '[Content_Types].xml': '<Types/>',
      '_rels/.rels':
        '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>',
      'xl/workbook.bin': '\u0001',
    });
  const cases: [string, () => Uint8Array, string][] = [
    ['no bytes', () => new Uint8Array(), 'empty-file'],
    ['a password', () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'encrypted-archive'],
    ['an archive cut short', () => sound.subarray(0, sound.length - 10), 'damaged-archive'],
    ['an archive of something else', () => pack({ 'a.txt': 'hello' }), 'unknown-format'],
    ['an encrypted entry', () => patched((view, at) => view.setUint16(at + 8, 1, true)), 'encrypted-archive'],
    ['an unknown compression', () => patched((view, at) => view.setUint16(at + 10, 99, true)), 'damaged-archive'],
    ['a wrong checksum', () => patched((view, at) => view.setUint32(at + 46 + 19 + 16, 1, true)), 'damaged-archive'],
    ['a part declared empty', () => patched((view, at) => view.setUint32(at + 46 + 19 + 24, 0, true)), 'zip-bomb'],
    ['a part declared too short', () => patched((view, at) => view.setUint32(at + 46 + 19 + 24, 5, true)), 'zip-bomb'],
    [
      'a part declared far too long',
      () => patched((view, at) => view.setUint32(at + 24, 0x7fffffff, true)),
      'zip-bomb',
    ],
    ['two parts of one name', () => pack({ ...parts, 'XL/Worksheets/Sheet1.xml': xml }), 'duplicate-entry'],
    [
      'two parts that differ in slashes',
      () => pack({ ...parts, 'xl\\worksheets\\sheet1.xml': xml }),
      'duplicate-entry',
    ],
    [
      'a part that is missing',
      () =>
        pack({
          ...parts,
          'xl/_rels/workbook.xml.rels': parts['xl/_rels/workbook.xml.rels']?.replace('sheet1', 'sheet2') ?? '',
        }),
      'damaged-workbook',
    ],
    ['XML that does not end', () => pack({ ...parts, [SHEET]: xml.slice(0, -30) }), 'malformed-xml'],
    [
      'an external entity',
      () =>
        pack({
          ...parts,
          [SHEET]: `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${xml.replace('>US<', '>&x;<')}`,
        }),
      'xml-doctype',
    ],
    [
      'a document type alone',
      () => pack({ ...parts, [SHEET]: `<!DOCTYPE worksheet SYSTEM "a.dtd">${xml}` }),
      'xml-doctype',
    ],
    ['an entity that is not declared', () => pack({ ...parts, [SHEET]: xml.replace('>US<', '>&lol;<') }), 'xml-entity'],
    [
      'XML without a bottom',
      () => pack({ ...parts, [SHEET]: `${'<a>'.repeat(100)}${'</a>'.repeat(100)}` }),
      'malformed-xml',
    ],
    [
      'text that is not in its encoding',
      () => pack({ ...parts, [SHEET]: `<?xml version="1.0" encoding="klingon"?>${xml}x` }),
      'unknown-encoding',
    ],
    [
      'rows out of order',
      () => pack({ ...parts, [SHEET]: xml.replace('<row r="4"', '<row r="1"') }),
      'damaged-workbook',
    ],
    [
      'a row beyond all rows',
      () => pack({ ...parts, [SHEET]: xml.replace('<row r="4"', '<row r="1048577"') }),
      'file-too-large',
    ],
    [
      'a column beyond all columns',
      () => pack({ ...parts, [SHEET]: xml.replace('<row r="4"><c', '<row r="4"><c r="XFE4"') }),
      'file-too-large',
    ],
    [
      'a cell longer than any',
      () => pack({ ...parts, [SHEET]: xml.replace('>US<', `>${'U'.repeat(40_000)}<`) }),
      'cell-too-long',
    ],
    ...['<c t="s"><v>7</v></c>', '<c t="s"><v>-1</v></c>', '<c s="0" t="s"><v>one</v></c>'].map(
      (cell): [string, () => Uint8Array, string] => [
        `a text that the workbook does not hold, ${cell}`,
        () => pack(workbookParts(sheetOf(NAMES, cellsWith('DisplayName', cell)))),
        'damaged-workbook',
      ],
    ),
    ['a binary workbook', binaryWorkbook, 'unknown-format'],
    [
      'a shared string longer than any',
      () => pack({ ...parts, 'xl/sharedStrings.xml': `<sst><si><t>${'U'.repeat(40_000)}</t></si></sst>` }),
      'zip-bomb',
    ],
  ];
  test.each(cases)('%s', (_, make, code) => {
    const reading = bytesOf(make());
    expect(errorsOf(reading)).toEqual([code]);
    expect(isUnusable(reading.findings)).toBe(true);
    expect(reading.clauses).toEqual([]);
  });
  test('a part that inflates a thousandfold', () => {
    const bomb = pack({ ...parts, [SHEET]: ' '.repeat(20_000_000) + xml });
    expect(bomb.length).toBeLessThan(100_000);
    expect(codesOf(bytesOf(bomb))).toEqual(['zip-bomb']);
  });
  test('more parts, more bytes, or more text than the limits allow', () => {
    expect(codesOf(bytesOf(sound, { entries: 3 }))).toEqual(['zip-bomb']);
    expect(codesOf(bytesOf(sound, { inflatedBytes: 2000 }))).toEqual(['zip-bomb']);
    expect(codesOf(bytesOf(sound, { fileBytes: 100 }))).toEqual(['file-too-large']);
    expect(codesOf(bytesOf(sound, { totalCharacters: 100 }))).toEqual(['file-too-large']);
    expect(codesOf(bytesOf(sound, { rows: 3 }))).toEqual(['file-too-large']);
  });
  test('bytes that are no file of any kind', () => {
    expect(codesOf(bytesOf(new Uint8Array([0, 1, 2, 3])))).toEqual(['unknown-format']);
    expect(codesOf(bytesOf(strToU8('<html><body/></html>')))).toEqual(['unknown-format']);
  });
});

test('an archive of something else is of no known format, a damaged workbook is still a workbook', () => {
  expect(bytesOf(pack({ 'a.txt': 'hello' })).format).toBe('unknown');
  expect(bytesOf(writeAvailsXlsx([good()]).subarray(0, 900)).format).toBe('avails-xlsx');
});

test('findings beyond the limit are dropped, and the last one kept says so', () => {
  const bad = Array.from({ length: 20 }, () => good({ Territory: 'QQ' }));
  const { findings } = bytesOf(writeAvailsXlsx(bad), { findings: 5 });
  expect(findings.map(({ code }) => code)).toEqual([...Array(4).fill('unknown-territory'), 'too-many-findings']);
});
