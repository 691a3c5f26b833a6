/** Files made to harm whoever reads them, by the ids of docs/attacks.md. Each is refused or read plainly, at once and in bounds. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readAvails } from './read.ts';
import {
  codesOf,
  errorsOf,
  GOOD_ROW,
  good,
  pack,
  readRows,
  readText,
  sheetOf,
  text,
  workbookParts,
} from './testing.ts';
import { writeAvailsXlsx } from './write-avails.ts';
import { writeWorkbook } from './write-workbook.ts';

const NAMESPACE = 'xmlns="http://www.movielabs.com/schema/avails/v2.7/avails"';
const xml = (doctype: string, inside: string): string =>
  `<?xml version="1.0"?>${doctype}<AvailList ${NAMESPACE}><Avail><ALID>${inside}</ALID></Avail></AvailList>`;

/** Read to its end before the test's own time is over, and nothing of it granted. */
function harmless(bytes: Uint8Array): readonly string[] {
  const reading = readAvails({ name: 'attack', bytes });
  expect(reading.clauses).toEqual([]);
  const errors = errorsOf(reading);
  expect(errors).not.toEqual([]);
  expect(JSON.stringify(reading)).not.toMatch(/root:x:0|secret of the machine/);
  return errors;
}

describe('B01: entities that would fetch something', () => {
  test.each([
    ['a file', '<!DOCTYPE AvailList [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '&x;'],
    ['an address', '<!DOCTYPE AvailList [<!ENTITY x SYSTEM "http://127.0.0.1:8080/api/house">]>', '&x;'],
    ['a parameter entity', '<!DOCTYPE AvailList [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;]>', ''],
    ['a public id', '<!DOCTYPE AvailList PUBLIC "-//X//EN" "http://127.0.0.1/x.dtd">', ''],
    ['an external subset with an entity', '<!DOCTYPE AvailList SYSTEM "http://127.0.0.1/x.dtd">', '&fromTheSubset;'],
    ['an entity that nobody declared', '', '&x;'],
    ['UTF-16 that hides the type', '\ufeff<!DOCTYPE AvailList [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '&x;'],
  ])('%s', (_, doctype, inside) => {
    const document = xml(doctype, inside);
    harmless(strToU8(document));
    const wide = new Uint8Array(Uint16Array.from(document, (sign) => sign.charCodeAt(0)).buffer);
    harmless(Uint8Array.of(0xff, 0xfe, ...wide));
    const sheet = sheetOf(['ALID'], '')
      .replace('<worksheet>', `${doctype}<worksheet>`)
      .replace('Avail', inside || 'Avail');
    if (doctype !== '' || inside !== '') harmless(pack(workbookParts(sheet)));
  });

  test('XInclude and a stylesheet are words like any other', () => {
    const include = `<?xml-stylesheet href="http://127.0.0.1/x.xsl"?><AvailList ${NAMESPACE} xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd"/></AvailList>`;
    harmless(strToU8(include));
  });
});

describe('B02: documents that grow while they are read', () => {
  const laughs = Array.from({ length: 12 }, (_, at) => `<!ENTITY l${at} "${`&l${at - 1};`.repeat(10)}">`).join('');
  test.each([
    ['a billion laughs', `<!DOCTYPE AvailList [<!ENTITY l-1 "ha">${laughs}]>`, '&l11;'],
    ['quadratic growth', `<!DOCTYPE AvailList [<!ENTITY a "${'a'.repeat(100_000)}">]>`, '&a;'.repeat(10_000)],
    ['two document types', '<!DOCTYPE AvailList><!DOCTYPE AvailList>', ''],
    ['a document type inside', '', '<!DOCTYPE AvailList [<!ENTITY a "b">]>'],
    ['a depth of a hundred thousand', '', '<a>'.repeat(100_000)],
    ['a megabyte of attributes', '', `<a ${Array.from({ length: 50_000 }, (_, at) => `b${at}="1"`).join(' ')}/>`],
    ['signs that XML does not know', '', '&#0;&#xFFFF;&#1114112;'],
  ])('%s', (_, doctype, inside) => {
    harmless(strToU8(xml(doctype, inside)));
  });

  test('a million numeric entities are a text that is too long', () => {
    harmless(strToU8(xml('', '&#97;'.repeat(1_000_000))));
  });

  test('limits of nothing let nothing through', () => {
    const bytes = writeAvailsXlsx([GOOD_ROW]);
    for (const limit of [
      'fileBytes',
      'entries',
      'inflatedBytes',
      'rows',
      'columns',
      'cellCharacters',
      'totalCharacters',
      'xmlDepth',
    ])
      expect(readAvails({ name: 'x', bytes }, { limits: { [limit]: 0 } }).clauses, limit).toEqual([]);
  });
});

describe('B03: archives', () => {
  const whole = writeAvailsXlsx([GOOD_ROW]);
  const parts = workbookParts(sheetOf(['ALID'], text('x')));
  const bent = (change: (view: DataView) => void): Uint8Array => {
    const bytes = whole.slice();
    change(new DataView(bytes.buffer));
    return bytes;
  };
  const everyEntry = (view: DataView, change: (at: number) => void): void => {
    for (let at = central; at < end; at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true))
      change(at);
  };
  const [end, central] = [
    whole.length - 22,
    new DataView(whole.buffer, whole.byteOffset).getUint32(whole.length - 6, true),
  ];
  test.each<[string, () => Uint8Array]>([
    [
      'a part of zeros that inflates a thousandfold',
      () => pack({ ...parts, 'xl/styles.xml': ' '.repeat(100 * 1024 ** 2) }),
    ],
    [
      'an archive in an archive in an archive',
      () => zipSync({ 'a.zip': zipSync({ 'b.zip': zipSync({ c: new Uint8Array(99) }) }) }),
    ],
    ['a declared size of nothing', () => bent((view) => everyEntry(view, (at) => view.setUint32(at + 24, 0, true)))],
    ['a declared size of four gigabytes', () => bent((view) => view.setUint32(central + 24, 0xffff_ffff, true))],
    ['a stored size beyond the file', () => bent((view) => view.setUint32(central + 20, 0x7fff_ffff, true))],
    ['an offset outside', () => bent((view) => view.setUint32(central + 42, 0xffff_fff0, true))],
    ['more entries than there are', () => bent((view) => view.setUint16(end + 10, 65_535, true))],
    ['an encrypted part', () => bent((view) => view.setUint16(central + 8, 1, true))],
    ['a strong encryption flag', () => bent((view) => view.setUint16(central + 8, 0x41, true))],
    ['a method nobody knows', () => bent((view) => view.setUint16(central + 10, 99, true))],
    ['half of it', () => whole.slice(0, whole.length / 2)],
    ['one name twice', () => pack({ ...parts, 'XL/Workbook.xml': '<workbook/>' })],
    ['one name twice by a backslash', () => pack({ ...parts, 'xl\\workbook.xml': '<workbook/>' })],
  ])('%s is refused', (_, make) => {
    harmless(make());
  });

  test('names that lead elsewhere, links and absolute paths are parts that nobody asks for', () => {
    const read = (name: string) => {
      const [first, ...others] = [name].concat(Object.keys(parts));
      const content = Object.fromEntries(
        [...others, first].map((each) => [each ?? '', strToU8(parts[each ?? ''] ?? 'x')]),
      );
      return readAvails({ name: 'x', bytes: zipSync(content) });
    };
    const usual = JSON.stringify(codesOf(readAvails({ name: 'x', bytes: pack(parts) })));
    for (const name of [
      '../../etc/passwd',
      '/etc/passwd',
      '..\\..\\windows',
      'C:\\x',
      'a/../../b',
      'nul\0l',
      '~/.ssh/id',
      'xl/../../x',
    ])
      expect(JSON.stringify(codesOf(read(name))), name).toBe(usual);
  });

  test('a million entries are refused by their number', () => {
    const bytes = zipSync(Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`p${at}`, new Uint8Array(0)])));
    expect(harmless(bytes)).toEqual(['zip-bomb']);
  });
});

