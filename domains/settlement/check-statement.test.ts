/** M6, from outside: a statement is made again from leaves and contracts, and whatever doesn't follow from them is told. */
import { canonicalJson, type Json } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import type { Receipt } from '#evidence';
import { checkStatement, type Statement, settlePeriod } from './index.ts';
import { chargeOf, contractOf, november, receiptOf, refundOf, settleWorld, shareOf } from './testing.ts';

const december = (day: number) => Date.UTC(2026, 11, day, 4);
const CONTRACTS = [
  contractOf({ id: 'yk', partner: 'youku', money: shareOf(5500, '400') }),
  contractOf({ id: 'yk', version: 2, partner: 'youku', money: shareOf(6000, '400') }),
  contractOf({ id: 'yk b', partner: 'youku', money: shareOf(3333) }),
  contractOf({ id: 'yk unseen', partner: 'youku', money: shareOf(5000, '900') }),
  contractOf({ id: 'yk paid', partner: 'youku', money: shareOf(5000, '900', { recoupable: false }) }),
  contractOf({ id: 'iq', partner: 'iqiyi', money: shareOf(4250) }),
];

/** Two closed months: free views between the others, a refund, and two receipts that came after November was closed. */
async function twoMonths() {
  const charge = chargeOf({ key: 'a', amount: { minor: 3001n, currency: 'CNY' } });
  const world = settleWorld({
    contracts: CONTRACTS,
    receipts: [
      receiptOf({ id: '1', work: 'w1', grant: 'g1' }),
      receiptOf({ id: '2', work: 'w2', grant: 'g2', watchedMs: 7000, contractVersion: 2 }),
      receiptOf({ id: '3', contract: 'yk b', watchedMs: 3000 }),
      receiptOf({ id: '4', contract: 'iq', partner: 'iqiyi', watchedMs: 9000 }),
      receiptOf({ id: 'free', licenseType: 'FVOD', watchedMs: 99_000 }),
      receiptOf({ id: '5', to: december(2), watchedMs: 11_000 }),
    ],
    payments: [charge, refundOf(charge, { key: 'b', amount: { minor: 10n, currency: 'CNY' } })],
    now: Date.UTC(2027, 1, 1),
  });
  const close = async (period: string) => {
    const closed = await settlePeriod(world, { period });
    if (!closed.ok) throw new Error(closed.reason.detail);
    return closed.value.statements;
  };
  const first = await close('2026-11');
  world.receiptsKept.push(
    receiptOf({ id: 'late', watchedMs: 500 }),
    receiptOf({ id: 'late b', work: 'w2', grant: 'g2', watchedMs: 400, to: november(20) }),
    receiptOf({ id: 'edge', watchedMs: 600, to: Date.UTC(2026, 10, 30, 16) }),
    receiptOf({ id: '6', contract: 'yk b', to: december(3) }),
  );
  world.paymentsKept.push(chargeOf({ key: 'c', at: december(1), amount: { minor: 777n, currency: 'CNY' } }));
  const second = await close('2026-12');
  // What came when both were closed is in the log, and in neither.
  world.receiptsKept.push(receiptOf({ id: 'latest', watchedMs: 1 }));
  return { statements: [...first, ...second], leaves: world.receiptsKept };
}

function findings(statement: Statement, leaves: readonly Receipt[], contracts = CONTRACTS): readonly string[] {
  const check = checkStatement(statement, contracts);
  for (const [index, receipt] of leaves.entries()) check.leaf(receipt, index);
  return check.findings();
}

const statementOf = async (partner: string, month: string) => {
  const { statements, leaves } = await twoMonths();
  const statement = statements.find(({ partner: { id }, period }) => id === partner && period.id === month);
  if (!statement) throw new Error(`${partner} has no statement of ${month}`);
  return { statement, leaves };
};

test('every statement of two months follows from the leaves', async () => {
  const { statements, leaves } = await twoMonths();
  expect(statements.map(({ partner, period }) => `${period.id} ${partner.id}`)).toEqual([
    ...['2026-11 iqiyi', '2026-11 youku', '2026-12 youku'],
  ]);
  for (const statement of statements) expect(findings(statement, leaves)).toEqual([]);
});

