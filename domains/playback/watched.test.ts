import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { account, type Beat, CARRY_MS, lengthOf, type MediaInterval, readBeat, subtract, union } from './watched.ts';

const intervals = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 50 })), { maxLength: 12 })
  .map((pairs) => pairs.map(([from, length]): MediaInterval => [from, from + length]));

/** The same media time, millisecond by millisecond: slow and obvious. */
const points = (list: readonly MediaInterval[]) =>
  new Set(list.flatMap(([from, to]) => Array.from({ length: to - from }, (_, index) => from + index)));

test('a union covers what its parts cover, in order and without touching', () => {
  fc.assert(
    fc.property(intervals, (list) => {
      const joined = union(list);
      expect(points(joined)).toEqual(points(list));
      expect(joined.every(([from], index) => index === 0 || (joined[index - 1]?.[1] ?? 0) < from)).toBe(true);
    }),
  );
});

test('what is subtracted is gone and nothing else', () => {
  fc.assert(
    fc.property(intervals, intervals, (list, taken) => {
      const left = subtract(union(list), union(taken));
      expect(points(left)).toEqual(points(list).difference(points(taken)));
      expect(left.every(([from, to]) => from < to)).toBe(true);
    }),
  );
});

test('whatever is claimed, a play never counts more than its time, nor any moment twice', () => {
  const beats = fc.array(
    fc.record({ passed: fc.integer({ min: 0, max: 60 }), watched: intervals, paused: fc.boolean() }),
    {
      maxLength: 15,
    },
  );
  fc.assert(
    fc.property(beats, (list) => {
      let before: { creditMs: number; accounted: readonly MediaInterval[] } = { creditMs: 0, accounted: [] };
      let [at, total] = [0, 0];
      for (const [index, { passed, watched, paused }] of list.entries()) {
        const beat: Beat = { sequence: index + 1, state: paused ? 'paused' : 'playing', positionMs: 0, watched };
        const counted = account(before, beat, { from: at, to: at + passed });
        const fresh = points(watched).difference(points(before.accounted)).size;
        expect(counted.watchedMs).toBe(Math.min(passed + before.creditMs, fresh));
        expect(counted.intervals.every(([from, to]) => from < to)).toBe(true);
        at += passed;
        total += counted.watchedMs;
        expect(total).toBeLessThanOrEqual(at);
        expect(counted.watchedMs).toBe(lengthOf(counted.intervals));
        expect(lengthOf(counted.all)).toBe(total);
        expect(points(counted.intervals).isSubsetOf(points(watched))).toBe(true);
        expect(counted.creditMs).toBeLessThanOrEqual(CARRY_MS);
        before = { creditMs: counted.creditMs, accounted: counted.all };
      }
    }),
  );
});

test('a play in more than a thousand pieces counts nothing more', () => {
  const pieces = (count: number) => Array.from({ length: count }, (_, n): MediaInterval => [n * 10, n * 10 + 1]);
  const beat: Beat = { sequence: 1, state: 'playing', positionMs: 0, watched: [[50_000, 50_001]] };
  const counted = (count: number) =>
    account({ creditMs: 0, accounted: pieces(count) }, beat, { from: 0, to: 15_000 }).watchedMs;
  expect([counted(999), counted(1000)]).toEqual([1, 0]);
});

test.each<[string, Pick<Beat, 'state' | 'watched'>, number]>([
  ['a pause', { state: 'paused', watched: [] }, 0],
  ['a pause that something was watched before', { state: 'paused', watched: [[0, 2000]] }, 1000],
  ['a picture that waits for the network', { state: 'playing', watched: [] }, 3000],
])('%s leaves so much time to the next heartbeat', (_, said, creditMs) => {
  const beat = { sequence: 1, positionMs: 2000, ...said };
  expect(account({ creditMs: 0, accounted: [] }, beat, { from: 0, to: 3000 }).creditMs).toBe(creditMs);
});

describe('a heartbeat of a film of ten seconds', () => {
  const said = (changes: Partial<Parameters<typeof readBeat>[0]>) =>
    readBeat({ sequence: 1, state: 'playing', positionSeconds: 5, watched: [[0, 5]], ...changes }, 10_000);

  test.each<[string, Partial<Parameters<typeof readBeat>[0]>]>([
    ['before the start', { positionSeconds: -0.001 }],
    ['more than a second behind the end', { positionSeconds: 11.001 }],
    ['at a place that is no number', { positionSeconds: Number.NaN }],
    ['having watched before the start', { watched: [[-1, 5]] }],
    ['having watched behind the end', { watched: [[0, 11.001]] }],
    ['having watched backwards', { watched: [[5, 4]] }],
    [
      'one sound claim of two',
      {
        watched: [
          [0, 5],
          [5, 4],
        ],
      },
    ],
    ['in too many pieces', { watched: Array.from({ length: 65 }, () => [0, 1] as const) }],
  ])('%s is none', (_, changes) => {
    expect(said(changes)).toBeUndefined();
  });

  test.each<[string, Partial<Parameters<typeof readBeat>[0]>, MediaInterval[]]>([
    ['at the very start', { positionSeconds: 0, watched: [] }, []],
    [
      'a second behind the announced end, as files run over',
      { positionSeconds: 11, watched: [[10, 11]] },
      [[10_000, 11_000]],
    ],
    [
      'with an empty claim, which says nothing',
      {
        watched: [
          [0, 0],
          [3, 3],
          [1, 2],
        ],
      },
      [[1000, 2000]],
    ],
    [
      'in as many pieces as may be',
      { watched: Array.from({ length: 64 }, () => [0, 1] as const) },
      Array.from({ length: 64 }, (): MediaInterval => [0, 1000]),
    ],
  ])('%s is one', (_, changes, watched) => {
    expect(said(changes)?.watched).toEqual(watched);
  });
});
