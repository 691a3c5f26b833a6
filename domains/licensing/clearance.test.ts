import { decide } from '@duoping/rights';
import { grant, request } from '@duoping/rights/testing';
import { describe, expect, test } from 'vitest';
import { uncovered } from './clearance.ts';
import { type Clearance, type ClearanceRule, indexOf } from './index.ts';

const RULE: ClearanceRule = {
  authority: 'board',
  screens: ['tv', 'stb'],
  territories: { include: ['CN'], exclude: [] },
  since: 100,
};
const cleared = (start: number, end: number | null, members: Partial<Clearance> = {}): Clearance => ({
  ...{ authority: 'board', work: 'film', reference: `${start}`, window: { start, end } },
  ...members,
});

function streams(
  clearances: readonly Clearance[],
  { at = 500, ...asked }: Parameters<typeof request>[0] & { at?: number } = {},
  rules: readonly ClearanceRule[] = [RULE],
) {
  const everywhere = { territories: { include: ['ZZ'], exclude: [] }, window: { start: 0, end: null } };
  const grants = [grant(everywhere), grant({ ...everywhere, work: 'other', alid: 'other' })];
  const index = indexOf({ epoch: 1, grants, denials: [], clearanceRules: rules, clearances });
  const decision = decide(index, request({ territory: 'CN', ...asked }), at);
  return decision.allow ? 'allowed' : decision.reasons[0];
}

describe('where an authority must agree', () => {
  test('a title without its approval is denied there, and nowhere else', () => {
    expect(streams([])).toBe('denied:clearance');
    expect(streams([], { screen: 'stb' })).toBe('denied:clearance');
    expect(streams([], { screen: 'phone' })).toBe('allowed');
    expect(streams([], { territory: 'US' })).toBe('allowed');
  });

  test('before the rule began nobody had to agree', () => {
    expect(streams([], { at: 99 })).toBe('allowed');
    expect(streams([], { at: 100 })).toBe('denied:clearance');
  });

  test('a rule of some titles asks for those alone', () => {
    const rules = [{ ...RULE, works: ['film'] }];
    expect([streams([], {}, rules), streams([], { work: 'other' }, rules)]).toEqual(['denied:clearance', 'allowed']);
  });

  test('an approval holds for its own time', () => {
    const clearances = [cleared(200, 300)];
    expect([199, 200, 299, 300].map((at) => streams(clearances, { at }))).toEqual([
      'denied:clearance',
      'allowed',
      'allowed',
      'denied:clearance',
    ]);
  });

  test('an approval of another title, or by another authority, is none', () => {
    expect(streams([cleared(0, null, { work: 'other' })])).toBe('denied:clearance');
    expect(streams([cleared(0, null, { authority: 'somebody' })])).toBe('denied:clearance');
  });

  test('two authorities must both agree', () => {
    const rules = [RULE, { ...RULE, authority: 'platform' }];
    expect(streams([cleared(0, null)], {}, rules)).toBe('denied:clearance');
    expect(streams([cleared(0, null), cleared(0, null, { authority: 'platform' })], {}, rules)).toBe('allowed');
  });
});

test.each([
  ['nothing', [0, 100], [], [[0, 100]]],
  ['all of it', [0, 100], [[0, 100]], []],
  [
    'its beginning and its end',
    [0, 100],
    [
      [-5, 10],
      [90, 200],
    ],
    [[10, 90]],
  ],
  [
    'its middle',
    [0, 100],
    [[40, 60]],
    [
      [0, 40],
      [60, 100],
    ],
  ],
  [
    'pieces that touch',
    [0, 100],
    [
      [50, 100],
      [0, 50],
    ],
    [],
  ],
  [
    'pieces that overlap, one inside another',
    [0, 100],
    [
      [0, 80],
      [10, 20],
      [60, 90],
    ],
    [[90, 100]],
  ],
  [
    'what lies outside',
    [0, 100],
    [
      [-20, 0],
      [100, 110],
    ],
    [[0, 100]],
  ],
  ['everything from a day on', [0, null], [[50, null]], [[0, 50]]],
  [
    'a piece of what never ends',
    [0, null],
    [[50, 60]],
    [
      [0, 50],
      [60, null],
    ],
  ],
  [
    'a window of no length',
    [0, 100],
    [[50, 50]],
    [
      [0, 50],
      [50, 100],
    ],
  ],
] as const)('what is left when %s is covered', (_, whole, covering, left) => {
  const window = ([start, end]: readonly [number, number | null]) => ({ start, end });
  expect(uncovered(window(whole), covering.map(window))).toEqual(left.map(window));
});
