/** The money invariants by their ids (M1–M11), on statements and journal of generated months. */
import { asId, DAY_MS } from '@duoping/kit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addUp,
  balanceOf,
  balancesOf,
  CLOSING_DELAY_MS,
  KEPT,
  makeStatements,
  type PeriodFacts,
  payableTo,
  type SettledPeriod,
  settlePeriod,
  statementText,
} from './index.ts';
import { entryOf } from './journal.ts';
import {
  chargeOf,
  contractOf,
  memoryLedger,
  NOVEMBER,
  november,
  PARTNERS,
  receiptOf,
  refundOf,
  settleWorld,
  shareOf,
  TWO_CONTRACTS,
} from './testing.ts';

const BIG = { numRuns: 400 };
const period =
  NOVEMBER ??
  (() => {
    throw new Error('November 2026 exists');
  })();
const sum = (parts: readonly (string | bigint)[]): bigint =>
  parts.reduce<bigint>((all, part) => all + BigInt(part), 0n);

const receipts = fc
  .array(
    fc.record({
      contract: fc.constantFrom('yk', 'iq', 'free'),
      grant: fc.constantFrom('g1', 'g2', 'g3'),
      watchedMs: fc.integer({ min: 1, max: 20_000 }),
      day: fc.integer({ min: 1, max: 30 }),
    }),
    { maxLength: 60 },
  )
  .map((each) =>
    each.map(({ day, contract, ...rest }, at) => {
      const partner = { yk: 'youku', iq: 'iqiyi', free: 'open' }[contract] ?? 'open';
      return receiptOf({ ...rest, id: `r${at}`, contract, partner, work: rest.grant, to: november(day) });
    }),
  );

const world = fc.record({
  receipts,
  amounts: fc.array(fc.bigInt(1n, 10n ** 9n), { maxLength: 12 }),
  shares: fc.tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 10_000 })),
  guarantee: fc.bigInt(0n, 10n ** 9n),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

const factsOf = (
  { receipts: own, amounts, shares, guarantee }: World,
  more: Partial<PeriodFacts> = {},
): PeriodFacts => ({
  ...{
    status: 'closed',
    period,
    currency: 'CNY',
    journal: null,
    balances: new Map(),
    checkpoint: null,
    titleOf: () => ({}),
  },
  partners: [...PARTNERS, { id: 'open', name: 'Open', names: {}, illustrative: false }],
  contracts: [
    contractOf({ id: 'yk', partner: 'youku', money: shareOf(shares[0], String(guarantee)) }),
    contractOf({ id: 'iq', partner: 'iqiyi', money: shareOf(shares[1]) }),
    contractOf({ id: 'free', partner: 'open' }),
  ],
  watched: addUp(own, period),
  payments: amounts.map((minor, at) => chargeOf({ key: `c${at}`, amount: { minor, currency: 'CNY' } })),
  ...more,
});

function settled(facts: PeriodFacts): SettledPeriod {
  const made = makeStatements(facts);
  if (!made.ok) throw new Error(made.reason.detail);
  return made.value;
}

