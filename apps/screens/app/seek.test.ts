/** Seeking: small steps first, larger ones the longer it goes on. */
import { expect, test } from 'vitest';
import { clampSeek, seekStepSeconds } from './seek.ts';

const HOUR = 3600;

test.each([
  ['the first press is ten seconds', 1, 2 * HOUR, 10],
  ['a fourth press in a row goes further', 4, 2 * HOUR, 20],
  ['a long hold goes further still', 12, 2 * HOUR, 40],
  ['and has a most', 500, 2 * HOUR, 160],
  ['a short film keeps short steps', 500, 60, 10],
  ['a half-hour never jumps by more than a twentieth', 500, 1800, 90],
])('%s', (_, presses, durationSeconds, step) => {
  expect(seekStepSeconds(presses, durationSeconds)).toBe(step);
});

test.each([
  ['not before the start', -20, 100, 0],
  ['not to the very end', 500, 100, 99],
  ['a film of unknown length stays at its start', 30, 0, 0],
])('%s', (_, to, durationSeconds, seconds) => {
  expect(clampSeek(to, durationSeconds)).toBe(seconds);
});
