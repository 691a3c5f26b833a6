import { describe, expect, test } from 'vitest';
import { type ContentPlan, readContentPlan } from '#deals';
import { type Statement, settlePeriod } from '#settlement';
import { chargeOf, contractOf, receiptOf, settleWorld, shareOf } from '../settlement/testing.ts';
import { planReturns } from './index.ts';

const usd = (minor: string) => ({ minor, currency: 'USD', source: 'illustrative' });

const PLAN = planOf({
  ...{ id: 'p', name: { en: 'Plan' }, budget: usd('1000') },
  envelopes: [
    { id: 'stakes', name: {}, budget: usd('600') },
    { id: 'licences', name: {}, budget: usd('400') },
  ],
  commitments: [
    {
      ...{ id: 'stake', envelope: 'stakes', partner: 'iqiyi', kind: 'strategic-stake', date: '2014-11-19' },
      amount: usd('300'),
    },
    {
      ...{
        id: 'mg',
        envelope: 'licences',
        partner: 'youku',
        contract: 'yk',
        kind: 'minimum-guarantee',
        date: '2014-12-01',
      },
      amount: usd('120'),
      tranches: [
        { due: '2015-12-31', amount: usd('60'), paid: false },
        { due: '2014-12-31', amount: usd('60'), paid: true },
      ],
    },
    {
      ...{ id: 'film', envelope: 'licences', partner: 'youku', work: 'w2', kind: 'co-production', date: '2014-12-20' },
      amount: { minor: '7', currency: 'CNY', source: 'illustrative' },
    },
  ],
});

describe('what a content plan has brought', () => {
  test('committed, paid, due and free add up in the plan’s currency, and another currency is not added to it', () => {
    const { whole, envelopes, commitments } = planReturns(PLAN, []);
    expect(whole).toEqual({
      budgetMinor: 1000n,
      committedMinor: 420n,
      paidMinor: 60n,
      dueMinor: 360n,
      freeMinor: 580n,
    });
    expect(envelopes.map(({ id, committedMinor, freeMinor }) => [id, committedMinor, freeMinor])).toEqual([
      ['stakes', 300n, 300n],
      ['licences', 120n, 280n],
    ]);
    expect(commitments.map(({ paidMinor, dueMinor, nextDue }) => [paidMinor, dueMinor, nextDue])).toEqual([
      [0n, 300n, null],
      [60n, 60n, '2015-12-31'],
      [0n, 7n, null],
    ]);
  });

  test('a stake counts all of its partner, a guarantee its contract, a co-production its work', async () => {
    const { commitments, partners, months } = planReturns(PLAN, await statements());
    const [stake, mg, film] = commitments.map(({ returns }) => returns);
    expect(stake).toMatchObject({ watchedMs: 10_000, receipts: 1, earnedMinor: 211n, payableMinor: 211n });
    // ¥19.90 × 3/4 of the watched time × 55 %, less the guarantee of ¥5.00.
    expect(mg).toEqual({ watchedMs: 30_000, receipts: 2, earnedMinor: 821n, recoupedMinor: 500n, payableMinor: 321n });
    expect(film).toMatchObject({ watchedMs: 15_000, receipts: 1, earnedMinor: 410n });
    expect(commitments[1]?.guarantee).toMatchObject({ amountMinor: '500', unrecoupedMinor: '0' });
    expect(partners.map(({ id, committedMinor, earnedMinor }) => [id, committedMinor, earnedMinor])).toEqual([
      ['iqiyi', 300n, 211n],
      ['youku', 120n, 821n],
    ]);
    expect(months.map(({ period, contract, earnedMinor }) => [period, contract, earnedMinor])).toEqual([
      ['2026-11', 'iq', 211n],
      ['2026-11', 'yk', 821n],
    ]);
  });
});

async function statements(): Promise<readonly Statement[]> {
  const settled = await settlePeriod(
    settleWorld({
      contracts: [
        contractOf({ id: 'yk', partner: 'youku', money: shareOf(5500, '500') }),
        contractOf({ id: 'iq', partner: 'iqiyi', money: shareOf(4250) }),
      ],
      payments: [chargeOf({ key: 'c' })],
      receipts: [
        receiptOf({ id: 'a' }),
        receiptOf({ id: 'b', work: 'w2', grant: 'g2' }),
        receiptOf({ id: 'c', watchedMs: 10_000, partner: 'iqiyi', contract: 'iq', grant: 'g3', work: 'w3' }),
      ],
    }),
    { period: '2026-11' },
  );
  if (!settled.ok) throw new Error(settled.reason.detail);
  return settled.value.statements;
}

function planOf(file: unknown): ContentPlan {
  const plan = readContentPlan(file);
  if (!plan.ok) throw new Error(plan.reason);
  return plan.value;
}
