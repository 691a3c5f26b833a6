import { describe, expect, test } from 'vitest';
import { buildIndex } from './build-index.ts';
import { byMonth, differences, type Scope } from './difference.ts';
import type { Grant } from './grant.ts';
import { grant, instant } from './testing.ts';

const day = (text: string) => instant(`${text}T00:00:00Z`);
const during = { start: day('2026-01-01'), end: day('2026-04-01') };
const scope: Scope = { works: ['film'], territories: ['US'], screens: ['tv'], verbs: ['stream'], during };
const between = (before: readonly Grant[], after: readonly Grant[], members: Partial<Scope> = {}) => {
  const index = (grants: readonly Grant[]) => buildIndex({ grants, denials: [], epoch: 1 });
  return differences(index(before), index(after), { ...scope, ...members });
};
const offered = (work: string, start: string, end: string, members: Partial<Grant> = {}): Grant =>
  grant({ id: `${work} ${start} ${end}`, work, window: { start: day(start), end: day(end) }, ...members });

describe('where two states of rights differ', () => {
  test('is told with what was, what is, what came and what went', () => {
    const before = [offered('film', '2026-01-10', '2026-02-10')];
    const after = [offered('film', '2026-01-20', '2026-03-10')];
    expect(between(before, after)).toEqual([
      {
        ...{ work: 'film', territory: 'US', screen: 'tv', verb: 'stream' },
        before: [{ start: day('2026-01-10'), end: day('2026-02-10') }],
        after: [{ start: day('2026-01-20'), end: day('2026-03-10') }],
        gained: [{ start: day('2026-02-10'), end: day('2026-03-10') }],
        lost: [{ start: day('2026-01-10'), end: day('2026-01-20') }],
      },
    ]);
  });
  test('is told for every combination once, and not at all where the answers are the same', () => {
    const twice = { works: ['film', 'film', 'other'], screens: ['tv', 'phone', 'tv'] } as const;
    const before = [offered('film', '2026-01-10', '2026-02-10')];
    const found = between(before, [offered('other', '2026-01-10', '2026-02-10'), ...before], twice);
    expect(found.map(({ work, screen }) => `${work} ${screen}`)).toEqual(['other tv', 'other phone']);
    const dearer = [offered('film', '2026-01-10', '2026-02-10', { id: 'dearer', formatProfile: 'UHD' })];
    expect(between(before, dearer)).toEqual([]);
  });
});

describe('month by month', () => {
  test('each place, screen and verb has a line of its own, in order, with its titles in order', () => {
    const all = { works: ['b', 'a'], territories: ['US', 'US-CA'], screens: ['tv', 'phone'] } as const;
    const after = ['b', 'a'].map((work) => offered(work, '2026-01-31', '2026-03-01'));
    const told = byMonth(between([], after, all), during);
    expect(told.map(({ month, territory, screen }) => `${month} ${territory} ${screen}`)).toEqual(
      ['2026-01', '2026-02'].flatMap((month) => [
        ...[`${month} US phone`, `${month} US tv`, `${month} US-CA phone`, `${month} US-CA tv`],
      ]),
    );
    for (const { opens } of told) expect(opens).toEqual(['a', 'b']);
  });
  test('titles open, close, or are open for more or less of it', () => {
    const works = [
      'z-opens',
      'y-closes',
      'x-longer',
      'w-shorter',
      'v-moves',
      'a-opens',
      'a-closes',
      'a-longer',
      'a-shorter',
    ];
    const [early, late] = [
      (work: string) => offered(work, '2026-01-01', '2026-01-11'),
      (work: string) => offered(work, '2026-01-21', '2026-01-31'),
    ];
    const long = (work: string) => offered(work, '2026-01-01', '2026-01-31');
    const before = [
      ...['y-closes', 'x-longer', 'v-moves', 'a-closes', 'a-longer'].map(early),
      ...['w-shorter', 'a-shorter'].map(long),
    ];
    const after = [
      ...['z-opens', 'w-shorter', 'v-moves', 'a-opens', 'a-shorter'].map(late),
      ...['x-longer', 'a-longer'].map(long),
    ];
    const [only, ...more] = byMonth(between(before, after, { works }), during);
    expect([only, more]).toMatchObject([
      {
        ...{ month: '2026-01', opens: ['a-opens', 'z-opens'], closes: ['a-closes', 'y-closes'] },
        ...{ longer: ['a-longer', 'x-longer'], shorter: ['a-shorter', 'w-shorter'] },
      },
      [],
    ]);
  });
  test('a month that is only touched at its first instant is none', () => {
    const after = [offered('film', '2026-01-31', '2026-02-01')];
    expect(byMonth(between([], after), { start: during.start, end: day('2026-02-01') })).toMatchObject([
      { month: '2026-01', opens: ['film'] },
    ]);
  });
});