describe('money', () => {
  test('M1: every entry balances, and so do the books as a whole', () => {
    fc.assert(
      fc.property(world, (given) => {
        const { entries } = settled(factsOf(given));
        for (const { postings } of entries) expect(sum(postings.map(({ minor }) => minor))).toBe(0n);
        expect(sum([...balancesOf(entries).values()])).toBe(0n);
      }),
      BIG,
    );
    const lame = { key: 'k', period: '2026-11', postings: [{ account: 'a', minor: 1n, currency: 'CNY' }] };
    expect(() => entryOf(lame)).toThrow("doesn't balance");
    const other = { ...lame, postings: [{ account: 'a', minor: -1n, currency: 'CNY' }] };
    expect(() => entryOf(other)).toThrow("doesn't balance");
    const twoCurrencies = [
      { account: 'a', minor: 1n, currency: 'CNY' },
      { account: 'b', minor: -1n, currency: 'USD' },
    ];
    expect(() => entryOf({ ...lame, postings: twoCurrencies })).toThrow("doesn't balance");
  });

  test('M3, M4: the parts of all partners and of the operator are the pool, to the last unit', () => {
    fc.assert(
      fc.property(world, (given) => {
        const { statements, entries } = settled(factsOf(given));
        const pool = sum(given.amounts);
        const earned = sum(statements.map(({ totals }) => totals.earnedMinor));
        for (const statement of statements) {
          expect(statement.pool.revenueMinor).toBe(String(pool));
          expect(earned + BigInt(statement.pool.keptMinor)).toBe(pool);
        }
        expect(-balanceOf(balancesOf(entries), KEPT, 'CNY') + earned).toBe(pool);
      }),
      BIG,
    );
  });

  test('M4: each contract earns revenue × its watched part × its share, less than one unit from exact', () => {
    fc.assert(
      fc.property(world, (given) => {
        const pool = sum(given.amounts);
        const all = BigInt(given.receipts.reduce((total, { watchedMs }) => total + watchedMs, 0));
        for (const { agreements } of settled(factsOf(given)).statements) {
          for (const { earnedMinor, watchedMs, shareBasisPoints } of agreements) {
            const exact = pool * BigInt(watchedMs) * BigInt(shareBasisPoints);
            const unit = all * 10_000n;
            const off = BigInt(earnedMinor) * unit - exact;
            expect(off === 0n || (off < unit && -off < unit)).toBe(true);
          }
        }
      }),
      BIG,
    );
  });

  test('M4: lines add up to their agreement and agreements to their statement, in every column', () => {
    fc.assert(
      fc.property(world, (given) => {
        for (const { agreements, totals } of settled(factsOf(given)).statements) {
          for (const column of ['earnedMinor', 'recoupedMinor', 'payableMinor'] as const) {
            expect(sum(agreements.map((each) => each[column]))).toBe(BigInt(totals[column]));
            for (const each of agreements)
              expect(sum(each.lines.map((line) => line[column]))).toBe(BigInt(each[column]));
          }
          for (const { earnedMinor, recoupedMinor, payableMinor } of agreements.flatMap(({ lines }) => lines)) {
            expect(BigInt(recoupedMinor) + BigInt(payableMinor)).toBe(BigInt(earnedMinor));
          }
        }
      }),
      BIG,
    );
  });

  test('M5: a partner, a contract version, a month and a currency have one entry for their share', () => {
    fc.assert(
      fc.property(world, (given) => {
        const keys = settled(factsOf(given)).entries.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      BIG,
    );
  });

  test('M6: the same facts give the same bytes, in whatever order they come and however often', () => {
    const shuffled = world.chain((given) =>
      fc.record({
        given: fc.constant(given),
        turned: fc.shuffledSubarray(given.receipts, { minLength: given.receipts.length }),
        twice: fc.subarray(given.receipts),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ given, turned, twice }) => {
        const [facts, again] = [factsOf(given), factsOf({ ...given, receipts: [...turned, ...twice] })];
        const [first, second] = [settled(facts), settled({ ...again, payments: again.payments.toReversed() })];
        expect(second.statements.map(statementText)).toEqual(first.statements.map(statementText));
        expect(second.journal).toBe(first.journal);
      }),
      BIG,
    );
  });

  test('M2: the journal of a month is chained to the one before it', () => {
    const given = { receipts: [], amounts: [100n], shares: [0, 0] as [number, number], guarantee: 0n };
    const journals = [null, 'aa', 'bb'].map((journal) => settled(factsOf(given, { journal })).journal);
    expect(new Set(journals).size).toBe(3);
  });

  test('M4: a unit that a partner and the operator have the same claim to is the partner’s', () => {
    const given = {
      receipts: [receiptOf({ id: 'r' })],
      amounts: [1n],
      shares: [5000, 0] as [number, number],
      guarantee: 0n,
    };
    expect(settled(factsOf(given)).statements.map(({ totals }) => totals.earnedMinor)).toEqual(['1']);
  });

  test('M6: a statement names the journal it follows, the payments and the very terms', () => {
    const given = {
      receipts: [receiptOf({ id: 'r' })],
      amounts: [100n],
      shares: [5000, 5000] as [number, number],
      guarantee: 0n,
    };
    const hashes = (facts: PeriodFacts) => {
      const [{ inputs, agreements } = { inputs: null, agreements: [] }] = settled(facts).statements;
      return [inputs?.journal, inputs?.payments, agreements[0]?.contractHash];
    };
    const before = hashes(factsOf(given));
    expect(hashes(factsOf(given, { journal: 'aa' }))).toEqual(['aa', ...before.slice(1)]);
    expect(hashes(factsOf({ ...given, amounts: [101n] }))[1]).not.toBe(before[1]);
    expect(hashes(factsOf({ ...given, shares: [5001, 5000] }))[2]).not.toBe(before[2]);
  });

  test('M10: the watched time of a statement is the watched time of the receipts that its lines name', () => {
    fc.assert(
      fc.property(world, (given) => {
        for (const { agreements, totals } of settled(factsOf(given)).statements) {
          const named = agreements.flatMap(({ contract, lines }) =>
            lines.flatMap((line) =>
              given.receipts.filter((one) => one.contract === contract && one.grant === line.grant),
            ),
          );
          expect(named.reduce((total, { watchedMs }) => total + watchedMs, 0)).toBe(totals.watchedMs);
          expect(named.length).toBe(totals.receipts);
        }
      }),
      BIG,
    );
  });

  test('what nobody watched is the operator’s', () => {
    const { entries, statements } = settled(
      factsOf({ receipts: [], amounts: [1990n], shares: [5500, 4250], guarantee: 0n }),
    );
    expect(balanceOf(balancesOf(entries), KEPT, 'CNY')).toBe(-1990n);
    expect(statements.map(({ totals }) => totals.earnedMinor)).toEqual(['0']);
  });
});

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

  test('shows in its month even when nothing was watched, by its newest version', async () => {
    const settle = settleWorld({ contracts: versions('600', '700'), payments: [chargeOf({ key: 'c' })] });
    expect(await agreementsIn(settle, '2026-11')).toEqual([[2, '0', '0', '0', '700']]);
  });
});

