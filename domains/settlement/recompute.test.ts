/** The outsider: stock DuckDB and recompute.sql, on a folder of receipts and statements, come to the same whole numbers. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { canonicalJson, type Json } from '@duoping/kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Receipt } from '#evidence';
import { type Statement, settlePeriod, statementText } from './index.ts';
import { chargeOf, contractOf, november, receiptOf, settleWorld, shareOf } from './testing.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duoping-recompute-'));
  mkdirSync(join(folder, 'statements'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function recompute(receipts: readonly Receipt[], statements: readonly Statement[]) {
  writeFileSync(
    join(folder, 'leaves.ndjson'),
    receipts.map((receipt) => `${canonicalJson({ ...receipt, contractHash: null } as unknown as Json)}\n`).join(''),
  );
  for (const statement of statements) {
    const name = `${statement.period.id}-${statement.partner.id}.json`;
    writeFileSync(join(folder, 'statements', name), statementText(statement));
  }
  const sql = readFileSync(new URL('./recompute.sql', import.meta.url), 'utf8')
    .replaceAll("'leaves.ndjson'", `'${folder}/leaves.ndjson'`)
    .replaceAll("'statements/*.json'", `'${folder}/statements/*.json'`);
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '300MB' });
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjects();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Fifty evenings of two months, for three contracts of two partners and one that takes no share. */
function months() {
  const contracts = [
    contractOf({ id: 'yk', partner: 'youku', money: shareOf(5500, '40000') }),
    contractOf({ id: 'yk b', partner: 'youku', money: shareOf(3333) }),
    contractOf({
      id: 'iq',
      partner: 'iqiyi',
      money: shareOf(4250, '999', { window: { start: '2020-01-01T00:00:00Z', end: '2021-01-01T00:00:00Z' } }),
    }),
    contractOf({ id: 'free', partner: 'iqiyi' }),
  ];
  const receipts = Array.from({ length: 200 }, (_, at) => {
    const contract = contracts[at % 4]?.terms;
    return receiptOf({
      ...{ id: `r${at}`, contract: contract?.id ?? '', partner: contract?.partner ?? '', grant: `g${at % 7}` },
      ...{
        watchedMs: 1 + ((at * 7919) % 15_000),
        to: november(1 + (at % 58)),
        licenseType: at % 9 === 0 ? 'FVOD' : 'SVOD',
      },
    });
  });
  const payments = [1, 2, 3].map((at) =>
    chargeOf({ key: `c${at}`, at: november(at * 15), amount: { minor: 33_331n, currency: 'CNY' } }),
  );
  return settleWorld({ contracts, receipts, payments, now: Date.UTC(2027, 1, 1) });
}

test('stock DuckDB comes to the same figures, for every agreement of every month', async () => {
  const settle = months();
  const statements: Statement[] = [];
  for (const period of ['2026-11', '2026-12']) {
    const closed = await settlePeriod(settle, { period });
    if (!closed.ok) throw new Error(closed.reason.detail);
    statements.push(...closed.value.statements);
    settle.receiptsKept.push(receiptOf({ id: `late-${period}`, to: november(3), watchedMs: 77 }));
  }
  const told = statements.flatMap(({ period, agreements }) =>
    agreements.map(({ contract, watchedMs, earnedMinor }) => [
      period.id,
      contract,
      BigInt(watchedMs),
      BigInt(earnedMinor),
    ]),
  );
  const rows = await recompute(settle.receiptsKept, statements);
  expect(rows.map((row) => [row.period, row.contract, row.watchedMs, row.earnedMinor]).sort()).toEqual(told.sort());
  expect(rows.map(({ agrees }) => agrees)).toEqual(told.map(() => true));
  expect(told).toHaveLength(8);
});

test('it disagrees when a receipt is missing, a figure is raised by one unit, or a guarantee is recouped too much', async () => {
  const settle = months();
  const closed = await settlePeriod(settle, { period: '2026-11' });
  const statements = closed.ok ? closed.value.statements : [];
  const disagreements = async (receipts: readonly Receipt[], given: readonly Statement[]) =>
    (await recompute(receipts, given)).filter(({ agrees }) => agrees !== true).length;
  expect(await disagreements(settle.receiptsKept, statements)).toBe(0);
  expect(await disagreements(settle.receiptsKept.slice(2), statements)).toBeGreaterThan(0);
  const forged = (of: 'earnedMinor' | 'recoupedMinor' | 'payableMinor'): Statement[] =>
    statements.map((statement) => ({
      ...statement,
      agreements: statement.agreements.map((each) =>
        each.contract === 'yk' ? { ...each, [of]: String(BigInt(each[of]) + 1n) } : each,
      ),
    }));
  expect(await disagreements(settle.receiptsKept, forged('earnedMinor'))).toBe(1);
  expect(await disagreements(settle.receiptsKept, forged('recoupedMinor'))).toBe(1);
  expect(await disagreements(settle.receiptsKept, forged('payableMinor'))).toBe(1);
});
