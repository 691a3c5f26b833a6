import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from './limits.ts';
import { readSharedStrings } from './shared-strings.ts';
import { pack } from './testing.ts';
import { listParts } from './zip.ts';

const PATH = 'xl/sharedStrings.xml';

function read(xml: string, limits = DEFAULT_LIMITS) {
  const bytes = pack({ [PATH]: xml });
  const parts = listParts(bytes, limits);
  if (!parts.ok) throw new Error(parts.reason);
  return readSharedStrings({ bytes, parts: parts.value, limits }, PATH);
}

const table = (items: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n<sst count="9">${items}</sst>`;

/** What the parser has to read is read the same. */
const byParser = (items: string): string => table(`<!-- x -->${items}`);

const PLAIN = '<si><t>one</t></si>';

const ITEMS: readonly (readonly [what: string, items: string, strings: readonly string[]])[] = [
  ['none', '', []],
  ['a plain one', PLAIN, ['one']],
  ['an empty one', '<si><t></t></si><si><t/></si><si/>', ['', '', '']],
  ['blanks that are kept', '<si><t xml:space="preserve"> one  two </t></si>', [' one  two ']],
  ['entities', '<si><t>Tom &amp; Jerry &lt;3</t></si><si><t>&#x591A;</t></si>', ['Tom & Jerry <3', '多']],
  ['long ones in other scripts', '<si><t>灯笼灯笼灯笼灯笼灯笼</t></si>', ['灯笼灯笼灯笼灯笼灯笼']],
  ['escaped controls', '<si><t>a_x000A_b</t></si>', ['a\nb']],
  ['line breaks', '<si><t>a\nb</t></si>\n <si><t>c\r\nd</t></si>', ['a\nb', 'c\nd']],
  [
    'rich text among plain ones',
    `${PLAIN}<si><r><t>The </t></r><r><rPr><b/></rPr><t>Lantern</t></r></si>${PLAIN}`,
    ['one', 'The Lantern', 'one'],
  ],
  ['the reading of a Japanese word', '<si><t>映画</t><rPh sb="0" eb="2"><t>えいが</t></rPh></si>', ['映画']],
];

test.each(ITEMS)('%s', (_, items, strings) => {
  expect(read(table(items))).toEqual({ ok: true, value: strings });
  expect(read(byParser(items))).toEqual({ ok: true, value: strings });
});

test('a table of any length is read whole', () => {
  const strings = Array.from({ length: 60_000 }, (_, at) => `string number ${at}`);
  const items = strings.map((string) => `<si><t>${string}</t></si>`).join('');
  expect(read(table(items))).toEqual({ ok: true, value: strings });
});

test.each([
  ['a tag that does not close', table('<si><t>one</si>')],
  ['bytes after the table', `${table(PLAIN)}<more/>`],
  ['a table that ends too early', table(PLAIN).replace('</sst>', '')],
  ['an entity that nobody knows', table('<si><t>&who;</t></si>')],
])('%s is a fault, as it is to the parser', (_, xml) => {
  expect(read(xml).ok).toBe(false);
});

test.each([table, byParser])('a string longer than a cell can be ends the reading', (form) => {
  const answer = read(form('<si><t>123456</t></si><si><t>next</t></si>'), { ...DEFAULT_LIMITS, cellCharacters: 5 });
  expect(answer).toEqual({ ok: false, reason: expect.objectContaining({ fault: 'zip-bomb', path: PATH }) });
});
