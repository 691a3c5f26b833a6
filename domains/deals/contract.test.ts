import { buildIndex, compileGrants, decide } from '@duoping/rights';
import { clause, compileInput, instant } from '@duoping/rights/testing';
import { describe, expect, test } from 'vitest';
import { contractOf } from './deal-store.contract.ts';
import { contractedTerritories } from './index.ts';

/** May the film of the clause be streamed on this screen at this time, under this contract alone? */
function streams(contract: ReturnType<typeof contractOf>, screen: 'tv' | 'phone', at: string) {
  const { grants } = compileGrants(
    compileInput({ clauses: [clause()], contracts: [contract.terms], partner: 'lantern', rules: contract.rules }),
  );
  const index = buildIndex({ grants, denials: [], epoch: 1 });
  return decide(index, { work: clause().alid, territory: 'US', screen, verb: 'stream' }, instant(at)).allow;
}

describe('an avail of all 2026 under a contract', () => {
  const window = { start: '2026-03-01T00:00:00+08:00', end: '2026-06-01T00:00:00+08:00' };

  test.each([
    ['2026-02-28T15:59:59Z', false],
    ['2026-02-28T16:00:00Z', true],
    ['2026-05-31T15:59:59Z', true],
    ['2026-05-31T16:00:00Z', false],
  ])('with a window: at %s it streams: %s', (at, allowed) => {
    expect(streams(contractOf({ window }), 'tv', at)).toBe(allowed);
  });

  test('streams on the screens that the contract names and on no other', () => {
    expect(streams(contractOf(), 'tv', '2026-03-01T00:00:00Z')).toBe(true);
    expect(streams(contractOf(), 'phone', '2026-03-01T00:00:00Z')).toBe(false);
  });

  test('streams nowhere that the contract doesn’t cover', () => {
    expect(streams(contractOf({ territories: { include: ['CN'] } }), 'tv', '2026-03-01T00:00:00Z')).toBe(false);
  });

  test('streams under no license type that the contract leaves out', () => {
    expect(streams(contractOf({ licenseTypes: ['EST'] }), 'tv', '2026-03-01T00:00:00Z')).toBe(false);
  });

  test('counts an end date as a whole day when the contract’s reading rules say so', () => {
    const dated = { ...clause(), end: { kind: 'date', date: '2026-06-30' } } as const;
    const ends = (endDateInclusive: boolean) => {
      const { terms, rules } = contractOf({ rules: { endDateInclusive, zone: { fixed: 'Asia/Shanghai' } } });
      return compileGrants(compileInput({ clauses: [dated], contracts: [terms], partner: 'lantern', rules })).grants[0]
        ?.window.end;
    };
    expect([ends(true), ends(false)]).toEqual([instant('2026-06-30T16:00:00Z'), instant('2026-06-29T16:00:00Z')]);
  });
});

test.each([
  ['those of all its contracts together', [['CN'], ['HK', 'CN']], ['CN', 'HK']],
  ['none, when one of them leaves it to the avails', [['CN'], undefined], []],
  ['none without a contract', [], []],
])('where offers of a format without territories hold: %s', (_, includes, wanted) => {
  const contracts = includes.map((include) => contractOf(include ? { territories: { include } } : {}).terms);
  expect(contractedTerritories(contracts)).toEqual(wanted);
});
