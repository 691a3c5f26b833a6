import { sha256Hex } from '@duoping/kit';
import { afterEach, expect, test } from 'vitest';
import { type Statement, settlePeriod } from '#settlement';
import { chargeOf, receiptOf, settleWorld } from '../../domains/settlement/testing.ts';
import { statementFiles } from './statement-files.ts';

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const filesIn = async (timeZone: string): Promise<Record<string, string>> => {
  process.env.TZ = timeZone;
  const settle = settleWorld({ receipts: [receiptOf({ id: 'r' })], payments: [chargeOf({ key: 'c' })] });
  const closed = await settlePeriod(settle, { period: '2026-11' });
  const statements: readonly Statement[] = closed.ok ? closed.value.statements : [];
  const files = (await Promise.all(statements.map(statementFiles))).flat();
  return Object.fromEntries(files.map(({ name, bytes }) => [name, sha256Hex(bytes)]));
};

test('M6: JSON, workbook and paper are the same bytes on machines in any time zone', async () => {
  const here = await filesIn('UTC');
  expect(Object.keys(here)).toEqual(['json', 'xlsx', 'pdf'].map((end) => `2026-11-youku-CNY.${end}`));
  for (const elsewhere of ['Asia/Shanghai', 'America/New_York', 'Pacific/Apia']) {
    expect(await filesIn(elsewhere)).toEqual(here);
    expect(new Date(0).getTimezoneOffset()).not.toBe(0);
  }
});
