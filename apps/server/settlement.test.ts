/** A month on the real server: receipts and payments in, statements out by the command, opened by the API, the same bytes again. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Receipt } from '#evidence';
import { chargeOf, contractOf, receiptOf, shareOf } from '../../domains/settlement/testing.ts';
import { type Caller, callerOf } from '../../journeys/device.ts';
import { openHouse, type TestHouse } from '../../journeys/house.ts';

const OCTOBER = Date.UTC(2026, 9, 10);
/** The last instant of October in Shanghai, and the first second of its November. */
const EDGE = Date.UTC(2026, 9, 31, 16);

let house: TestHouse;
let operator: Caller;
let out = '';

beforeAll(async () => {
  house = await openHouse();
  operator = callerOf(house, house.server.house.secrets.operatorToken);
  out = await mkdtemp(join(tmpdir(), 'duoping-statements-'));
  const { deals, charging, clock } = house.server.house;
  await deals.savePartner({ id: 'youku', name: 'Youku', names: { 'zh-CN': '优酷' }, illustrative: true });
  await deals.savePartner({ id: 'iqiyi', name: 'iQiyi', names: { 'zh-CN': '爱奇艺' }, illustrative: true });
  await deals.addContract(contractOf({ id: 'yk', partner: 'youku', money: shareOf(5500, '500') }), clock.now());
  await deals.addContract(contractOf({ id: 'iq', partner: 'iqiyi', money: shareOf(4250) }), clock.now());
  await charging.payments.append(chargeOf({ key: 'c1', at: OCTOBER }));
  await keep(
    receiptOf({ id: 'p1.1', to: OCTOBER, watchedMs: 15_000 }),
    receiptOf({ id: 'p1.2', to: EDGE, watchedMs: 15_000 }),
    receiptOf({
      id: 'p2.1',
      to: OCTOBER,
      watchedMs: 10_000,
      contract: 'iq',
      partner: 'iqiyi',
      grant: 'g2',
      work: 'w2',
    }),
    receiptOf({ id: 'p3.1', to: EDGE + 1, watchedMs: 9000 }),
    receiptOf({ id: 'p4.1', to: OCTOBER, watchedMs: 9000, licenseType: 'FVOD' }),
  );
});
afterAll(async () => {
  await house?.close();
  if (out !== '') await rm(out, { recursive: true, force: true });
});

async function keep(...receipts: Receipt[]): Promise<void> {
  for (const receipt of receipts) {
    await house.server.house.db.run('insert into playback.receipt (id, play, at, receipt) values ($1, $2, $3, $4)', [
      ...[receipt.id, receipt.play, new Date(receipt.to), JSON.stringify(receipt)],
    ]);
  }
}

test('a month is settled by the command, frozen, and the same bytes whenever it is asked for again', async () => {
  expect((await house.duoping('settle', '--period', '2026-10')).stderr).toContain('no-books');
  expect((await house.duoping('settle', '--books', 'Asia/Shanghai', 'CNY')).code).toBe(0);

  const running = await house.duoping('settle', '--period', '2026-11', '--json');
  expect(running.stderr).toContain('PREVIEW of 2026-11');
  expect(JSON.parse(running.stdout.split('\n')[0] ?? '')).toMatchObject({
    status: 'preview',
    totals: { watchedMs: 9000 },
  });

  const settled = await house.duoping('settle', '--period', '2026-10', '--out', join(out, 'first'));
  // ¥19.90: 3/4 of the watched time at 55 % is 820.875, 1/4 at 42.5 % is 211.4375; the larger remainder gets the unit.
  expect(settled).toMatchObject({
    code: 0,
    stdout:
      'iQiyi: earned CNY 2.11, recouped CNY 0.00, payable CNY 2.11 (1 receipts)\n' +
      'Youku: earned CNY 8.21, recouped CNY 5.00, payable CNY 3.21 (2 receipts)\n' +
      '  yk version 1: CNY 0.00 still to recoup\n',
  });
  expect(settled.stderr).toContain('ILLUSTRATIVE');

  await keep(receiptOf({ id: 'p5.1', to: OCTOBER, watchedMs: 1000 }));
  const again = await house.duoping('settle', '--period', '2026-10', '--out', join(out, 'second'));
  expect(again.stdout).toBe(settled.stdout);
  const names = (await readdir(join(out, 'first'))).sort();
  expect(names).toEqual(
    ['iqiyi', 'youku'].flatMap((partner) => ['json', 'pdf', 'xlsx'].map((end) => `2026-10-${partner}-CNY.${end}`)),
  );
  for (const name of names) {
    expect(await readFile(join(out, 'second', name))).toEqual(await readFile(join(out, 'first', name)));
  }
});

test('a statement line opens to exactly the receipts that it adds up, and their seconds are its own', async () => {
  const statement = (await operator.call('GET', '/api/statements/2026-10/youku')).json as {
    agreements: { lines: { id: string; watchedMs: number; receipts: number; place: unknown; delivery: string }[] }[];
  };
  const [line] = statement.agreements[0]?.lines ?? [];
  expect(line).toMatchObject({ place: { sheet: 'Movies', row: 4 }, delivery: 'ab', receipts: 2 });
  const opened = await operator.call('GET', `/api/statements/2026-10/youku/lines/${line?.id}?limit=1`);
  const rest = await operator.call('GET', `/api/statements/2026-10/youku/lines/${line?.id}?after=${opened.json?.next}`);
  const receipts = [opened, rest].flatMap(({ json }) => json?.receipts as Receipt[]);
  expect(receipts.map(({ id }) => id)).toEqual(['p1.1', 'p1.2']);
  expect(receipts.reduce((sum, { watchedMs }) => sum + watchedMs, 0)).toBe(line?.watchedMs);
  expect((await operator.call('GET', '/api/statements/2026-10/youku/lines/none')).status).toBe(404);
  expect((await operator.call('GET', '/api/statements/2026-09/youku')).status).toBe(404);
});

