import { DAY_MS, type Instant, type Window } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { buildIndex, type RightsFacts } from './build-index.ts';
import { type Difference, differences, type MonthChange } from './difference.ts';
import { effort } from './effort.test-support.ts';
import { type Denial, type Grant, SCREENS, VERBS } from './grant.ts';
import { oracle } from './oracle.test-support.ts';
import { pick, type Random, randomWorld, seeded } from './random-world.test-support.ts';
import type { GrantSelector } from './selecting.ts';
import { denial, grant, instant } from './testing.ts';
import { type Supposition, suppose, whatIf } from './what-if.ts';
import { windowsDuring } from './windows.ts';

const YEAR = { start: instant('2026-01-01T00:00:00Z'), end: instant('2027-01-01T00:00:00Z') };
const SCOPE = { territories: ['US'], screens: ['tv'], verbs: ['stream'], during: YEAR } as const;
const facts = (grants: readonly Grant[], denials: readonly Denial[] = []): RightsFacts => ({
  grants,
  denials,
  epoch: 1,
});
const during = (from: string, to: string) => ({ start: instant(`${from}T00:00:00Z`), end: instant(`${to}T00:00:00Z`) });

const told = (known: RightsFacts, supposition: Supposition) =>
  whatIf(known, supposition, SCOPE).months.map(({ month, opens, closes, longer, shorter }) => {
    const parts = Object.entries({ opens, closes, longer, shorter }).filter(([, works]) => works.length > 0);
    return `${month} ${parts.map(([kind, works]) => `${kind} ${works.join(' ')}`).join(', ')}`;
  });

describe('what if', () => {
  const march = grant({ id: 'march', contract: 'C-2', window: during('2026-03-01', '2026-04-01') });
  const spring = grant({ id: 'spring', delivery: 'd2', window: during('2026-03-15', '2026-05-10') });

  test('a contract ended: what it alone allowed closes, month by month', () => {
    expect(told(facts([march]), { without: [{ contract: 'C-2' }] })).toEqual(['2026-03 closes film']);
    expect(told(facts([march, spring]), { without: [{ contract: 'C-2' }] })).toEqual(['2026-03 shorter film']);
    expect(told(facts([march, spring]), { without: [{ delivery: 'd2' }] })).toEqual([
      '2026-04 closes film',
      '2026-05 closes film',
    ]);
  });
  test('a delivery came: what it newly allows opens, or is open for longer', () => {
    expect(told(facts([march]), { withGrants: [spring] })).toEqual(['2026-04 opens film', '2026-05 opens film']);
    expect(told(facts([spring]), { withGrants: [march] })).toEqual(['2026-03 longer film']);
  });
  test('the same again changes nothing', () => {
    const change = whatIf(facts([march]), { withGrants: [march] }, SCOPE);
    expect(change).toEqual({ removedGrants: 0, addedGrants: 0, touched: [], differences: [], months: [] });
  });
  test('is told as it was known then: what came later and what had gone say nothing', () => {
    const knownAt = instant('2026-02-01T00:00:00Z');
    const later = { ...march, id: 'later', knownFrom: knownAt + 1 };
    const gone = { ...march, id: 'gone', knownTo: knownAt };
    const lifted = denial({ knownFrom: 0, knownTo: knownAt });
    const then = { ...facts([later, gone], [lifted]), knownAt };
    expect(told(then, { without: [{ contract: 'C-2' }] })).toEqual([]);
    expect(told({ ...facts([], [lifted]), knownAt }, { withGrants: [march] })).toEqual(['2026-03 opens film']);
    expect(told({ ...facts([march, later]), knownAt }, { without: [{ contract: 'C-2' }] })).toEqual([
      '2026-03 closes film',
    ]);
  });
  test('a selector that names nothing takes nothing away, and one that names more must fit in all of it', () => {
    expect(suppose(facts([march]), { without: [{}] }).grants).toEqual([march]);
    expect(suppose(facts([march]), { without: [{ contract: 'C-2', work: 'other' }] }).grants).toEqual([march]);
    expect(
      suppose(facts([march]), { without: [{ contract: 'C-2', work: 'film', partner: 'example' }] }).grants,
    ).toEqual([]);
  });
  test('a takedown were lifted, or ordered everywhere', () => {
    const taken = denial();
    expect(told(facts([march], [taken]), { withoutDenials: ['d'] })).toEqual(['2026-03 opens film']);
    expect(told(facts([march]), { withDenials: [{ ...taken, scope: {} }] })).toEqual(['2026-03 closes film']);
    expect(told(facts([march]), { withDenials: [{ ...taken, scope: { partner: 'nobody' } }] })).toEqual([]);
  });
  test('it counts grants and names the works that are touched, within the works asked for', () => {
    const other = grant({ id: 'other', work: 'other', contract: 'C-2', window: YEAR });
    const change = whatIf(facts([march, other]), { without: [{ contract: 'C-2' }] }, { ...SCOPE, works: ['other'] });
    expect([change.removedGrants, change.addedGrants, change.touched]).toEqual([2, 0, ['film', 'other']]);
    expect(new Set(change.differences.map(({ work }) => work))).toEqual(new Set(['other']));
  });
  test('a denial touches the works that it could touch, and no others', () => {
    const own = { partner: 'p', contract: 'c', window: YEAR };
    const grants = ['z', 'a', 'm'].map((work) => grant({ ...own, id: work, work }));
    const other = grant({ ...own, id: 'other', work: 'a-other', partner: 'q', contract: 'd' });
    const touched = (scope: Denial['scope']) =>
      whatIf(facts([...grants, other]), { withDenials: [denial({ id: 'new', scope })] }, SCOPE).touched;
    expect(touched({})).toEqual(['a', 'a-other', 'm', 'z']);
    expect(touched({ partner: 'p' })).toEqual(['a', 'm', 'z']);
    expect(touched({ contract: 'd' })).toEqual(['a-other']);
    expect(touched({ work: 'm' })).toEqual(['m']);
    expect(touched({ work: 'm', partner: 'q' })).toEqual([]);
    expect(touched({ partner: 'p', contract: 'd' })).toEqual([]);
    const kept = facts(grants, [
      denial({ id: 'old', scope: { work: 'a' } }),
      denial({ id: 'older', scope: { work: 'm' } }),
    ]);
    expect(whatIf(kept, { withoutDenials: ['old'] }, SCOPE).touched).toEqual(['a']);
    expect(suppose(kept, {}).denials).toEqual(kept.denials);
    expect(suppose(kept, { withGrants: [grant({ id: 'a', work: 'new' })] }).grants.map(({ work }) => work)).toEqual([
      ...['z', 'm', 'new'],
    ]);
  });
  test('months are cut to the time asked for', () => {
    const scope = { ...SCOPE, during: during('2026-03-20', '2026-03-25') };
    expect(whatIf(facts([march]), { without: [{ contract: 'C-2' }] }, scope)).toMatchObject({
      differences: [{ lost: [during('2026-03-20', '2026-03-25')], gained: [] }],
      months: [{ month: '2026-03', closes: ['film'] }],
    });
  });
});

