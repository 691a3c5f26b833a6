import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apportion, type Claim } from './index.ts';

const claims = fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1 }), weight: fc.bigInt(0n, 10n ** 14n) }), {
  selector: ({ id }) => id,
  minLength: 1,
  maxLength: 30,
});
const weighed = claims.filter((each) => each.some(({ weight }) => weight > 0n));
const total = fc.bigInt(0n, 10n ** 13n);
const sum = (parts: Iterable<bigint>): bigint => [...parts].reduce((all, part) => all + part, 0n);
const RUNS = { numRuns: 3000 };

describe('M4: an amount divided by weights', () => {
  test('is given away to the last unit, and no more', () => {
    fc.assert(
      fc.property(total, weighed, (amount, each) => {
        expect(sum(apportion(amount, each).values())).toBe(amount);
      }),
      RUNS,
    );
  });

  test('gives everybody less than one unit more or less than the exact part', () => {
    fc.assert(
      fc.property(total, weighed, (amount, each) => {
        const weights = sum(each.map(({ weight }) => weight));
        const parts = apportion(amount, each);
        for (const { id, weight } of each) {
          const difference = (parts.get(id) ?? 0n) * weights - amount * weight;
          expect(difference < weights && -difference < weights).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test('comes out the same in whatever order the claims stand', () => {
    const shuffled = weighed.chain((each) =>
      fc.tuple(fc.constant(each), fc.shuffledSubarray(each, { minLength: each.length })),
    );
    fc.assert(
      fc.property(total, shuffled, (amount, [each, turned]) => {
        const [parts, again] = [apportion(amount, each), apportion(amount, turned)];
        expect(each.map(({ id }) => again.get(id))).toEqual(each.map(({ id }) => parts.get(id)));
      }),
      RUNS,
    );
  });

  test('comes out the same as by counting the units out one by one', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 60n), weighed, (amount, each) => {
        expect([...apportion(amount, each)].sort()).toEqual([...countedOut(amount, each)].sort());
      }),
      { numRuns: 500 },
    );
  });

  test('gives the unit that is left over to the lower id where remainders are equal', () => {
    const parts = apportion(10n, [
      { id: 'c', weight: 1n },
      { id: 'b', weight: 1n },
      { id: 'a', weight: 1n },
    ]);
    expect(Object.fromEntries(parts)).toEqual({ a: 4n, b: 3n, c: 3n });
  });

  test.each([
    ['an amount below zero', () => apportion(-1n, [{ id: 'a', weight: 1n }])],
    [
      'a weight below zero',
      () =>
        apportion(1n, [
          { id: 'a', weight: 2n },
          { id: 'b', weight: -1n },
        ]),
    ],
    [
      'two claims of one id',
      () =>
        apportion(1n, [
          { id: 'a', weight: 1n },
          { id: 'a', weight: 1n },
        ]),
    ],
    ['something among nobody', () => apportion(1n, [{ id: 'a', weight: 0n }])],
  ])('is refused for %s', (_, divide) => {
    expect(divide).toThrow();
  });

  test('of nothing gives everybody nothing, weight or not', () => {
    expect([...apportion(0n, [{ id: 'a', weight: 0n }])]).toEqual([['a', 0n]]);
  });
});

/** By another way: every claim in rational numbers, then the units left over go round by remainder. */
function countedOut(amount: bigint, each: readonly Claim[]): Map<string, bigint> {
  const weights = sum(each.map(({ weight }) => weight));
  const parts = new Map(each.map(({ id }) => [id, 0n]));
  const restOf = ({ id, weight }: Claim): bigint => amount * weight - (parts.get(id) ?? 0n) * weights;
  for (let given = 0n; given < amount; given++) {
    const whole = each.find((claim) => restOf(claim) >= weights);
    const next =
      whole ?? each.reduce((a, b) => (restOf(b) > restOf(a) || (restOf(b) === restOf(a) && b.id < a.id) ? b : a));
    parts.set(next.id, (parts.get(next.id) ?? 0n) + 1n);
  }
  return parts;
}
