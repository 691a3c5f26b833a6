import { expect, test } from 'vitest';
import { buildIndex } from './build-index.ts';
import { calendar, nextChange } from './calendar.ts';
import { effort } from './effort.test-support.ts';
import { oracle } from './oracle.test-support.ts';
import { openPlayableView, playableWorks } from './playable.ts';
import { pick, randomRequest, randomWorld, seeded, telling } from './random-world.test-support.ts';
import { denial, grant, instant, request } from './testing.ts';

test('the playable works are those that the oracle allows, also when one view is carried through time', () => {
  const random = seeded(11);
  let found = 0;
  for (let round = 0; round < Math.max(60, effort(400)); round++) {
    const world = randomWorld(random);
    const index = buildIndex({ ...world, epoch: 3 });
    const { work: _, ...context } = randomRequest(random);
    const view = openPlayableView(index, context);
    const instants = telling(world);
    for (const at of [...instants, pick(random, instants)]) {
      const allowed = ['a', 'b', 'c'].filter((work) => oracle(world, { ...context, work }, at).allow);
      const playable = view.at(at);
      expect(playable.works().toSorted()).toEqual(allowed);
      expect(playable.count).toBe(allowed.length);
      for (const work of ['a', 'b', 'c', 'unheard']) expect(playable.has(work)).toBe(allowed.includes(work));
      if (playable.until !== null) expect(playable.until).toBeGreaterThan(at);
      found += allowed.length;
    }
  }
  expect(found).toBeGreaterThan(effort(500) - 1);
});

test('a set of playable works says until when it is true', () => {
  const grants = [
    grant({ work: 'x', window: { start: 100, end: 200 } }),
    grant({ work: 'y', window: { start: 150, end: null } }),
  ];
  const denials = [denial({ scope: { work: 'y' }, window: { start: 170, end: 180 } })];
  const index = buildIndex({ grants, denials, epoch: 1 });
  const { work: _, ...context } = request();
  const at = (time: number) => {
    const { until, count } = playableWorks(index, context, time);
    return { until, count };
  };
  expect(at(99)).toEqual({ until: 100, count: 0 });
  expect(at(100)).toEqual({ until: 150, count: 1 });
  expect(at(150)).toEqual({ until: 170, count: 2 });
  expect(at(170)).toEqual({ until: 180, count: 1 });
  expect(at(180)).toEqual({ until: 200, count: 2 });
  expect(at(200)).toEqual({ until: null, count: 1 });
});

test('a calendar shows each stretch of time with its answer', () => {
  const start = instant('2026-05-01T00:00:00Z');
  const grants = [
    grant({ window: { start, end: start + 10 } }),
    grant({ window: { start: start + 20, end: start + 30 } }),
  ];
  const index = buildIndex({ grants, denials: [], epoch: 1 });
  const told = (end: number | null) =>
    calendar(index, request(), { start: start - 5, end }).map(({ window, decision }) => [
      window.start - start,
      window.end === null ? null : window.end - start,
      decision.allow,
    ]);
  expect(told(null)).toEqual([
    [-5, 0, false],
    [0, 10, true],
    [10, 20, false],
    [20, 30, true],
    [30, null, false],
  ]);
  expect(told(start + 15)).toEqual([
    [-5, 0, false],
    [0, 10, true],
    [10, 15, false],
  ]);
});

test('the next change is the first edge of any grant, listing or denial', () => {
  const grants = [grant({ window: { start: 100, end: 200 }, listedFrom: 50 })];
  const index = buildIndex({ grants, denials: [denial({ window: { start: 10, end: 300 } })], epoch: 1 });
  const edges: (number | null)[] = [];
  for (let at: number | null = 0; at !== null; at = nextChange(index, at)) edges.push(at);
  expect(edges).toEqual([0, 10, 50, 100, 200, 300]);
  expect(nextChange(buildIndex({ grants: [], denials: [], epoch: 1 }), 0)).toBeNull();
});

test('only what could change the set brings its end', () => {
  const own = { start: 100, end: 200 };
  const grants = [
    grant({ id: 'own', work: 'x', window: own }),
    grant({
      id: 'elsewhere',
      work: 'y',
      window: { start: 110, end: 120 },
      territories: { include: ['CA'], exclude: [] },
    }),
    grant({ id: 'never', work: 'z', window: { start: 130, end: 130 } }),
    grant({ id: 'backwards', work: 'z', window: { start: 140, end: 135 } }),
    grant({
      id: 'sold',
      work: 'v',
      window: { start: 150, end: 160 },
      licenseType: 'EST',
      verbs: ['list', 'buy', 'play-owned'],
    }),
  ];
  const denials = [
    denial({ scope: { work: 'x', territories: { include: ['CA'], exclude: [] } }, window: { start: 105, end: 115 } }),
  ];
  const index = buildIndex({ grants, denials, epoch: 1 });
  const { work: _, ...context } = request();
  const { until, bits } = playableWorks(index, context, 100);
  expect([until, bits.length]).toEqual([200, 1]);
  expect(playableWorks(index, { ...context, verb: 'play-owned' }, 0)).toMatchObject({ until: null, count: 1 });
});

test('a set of many works has a bit for each, and follows time forth, back, and onto its edges', () => {
  const works = Array.from({ length: 70 }, (_, at) => `w${at}`);
  const grants = works.map((work, at) => grant({ id: work, work, window: { start: at, end: at + 10 } }));
  const denials = [denial({ scope: { work: 'w5' }, window: { start: 8, end: 9 } })];
  const index = buildIndex({ grants, denials, epoch: 1 });
  const { work: _, ...context } = request();
  const view = openPlayableView(index, context);
  for (const at of [0, 0, 7, 8, 9, 9, 40, 39, 39, 79, 80, 200, 8, 200, 199, 5, 8, 8]) {
    const wanted = works.filter((work, start) => start <= at && at < start + 10 && !(work === 'w5' && at === 8));
    const playable = view.at(at);
    expect(playable.works()).toEqual(wanted);
    expect([playable.count, playable.bits.length]).toEqual([wanted.length, 3]);
    expect(works.filter((work) => playable.has(work))).toEqual(wanted);
    const edges = [...grants.flatMap(({ window }) => [window.start, window.end ?? 0]), 8, 9].filter(
      (edge) => edge > at,
    );
    expect(playable.until).toBe(edges.length === 0 ? null : Math.min(...edges));
  }
});
