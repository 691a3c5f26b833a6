import { expect, test } from 'vitest';
import { openLine, settlePeriod, statementOf } from './index.ts';
import { contractOf, november, receiptOf, settleWorld } from './testing.ts';

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

test('each line opens to the receipts of its own contract, version, grant and work', async () => {
  const contracts = [
    contractOf({ id: 'a', partner: 'youku' }),
    contractOf({ id: 'b', partner: 'youku' }),
    contractOf({ id: 'b', version: 2, partner: 'youku' }),
  ];
  const rows = [
    { contract: 'a', grant: 'g1', work: 'w1' },
    { contract: 'b', grant: 'g1', work: 'w1' },
    { contract: 'b', contractVersion: 2, grant: 'g1', work: 'w1' },
    { contract: 'b', grant: 'g2', work: 'w1' },
    { contract: 'b', grant: 'g1', work: 'w2' },
  ];
  const receipts = rows.map((row, at) => receiptOf({ ...row, id: `r${at}` }));
  const settle = settleWorld({ contracts, receipts });
  await settlePeriod(settle, { period: '2026-11' });
  const [statement] = await settle.ledger.statements('2026-11');
  if (!statement) throw new Error('November was closed above');
  const opened = [];
  for (const { lines } of statement.agreements)
    for (const { id } of lines) {
      const line = await openLine(settle, { statement, line: id, page: { after: 0n, limit: 9 } });
      opened.push(
        line.ok ? [line.value.contract, line.value.version, line.value.receipts.map(({ receipt }) => receipt.id)] : [],
      );
    }
  expect(opened.map((each) => JSON.stringify(each)).sort()).toEqual([
    '["a",1,["r0"]]',
    '["b",1,["r1"]]',
    '["b",1,["r3"]]',
    '["b",1,["r4"]]',
    '["b",2,["r2"]]',
  ]);
});
