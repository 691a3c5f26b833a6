/** The money invariants by their ids (M1–M6, M10), on statements and journal of generated months. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addUp,
  balanceOf,
  balancesOf,
  KEPT,
  makeStatements,
  type PeriodFacts,
  type SettledPeriod,
  statementText,
} from './index.ts';
import { entryOf } from './journal.ts';
import { chargeOf, contractOf, NOVEMBER, november, PARTNERS, receiptOf, shareOf } from './testing.ts';

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
    leavesBefore: null,
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
