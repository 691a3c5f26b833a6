import fc from 'fast-check';
import { expect, test } from 'vitest';
import { account, type Beat, CARRY_MS, lengthOf, type MediaInterval, subtract, union } from './watched.ts';

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
      expect(points(subtract(union(list), union(taken)))).toEqual(points(list).difference(points(taken)));
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
