import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GrantTerms } from './dimensions.ts';
import { internPairs, internTerms } from './intern-terms.ts';
import { FORMAT_PROFILES } from './quality.ts';

const TERMS: GrantTerms = {
  verbs: ['list', 'stream'],
  licenseType: 'SVOD',
  screens: { tv: {} },
  formatProfile: 'HD',
  allowedLanguages: [],
  heldBackLanguages: [],
};

test('terms that differ in anything have numbers of their own, and the same ones the same', () => {
  const french = [{ range: 'fr', kinds: ['audio'] }] as const;
  const all: GrantTerms[] = [
    TERMS,
    { ...TERMS, verbs: ['list'] },
    { ...TERMS, licenseType: 'FVOD' },
    { ...TERMS, screens: { tv: { maxHeight: 720 } } },
    { ...TERMS, allowedLanguages: french },
    { ...TERMS, heldBackLanguages: french },
    ...FORMAT_PROFILES.filter((each) => each !== 'HD').map((formatProfile) => ({ ...TERMS, formatProfile })),
    ...FORMAT_PROFILES.map((formatProfile) => ({ ...TERMS, formatProfile, impliesLower: true })),
  ];
  const numbers = internTerms();
  expect(all.map((terms) => numbers.number(terms))).toEqual(all.map((_, index) => index));
  expect(all.map((terms) => numbers.number(structuredClone(terms)))).toEqual(all.map((_, index) => index));
  expect(numbers.number({ ...TERMS, impliesLower: false })).toBe(0);
  expect(numbers.all).toEqual(all);
});

test('each pair has a number of its own, however large its parts', () => {
  const part = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 2 ** 26 - 3, max: 2 ** 26 - 1 }));
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(part, part), { selector: String, maxLength: 20 }), (pairs) => {
      const number = internPairs();
      const numbers = pairs.map(([left, right]) => number(left, right));
      expect(numbers).toEqual(pairs.map((_, index) => index));
      expect(pairs.map(([left, right]) => number(left, right))).toEqual(numbers);
    }),
  );
});