describe('the leaves', () => {
  test('one that is missing is told, in every sum it belongs to', async () => {
    const { statement, leaves } = await statementOf('youku', '2026-12');
    const without = leaves.map((leaf) => (leaf.id === 'late' ? { ...leaf, licenseType: 'FVOD' as const } : leaf));
    expect(findings(statement, without)).toContainEqual(
      expect.stringMatching(/^pool\.watchedMs is 27500; from the leaves follows 27000$/),
    );
  });

  test('one that was there when the month before was closed is not late', async () => {
    const { statement, leaves } = await statementOf('youku', '2026-12');
    const earlier = { ...statement, inputs: { ...statement.inputs, leavesBefore: 7 } };
    expect(findings(earlier, leaves)).toContainEqual(expect.stringMatching(/^pool\.watchedMs/));
  });

  test('those beyond the log that the statement names don’t count', async () => {
    const { statement, leaves } = await statementOf('youku', '2026-12');
    expect(findings(statement, [...leaves, receiptOf({ id: 'x', to: december(4) })])).toEqual([]);
    const shorter = { ...statement, checkpoint: { size: 9, root: '0'.repeat(64) } };
    expect(findings(shorter, leaves)).toContainEqual(expect.stringMatching(/^pool\.watchedMs/));
  });

  test('those of the month after are not this month’s', async () => {
    const { statement, leaves } = await statementOf('youku', '2026-11');
    const whole = { ...statement, checkpoint: { size: leaves.length, root: '0'.repeat(64) } };
    const own = findings(
      whole,
      leaves.filter(({ id }) => !/late|edge/.test(id)),
    );
    expect(own).toEqual([]);
  });
});

/** Every single value of a document, by its path; what is null is absent. */
const leavesOf = (value: Json, path: readonly string[] = []): (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => leavesOf(inner as Json, [...path, name])) // JSON inside of JSON
    : value === null
      ? []
      : [path];

function forged(statement: Statement, path: readonly string[]): Statement {
  const copy = JSON.parse(canonicalJson(statement as unknown as Json)) as Statement; // what was just written
  let at = copy as unknown as Record<string, unknown>; // walked by names that are there
  for (const name of path.slice(0, -1)) at = at[name] as Record<string, unknown>; // as above
  const last = path.at(-1) ?? '';
  const value = at[last];
  if (typeof value === 'string') at[last] = /^-?\d+$/.test(value) ? String(BigInt(value) + 1n) : `${value}x`;
  else at[last] = typeof value === 'number' ? value + 1 : !value;
  return copy;
}

