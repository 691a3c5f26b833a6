import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../clause.ts';
import { readAvails } from '../read.ts';
import { good, pack, sheetOf, text, workbookParts } from '../testing.ts';
import { writeAvailsXlsx } from '../write-avails.ts';
import { annotateXlsx } from './annotate-xlsx.ts';

const parts = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]));

const annotated = (bytes: Uint8Array, findings: readonly Finding[]): Uint8Array => {
  const made = annotateXlsx(bytes, findings);
  if (!made.ok) throw new Error(made.reason);
  return made.value;
};

const finding = (row: number, column: string | undefined, message = 'no such place', sheet = 'Avails'): Finding => ({
  severity: 'error',
  code: 'unknown-territory',
  message,
  where: column === undefined ? { sheet, row } : { sheet, row, column },
});

const notes = (xml: string | undefined): [string, string][] =>
  [...(xml ?? '').matchAll(/<comment ref="([A-Z]+\d+)"[^>]*>.*?<t xml:space[^>]*>([\s\S]*?)<\/t>/g)].map(
    ([, ref = '', said = '']) => [ref, said],
  );

describe('a workbook that had no notes', () => {
  const bytes = writeAvailsXlsx([good(), good({ Territory: 'JJ' })]);
  const reading = readAvails({ name: 'avails.xlsx', bytes });
  const back = annotated(bytes, reading.findings);

  test('has one on the cell that the finding names, and reads as it did', () => {
    expect(notes(parts(back)['xl/comments1.xml'])).toEqual([
      ['M5', 'Error: JJ is no territory; write a code of ISO 3166 such as GB (unknown-territory)'],
    ]);
    expect(readAvails({ name: 'avails.xlsx', bytes: back })).toEqual(reading);
  });
  test('keeps every other part as it was', () => {
    const [before, after] = [parts(bytes), parts(back)];
    const changed = Object.keys(after).filter((name) => before[name] !== after[name]);
    expect(changed.sort()).toEqual([
      '[Content_Types].xml',
      'xl/comments1.xml',
      'xl/drawings/vmlDrawing1.vml',
      'xl/worksheets/_rels/sheet1.xml.rels',
      'xl/worksheets/sheet1.xml',
    ]);
    const added =
      '<legacyDrawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rIdDuopingBoxes"/>';
    expect(after['xl/worksheets/sheet1.xml']?.replace(added, '')).toBe(before['xl/worksheets/sheet1.xml']);
  });
  test('has a box for each note, and the parts are declared', () => {
    const after = parts(back);
    expect(after['xl/drawings/vmlDrawing1.vml']).toContain('<x:Row>4</x:Row><x:Column>12</x:Column>');
    expect(after['[Content_Types].xml']).toContain('PartName="/xl/comments1.xml"');
    expect(after['xl/worksheets/_rels/sheet1.xml.rels']).toContain('Target="../comments1.xml"');
  });
});

test('several findings of one cell are one note, those of a row stand on its first cell, those of the file on the first of all', () => {
  const findings: Finding[] = [
    finding(4, 'G Territory', 'one'),
    finding(4, 'G Territory', 'two'),
    finding(4, undefined, 'of <the> row'),
    { severity: 'warning', code: 'encoding-guessed', message: 'of the file', where: { path: '' } },
    finding(9, 'B', 'elsewhere', 'No such sheet'),
  ];
  const back = parts(annotated(writeAvailsXlsx([good()]), findings));
  expect(notes(back['xl/comments1.xml'])).toEqual([
    ['G4', 'Error: one (unknown-territory)\nError: two (unknown-territory)'],
    ['A4', 'Error: of &lt;the&gt; row (unknown-territory)'],
    ['A1', 'Warning: of the file (encoding-guessed)'],
  ]);
});

describe('a workbook that has notes of its own', () => {
  const bytes = writeAvailsXlsx([good()]);
  const once = annotated(bytes, [finding(4, 'B', 'mine')]);
  test('keeps them, and what is found stands behind them', () => {
    const back = parts(annotated(once, [finding(4, 'B', 'yours'), finding(4, 'C', 'another')]));
    expect(notes(back['xl/comments1.xml'])).toEqual([
      ['B4', 'Error: mine (unknown-territory)'],
      ['C4', 'Error: another (unknown-territory)'],
    ]);
    expect(back['xl/drawings/vmlDrawing1.vml']?.match(/<v:shape /g)).toHaveLength(2);
    expect(Object.keys(back)).not.toContain('xl/comments2.xml');
  });
});

test('a drawing goes where worksheets have it, before what must follow', () => {
  const sheet = sheetOf(['ALID'], text('x')).replace(
    '</worksheet>',
    '<pageMargins/><extLst><ext/></extLst></worksheet>',
  );
  const prefixed = sheet
    .replaceAll(/<(\/?)(worksheet|sheetData|row|c|is|t|pageMargins|extLst|ext)\b/g, '<$1x:$2')
    .replace('<x:worksheet', '<x:worksheet xmlns:x="urn:x"');
  for (const [xml, expected] of [
    [sheet, /<pageMargins\/><legacyDrawing [^>]*\/><extLst>/],
    [prefixed, /<x:pageMargins\/><x:legacyDrawing [^>]*\/><x:extLst>/],
  ] as const)
    expect(parts(annotated(pack(workbookParts(xml)), [finding(4, 'A')]))['xl/worksheets/sheet1.xml']).toMatch(expected);
});

test('what is no workbook is given back to nobody', () => {
  expect(annotateXlsx(new Uint8Array([1, 2, 3]), [])).toEqual({ ok: false, reason: 'not-a-workbook' });
  expect(
    annotateXlsx(pack({ ...workbookParts('<worksheet><sheetData/></worksheet>'), 'xl/worksheets/sheet1.xml': '\0' }), [
      finding(4, 'A'),
    ]).ok,
  ).toBe(true);
});

const DATA = process.env.DUOPING_TEST_DATA ?? new URL('../../../../shared/data', import.meta.url).pathname;
const folder = `${DATA}/avails/xlsx`;
const present = existsSync(folder);
if (!present) console.log(`skipped: the published sample files are not at ${folder}`);

describe.skipIf(!present)('each published sample comes back annotated', () => {
  test.each(present ? readdirSync(folder) : [])('%s', (name) => {
    const bytes = new Uint8Array(readFileSync(`${folder}/${name}`));
    const reading = readAvails({ name, bytes }, { publishedRules: true });
    const back = annotated(bytes, reading.findings);
    expect(readAvails({ name, bytes: back }, { publishedRules: true })).toEqual(reading);
    const [before, after] = [parts(bytes), parts(back)];
    const changed = Object.keys(before).filter((part) => before[part] !== after[part]);
    expect(
      changed.filter((part) => !/comments|vmlDrawing|_rels\/sheet|Content_Types|worksheets\/sheet/.test(part)),
    ).toEqual([]);
  });
});
