/** One spelling for what people write differently, whichever way it takes through the folding. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordsOf } from './fold.ts';

test.each([
  ['Big Buck Bunny 2', ['big', 'buck', 'bunny', '2']],
  ['  ', []],
  ['#1*', ['1']],
  ['重慶森林', ['重庆森林']],
  ['重慶 express', ['重庆', 'express']],
  ['ＡＢＣ Amélie', ['abc', 'amelie']],
])('%s', (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

test('plain letters and plain characters fold as they do beside an accent', () => {
  const plain = fc.oneof(
    fc.stringMatching(/^[\x20-\x7e]{0,20}$/),
    fc
      .array(fc.integer({ min: 0x4e00, max: 0x9fa5 }), { minLength: 1, maxLength: 20 })
      .map((codes) => String.fromCharCode(...codes)),
  );
  fc.assert(
    fc.property(plain, (text) => {
      expect([...wordsOf(text), 'e']).toEqual(wordsOf(`${text} é`));
    }),
    { numRuns: 2_000 },
  );
});
