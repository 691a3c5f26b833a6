import { describe, expect, test } from 'vitest';
import type { Grant } from './grant.ts';
import { choose, compareGrants, isPriceReduction } from './precedence.ts';
import { seeded } from './random-world.test-support.ts';
import { grant, instant } from './testing.ts';

const sorted = (...grants: readonly Grant[]): string[] => grants.toSorted(compareGrants).map(({ id }) => id);
const START = instant('2026-01-01T00:00:00Z');
const lasting = (id: string, days: number | null): Grant =>
  grant({ id, window: { start: START, end: days === null ? null : START + days * 86_400_000 } });

describe('which grant comes first', () => {
  test.each([
    [
      'a temporary price, whatever else',
      [
        grant({ id: 'z', price: { type: 'TPR-SRP', value: '1' }, territories: { include: ['ZZ'], exclude: [] } }),
        grant({ id: 'a', price: { type: 'SRP', value: '1' } }),
      ],
    ],
    ['fewer places', [grant({ id: 'z' }), grant({ id: 'a', territories: { include: ['US', 'CA'], exclude: [] } })]],
    [
      'a part of a country before all of it',
      [grant({ id: 'z', territories: { include: ['US'], exclude: ['US-CA'] } }), grant({ id: 'a' })],
    ],
    ['the shorter window', [lasting('z', 1), lasting('a', 2)]],
    ['a window that ends', [lasting('z', 9999), lasting('a', null)]],
    ['the later delivery', [grant({ id: 'z', knownFrom: 2 }), grant({ id: 'a', knownFrom: 1 })]],
    ['then the smaller id', [grant({ id: 'a' }), grant({ id: 'z' })]],
    ['of two without an end as well', [lasting('a', null), lasting('z', null)]],
  ])('%s', (_, [first, second]) => {
    if (!first || !second) throw new Error('two grants');
    expect(sorted(second, first)).toEqual([first.id, second.id]);
    expect(sorted(first, second)).toEqual([first.id, second.id]);
    expect(Math.sign(compareGrants(first, second))).toBe(-1);
    expect(compareGrants(first, first)).toBe(0);
  });

  test('only prices that say so are reductions', () => {
    expect(isPriceReduction(grant())).toBe(false);
    expect(isPriceReduction(grant({ price: { type: 'SRP-TPR-', value: '1' } }))).toBe(false);
    expect(isPriceReduction(grant({ price: { type: 'TPR-WSP', value: '1' } }))).toBe(true);
  });
});

describe('which grant is chosen', () => {
  const costs = new Map([
    ['dear', 300n],
    ['cheap', 100n],
    ['cheap too', 100n],
    ['free', 0n],
  ]);
  const costOf = ({ id }: Grant): bigint => costs.get(id) ?? 0n;
  const named = (...ids: readonly string[]): Grant[] => ids.map((id) => grant({ id }));
  test.each([
    [['dear', 'cheap'], 'cheap'],
    [['cheap', 'dear'], 'cheap'],
    [['dear', 'free', 'cheap'], 'free'],
    [['cheap too', 'cheap'], 'cheap'],
    [['cheap', 'cheap too'], 'cheap'],
    [['dear'], 'dear'],
    [[], undefined],
  ])('of %j', (ids, chosen) => {
    expect(choose(named(...ids), costOf)?.id).toBe(chosen);
  });

  test('is the least cost, then the first in order, whatever order they come in', () => {
    const random = seeded(3);
    for (let round = 0; round < 500; round++) {
      const grants = Array.from({ length: 6 }, (_, at) => lasting(String(at), Math.floor(random() * 3)));
      const cost = grants.map(() => BigInt(Math.floor(random() * 3)));
      const costOfThis = ({ id }: Grant): bigint => cost[Number(id)] ?? 0n;
      const least = [0n, 1n, 2n].find((each) => cost.includes(each));
      const [wanted] = grants.filter((each) => costOfThis(each) === least).sort(compareGrants);
      expect(
        choose(
          grants.toSorted(() => random() - 0.5),
          costOfThis,
        )?.id,
      ).toBe(wanted?.id);
    }
  });
});