test('the books list their months, and what stands on the accounts adds up to nothing, as does every journal entry', async () => {
  const { books, periods, balances } = (await operator.call('GET', '/api/books')).json as unknown as {
    books: unknown;
    periods: { id: string; status: string }[];
    balances: { account: string; minor: string }[];
  };
  expect(books).toEqual({ zone: 'Asia/Shanghai', currency: 'CNY' });
  expect(periods.at(-1)).toMatchObject({ id: '2026-10', status: 'closed' });
  expect(balances.find(({ account }) => account === 'payable:youku')).toEqual({
    ...{ account: 'payable:youku', minor: '-321', currency: 'CNY' },
  });
  const sum = (postings: readonly { minor: string }[]) => postings.reduce((all, { minor }) => all + BigInt(minor), 0n);
  expect(sum(balances)).toBe(0n);
  const journal = (await operator.call('GET', '/api/books/journal?period=2026-10')).json as unknown as {
    key: string;
    postings: { minor: string }[];
  }[];
  expect(journal.length).toBeGreaterThan(3);
  for (const { postings } of journal) expect(sum(postings)).toBe(0n);
});

test('a statement downloads in the very bytes that the command wrote, and a preview says so in its name', async () => {
  for (const format of ['json', 'pdf', 'xlsx']) {
    const file = await operator.call('GET', `/api/statements/2026-10/youku/files/${format}`);
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="2026-10-youku-CNY.${format}"`);
    expect(Buffer.from(file.bytes)).toEqual(await readFile(join(out, 'first', `2026-10-youku-CNY.${format}`)));
  }
  const preview = await operator.call('GET', '/api/statements/2026-11/youku/files/json?preview=true');
  expect(preview.headers.get('content-disposition')).toContain('2026-11-youku-CNY-preview.json');
  expect((await operator.call('GET', '/api/statements/2026-11/youku/files/json')).status).toBe(404);
  expect((await operator.call('GET', '/api/statements/2026-10/youku/files/exe')).status).toBe(400);
});

test('a line of a month that runs opens to the receipts that are there by now', async () => {
  const statement = (await operator.call('GET', '/api/statements/2026-11/youku?preview=true')).json as unknown as {
    status: string;
    agreements: { lines: { id: string; watchedIn: string }[] }[];
  };
  expect(statement.status).toBe('preview');
  const line = statement.agreements[0]?.lines.find(({ watchedIn }) => watchedIn === '2026-11')?.id;
  const opened = await operator.call('GET', `/api/statements/2026-11/youku/lines/${line}?preview=true`);
  expect(opened.json?.receipts).toMatchObject([{ id: 'p3.1' }]);
});

test('what came too late for its closed month is counted once in the next, and says where it was watched', async () => {
  const preview = await operator.call('POST', '/api/settlements', { period: '2026-11' });
  const { statements } = preview.json as {
    statements: { partner: { id: string }; agreements: { lines: { watchedIn: string; watchedMs: number }[] }[] }[];
  };
  const youku = statements.find(({ partner }) => partner.id === 'youku');
  expect(youku?.agreements[0]?.lines.map(({ watchedIn, watchedMs }) => [watchedIn, watchedMs])).toEqual([
    ['2026-10', 1000],
    ['2026-11', 9000],
  ]);
});

test('the server tallies the log as it grows, and what a month counts stays what its receipts are', async () => {
  const { db } = house.server.house;
  const count = 5000;
  await db.run(
    `insert into playback.receipt (id, play, at, receipt)
     select 'many.' || i, 'many', $2, $3::jsonb || jsonb_build_object('id', 'many.' || i, 'sequence', i)
     from generate_series(1, $1::int) i`,
    [count, new Date(EDGE + 5), JSON.stringify(receiptOf({ id: 'many.1', play: 'many', to: EDGE + 5, watchedMs: 3 }))],
  );
  const reached = async () => (await db.rows<{ leaves: bigint }>('select leaves from settlement.tallied'))[0]?.leaves;
  await expect.poll(reached, { timeout: 30_000, interval: 100 }).toBe(4096n);
  const preview = await operator.call('POST', '/api/settlements', { period: '2026-11', previewOnly: true });
  const { statements } = preview.json as { statements: { partner: { id: string }; totals: unknown }[] };
  expect(statements.find(({ partner }) => partner.id === 'youku')?.totals).toMatchObject({
    ...{ receipts: 2 + count, watchedMs: 1000 + 9000 + 3 * count },
  });
});

test('the books cannot move to another zone or currency once a month is closed', async () => {
  const moved = await operator.call('PUT', '/api/books', { zone: 'UTC', currency: 'CNY' });
  expect(moved).toMatchObject({ status: 409, json: { error: { reason: 'books-closed' } } });
  expect((await operator.call('PUT', '/api/books', { zone: 'Asia/Shanghai', currency: 'CNY' })).status).toBe(200);
});
