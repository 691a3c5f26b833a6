/** Minimum guarantees on closed months: M8 of the money invariants. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { balanceOf, payableTo, settlePeriod } from './index.ts';
import { chargeOf, contractOf, november, receiptOf, settleWorld, shareOf } from './testing.ts';

describe('a minimum guarantee', () => {
  const contracts = [contractOf({ id: 'yk', partner: 'youku', money: shareOf(10_000, '1000') })];
  const month = (at: number) => Date.UTC(2026, at, 10);
  const id = (at: number) => `2026-${String(at + 1).padStart(2, '0')}`;

  test('M8: is recouped month after month to the unit, and what is owed begins at the crossing unit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.bigInt(1n, 700n), { minLength: 1, maxLength: 8 }), async (months) => {
        const settle = settleWorld({
          contracts,
          receipts: months.map((_, at) => receiptOf({ id: `r${at}`, to: month(at) })),
          payments: months.map((minor, at) =>
            chargeOf({ key: `c${at}`, amount: { minor, currency: 'CNY' }, at: month(at) }),
          ),
        });
        let earned = 0n;
        for (const [at, minor] of months.entries()) {
          const closed = await settlePeriod(settle, { period: id(at) });
          const agreement = closed.ok ? closed.value.statements[0]?.agreements[0] : undefined;
          const before = earned;
          earned += minor;
          const over = (total: bigint): bigint => (total > 1000n ? total - 1000n : 0n);
          expect(agreement?.payableMinor).toBe(String(over(earned) - over(before)));
          expect(agreement?.guarantee?.unrecoupedMinor).toBe(String(earned > 1000n ? 0n : 1000n - earned));
        }
        expect(-balanceOf(await settle.ledger.balances(), payableTo('youku'), 'CNY')).toBe(
          earned > 1000n ? earned - 1000n : 0n,
        );
      }),
      { numRuns: 100 },
    );
  });

  test('M8: the line that crosses is split at the crossing unit', async () => {
    const settle = settleWorld({
      contracts,
      receipts: [1, 2, 3].map((at) => receiptOf({ id: `r${at}`, work: `w${at}`, grant: `g${at}` })),
      payments: [chargeOf({ key: 'c', amount: { minor: 1800n, currency: 'CNY' } })],
    });
    const closed = await settlePeriod(settle, { period: '2026-11' });
    const lines = closed.ok ? closed.value.statements[0]?.agreements[0]?.lines : [];
    expect(lines?.map(({ recoupedMinor, payableMinor }) => [recoupedMinor, payableMinor])).toEqual([
      ['600', '0'],
      ['400', '200'],
      ['0', '600'],
    ]);
  });

  test.each([
    ['that is not recoupable leaves all earnings payable', { recoupable: false }, '1500'],
    [
      'whose window is over recoups nothing more',
      { window: { start: '2020-01-01T00:00:00Z', end: '2026-10-31T16:00:00Z' } },
      '1500',
    ],
    [
      'whose window ends inside the month still does',
      { window: { start: '2020-01-01T00:00:00Z', end: '2026-10-31T16:00:01Z' } },
      '500',
    ],
    ['whose window begins later does not yet', { window: { start: '2026-11-30T16:00:00Z', end: null } }, '1500'],
  ])('%s', async (_, more, payable) => {
    const settle = settleWorld({
      contracts: [contractOf({ id: 'yk', partner: 'youku', money: shareOf(10_000, '1000', more) })],
      receipts: [receiptOf({ id: 'r' })],
      payments: [chargeOf({ key: 'c', amount: { minor: 1500n, currency: 'CNY' } })],
    });
    const closed = await settlePeriod(settle, { period: '2026-11' });
    expect(closed).toMatchObject({ value: { statements: [{ totals: { payableMinor: payable } }] } });
  });

  test('goes over to the next version of its contract with what was recouped, raised to the new amount', async () => {
    const next = contractOf({ id: 'yk', version: 2, partner: 'youku', money: shareOf(10_000, '1200') });
    const settle = settleWorld({
      contracts: [...contracts, next],
      receipts: [receiptOf({ id: 'a' }), receiptOf({ id: 'b', contractVersion: 2 })],
      payments: [chargeOf({ key: 'c', amount: { minor: 2000n, currency: 'CNY' } })],
    });
    const closed = await settlePeriod(settle, { period: '2026-11' });
    const agreements = closed.ok ? closed.value.statements[0]?.agreements : [];
    expect(
      agreements?.map(({ version, recoupedMinor, guarantee }) => [version, recoupedMinor, guarantee?.unrecoupedMinor]),
    ).toEqual([
      [1, '1000', '0'],
      [2, '200', '0'],
    ]);
    expect(balanceOf(await settle.ledger.balances(), 'promised:yk', 'CNY')).toBe(-1200n);
    expect(balanceOf(await settle.ledger.balances(), 'advance:yk', 'CNY')).toBe(0n);
  });
});

describe('a minimum guarantee that changes', () => {
  const agreementsIn = async (settle: ReturnType<typeof settleWorld>, month: string) => {
    const closed = await settlePeriod(settle, { period: month });
    return (closed.ok ? closed.value.statements.flatMap(({ agreements }) => agreements) : []).map(
      ({ version, recoupedMinor, payableMinor, guarantee }) => [
        ...[version, recoupedMinor, payableMinor, guarantee?.recoupedBeforeMinor, guarantee?.unrecoupedMinor],
      ],
    );
  };
  const versions = (first: string, second: string) => [
    contractOf({ id: 'yk', partner: 'youku', money: shareOf(10_000, first) }),
    contractOf({ id: 'yk', version: 2, partner: 'youku', money: shareOf(10_000, second) }),
  ];
  const december = Date.UTC(2026, 11, 9);
  const twoMonths = (contracts: ReturnType<typeof versions>) =>
    settleWorld({
      contracts,
      receipts: [november(9), december].flatMap((to) =>
        [1, 2].map((contractVersion) => receiptOf({ id: `${to}.${contractVersion}`, contractVersion, to })),
      ),
      payments: [november(9), december].map((at) =>
        chargeOf({ key: `c${at}`, at, amount: { minor: 800n, currency: 'CNY' } }),
      ),
      now: Date.UTC(2027, 1, 1),
    });

  test('M8: two versions in the same months recoup it together, never twice', async () => {
    const settle = twoMonths(versions('1000', '1000'));
    expect(await agreementsIn(settle, '2026-11')).toEqual([
      [1, '400', '0', '0', '600'],
      [2, '400', '0', '400', '200'],
    ]);
    expect(await agreementsIn(settle, '2026-12')).toEqual([
      [1, '200', '200', '800', '0'],
      [2, '0', '400', '1000', '0'],
    ]);
  });

  test('M8: lowered below what was recouped, it takes nothing back and is never below zero', async () => {
    const settle = twoMonths(versions('600', '100'));
    expect(await agreementsIn(settle, '2026-11')).toEqual([
      [1, '400', '0', '0', '200'],
      [2, '0', '400', '400', '0'],
    ]);
    await agreementsIn(settle, '2026-12');
    expect(balanceOf(await settle.ledger.balances(), 'promised:yk', 'CNY')).toBe(-600n);
  });

  test('paid besides what is earned, it stands in no account and has nothing to recoup', async () => {
    const contracts = [
      contractOf({ id: 'yk', partner: 'youku', money: shareOf(10_000, '1000', { recoupable: false }) }),
    ];
    const settle = settleWorld({ contracts, receipts: [receiptOf({ id: 'r' })], payments: [chargeOf({ key: 'c' })] });
    expect(await agreementsIn(settle, '2026-11')).toEqual([[1, '0', '1990', '0', '0']]);
    expect([...(await settle.ledger.balances()).keys()].filter((key) => /^(promised|advance)/.test(key))).toEqual([]);
  });

  test('stands on accounts of its own contract: what was promised, and what is still to recoup', async () => {
    const contracts = ['yk', 'yk b'].map((id) =>
      contractOf({ id, partner: 'youku', money: shareOf(10_000, id === 'yk' ? '1000' : '700') }),
    );
    const receipts = contracts.map(({ terms }) => receiptOf({ id: terms.id, contract: terms.id }));
    const payments = [chargeOf({ key: 'c', amount: { minor: 800n, currency: 'CNY' } })];
    const settle = settleWorld({ contracts, receipts, payments });
    await agreementsIn(settle, '2026-11');
    const balances = await settle.ledger.balances();
    const of = (contract: string) =>
      [`promised:${contract} CNY`, `advance:${contract} CNY`].map((key) => balances.get(key));
    expect([of('yk'), of('yk b')]).toEqual([
      [-1000n, 600n],
      [-700n, 300n],
    ]);
  });

  test('shows in its month even when nothing was watched, by its newest version', async () => {
    const settle = settleWorld({ contracts: versions('600', '700'), payments: [chargeOf({ key: 'c' })] });
    expect(await agreementsIn(settle, '2026-11')).toEqual([[2, '0', '0', '0', '700']]);
  });
});
