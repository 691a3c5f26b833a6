/** Statements side by side: what two of one month, or two months, tell differently is told. */
import { describe, expect, test } from 'vitest';
import { disagreements, type Statement, settlePeriod } from './index.ts';
import { chargeOf, contractOf, november, receiptOf, refundOf, settleWorld, shareOf } from './testing.ts';

const monthly = [november(10), Date.UTC(2026, 11, 10), Date.UTC(2027, 0, 10), Date.UTC(2027, 2, 10)];
const MONTHS = ['2026-11', '2026-12', '2027-01', '2027-02', '2027-03'];

/** Five closed months of two partners: more refunds than payments in the second, nothing in the fourth, late receipts. */
async function history(): Promise<readonly Statement[]> {
  const charges = monthly.map((at, month) =>
    chargeOf({ key: `c${at}`, at, amount: { minor: month === 2 ? 1600n : 1000n, currency: 'CNY' } }),
  );
  const refunds = charges
    .slice(0, 2)
    .map((charge, at) => refundOf(charge, { key: `r${at}`, at: Date.UTC(2026, 11, 12) }));
  const world = settleWorld({
    contracts: [
      ...[1, 2].map((version) =>
        contractOf({
          ...{ id: 'yk', version, partner: 'youku' },
          money: shareOf(5000, '600', {
            window: { start: '2026-11-01T00:00:00+08:00', end: '2027-02-01T00:00:00+08:00' },
          }),
        }),
      ),
      contractOf({ id: 'iq', partner: 'iqiyi', money: shareOf(5000) }),
    ],
    payments: [...charges, ...refunds],
    now: Date.UTC(2027, 5, 1),
  });
  const statements: Statement[] = [];
  for (const period of MONTHS) {
    const at = monthly.find((each) => new Date(each).toISOString().startsWith(period));
    if (at !== undefined)
      world.receiptsKept.push(
        receiptOf({ id: `y${period}`, to: at }),
        receiptOf({ id: `z${period}`, to: at, contractVersion: 2 }),
        receiptOf({ id: `i${period}`, to: at, contract: 'iq', partner: 'iqiyi' }),
      );
    const closed = await settlePeriod(world, { period });
    if (!closed.ok) throw new Error(closed.reason.detail);
    statements.push(...closed.value.statements);
    world.receiptsKept.push(
      receiptOf({ id: `late ${period}`, to: november(2), watchedMs: 500, contract: 'iq', partner: 'iqiyi' }),
    );
  }
  return statements;
}

const tellAll = (statements: readonly Statement[]) =>
  statements.flatMap((each) =>
    disagreements(each, statements).map((told) => `${each.period.id} ${each.partner.id} ${told}`),
  );

/** The history with some of its statements changed. */
async function toldOf(which: (statement: Statement) => boolean, forge: (statement: Statement) => Statement) {
  const statements = await history();
  expect(statements.some(which)).toBe(true);
  return tellAll(statements.map((each) => (which(each) ? forge(each) : each)));
}

const is = (period: string, partner?: string) => (statement: Statement) =>
  statement.period.id === period && (partner === undefined || statement.partner.id === partner);

test('five months as they were closed agree, with what was carried, recouped, late, and a month that one partner missed', async () => {
  const statements = await history();
  expect(statements.map(({ period, partner }) => `${period.id} ${partner.id}`)).toEqual([
    ...['2026-11 iqiyi', '2026-11 youku', '2026-12 iqiyi', '2026-12 youku', '2027-01 iqiyi', '2027-01 youku'],
    ...['2027-02 iqiyi', '2027-03 iqiyi', '2027-03 youku'],
  ]);
  expect(statements.some(({ pool }) => pool.carriedMinor !== '0')).toBe(true);
  expect(tellAll(statements)).toEqual([]);
  expect(tellAll(statements.toReversed())).toEqual([]);
  const apart = statements.filter((each) => !is('2027-02')(each));
  expect(tellAll(apart)).toEqual([]);
});

describe('two partners of one month', () => {
  test('are told the same pool', async () => {
    const told = await toldOf(is('2026-11', 'youku'), (each) => ({
      ...each,
      pool: { ...each.pool, chargedMinor: '1' },
    }));
    expect(told).toContain('2026-11 youku pool is another than in the statement of iqiyi for the same month');
  });

  test('are told the same log and payments', async () => {
    const told = await toldOf(is('2027-03', 'youku'), (each) => ({
      ...each,
      checkpoint: { size: 5, root: '0'.repeat(64) },
      inputs: { ...each.inputs, payments: 'f'.repeat(64) },
    }));
    expect(told).toContain('2027-03 youku checkpoint is another than in the statement of iqiyi for the same month');
    expect(told).toContain('2027-03 youku inputs is another than in the statement of iqiyi for the same month');
  });
});

test('one partner has one statement of a month', async () => {
  const statements = await history();
  const twice = [...statements, ...statements.filter(is('2026-12', 'youku')).map((each) => ({ ...each }))];
  expect(tellAll(twice)).toEqual(Array(2).fill('2026-12 youku is not the only one of youku for 2026-12'));
});

describe('a month goes on where the one before it ended', () => {
  test.each([
    ['late leaves passed over', (leaves: number) => leaves + 1],
    ['leaves counted again', (leaves: number) => leaves - 1],
  ])('%s', async (_, moved) => {
    const told = await toldOf(is('2026-12'), (each) => ({
      ...each,
      inputs: { ...each.inputs, leavesBefore: moved(each.inputs.leavesBefore ?? 0) },
    }));
    expect(told).toHaveLength(2);
    expect(told[0]).toMatch(/^2026-12 iqiyi inputs.leavesBefore is \d+; 2026-11 counted the leaves before 3$/);
  });

  test('leaves counted again that an earlier month counted, though the one between is not at hand', async () => {
    const statements = (await history()).filter((each) => !is('2027-02')(each));
    const forged = statements.map((each) =>
      is('2027-03', 'youku')(each) ? { ...each, inputs: { ...each.inputs, leavesBefore: 0 } } : each,
    );
    expect(tellAll(forged)).toContainEqual(
      expect.stringMatching(/^2027-03 youku inputs.leavesBefore is 0; 2027-01 counted the leaves before \d+$/),
    );
  });

  test('leaves counted again by their index', async () => {
    const told = await toldOf(is('2026-12'), (each) => ({ ...each, inputs: { ...each.inputs, leftOut: [0] } }));
    expect(told[0]).toBe('2026-12 iqiyi inputs.leftOut names leaves; 2026-11 counted all before 3');
  });

  test('refunds carried that no month had too many of', async () => {
    const told = await toldOf(is('2027-01'), (each) => ({ ...each, pool: { ...each.pool, carriedMinor: '-1001' } }));
    expect(told).toContain('2027-01 iqiyi pool.carriedMinor is "-1001"; from 2026-12 follows "-1000"');
  });

  test('a guarantee recouped anew', async () => {
    const told = await toldOf(is('2027-01', 'youku'), (each) => ({
      ...each,
      agreements: each.agreements.map((agreement) => ({
        ...agreement,
        guarantee: agreement.guarantee && { ...agreement.guarantee, recoupedBeforeMinor: '0' },
      })),
    }));
    expect(told).toContain('2027-01 youku the guarantee of yk was recouped by "0"; from earlier months follows "333"');
  });

  test('other books', async () => {
    const told = await toldOf(is('2027-02'), (each) => ({ ...each, currency: 'USD' }));
    expect(told).toContain('2027-02 iqiyi is of books in Asia/Shanghai and USD; those of 2027-01 are not');
  });
});
