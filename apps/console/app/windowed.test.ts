import { expect, test } from 'vitest';
import { sightOf } from './windowed.tsx';

test('of a hundred thousand rows only those in sight are drawn, wherever one has scrolled to', () => {
  const rows = { count: 100_000, height: 39 };
  expect(sightOf(0, 780, rows)).toEqual({ first: 0, end: 28 });
  expect(sightOf(39 * 50_000, 780, rows)).toEqual({ first: 49_992, end: 50_028 });
  expect(sightOf(39 * 100_000 - 780, 780, rows)).toEqual({ first: 99_972, end: 100_000 });
  expect(sightOf(0, 780, { count: 3, height: 39 })).toEqual({ first: 0, end: 3 });
});
