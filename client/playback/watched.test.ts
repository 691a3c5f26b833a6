/** What counts as watched: a table of evenings in front of a screen. */
import { describe, expect, test } from 'vitest';
import { EMPTY_LOG, observe, type Sample, take } from './watched.ts';

/** [wall seconds, media seconds, moving] */
type Look = readonly [number, number, boolean];

const watch = (looks: readonly Look[]) =>
  looks
    .map(([at, positionSeconds, moving]): Sample => ({ atMs: at * 1000, positionSeconds, moving }))
    .reduce(observe, EMPTY_LOG);

const steady = (fromWall: number, fromMedia: number, seconds: number): Look[] =>
  Array.from({ length: seconds * 4 + 1 }, (_, n): Look => [fromWall + n / 4, fromMedia + n / 4, true]);

describe('watched intervals', () => {
  const table: readonly (readonly [string, readonly Look[], readonly (readonly [number, number])[]])[] = [
    ['nothing is watched before the first sample', [], []],
    ['one sample is a point, not a stretch', [[0, 5, true]], []],
    ['steady play is one stretch', steady(0, 0, 10), [[0, 10]]],
    ['play from the middle starts where it started', steady(0, 600, 5), [[600, 605]]],
    [
      'a pause counts nothing, however long',
      [...steady(0, 0, 4), [4, 4, false], [3600, 4, false], ...steady(3600, 4, 2)],
      [[0, 6]],
    ],
    [
      'a seek ahead splits',
      [...steady(0, 0, 4), [4.1, 60, false], ...steady(5, 60, 3)],
      [
        [0, 4],
        [60, 63],
      ],
    ],
    [
      'a seek that no sample announced splits too',
      [...steady(0, 0, 4), ...steady(4.25, 60, 3)],
      [
        [0, 4],
        [60, 63],
      ],
    ],
    [
      'a seek back counts the repeated part once',
      [...steady(0, 10, 10), [10, 15, false], ...steady(10, 15, 10)],
      [[10, 25]],
    ],
    [
      'a seek back to the unseen splits, in order',
      [...steady(0, 100, 3), [3, 50, false], ...steady(3, 50, 2)],
      [
        [50, 52],
        [100, 103],
      ],
    ],
    [
      'waiting for data counts nothing',
      [...steady(0, 0, 2), [2, 2, false], [9, 2, false], ...steady(9, 2, 1)],
      [[0, 3]],
    ],
    [
      'a playhead faster than the clock is not watching',
      [
        [0, 0, true],
        [1, 30, true],
        [2, 60, true],
      ],
      [],
    ],
    [
      'late samples of a slow set still count',
      [
        [0, 0, true],
        [3, 3.2, true],
      ],
      [[0, 3.2]],
    ],
    [
      'filling the gap between two stretches joins them',
      [...steady(0, 0, 2), [2, 4, false], ...steady(2, 4, 2), [4, 2, false], ...steady(4, 2, 2)],
      [[0, 6]],
    ],
  ];
  test.each(table)('%s', (_, looks, watched) => {
    expect(watch(looks).watched).toEqual(watched);
  });

  test('what was taken is not told twice, and play goes on without a gap', () => {
    const first = take(watch(steady(0, 0, 5)));
    expect(first.watched).toEqual([[0, 5]]);
    const second = take(observe(first.rest, { atMs: 6000, positionSeconds: 6, moving: true }));
    expect(second.watched).toEqual([[5, 6]]);
  });
});