test('what opens and closes is what a naive oracle answers differently, on every edge and a millisecond to either side', () => {
  const random = seeded(99);
  let changed = 0;
  for (let times = 0; times < effort(400); times++) {
    const world = randomWorld(random);
    const supposition = randomSupposition(random);
    const after = suppose({ ...world, epoch: 1 }, supposition);
    const edges = [...world.grants, ...world.denials, ...after.grants, ...after.denials].flatMap(({ window: own }) => [
      ...(own.end === null ? [own.start] : [own.start, own.end]),
    ]);
    const span = { start: Math.min(0, ...edges) - DAY_MS, end: Math.max(0, ...edges) + DAY_MS };
    const territory = pick(random, ['US', 'US-CA', 'DE']);
    const screen = pick(random, ['tv', 'phone'] as const);
    const verb = pick(random, ['stream', 'list', 'rent'] as const);
    const scope = { territories: [territory], screens: [screen], verbs: [verb], during: span };
    const { differences: found } = whatIf({ ...world, epoch: 1 }, supposition, scope);
    for (const work of new Set([...world.grants, ...after.grants].map((one) => one.work)))
      for (const at of edges.flatMap((edge) => [edge - 1, edge, edge + 1])) {
        const request = { work, territory, screen, verb };
        const [was, is] = [oracle(world, request, at).allow, oracle(after, request, at).allow];
        const difference = found.find((one) => one.work === work);
        const contains = (windows: readonly { start: Instant; end: Instant | null }[] = []): boolean =>
          windows.some(({ start, end }) => at >= start && (end === null || at < end));
        expect([contains(difference?.gained), contains(difference?.lost)], JSON.stringify({ request, at })).toEqual([
          ...[is && !was, was && !is],
        ]);
        if (was !== is) changed++;
      }
  }
  expect(changed).toBeGreaterThan(effort(500));
});

