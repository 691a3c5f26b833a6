import { DAY_MS, type Instant } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { buildIndex, type RightsFacts } from './build-index.ts';
import { decide } from './decide.ts';
import { effort } from './effort.test-support.ts';
import { exposedTime, exposedUses, type Use } from './exposure.ts';
import type { Denial, Grant } from './grant.ts';
import { oracle } from './oracle.test-support.ts';
import { pick, randomRequest, randomWorld, seeded, telling } from './random-world.test-support.ts';
import { denial, grant, instant, request } from './testing.ts';
import { rightsHistory } from './time-machine.ts';

const MARCH = instant('2026-03-01T00:00:00Z');
const MAY = instant('2026-05-01T00:00:00Z');
const NOW = instant('2026-06-01T00:00:00Z');
const facts = (grants: readonly Grant[], denials: readonly Denial[] = []): RightsFacts => ({
  grants,
  denials,
  epoch: 1,
});
const use = (at: Instant, members: Partial<Use['request']> = {}): Use => ({
  id: `use ${at}`,
  request: request(members),
  at,
});

/** All of 2026, as the partner said at first; cut in May to end in March. */
const first = grant({ id: 'first', knownTo: MAY });
const cut = grant({ id: 'cut', knownFrom: MAY, window: { ...first.window, end: MARCH } });

describe('a retroactive cut', () => {
  test('exposes what was played in the time that it took away, and nothing else', () => {
    const plays = [use(MARCH - 1), use(MARCH), use(MAY - 1)];
    const exposed = exposedUses(facts([first, cut]), plays, NOW);
    expect(
      exposed.map(({ use: { at }, kind, knownFrom, grant: by, reasons }) => [at, kind, knownFrom, by?.id, reasons]),
    ).toEqual([
      [MARCH, 'cut', MAY, 'first', ['ended']],
      [MAY - 1, 'cut', MAY, 'first', ['ended']],
    ]);
  });
  test('is not there before it is known', () => {
    expect(exposedUses(facts([first, cut]), [use(MARCH)], MAY - 1)).toEqual([]);
  });
  test('exposes nothing that another lawful grant covered all the time', () => {
    const other = grant({ id: 'other', partner: 'other' });
    expect(exposedUses(facts([first, cut, other]), [use(MARCH)], NOW)).toEqual([]);
  });
  test('that was taken back and made again is told by its last word', () => {
    const back = grant({ id: 'back', knownFrom: MAY + 5, knownTo: MAY + 9 });
    const told = exposedUses(facts([first, { ...cut, knownTo: MAY + 5 }, back]), [use(MARCH)], NOW);
    expect(told).toMatchObject([{ kind: 'cut', knownFrom: MAY + 9, reasons: ['no-grant'] }]);
  });
  test('tells apart what was refused even then, and leaves out what lies ahead', () => {
    const told = exposedUses(facts([first, cut]), [use(MARCH, { territory: 'CA' }), use(NOW + 1)], NOW);
    expect(told).toMatchObject([
      { kind: 'never-allowed', knownFrom: MARCH, grant: null, reasons: ['territory', 'ended'] },
    ]);
  });
  test('counts up to the moment that is asked about, and no later', () => {
    const back = grant({ id: 'back', knownFrom: NOW + 1 });
    const facts3 = facts([first, { ...cut, knownTo: NOW + 1 }, back]);
    expect(exposedUses(facts3, [use(MARCH)], NOW)).toMatchObject([{ kind: 'cut', knownFrom: MAY }]);
    expect(exposedUses(facts3, [use(MARCH)], NOW + 1)).toEqual([]);
    expect(exposedUses(facts([first, cut]), [use(MARCH)], MAY)).toMatchObject([{ kind: 'cut', knownFrom: MAY }]);
    const late = exposedUses(facts([grant({ knownTo: NOW + 9 })]), [use(NOW, { territory: 'CA' })], NOW);
    expect(late).toMatchObject([{ kind: 'never-allowed', knownFrom: NOW }]);
  });
  test('by a denial that reaches back is one too', () => {
    const back = denial({ window: { start: MARCH, end: null }, knownFrom: MAY });
    expect(exposedUses(facts([grant()], [back]), [use(MARCH)], NOW)).toMatchObject([
      { kind: 'cut', knownFrom: MAY, reasons: ['denied:takedown'] },
    ]);
    expect(exposedUses(facts([grant()], [{ ...back, knownTo: MAY + 1 }]), [use(MARCH)], NOW)).toEqual([]);
  });
  test('is told as time for each question, up to when it was known', () => {
    const scope = { works: ['film'], territories: ['US', 'CA'], screens: ['tv'], verbs: ['stream'] } as const;
    const all = { start: instant('2025-01-01T00:00:00Z'), end: null };
    expect(exposedTime(facts([first, cut]), { ...scope, during: all }, NOW)).toEqual([
      { request: request(), windows: [{ start: MARCH, end: MAY }] },
    ]);
    const april = { start: MARCH + DAY_MS, end: MARCH + 2 * DAY_MS };
    expect(exposedTime(facts([first, cut]), { ...scope, during: april }, NOW)).toEqual([
      { request: request(), windows: [april] },
    ]);
    expect(exposedTime(facts([first, cut]), { ...scope, during: all }, MAY - 1)).toEqual([]);
  });
});

