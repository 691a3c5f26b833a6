/** Transactions commit in another order than their receipts took their numbers: a close goes by the order of the log. */
import { describe, expect, test } from 'vitest';
import type { Receipt } from '#evidence';
import { checkStatement, openLine, type Statement, settlePeriod } from './index.ts';
import { memoryLedger, receiptOf, settleWorld, TWO_CONTRACTS } from './testing.ts';

const LATER = Date.UTC(2027, 1, 1);
const DECEMBER = Date.UTC(2026, 11, 9);

/** The tenth was the newest to be seen while the ninth was still being written; the eleventh came before it, too. */
const ORDER = [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 9];
const receipts = (): Receipt[] => Array.from({ length: 11 }, (_, at) => receiptOf({ id: `r${at + 1}` }));
type World = ReturnType<typeof settleWorld>;

async function closed(settle: World, period: string, newest?: bigint): Promise<Statement> {
  const ports = { ...settle, receipts: { ...settle.receipts, ...(newest ? { newest: async () => newest } : {}) } };
  const settled = await settlePeriod(ports, { period });
  const [statement] = settled.ok ? settled.value.statements : [];
  if (statement?.status !== 'closed') throw new Error(`${period} has receipts and is over`);
  return statement;
}

async function findings(settle: World, statement: Statement): Promise<readonly string[]> {
  const check = checkStatement(statement, TWO_CONTRACTS);
  for (const [index, text] of (await settle.log.leaves(0, 99)).entries()) {
    check.leaf(JSON.parse(text) as Receipt, index); // the world wrote it of a receipt
  }
  return check.findings();
}

const opened = async (settle: World, statement: Statement): Promise<string[]> => {
  const lines = statement.agreements.flatMap((agreement) => agreement.lines);
  const pages = lines.map(({ id }) => openLine(settle, { statement, line: id, page: { after: 0n, limit: 99 } }));
  return (await Promise.all(pages)).flatMap((page) =>
    page.ok ? page.value.receipts.map((each) => each.receipt.id) : [],
  );
};

describe('a close counts leaves', () => {
  test('an honest statement is told true though a later receipt got its leaf before an earlier one', async () => {
    const settle = settleWorld({ receipts: receipts(), order: ORDER });
    const statement = await closed(settle, '2026-11', 10n);
    expect(statement).toMatchObject({ checkpoint: { size: 11 }, totals: { receipts: 11 } });
    expect(await findings(settle, statement)).toEqual([]);
    expect(await opened(settle, statement)).toEqual(ORDER.map((position) => `r${position}`));
  });

  test('what that log holds counts once: none of it comes again in the next month', async () => {
    const settle = settleWorld({ receipts: receipts(), order: ORDER, now: LATER });
    await closed(settle, '2026-11', 10n);
    settle.receiptsKept.push(receiptOf({ id: 'late' }), receiptOf({ id: 'own', to: DECEMBER }));
    const december = await closed(settle, '2026-12');
    expect(december.totals.receipts).toBe(2);
    expect(december.inputs).not.toHaveProperty('leftOut');
    expect(await findings(settle, december)).toEqual([]);
    expect(await opened(settle, december)).toEqual(['late', 'own']);
  });
});

describe('a month that was closed by arrival numbers', () => {
  /** As such a close was written: of the log of eleven leaves it counted the ten that had arrived. */
  async function world(): Promise<World> {
    const settle = settleWorld({ receipts: receipts(), order: ORDER, now: LATER, ledger: memoryLedger() });
    const { close } = settle.ledger;
    const asThen = {
      ...settle.ledger,
      close: (closing: Parameters<typeof close>[0]) => close({ ...closing, leaves: null }),
    };
    await closed({ ...settle, ledger: asThen, ...withoutThe(settle, 11) }, '2026-11', 10n);
    return settle;
  }

  /** The log as it would be without that receipt. */
  function withoutThe({ log }: World, position: number): Pick<World, 'log'> {
    const leaves = async (from: number, most: number) =>
      (await log.leaves(from, most)).map((text) =>
        text.includes(`"r${position}"`) ? JSON.stringify({ ...receiptOf({ id: 'x' }), licenseType: 'FVOD' }) : text,
      );
    return { log: { ...log, leaves } };
  }

  test('opens to exactly the receipts that it counted', async () => {
    const settle = await world();
    const [november] = await settle.ledger.statements('2026-11');
    expect(november?.totals.receipts).toBe(10);
    expect(november && (await opened(settle, november))).toEqual(
      ORDER.filter((position) => position !== 11).map((position) => `r${position}`),
    );
  });

  test('leaves what it passed over to the next month, which names it, counts it once and is told true', async () => {
    const settle = await world();
    settle.receiptsKept.push(receiptOf({ id: 'own', to: DECEMBER }));
    const december = await closed(settle, '2026-12');
    expect(december).toMatchObject({ inputs: { leavesBefore: 11, leftOut: [9] }, totals: { receipts: 2 } });
    expect(await findings(settle, december)).toEqual([]);
    expect(await opened(settle, december)).toEqual(['r11', 'own']);
    settle.receiptsKept.push(receiptOf({ id: 'new', to: Date.UTC(2027, 0, 9) }));
    const january = await closed(settle, '2027-01');
    expect(january).toMatchObject({ inputs: { leavesBefore: 12 }, totals: { receipts: 1 } });
    expect(january.inputs).not.toHaveProperty('leftOut');
  });
});