describe('any value that is changed is told', () => {
  /** The operator's own word, which no leaf tells. */
  const WORD =
    /^(partner\.|illustrative$|pool\.payments$|inputs\.|checkpoint\.|agreements\.\d+\.(lines\.\d+\.title\.|guarantee\.recoupedBeforeMinor$))/;
  const TERMS = /^(contract|version|contractHash|shareBasisPoints|guarantee\.(amountMinor|recoupable|running))$/;

  test.each(['2026-11', '2026-12'])(
    'in the statement of %s, but for what the operator alone can know',
    async (month) => {
      const { statement, leaves } = await statementOf('youku', month);
      const paths = leavesOf(statement as unknown as Json); // made of JSON members only
      expect(paths.length).toBeGreaterThan(100);
      const untold = paths.filter((path) => findings(forged(statement, path), leaves).length === 0);
      // No leaf names a contract that nobody watched, so its terms are the operator's word; it is owed nothing by them.
      const unwatched = (path: string) =>
        statement.agreements.some(
          ({ watchedMs }, at) => watchedMs === 0 && TERMS.test(path.replace(`agreements.${at}.`, '')),
        );
      const told = untold.map((path) => path.join('.')).filter((path) => !WORD.test(path) && !unwatched(path));
      expect(told).toEqual([]);
    },
  );

  test('by its path, with what it is and what it should be', async () => {
    const { statement, leaves } = await statementOf('iqiyi', '2026-11');
    expect(findings(forged(statement, ['totals', 'receipts']), leaves)).toEqual([
      'totals.receipts is 2; from the leaves follows 1',
    ]);
    const more = { ...statement, bonus: { minor: '1' } };
    expect(findings(more, leaves)).toEqual(['bonus is {"minor":"1"}; from the leaves follows absent']);
  });

  test('by no more than twenty sentences', async () => {
    const { statement } = await statementOf('youku', '2026-11');
    expect(findings(statement, [receiptOf({ id: '1', watchedMs: 1 })])).toHaveLength(20);
  });

  test('an agreement that was left out, or that nobody knows, is told', async () => {
    const { statement, leaves } = await statementOf('youku', '2026-11');
    const [first, ...rest] = statement.agreements;
    if (!first) throw new Error('no agreement');
    expect(findings({ ...statement, agreements: rest }, leaves).length).toBeGreaterThan(0);
    const invented = { ...first, contract: 'invented', guarantee: null };
    expect(findings({ ...statement, agreements: [...statement.agreements, invented] }, leaves)).toEqual([
      expect.stringMatching(/^agreements\.5 is \{"contract":"invented".*; from the leaves follows absent$/),
    ]);
  });
});

describe('a contract that nobody watched', () => {
  const unseen = async (contract: string) => {
    const { statement, leaves } = await statementOf('youku', '2026-11');
    const at = statement.agreements.findIndex((each) => each.contract === contract);
    const [stated] = statement.agreements.slice(at);
    const told = (guarantee: Record<string, unknown>) => {
      const agreements = statement.agreements.map((each, index) =>
        index === at && each.guarantee ? { ...each, guarantee: { ...each.guarantee, ...guarantee } } : each,
      );
      return findings({ ...statement, agreements }, leaves);
    };
    return { stated: stated?.guarantee, told };
  };

  test('stands there with what its guarantee still has to recoup', async () => {
    const { stated, told } = await unseen('yk unseen');
    expect(stated).toMatchObject({ amountMinor: '900', recoupedBeforeMinor: '0', unrecoupedMinor: '900' });
    expect(told({ recoupedBeforeMinor: '300', unrecoupedMinor: '600' })).toEqual([]);
    expect(told({ recoupedBeforeMinor: '1000', unrecoupedMinor: '0' })).toEqual([]);
    expect(told({ recoupedBeforeMinor: '300' })).toHaveLength(1);
  });

  test('has nothing to recoup when its guarantee is paid besides', async () => {
    const { stated, told } = await unseen('yk paid');
    expect(stated).toMatchObject({ recoupable: false, unrecoupedMinor: '0' });
    expect(told({ unrecoupedMinor: '900' })).toHaveLength(1);
  });
});

describe('a statement that can’t be made again says why', () => {
  test.each([
    [
      'names no log',
      (one: Statement): Statement => ({ ...one, checkpoint: null }),
      'names no log that its figures come from',
    ],
    [
      'doesn’t say which leaves are late',
      (one: Statement): Statement => ({ ...one, inputs: { ...one.inputs, leavesBefore: null } }),
      'names no log that its figures come from',
    ],
    [
      'is of a zone that is none',
      (one: Statement): Statement => ({ ...one, period: { ...one.period, zone: 'Mars/Olympus' } }),
      'is of 2026-11 in Mars/Olympus, which is no month',
    ],
    [
      'is of no month',
      (one: Statement): Statement => ({ ...one, period: { ...one.period, id: '2026-13' } }),
      'is of 2026-13 in Asia/Shanghai, which is no month',
    ],
  ])('when it %s', async (_, change, told) => {
    const { statement, leaves } = await statementOf('youku', '2026-11');
    expect(findings(change(statement), leaves)).toEqual([told]);
  });

  test('when a contract that leaves name isn’t there', async () => {
    const { statement, leaves } = await statementOf('youku', '2026-11');
    expect(findings(statement, leaves, CONTRACTS.slice(1))).toEqual([
      expect.stringMatching(/^can't be computed again: unknown-contract \["youku","yk",1\]$/),
    ]);
  });
});
