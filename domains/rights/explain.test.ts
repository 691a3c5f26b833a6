import { describe, expect, test } from 'vitest';
import { buildIndex } from './build-index.ts';
import { decide } from './decide.ts';
import { touchesGrant } from './denials.ts';
import { dimensionsOf } from './dimensions.ts';
import { effort } from './effort.test-support.ts';
import { explain } from './explain.ts';
import { failures } from './oracle.test-support.ts';
import { pick, randomRequest, randomWorld, seeded, telling } from './random-world.test-support.ts';
import { denial, grant, instant, request } from './testing.ts';

const JUNE = instant('2026-06-01T00:00:00Z');

describe('an explanation', () => {
  test('names for every grant of the work what the oracle says it fails, at every edge', () => {
    const random = seeded(77);
    let failing = 0;
    for (let round = 0; round < Math.max(800, effort(2000)); round++) {
      const world = randomWorld(random);
      const index = buildIndex({ ...world, epoch: 1 });
      const question = randomRequest(random);
      const at = pick(random, telling(world));
      const { grants, decision, denials } = explain(index, question, at);
      expect(grants.map((each) => [each.grant.id, each.fails]).sort()).toEqual(
        world.grants
          .filter(({ work }) => work === question.work)
          .map((each) => [each.id, failures(each, question, at)])
          .sort(),
      );
      expect(decision).toEqual(decide(index, question, at));
      const allowing = grants.filter(({ fails, deniedBy }) => fails.length + deniedBy.length === 0);
      expect(allowing.map((each) => each.grant.id)).toEqual(decision.allow ? decision.grants.map(({ id }) => id) : []);
      expect(denials.every(({ window: { start, end } }) => start <= at && (end === null || at < end))).toBe(true);
      failing += grants.filter(({ fails }) => fails.length > 0).length;
    }
    expect(failing).toBeGreaterThan(400);
  });

  test('leads to the partner, the contract, the delivery and the row', () => {
    const own = grant({ partner: 'tide', contract: 'T', contractVersion: 3, place: { sheet: 'TV', row: 9 } });
    const told = explain(buildIndex({ grants: [own], denials: [denial()], epoch: 4 }), request(), JUNE);
    expect(told).toMatchObject({
      ...{ request: request(), at: JUNE, denials: [{ id: 'd' }] },
      grants: [
        {
          ...{ fails: [], deniedBy: [{ id: 'd' }], partner: 'tide', contract: 'T', contractVersion: 3 },
          ...{ delivery: own.delivery, place: { sheet: 'TV', row: 9 } },
        },
      ],
    });
  });

  test('says of each grant by which denials it is overridden', () => {
    const grants = [grant({ id: 'ours' }), grant({ id: 'tide’s', partner: 'tide' })];
    const denials = [denial({ id: 'all' }), denial({ id: 'tide', kind: 'suspension', scope: { partner: 'tide' } })];
    const told = explain(buildIndex({ grants, denials, epoch: 4 }), request(), JUNE).grants;
    expect(
      Object.fromEntries(told.map(({ grant: { id }, deniedBy }) => [id, deniedBy.map((each) => each.id)])),
    ).toEqual({
      ours: ['all'],
      'tide’s': ['all', 'tide'],
    });
  });

  test('of a work that nobody heard of names no grant', () => {
    const told = explain(buildIndex({ grants: [grant()], denials: [], epoch: 1 }), request({ work: 'x' }), JUNE);
    expect([told.grants, told.denials]).toEqual([[], []]);
  });
});

test('a denial touches a grant when every member of its scope does', () => {
  const own = grant({ work: 'w', partner: 'p', contract: 'c' });
  const touched = (scope: Parameters<typeof denial>[0] & object) => touchesGrant(denial(scope), own);
  expect(touched({ scope: {} })).toBe(true);
  expect(touched({ scope: { work: 'w', partner: 'p', contract: 'c' } })).toBe(true);
  for (const member of ['work', 'partner', 'contract'] as const)
    expect(touched({ scope: { work: 'w', partner: 'p', contract: 'c', [member]: 'other' } }), member).toBe(false);
});

test('eight bits name eight dimensions, and nothing beyond', () => {
  expect(dimensionsOf(0)).toEqual([]);
  expect(dimensionsOf(0x101)).toEqual(['verb']);
  expect(dimensionsOf(255)).toHaveLength(8);
});
