import fc from 'fast-check';
import { strToU8 } from 'fflate';
import { describe, expect, test, vi } from 'vitest';
import type { Reading } from './clause.ts';
import { CONVERSIONS, convertAvails } from './convert/convert.ts';
import { isUnusable } from './finding.ts';
import { readAvails } from './read.ts';
import { DOCUMENTS } from './testing-documents.ts';

vi.setConfig({ testTimeout: process.env.DEEP ? 600_000 : 60_000 });

const RUNS = process.env.DEEP ? 5000 : 60;
const OPTIONS = { territories: ['US'] };
const read = (bytes: Uint8Array, limits = {}): Reading => readAvails({ name: 'any', bytes }, { ...OPTIONS, limits });
const said = ({ clauses, descriptions = [], experiences = [] }: Reading): number =>
  clauses.length + descriptions.length + experiences.length;
const grammars = Object.entries(DOCUMENTS).map(([format, text]) => ({ format, text, bytes: strToU8(text) }));
const isXml = (text: string): boolean => text.startsWith('<');

/** Whatever was read: findings have places, and what can't be used has given nothing. */
function isSane(reading: Reading): void {
  for (const { where, message } of reading.findings)
    expect([typeof where, message.length > 0]).toEqual(['object', true]);
  if (isUnusable(reading.findings)) expect(said(reading)).toBe(0);
  for (const { alid, territories } of reading.clauses)
    expect([alid === '', Array.isArray(territories)]).toEqual([false, true]);
}

describe.each(grammars)('$format', ({ format, text, bytes }) => {
  test('is read as what it is', () => {
    const reading = read(bytes);
    expect([reading.format, said(reading) > 0]).toEqual([format, true]);
    expect(reading.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('cut off anywhere, it never throws, and never says what the whole does not', () => {
    const whole = read(bytes);
    for (let length = 0; length < bytes.length; length++) {
      const reading = read(bytes.subarray(0, length));
      isSane(reading);
      // A table may end after any row and a document after its last bracket; cut elsewhere, they give nothing.
      if (isXml(text) && !text.slice(0, length).trim().endsWith(text.slice(-4))) expect(said(reading)).toBe(0);
      expect(said(reading)).toBeLessThanOrEqual(said(whole));
    }
  });

  test('with bytes changed, dropped or doubled, it never throws', () => {
    const place = fc.nat({ max: bytes.length - 1 });
    const change = fc.record({ at: place, length: fc.nat({ max: 8 }), put: fc.uint8Array({ maxLength: 8 }) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        let mutant = [...bytes];
        for (const { at, length, put } of changes)
          mutant = [...mutant.slice(0, at), ...put, ...mutant.slice(at + length)];
        isSane(read(new Uint8Array(mutant)));
      }),
      { numRuns: RUNS },
    );
  });

  test('with words swapped for dangerous ones, it never throws', () => {
    const words = [...new Set(text.match(/[A-Za-z][\w-]{2,}/g) ?? [])];
    const danger = [
      'constructor',
      '__proto__',
      'toString',
      'hasOwnProperty',
      '',
      '//',
      '-1',
      '9'.repeat(400),
      'NaN',
      '\u202e',
      '2026-13-45',
      '𝒳',
      ']]>',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...words),
        fc.constantFrom(...danger),
        fc.constantFrom(...CONVERSIONS),
        (word, put, to) => {
          const reading = read(strToU8(text.replaceAll(word, put)));
          isSane(reading);
          expect(convertAvails(reading, to).ok).toBe(true);
        },
      ),
      { numRuns: RUNS },
    );
  });

  test('never exceeds a limit in silence', () => {
    for (const limits of [{ fileBytes: 100 }, { rows: 0 }, { findings: 1 }, { elementParts: 2 }, { xmlDepth: 2 }])
      isSane(read(bytes, limits));
    expect(read(bytes, { fileBytes: 100 }).findings).toMatchObject([{ code: 'file-too-large' }]);
  });

  test.skipIf(!isXml(text))('refuses entities and document types, wherever they stand', () => {
    const bare = text.replace(/<!DOCTYPE[^>]*>/, '');
    const declared = bare.replace(/^<\?xml[^>]*>/, '$&<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>');
    expect(read(strToU8(declared)).findings).toMatchObject([{ code: 'xml-doctype' }]);
    const at = bare.lastIndexOf('</');
    const used = `${bare.slice(0, at)}&b;${bare.slice(at)}`;
    const reading = read(strToU8(used));
    expect([said(reading), reading.findings.some(({ severity }) => severity === 'error')]).toEqual([0, true]);
  });
});

test('a document as deep as it is long is refused, in every grammar', () => {
  for (const { text } of grammars.filter((each) => isXml(each.text))) {
    const at = text.lastIndexOf('</');
    const deep = `${text.slice(0, at)}${'<x>'.repeat(100_000)}${text.slice(at)}`;
    expect(read(strToU8(deep)).findings.at(-1)).toMatchObject({ code: 'malformed-xml' });
  }
  const json = `{"format":"duoping-avails","version":1,"clauses":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
  expect(read(strToU8(json)).findings.length).toBeGreaterThan(0);
});
