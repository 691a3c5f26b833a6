import fc from 'fast-check';
import { expect, test } from 'vitest';
import { edgeQueue } from './edge-queue.ts';

test('edges come in order of time, each with its own work, and then none', () => {
  const times = fc.array(
    fc.oneof(
      fc.integer({ min: -3, max: 3 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((time) => time + 0),
    ),
  );
  fc.assert(
    fc.property(times, (all) => {
      const queue = edgeQueue(Float64Array.from(all), Uint32Array.from(all.keys()));
      const taken: number[] = [];
      while (queue.next() < Number.POSITIVE_INFINITY) {
        const time = queue.next();
        const work = queue.take();
        expect(all[work]).toBe(time);
        taken.push(work);
      }
      expect(taken.map((work) => all[work])).toEqual(all.toSorted((a, b) => a - b));
      expect(taken.toSorted((a, b) => a - b)).toEqual([...all.keys()]);
      expect([queue.take(), queue.next()]).toEqual([-1, Number.POSITIVE_INFINITY]);
    }),
  );
});
