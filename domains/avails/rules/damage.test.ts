import fc from 'fast-check';
import { strToU8 } from 'fflate';
import { expect, test, vi } from 'vitest';
import { annotateXlsx } from '../annotate/annotate-xlsx.ts';
import { readAvails } from '../read.ts';
import { good } from '../testing.ts';
import { writeAvailsXlsx } from '../write-avails.ts';
import { sampleAvail, sampleList, sampleXml, VERSIONS } from './sample-avails.ts';

vi.setConfig({ testTimeout: 60_000 });

const judge = (bytes: Uint8Array) => readAvails({ name: 'any', bytes }, { publishedRules: true });
const LIST = sampleList('2.7', sampleAvail(), sampleAvail({ alid: 'md:alid:example.com:other', licenseType: 'EST' }));

test('a document cut off anywhere never throws, gives no clause, and has an error that says where', () => {
  const whole = strToU8(LIST);
  for (let length = 0; length < whole.length; length++) {
    const { clauses, findings } = judge(whole.subarray(0, length));
    expect(clauses).toEqual([]);
    expect(findings.some(({ severity }) => severity === 'error')).toBe(true);
  }
});

test('bytes changed anywhere never throw, and every finding has its place', () => {
  const whole = strToU8(LIST);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.integer({ min: 1, max: 255 })), {
        minLength: 1,
        maxLength: 4,
      }),
      (changes) => {
        const bytes = whole.slice();
        for (const [at, change] of changes) bytes[at] = (bytes[at] ?? 0) ^ change;
        for (const { where } of judge(bytes).findings) expect('path' in where || 'sheet' in where).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

test('elements taken away, doubled and moved never throw', () => {
  const parts = LIST.match(/<[^>]+>[^<]*/g) ?? [];
  fc.assert(
    fc.property(fc.shuffledSubarray(parts, { minLength: 1 }), (some) => {
      expect(judge(strToU8(some.join(''))).findings.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
  for (const [at, part] of parts.entries()) {
    const without = [...parts.slice(0, at), ...parts.slice(at + 1)].join('');
    const doubled = [...parts.slice(0, at), part, ...parts.slice(at)].join('');
    for (const text of [without, doubled]) expect(judge(strToU8(text)).findings.length).toBeGreaterThan(0);
  }
});

test('ten thousand elements in one another, and names of every kind, are said and not thrown', () => {
  const deep = sampleXml({ asset: '<Metadata>'.repeat(10_000) });
  expect(judge(strToU8(deep)).findings[0]).toMatchObject({ code: 'malformed-xml', where: { line: 9 } });
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
    for (const version of VERSIONS) {
      const { findings } = judge(strToU8(sampleXml({ version, terms: `<${name} ${name}="x"/>`, availType: name })));
      expect(findings.map(({ code }) => code)).toContain('unexpected-element');
    }
});

test('a damaged workbook takes notes or says why not', () => {
  const whole = writeAvailsXlsx([good(), good({ Territory: 'JJ' })]);
  fc.assert(
    fc.property(
      fc.nat({ max: whole.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      fc.nat({ max: 200 }),
      (at, change, cut) => {
        const bytes = whole.slice(0, whole.length - (cut > 100 ? cut : 0));
        if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ change;
        const made = annotateXlsx(bytes, judge(bytes).findings);
        expect(typeof made.ok).toBe('boolean');
      },
    ),
    { numRuns: 300 },
  );
});
