import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { canonicalJson, type Json } from './canonical.ts';

test.each([
  ['with', true],
  ['without', false],
])('%s the digest of Node, a hash is the same', async (_, hasNode) => {
  vi.resetModules();
  if (!hasNode) vi.stubGlobal('process', undefined);
  const { sha256Hex, textHash } = await import('./canonical.ts');
  vi.unstubAllGlobals();
  for (const size of [0, 1, 55, 56, 64, 1000]) {
    const bytes = new Uint8Array(size).map((_, at) => at * 7);
    expect(sha256Hex(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
  }
  for (const text of ['', 'The Lantern', '灯 and ünïcode 🏮'])
    expect(textHash(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
});

/** JSON values whose members stand in any order, numbers that print in many ways among them. */
const json = fc.jsonValue({ maxDepth: 4 }).map((value) => value as Json); // what it makes is JSON

/** The standard's words, one after the other. */
function written(value: Json | undefined): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${written(member)}`).join(',')}}`;
}

test('members come in the order of their names, however they stand, at every depth', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(canonicalJson(value)).toBe(written(value));
    }),
  );
  expect(canonicalJson({ b: [{ d: 1, c: undefined }], a: { 9: 1, 10: 2 } })).toBe('{"a":{"10":2,"9":1},"b":[{"d":1}]}');
  expect(canonicalJson({ a: 1, b: [{ c: [{ e: 1, d: 2 }] }] })).toBe('{"a":1,"b":[{"c":[{"d":2,"e":1}]}]}');
});

test('a number that JSON has no form for is refused, wherever it stands', () => {
  for (const value of [Number.NaN, [1, Number.POSITIVE_INFINITY], { a: { b: Number.NaN } }]) {
    expect(() => canonicalJson(value)).toThrow('no infinity');
  }
});
