import { expect, test } from 'vitest';
import { openLine, settlePeriod, statementOf } from './index.ts';
import { november, receiptOf, settleWorld } from './testing.ts';

test('a line opens to its receipts a page at a time; a late one to what came after its month was closed, and no more', async () => {
  const settle = settleWorld({ receipts: [receiptOf({ id: 'a' }), receiptOf({ id: 'b' })], now: Date.UTC(2027, 1, 1) });
  await settlePeriod(settle, { period: '2026-11' });
  settle.receiptsKept.push(receiptOf({ id: 'late' }), receiptOf({ id: 'later', to: november(11) }));
  await settlePeriod(settle, { period: '2026-12' });
  settle.receiptsKept.push(receiptOf({ id: 'latest' }));

  const open = async (period: string, page: { after: bigint; limit: number }) => {
    const statement = await statementOf(settle, { period, partner: 'youku' });
    if (!statement.ok) return statement.reason;
    const line = statement.value.agreements[0]?.lines[0]?.id ?? '';
    const opened = await openLine(settle, { statement: statement.value, line, page });
    return opened.ok ? opened.value.receipts.map(({ receipt }) => receipt.id) : opened.reason;
  };
  expect(await open('2026-11', { after: 0n, limit: 9 })).toEqual(['a', 'b']);
  expect(await open('2026-11', { after: 0n, limit: 1 })).toEqual(['a']);
  expect(await open('2026-11', { after: 1n, limit: 1 })).toEqual(['b']);
  expect(await open('2026-12', { after: 0n, limit: 9 })).toEqual(['late', 'later']);
  expect(await open('2026-12', { after: 3n, limit: 9 })).toEqual(['later']);
  expect(await open('2027-01', { after: 0n, limit: 9 })).toBe('unknown-statement');
  const [statement] = await settle.ledger.statements('2026-11');
  if (!statement) throw new Error('November was closed above');
  const nowhere = { statement, line: 'none', page: { after: 0n, limit: 9 } };
  expect(await openLine(settle, nowhere)).toMatchObject({ reason: 'unknown-line' });
});
