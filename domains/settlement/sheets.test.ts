import { expect, test } from 'vitest';
import { type Statement, settlePeriod, statementSheets } from './index.ts';
import { chargeOf, contractOf, receiptOf, settleWorld, shareOf } from './testing.ts';

async function aStatement(): Promise<Statement> {
  const world = settleWorld({
    contracts: [
      contractOf({ id: 'yk', partner: 'youku', money: shareOf(5500, '1000') }),
      contractOf({ id: 'yk b', partner: 'youku', money: shareOf(2500) }),
    ],
    receipts: [
      receiptOf({ id: '1', watchedMs: 9000 }),
      receiptOf({ id: '2', watchedMs: 1000, contract: 'yk b', work: 'w2', alid: 'a2' }),
    ],
    payments: [chargeOf({ key: 'c', amount: { minor: 2000n, currency: 'CNY' } })],
  });
  const closed = await settlePeriod(world, { period: '2026-11' });
  const [statement] = closed.ok ? closed.value.statements : [];
  if (!statement) throw new Error('November has a statement');
  return statement;
}

const rowsOf = (statement: Statement) =>
  Object.fromEntries(statementSheets(statement).map(({ name, rows }) => [name, rows]));

test('a statement as a workbook: a summary, its agreements and its lines', async () => {
  const statement = await aStatement();
  const { Statement: summary, Agreements: agreements, Lines: lines } = rowsOf(statement);
  expect(summary).toEqual([
    ['Statement 结算单', '2026-11'],
    ['Partner 合作方', '优酷'],
    ['From 起', '2026-10-31T16:00:00Z'],
    ['Until, not including 止', '2026-11-30T16:00:00Z'],
    ['Time zone of the books 账簿时区', 'Asia/Shanghai'],
    ['Currency 币种', 'CNY'],
    [],
    ['', 'minor units', 'amount'],
    ['Subscriptions charged 会员收入', 2000, '20.00'],
    ['Given back 退款', 0, '0.00'],
    ['Carried from earlier months 上期结转', 0, '0.00'],
    ['Pool 分成池', 2000, '20.00'],
    ['Watched by all, ms 全部观看时长', 10_000],
    ['Receipts of all 全部凭证', 2],
    [],
    ['Watched, ms 观看时长', 10_000],
    ['Receipts 凭证', 2],
    ['Earned 应得', 1040, '10.40'],
    ['Recouped 抵扣保底', 990, '9.90'],
    ['Payable 应付', 50, '0.50'],
    [],
    ['Journal before', 'none'],
    ['Payments', statement.inputs.payments],
  ]);
  const [first, second] = statement.agreements;
  const sums = ['watched ms', 'receipts', 'earned', 'recouped', 'payable'];
  const amounts = ['earned, CNY', 'recouped, CNY', 'payable, CNY'];
  expect(agreements).toEqual([
    [
      'contract',
      'version',
      'share',
      ...sums,
      ...amounts,
      'guarantee',
      'recouped before',
      'still to recoup',
      'contract SHA-256',
    ],
    ['yk', 1, '55 %', 9000, 1, 990, 990, 0, '9.90', '9.90', '0.00', 1000, 0, 10, first?.contractHash],
    [
      'yk b',
      1,
      '25 %',
      1000,
      1,
      50,
      0,
      50,
      '0.50',
      '0.00',
      '0.50',
      undefined,
      undefined,
      undefined,
      second?.contractHash,
    ],
  ]);
  expect(lines).toEqual([
    ['contract', 'version', 'title', 'ALID', 'watched in', 'delivery', 'row', 'grant', ...sums, ...amounts, 'line'],
    [
      ...['yk', 1, '冬河 / Winter River', 'w1', '2026-11', 'ab', 'Movies row 4', 'g1'],
      ...[9000, 1, 990, 990, 0, '9.90', '9.90', '0.00', first?.lines[0]?.id],
    ],
    [
      ...['yk b', 1, 'a2', 'a2', '2026-11', 'ab', 'Movies row 4', 'g1'],
      ...[1000, 1, 50, 0, 50, '0.50', '0.00', '0.50', second?.lines[0]?.id],
    ],
  ]);
});

test('a preview says so below its title, and a statement of a later month names the journal before it', async () => {
  const statement = await aStatement();
  const later = { ...statement, status: 'preview' as const, inputs: { ...statement.inputs, journal: 'aa' } };
  const { Statement: summary } = rowsOf(later);
  expect(summary?.[1]).toEqual(['', 'PREVIEW 预览: this month is not closed; more may come']);
  expect(summary).toContainEqual(['Journal before', 'aa']);
});

test('an amount beyond what a cell holds exactly stands there as its digits', async () => {
  const statement = await aStatement();
  const pool = { ...statement.pool, revenueMinor: '9007199254740992', chargedMinor: '9007199254740991' };
  const { Statement: summary } = rowsOf({ ...statement, pool });
  expect(summary).toContainEqual(['Pool 分成池', '9007199254740992', '90,071,992,547,409.92']);
  expect(summary).toContainEqual(['Subscriptions charged 会员收入', 9_007_199_254_740_991, '90,071,992,547,409.91']);
});
