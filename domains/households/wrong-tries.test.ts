import { MINUTE_MS } from '@duoping/kit';
import { expect, test } from 'vitest';
import { wrongTries } from './index.ts';

const limit = { tries: 3, withinMs: 15 * MINUTE_MS };

test('the name is exhausted at the last allowed wrong try, and again free when the first is old enough', () => {
  let now = 0;
  const tries = wrongTries({ now: () => now }, limit);
  for (let minute = 0; minute < 3; minute++) {
    now = minute * MINUTE_MS;
    expect(tries.exhausted('a')).toBe(false);
    tries.count('a');
  }
  expect(tries.exhausted('a')).toBe(true);
  now = 15 * MINUTE_MS - 1;
  expect(tries.exhausted('a')).toBe(true);
  now = 15 * MINUTE_MS;
  expect(tries.exhausted('a')).toBe(false);
});

test('names are counted apart, and a right password clears its own', () => {
  const tries = wrongTries({ now: () => 0 }, { tries: 1, withinMs: 1 });
  tries.count('a');
  tries.count('b');
  tries.forget('b');
  expect([tries.exhausted('a'), tries.exhausted('b'), tries.exhausted('c')]).toEqual([true, false, false]);
});