describe('B04: workbooks', () => {
  test('a shared string that stands in every cell is counted each time', () => {
    const parts = {
      ...workbookParts(sheetOf(['ALID'], '<c t="s"><v>0</v></c>'.repeat(16_000))),
      'xl/sharedStrings.xml': `<sst><si><t>${'x'.repeat(32_000)}</t></si></sst>`,
    };
    const reading = readAvails({ name: 'x', bytes: pack(parts) }, { limits: { totalCharacters: 10_000_000 } });
    expect(reading.clauses).toEqual([]);
    expect(errorsOf(reading)).not.toEqual([]);
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'])(
    'a sheet, a column and cells named %s',
    (name) => {
      const bytes = writeWorkbook([
        {
          name,
          rows: [
            ['Avail', 'Avail'],
            [...Object.keys(GOOD_ROW), name],
            ['REQ'],
            [...Object.values(GOOD_ROW).map((value) => value ?? ''), name],
          ],
        },
      ]);
      const reading = readAvails({ name: 'x', bytes });
      expect(reading.clauses).toHaveLength(1);
      expect(({} as Record<string, unknown>)[name === '__proto__' ? 'polluted' : 'x']).toBeUndefined();
      const named = readRows([good({ ALID: name, TitleInternalAlias: name })]).clauses[0];
      expect([named?.alid, named?.title]).toEqual([name, name]);
      expect(readRows([good({ Territory: name })]).clauses).toEqual([]);
      expect(readRows([good({ LicenseType: name })]).clauses).toEqual([]);
    },
  );

  test('links to other workbooks and commands in cells are text', () => {
    const value = `=cmd|' /C calc'!A0`;
    const parts: Record<string, string> = {
      ...workbookParts(sheetOf(['ALID'], text(value))),
      'xl/externalLinks/externalLink1.xml': '<externalLink><externalBook/></externalLink>',
      'xl/externalLinks/_rels/externalLink1.xml.rels':
        '<Relationships><Relationship Id="r" Target="http://127.0.0.1/x" TargetMode="External"/></Relationships>',
    };
    const reading = readAvails({ name: 'x', bytes: pack(parts) });
    expect(reading.clauses).toEqual([]);
    expect(readRows([good({ TitleInternalAlias: value })]).clauses[0]?.title).toBe(value);
  });

  test('a sheet outside the workbook is not read', () => {
    const parts = workbookParts(sheetOf(['ALID'], text('x')));
    const outside = {
      ...parts,
      'xl/_rels/workbook.xml.rels': (parts['xl/_rels/workbook.xml.rels'] ?? '').replace(
        'worksheets/sheet1.xml',
        'http://127.0.0.1/sheet.xml',
      ),
    };
    harmless(pack(outside));
  });
});

describe('B05: CSV', () => {
  const names = Object.keys(GOOD_ROW);
  const csv = (changes: Readonly<Record<string, string>> = {}, line = '\n'): string =>
    [names.join(','), names.map((name) => changes[name] ?? GOOD_ROW[name] ?? '').join(',')].join(line);

  test('the row that all of these bend is good', () => {
    expect(readText(csv()).clauses).toHaveLength(1);
  });
  test('a line without an end, in quotes and out of them', () => {
    harmless(strToU8(`${csv()},${'x'.repeat(20_000_000)}`));
    harmless(strToU8(`${names.join(',')}\n"${'x'.repeat(20_000_000)}`));
    harmless(strToU8(','.repeat(5_000_000)));
  });
  test('NUL, a byte-order mark, and mixed encodings', () => {
    expect(readText(`\ufeff${csv()}`).clauses[0]?.alid).toBe(GOOD_ROW.ALID);
    expect(readText(csv({ TitleInternalAlias: 'a\0b' })).clauses.map(({ title }) => title)).not.toContain('a');
    const mixed = Uint8Array.of(...strToU8(csv({ TitleInternalAlias: 'Café' })), 10, 0xe9, 0xff, 0xfe, 0x41);
    const reading = readAvails({ name: 'x', bytes: mixed });
    expect(codesOf(reading)).toContain('encoding-guessed');
  });
  test('marks that nobody sees and letters that look like others are told, never folded', () => {
    const hidden = readText(csv({ ALID: 'md:alid:example.com:lan\u200btern' }));
    expect(codesOf(hidden)).toContain('invisible-characters');
    const turned = readText(csv({ TitleInternalAlias: '\u202Egnp.exe' }));
    expect(codesOf(turned)).toContain('invisible-characters');
    const cyrillic = readText(csv({ ALID: 'md:alid:example.com:l\u0430ntern' }));
    expect(cyrillic.clauses.map(({ alid }) => alid)).not.toContain(GOOD_ROW.ALID);
  });
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '=HYPERLINK("http://127.0.0.1","x")', '=cmd|x!A0'])(
    'a cell that a spreadsheet would run, %j, is text on the way in and on the way out',
    (formula) => {
      const [clause] = readRows([good({ TitleInternalAlias: formula })]).clauses;
      expect(clause?.title).toBe(formula.trim());
      const parts = Object.entries(unzipSync(writeAvailsXlsx([good({ TitleInternalAlias: formula })])));
      const written = parts.map(([, bytes]) => strFromU8(bytes)).join('');
      expect(written).not.toMatch(/<f[ >]/);
      expect(written).toContain('<c r=');
    },
  );
});