describe('the time machine', () => {
  test('knows a work by what was superseded or lifted by then, and not by what came later', () => {
    const history = rightsHistory(
      facts([grant({ work: 'film', knownFrom: 10, knownTo: 20 })], [denial({ knownFrom: 5, knownTo: 6 })]),
    );
    const reasons = [4, 5, 6, 9, 10, 19, 20].map((known) => {
      const decision = decide(history.at('film', known), request(), MARCH);
      return decision.allow ? 'allowed' : decision.reasons[0];
    });
    expect(reasons).toEqual([
      ...['unknown-work', 'denied:takedown', 'no-grant', 'no-grant', 'allowed', 'allowed', 'no-grant'],
    ]);
    expect(history.turns('film', 5)).toEqual([6, 10, 20]);
    expect(history.turns('another', 0)).toEqual([]);
  });

  test('answers as the oracle does from the facts that were known, at every valid time and every known time', () => {
    const random = seeded(2026);
    let asked = 0;
    while (asked < effort(20_000)) {
      const world = randomWorld(random);
      const turns = [10, 20, 30, 40];
      const known = <Fact extends object>(fact: Fact) => {
        const knownFrom = pick(random, turns);
        return { ...fact, knownFrom, knownTo: random() < 0.5 ? null : knownFrom + pick(random, [1, 10, 20]) };
      };
      const grants = world.grants.map(known);
      const denials = world.denials.map(known);
      const isIn = (at: number) => (fact: { knownFrom: number; knownTo: number | null }) =>
        fact.knownFrom <= at && at < (fact.knownTo ?? 99);
      const history = rightsHistory({ grants, denials, epoch: 1 });
      for (const at of telling(world)) {
        const question = randomRequest(random);
        const moment = pick(random, [9, 10, 11, 19, 20, 21, 30, 31, 50]);
        const then = { grants: grants.filter(isIn(moment)), denials: denials.filter(isIn(moment)) };
        const expected = oracle(then, question, at);
        const decision = decide(history.at(question.work, moment), question, at);
        expect([decision.allow, decision.until]).toEqual([expected.allow, expected.until]);
        expect(decide(buildIndex({ grants, denials, epoch: 1, knownAt: moment }), question, at).allow).toBe(
          expected.allow,
        );
        asked++;
      }
    }
  }, 60_000);

  test('lists as exposed exactly the time lived through that is refused now', () => {
    const random = seeded(8);
    let exposed = 0;
    for (let times = 0; times < Math.max(150, effort(400)); times++) {
      const world = randomWorld(random);
      const instants = telling(world);
      const known = <Fact extends object>(fact: Fact) => {
        const knownFrom = pick(random, instants);
        return { ...fact, knownFrom, knownTo: random() < 0.5 ? null : knownFrom + pick(random, [1, 3]) * DAY_MS };
      };
      const [grants, denials] = [world.grants.map(known), world.denials.map(known)];
      const now = pick(random, instants);
      const work = pick(random, ['none', ...world.grants.map((one) => one.work)]);
      const territory = pick(random, ['US', 'DE']);
      const screen = pick(random, ['tv', 'phone'] as const);
      const verb = pick(random, ['list', 'stream'] as const);
      const during = { start: (instants[0] ?? 0) - DAY_MS, end: null };
      const scope = { works: [work], territories: [territory], screens: [screen], verbs: [verb], during };
      const told = exposedTime({ grants, denials, epoch: 1 }, scope, now);
      const asKnown = (known: number, at: number): boolean => {
        const isIn = (fact: { knownFrom: number; knownTo: number | null }) =>
          fact.knownFrom <= known && (fact.knownTo === null || known < fact.knownTo);
        const then = { grants: grants.filter(isIn), denials: denials.filter(isIn) };
        return oracle(then, { work, territory, screen, verb }, at).allow;
      };
      for (const at of instants) {
        const wanted = at < now && asKnown(at, at) && !asKnown(now, at);
        const listed = told.some(({ windows }) => windows.some(({ start, end }) => start <= at && at < (end ?? at)));
        expect(listed).toBe(wanted);
        if (wanted) exposed++;
      }
    }
    expect(exposed).toBeGreaterThan(effort(20) - 1);
  });
});
