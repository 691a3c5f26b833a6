import fc from 'fast-check';
import { strToU8 } from 'fflate';
import { expect, test, vi } from 'vitest';
import { DEFAULT_LIMITS } from './limits.ts';
import { plainXml } from './plain-xml.ts';
import { xmlStream } from './xml.ts';

vi.setConfig({ testTimeout: process.env.DEEP ? 600_000 : 60_000 });

/** Everything that a document sets off, texts in one piece, and how it ended. */
function events(text: string, pieces: readonly number[] = []) {
  const told: unknown[] = [];
  let said = '';
  let depth = 0;
  const flush = (): void => {
    if (said !== '') told.push(said);
    said = '';
  };
  const stream = xmlStream(
    {
      open(name, attributes, line, qualified) {
        flush();
        depth += 1;
        told.push(['open', name, { ...attributes }, line, qualified]);
      },
      text(piece) {
        // Blanks around the root are nobody's.
        if (depth > 0) said += piece;
      },
      close(name, line) {
        flush();
        depth -= 1;
        told.push(['close', name, line]);
      },
    },
    DEFAULT_LIMITS,
  );
  const bytes = strToU8(text);
  let at = 0;
  for (const length of [...pieces, bytes.length]) {
    stream.write(bytes.subarray(at, at + length));
    at += length;
  }
  const fault = stream.end();
  flush();
  // The last text before a fault may have been told or not; nobody looks at it any more.
  return fault ? { fault, told: [] } : { told };
}

const withoutLine = ({ fault, told }: ReturnType<typeof events>) => (fault ? { fault: fault.fault } : { told });

/** A processing instruction before the root is not plain, so that the parser has all of it. */
const parsed = (text: string) => events(text.replace(/^(<\?xml[^>]*\?>)?/, '$1<?p?>'));

const DOCUMENT = `<?xml version="1.0" encoding="UTF-8"?>
<a:List xmlns:a="urn:a" version='2'>
  <!-- a comment, as people
  write them -->
  <a:Item id="1" lang="en"  note="x > y"><a:Name>Lanterns &amp; Lights [cut]</a:Name><a:Empty/><a:Empty /></a:Item>
  <a:Item
    id="2">text &lt;here&gt; 灯笼 😀 ]] ]&gt;</a:Item>
</a:List>
`;
const PLAIN = DOCUMENT.replace(` version='2'`, '').replace(' > y', '');

test('what is plain is told to its end, and what is not is handed over where it stands', () => {
  const told: string[] = [];
  const plain = plainXml({
    open: ({ qualified }, _, line) => void told.push(`<${qualified} ${line}`),
    text: (text) => void (text.trim() && told.push(text)),
    close: ({ qualified }, line) => void told.push(`/${qualified} ${line}`),
    isDone: () => false,
  });
  expect(plain.take('<?xml version="1.0"?>\n<a>\n<b x="1">q&amp;r</b>\n')).toBeUndefined();
  expect(told).toEqual(['<a 2', '<b 3', 'q&r', '/b 3']);
  expect(plain.take('<c>\n<![CDATA[x]]></c></a>')).toEqual({
    text: '\n<![CDATA[x]]></c></a>',
    before: '<a><c>',
    line: 4,
  });
});

test.each([
  ['plain from its first sign to its last', PLAIN],
  ['with a quote of the other kind', DOCUMENT],
  ['with a section of characters', PLAIN.replace('text', '<![CDATA[a]]>')],
  ['with a reference to a character', PLAIN.replace('text', '&#65;')],
  ['with line ends of two signs', PLAIN.replaceAll('\n', '\r\n')],
  ['with an instruction at the end', `${PLAIN}<?end here?>`],
])('a document %s sets off what the parser does', (_, text) => {
  expect(events(text)).toEqual(parsed(text));
  expect(events(text)).toHaveProperty(
    'told.length',
    expect.toSatisfy((count: number) => count > 10),
  );
});

test.each([
  ['a tag that ends another', PLAIN.replace('</a:Name>', '</a:Item>')],
  ['a second root', `${PLAIN}<b/>`],
  ['text behind the root', `${PLAIN}x`],
  ['no end', PLAIN.replace('</a:List>', '')],
  ['an attribute twice', PLAIN.replace('lang=', 'id=')],
  ['attributes that touch', PLAIN.replace('"1" ', '"1"')],
  ['an unknown entity', PLAIN.replace('&amp;', '&amp;&nbsp;')],
  ['a bare ampersand before a tag', PLAIN.replace('text', '&<b/>')],
  ['the end of a section', PLAIN.replace('text', ']]>')],
  ['two dashes in a comment', PLAIN.replace('comment', 'com--ment')],
  ['a control character', PLAIN.replace('text', '\u0001')],
  ['what is no character', PLAIN.replace('text', '\uFFFF')],
  ['nothing', ''],
  ['a declaration alone', '<?xml version="1.0"?>'],
])('%s is the fault that the parser finds, in its line', (_, text) => {
  expect(events(text)).toEqual(parsed(text));
  expect(events(text)).toHaveProperty('fault');
});

test('cut into any pieces and bent in any way, a document sets off what the parser says', () => {
  const signs = fc.constantFrom(
    ...'<>/&;"\'=-!?[]] \n\r\tab:x1é',
    '&amp;',
    '<!--',
    '-->',
    ']]>',
    '<b>',
    '</b>',
    '<b/>',
    '😀',
    '\u0000',
  );
  const change = fc.record({
    at: fc.nat({ max: DOCUMENT.length }),
    cut: fc.nat({ max: 6 }),
    put: fc.array(signs, { maxLength: 3 }),
  });
  fc.assert(
    fc.property(
      fc.constantFrom(PLAIN, DOCUMENT),
      fc.array(change, { maxLength: 3 }),
      fc.array(fc.nat({ max: 40 }), { maxLength: 12 }),
      (document, changes, pieces) => {
        let text = document;
        for (const { at, cut, put } of changes) text = text.slice(0, at) + put.join('') + text.slice(at + cut);
        if (!text.startsWith('<?xml version="1.0" encoding="UTF-8"?>')) return;
        expect(events(text)).toEqual(parsed(text));
        // The line that the parser names for some faults depends on where the pieces end.
        expect(withoutLine(events(text, pieces))).toEqual(withoutLine(parsed(text)));
      },
    ),
    { numRuns: process.env.DEEP ? 40_000 : 2000 },
  );
});