test('whole catalogues are compared as their indexes answer, also where many titles are alike', () => {
  const random = seeded(7);
  let told = 0;
  for (let times = 0; times < Math.max(30, effort(300)); times++) {
    const { grants, denials } = randomWorld(random);
    const alike = ['one', 'two', 'three'].flatMap((name) => grants.map((own) => moved(own, `${name} ${own.work}`)));
    const knownAt = random() < 0.3 ? Math.max(0, ...grants.map(({ knownFrom }) => knownFrom)) : undefined;
    const world = { grants: [...grants, ...alike], denials, epoch: 1, ...(knownAt === undefined ? {} : { knownAt }) };
    const supposition = randomSupposition(random);
    const after = suppose(world, supposition);
    const during = { start: SPRING.start + 10 * DAY_MS * Math.floor(random() * 3), end: SPRING.end };
    const scope = { territories: ['US', 'DE', 'US-CA'], screens: SCREENS, verbs: VERBS, during };
    const change = whatIf(world, supposition, scope);
    const found = differences(buildIndex(world), buildIndex(after), { ...scope, works: change.touched });
    expect(change.differences).toEqual(found);
    expect(change.months).toEqual(monthsOneByOne(found, during));
    const ids = [world, after].map((facts) => new Set(facts.grants.map(({ id }) => id)));
    const [was = new Set(), is = new Set()] = ids;
    expect([change.removedGrants, change.addedGrants]).toEqual([was.difference(is).size, is.difference(was).size]);
    told += found.length;
  }
  expect(told).toBeGreaterThan(effort(1000));
});

test('what titles of equal windows have in common is worked out once for all of them', () => {
  const grants = Array.from({ length: 50 }, (_, at) => moved(grant({ contract: 'C-2', window: YEAR }), `film ${at}`));
  const { differences: found } = whatIf(facts(grants), { without: [{ contract: 'C-2' }] }, SCOPE);
  expect(found).toHaveLength(50);
  expect(new Set(found.map(({ before }) => before)).size).toBe(1);
});

const SPRING = { start: instant('2026-03-01T00:00:00Z'), end: instant('2026-06-10T00:00:00Z') };

const moved = (own: Grant, work: string): Grant => ({ ...structuredClone(own), id: `${work} ${own.id}`, work });

/** Each month and each difference for itself, with the arithmetic of windows. */
function monthsOneByOne(found: readonly Difference[], during: { start: Instant; end: Instant }): MonthChange[] {
  const length = (windows: readonly Window[], month: Window) =>
    windowsDuring(windows, month).reduce((sum, { start, end }) => sum + (end ?? 0) - start, 0);
  return [3, 4, 5, 6].flatMap((number) => {
    const [start, end] = [Date.UTC(2026, number - 1), Date.UTC(2026, number)];
    const month = { start: Math.max(start, during.start), end: Math.min(end, during.end) };
    const lines = new Map<string, { -readonly [Key in keyof MonthChange]: MonthChange[Key] }>();
    for (const { work, territory, screen, verb, before, after } of month.start < month.end ? found : []) {
      const [was, is] = [length(before, month), length(after, month)];
      if (was === is) continue;
      const key = JSON.stringify([territory, screen, verb]);
      const kind = was === 0 ? 'opens' : is === 0 ? 'closes' : was < is ? 'longer' : 'shorter';
      const none = { opens: [], closes: [], longer: [], shorter: [] };
      const line = lines.get(key) ?? { month: `2026-0${number}`, territory, screen, verb, ...none };
      lines.set(key, { ...line, [kind]: [...line[kind], work].sort() });
    }
    return [...lines.keys()].sort().flatMap((key) => lines.get(key) ?? []);
  });
}

function randomSupposition(random: Random): Supposition {
  const other = randomWorld(random);
  return {
    ...(random() < 0.5 ? { without: randomSelectors(random) } : {}),
    ...(random() < 0.5 ? { withGrants: other.grants.map((one) => ({ ...one, id: `new ${one.id}` })) } : {}),
    ...(random() < 0.5 ? { withDenials: other.denials.map((one) => ({ ...one, id: `new ${one.id}` })) } : {}),
    ...(random() < 0.5 ? { withoutDenials: ['d0', 'd2'] } : {}),
  };
}

/** One contract, or several selectors of one kind and of several. */
function randomSelectors(random: Random): readonly GrantSelector[] {
  const contract = pick(random, ['c1', 'c2']);
  if (random() < 0.5) return [{ contract }];
  const one = { partner: pick(random, ['p', 'q']), work: pick(random, ['a', 'b', 'one a']) };
  return [{ work: pick(random, ['a', 'two c']) }, one, { ...one, work: 'c' }, { partner: 'p', contract }, {}];
}
