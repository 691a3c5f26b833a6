/** Remotes of every maker say the same things. */
import { expect, test } from 'vitest';
import { keyOf, repeatGapMs } from './keys.ts';

test.each([
  ['Escape', 27],
  ['Backspace', 8],
  ['GoBack', 0],
  ['BrowserBack', 166],
  ['Unidentified', 461],
  ['Unidentified', 10009],
])('%s %i means back', (key, keyCode) => {
  expect(keyOf({ key, keyCode })).toBe('back');
});

test('an old engine that names no keys is understood by its codes', () => {
  expect([37, 38, 39, 40, 13].map((keyCode) => keyOf({ key: 'Unidentified', keyCode }))).toEqual([
    'left',
    'up',
    'right',
    'down',
    'ok',
  ]);
});

test('other keys mean nothing', () => {
  expect(keyOf({ key: 'a', keyCode: 65 })).toBe(null);
});

test('the longer an arrow is held the faster it goes', () => {
  const gaps = [0, 700, 2000].map(repeatGapMs);
  expect(gaps).toEqual([...gaps].sort((a, b) => b - a));
  expect(new Set(gaps).size).toBe(3);
});
