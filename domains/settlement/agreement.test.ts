import { describe, expect, test } from 'vitest';
import { type Agreement, agreementsOf } from './agreement.ts';
import { contractOf, NOVEMBER, receiptOf, shareOf } from './testing.ts';
import { addUp } from './watched.ts';

const period = NOVEMBER ?? (() => expect.unreachable('November 2026 exists'))();

function agreed(contracts: readonly ReturnType<typeof contractOf>[], watchedUnder: readonly string[] = []) {
  const receipts = watchedUnder.map((name, at) => {
    const [contract = '', version] = name.split('@');
    return receiptOf({ id: `r${at}`, contract, contractVersion: Number(version) });
  });
  const found = agreementsOf({ contracts, watched: addUp(receipts, period), period, currency: 'CNY' });
  return found.ok ? found.value.map(({ contract, version }: Agreement) => `${contract}@${version}`) : found.reason;
}

const of = (id: string, version: number, money = shareOf(5000)) => contractOf({ id, partner: 'youku', version, money });
const overIn = (end: string) => shareOf(5000, '100', { window: { start: '2020-01-01T00:00:00Z', end } });

describe('the agreements of a month', () => {
  test('are those that were watched under, by contract and then by version, however they are listed', () => {
    const contracts = [of('b', 10), of('b', 2), of('a', 3), of('b', 1)];
    expect(agreed(contracts, ['b@10', 'a@3', 'b@2'])).toEqual(['a@3', 'b@2', 'b@10']);
  });

  test('and those whose guarantee runs, by their newest version alone', () => {
    const contracts = [of('a', 1, shareOf(5000, '100')), of('b', 7), of('b', 8, shareOf(5000, '100'))];
    expect(agreed(contracts)).toEqual(['a@1', 'b@8']);
    expect(agreed([of('a', 1, shareOf(5000, '100')), of('a', 2)])).toEqual([]);
  });

  test('a guarantee whose window is over brings no agreement in', () => {
    expect(agreed([of('a', 1, overIn('2026-10-31T16:00:00Z'))])).toEqual([]);
    expect(agreed([of('a', 1, overIn('2026-10-31T16:00:01Z'))])).toEqual(['a@1']);
  });

  test('what was watched under a contract that nobody knows keeps the month open', () => {
    expect(agreed([of('a', 1)], ['a@2'])).toEqual({ reason: 'unknown-contract', detail: '["youku","a",2]' });
  });

  test('terms that can’t be read keep the month open when they were watched under, and only then', () => {
    const bad = { ...of('a', 1), money: { kind: 'revenue-share', partnerShareBasisPoints: 10_001 } };
    expect(agreed([bad], ['a@1'])).toMatchObject({
      reason: 'bad-terms',
      detail: expect.stringMatching(/^a version 1: .*partnerShareBasisPoints/s),
    });
    expect(agreed([bad])).toEqual([]);
  });

  test.each([
    ['its own currency', { ...shareOf(5000), currency: 'USD' }],
    ['that of its guarantee', shareOf(5000, '100', { currency: 'USD' })],
  ])('another currency keeps the month open: %s', (_, money) => {
    expect(agreed([of('a', 1, money)], ['a@1'])).toEqual({
      reason: 'currency-differs',
      detail: 'a version 1 is settled in USD',
    });
  });

  test('a guarantee in another currency than its contract keeps it open too', () => {
    const money = { ...shareOf(5000, '100', { currency: 'USD' }), currency: 'CNY' };
    // No file can say so any more; one that was kept before still can.
    expect(agreed([{ ...of('a', 1), money }], ['a@1'])).toMatchObject({ reason: 'currency-differs' });
  });
});
