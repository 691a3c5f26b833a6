import { describe, expect, test } from 'vitest';
import { buildIndex, withDenials } from './build-index.ts';
import { decide } from './decide.ts';
import { denial, grant, instant, request } from './testing.ts';

const AT = instant('2026-06-01T00:00:00Z');
const received = instant('2026-05-01T00:00:00Z');
const said = (index: ReturnType<typeof buildIndex>, work = 'film') => {
  const decision = decide(index, request({ work }), AT);
  return decision.allow ? ['allow', decision.epoch] : [...decision.reasons, decision.epoch];
};

describe('an index under other denials', () => {
  const index = buildIndex({ grants: [grant()], denials: [], epoch: 1 });

  test('shares its columns and what it learnt, as long as every work is known', () => {
    for (const denials of [[], [denial()], [denial({ scope: { partner: 'example' } })]]) {
      const other = withDenials(index, { denials, epoch: 2 });
      expect(other.columns).toBe(index.columns);
      expect(other.memo).toBe(index.memo);
    }
  });

  test('denies, and allows again, without changing the one before', () => {
    const denied = withDenials(index, { denials: [denial()], epoch: 2 });
    expect(said(denied)).toEqual(['denied:takedown', 2]);
    expect(said(withDenials(denied, { denials: [], epoch: 3 }))).toEqual(['allow', 3]);
    expect(said(index)).toEqual(['allow', 1]);
  });

  test('knows a work that it hears of by a denial alone', () => {
    const denied = withDenials(index, { denials: [denial({ scope: { work: 'unheard' } })], epoch: 2 });
    expect(said(index, 'unheard')).toEqual(['unknown-work', 1]);
    expect(said(denied, 'unheard')).toEqual(['denied:takedown', 'no-grant', 2]);
    expect(said(denied)).toEqual(['allow', 2]);
    expect(said(denied, 'another')).toEqual(['unknown-work', 2]);
  });
});

describe('an index of what was known', () => {
  const facts = {
    grants: [grant({ knownFrom: received })],
    denials: [denial({ knownFrom: received + 10, knownTo: received + 20 })],
    epoch: 1,
  };

  test.each<[string, number | undefined, readonly (string | number)[]]>([
    ['before anything was received', received - 1, ['unknown-work', 1]],
    ['when the licence came', received, ['allow', 1]],
    ['when the takedown came', received + 10, ['denied:takedown', 1]],
    ['when that was lifted', received + 20, ['allow', 1]],
    ['without an instant: all that is given is in force', undefined, ['denied:takedown', 1]],
  ])('%s', (_, knownAt, told) => {
    expect(said(buildIndex({ ...facts, ...(knownAt === undefined ? {} : { knownAt }) }))).toEqual(told);
  });
});