describe('closing a month', () => {
  const paid = chargeOf({ key: 'c' });

  test('M5: twice writes once, and answers the same', async () => {
    const settle = settleWorld({ receipts: [receiptOf({ id: 'r' })], payments: [paid] });
    const [first, second] = [
      await settlePeriod(settle, { period: '2026-11' }),
      await settlePeriod(settle, { period: '2026-11' }),
    ];
    expect(second).toEqual(first);
    expect(await settle.ledger.entries('2026-11')).toHaveLength(3);
  });

  test('M7: late receipts and payments count once, in the next month, with the month they are of', async () => {
    const settle = settleWorld({ receipts: [receiptOf({ id: 'r' })], payments: [paid], now: Date.UTC(2027, 1, 1) });
    const november2026 = await settlePeriod(settle, { period: '2026-11' });
    settle.receiptsKept.push(
      receiptOf({ id: 'late', watchedMs: 500 }),
      receiptOf({ id: 'own', to: Date.UTC(2026, 11, 9) }),
    );
    settle.paymentsKept.push(chargeOf({ key: 'late', at: november(2), amount: { minor: 7n, currency: 'CNY' } }));
    const december = await settlePeriod(settle, { period: '2026-12' });
    expect(december).toMatchObject({
      value: {
        statements: [
          {
            pool: { revenueMinor: '7', watchedMs: 15_500 },
            agreements: [
              {
                lines: [
                  { watchedIn: '2026-11', watchedMs: 500 },
                  { watchedIn: '2026-12', watchedMs: 15_000 },
                ],
              },
            ],
          },
        ],
      },
    });
    const january = await settlePeriod(settle, { period: '2027-01' });
    expect(january).toMatchObject({ value: { status: 'closed', statements: [] } });
    expect(await settlePeriod(settle, { period: '2026-11' })).toEqual(november2026);
  });

  test('M9: without an exchange rate nothing is exchanged: another currency is refused', async () => {
    const dollars = chargeOf({ key: 'd', amount: { minor: 1n, currency: 'USD' } });
    expect(await settlePeriod(settleWorld({ payments: [dollars] }), { period: '2026-11' })).toMatchObject({
      reason: { reason: 'currency-differs' },
    });
    const contracts = [contractOf({ id: 'yk', partner: 'youku', money: { ...shareOf(5500), currency: 'USD' } })];
    const settle = settleWorld({ contracts, receipts: [receiptOf({ id: 'r' })] });
    expect(await settlePeriod(settle, { period: '2026-11' })).toMatchObject({ reason: { reason: 'currency-differs' } });
  });

  test('M11: refunds come off the pool, and what they take too much is carried to the next month', async () => {
    const settle = settleWorld({
      receipts: [receiptOf({ id: 'r' }), receiptOf({ id: 's', to: Date.UTC(2026, 11, 9) })],
      payments: [
        paid,
        refundOf(paid, { key: 'back' }),
        refundOf(paid, { key: 'old', amount: { minor: 10n, currency: 'CNY' } }),
      ],
      now: Date.UTC(2027, 1, 1),
    });
    settle.paymentsKept.push(
      chargeOf({ key: 'd', at: Date.UTC(2026, 11, 9), amount: { minor: 110n, currency: 'CNY' } }),
    );
    expect(await settlePeriod(settle, { period: '2026-11' })).toMatchObject({
      value: { statements: [{ pool: { chargedMinor: '1990', refundedMinor: '2000', revenueMinor: '0' } }] },
    });
    expect(await settlePeriod(settle, { period: '2026-12' })).toMatchObject({
      value: { statements: [{ pool: { carriedMinor: '-10', revenueMinor: '100' }, totals: { earnedMinor: '55' } }] },
    });
  });

  test.each([
    ['while it runs', november(30), 'preview'],
    ['at its end', Date.UTC(2026, 10, 30, 16), 'preview'],
    ['one instant before the last heartbeats are in', Date.UTC(2026, 10, 30, 16) + CLOSING_DELAY_MS - 1, 'preview'],
    ['when they are', Date.UTC(2026, 10, 30, 16) + CLOSING_DELAY_MS, 'closed'],
  ])('%s', async (_, now, status) => {
    const settle = settleWorld({ receipts: [receiptOf({ id: 'r' })], payments: [paid], now });
    expect(await settlePeriod(settle, { period: '2026-11' })).toMatchObject({
      value: { status, statements: [{ status }] },
    });
    expect(await settle.ledger.closedPeriods()).toHaveLength(status === 'closed' ? 1 : 0);
  });

  test('asked as a preview closes nothing', async () => {
    const settle = settleWorld({ receipts: [receiptOf({ id: 'r' })] });
    expect(await settlePeriod(settle, { period: '2026-11', previewOnly: true })).toMatchObject({
      value: { status: 'preview' },
    });
    expect(await settle.ledger.closedPeriods()).toEqual([]);
  });

  test.each([
    ['bad-period', {}, '2026-1'],
    ['not-begun', {}, '2027-01'],
    ['earlier-open', { receipts: [receiptOf({ id: 'r', to: Date.UTC(2026, 9, 9) })] }, '2026-11'],
    ['earlier-open', { payments: [chargeOf({ key: 'c', at: Date.UTC(2026, 8, 9) })] }, '2026-11'],
    ['unknown-contract', { receipts: [receiptOf({ id: 'r', contract: 'none' })] }, '2026-11'],
    ['unknown-contract', { receipts: [receiptOf({ id: 'r', partner: 'iqiyi' })] }, '2026-11'],
    ['unknown-contract', { receipts: [receiptOf({ id: 'r', contractVersion: 2 })] }, '2026-11'],
    [
      'unknown-partner',
      {
        receipts: [receiptOf({ id: 'r', partner: 'x', contract: 'x' })],
        contracts: [contractOf({ id: 'x', partner: 'x' })],
      },
      '2026-11',
    ],
  ])('is refused as %s', async (reason, given, month) => {
    expect(await settlePeriod(settleWorld(given), { period: month })).toMatchObject({ ok: false, reason: { reason } });
  });

  test('is refused without books, before what is closed, and when another came first', async () => {
    const noBooks = { ...memoryLedger(), books: async () => undefined };
    expect(await settlePeriod(settleWorld({ ledger: noBooks }), { period: '2026-11' })).toMatchObject({
      reason: { reason: 'no-books' },
    });
    const settle = settleWorld({ receipts: [receiptOf({ id: 'r' })] });
    await settlePeriod(settle, { period: '2026-11' });
    expect(await settlePeriod(settle, { period: '2026-10' })).toMatchObject({ reason: { reason: 'bad-period' } });
    const lost = { ...memoryLedger(), close: async () => false };
    expect(await settlePeriod(settleWorld({ ledger: lost }), { period: '2026-11' })).toMatchObject({
      reason: { reason: 'closed-meanwhile' },
    });
  });

  test('counts SVOD alone: what was free to watch has no part in subscriptions', async () => {
    const free = receiptOf({ id: 'f', licenseType: 'FVOD', watchedMs: 5000 });
    const settle = settleWorld({ receipts: [receiptOf({ id: 'r' }), free], payments: [paid] });
    expect(await settlePeriod(settle, { period: '2026-11' })).toMatchObject({
      value: { statements: [{ pool: { watchedMs: 15_000, receipts: 1 } }] },
    });
  });

  test('gives two partners their own statements, in order, and neither sees the other’s lines', async () => {
    const settle = settleWorld({
      contracts: TWO_CONTRACTS,
      receipts: [receiptOf({ id: 'a' }), receiptOf({ id: 'b', partner: 'iqiyi', contract: 'iq', work: 'w9' })],
      payments: [{ ...paid, household: asId('h2'), covers: { start: november(1), end: november(1) + DAY_MS } }],
    });
    const closed = await settlePeriod(settle, { period: '2026-11' });
    const statements = closed.ok ? closed.value.statements : [];
    expect(statements.map(({ partner }) => partner.id)).toEqual(['iqiyi', 'youku']);
    for (const statement of statements) {
      expect(statementText(statement)).not.toContain(statement.partner.id === 'youku' ? 'iqiyi' : 'youku');
      expect(statementText(statement)).not.toContain('h2');
    }
  });
});
