/** From what was watched to what an auditor can tell alone: receipts, log, a closed month, the exported folder, its verdict. */
import { cp, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { sha256Hex } from '@duoping/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportCheckpoint, type Receipt } from '#evidence';
import { type Statement, settlePeriod, statementText } from '#settlement';
import { chargeOf, contractOf, receiptOf, shareOf } from '../../domains/settlement/testing.ts';
import { HOUSEHOLD, openHouse, PARTNER, type TestHouse, writeAvails } from '../../journeys/house.ts';

const OCTOBER = Date.UTC(2026, 9, 10);
const NOVEMBER = Date.UTC(2026, 10, 10);
const DECEMBER = Date.UTC(2026, 11, 5);

let house: TestHouse;
let delivery = '';
let folder = '';

beforeAll(async () => {
  house = await openHouse();
  const { deals, charging, clock } = house.server.house;
  const drop = join(house.home, 'drop');
  await writeAvails(drop, [{ alid: 'md:alid:org:cinema:lamp', title: 'The Lamp' }], clock.now());
  expect((await house.duoping('deliver', drop, '--partner', PARTNER)).code).toBe(0);
  delivery = sha256Hex(await readFile(join(drop, 'avails.xlsx')));
  for (const id of ['youku', 'iqiyi']) await deals.savePartner({ id, name: id, names: {}, illustrative: false });
  await deals.addContract(contractOf({ id: 'yk', partner: 'youku', money: shareOf(5500, '500') }), clock.now());
  await deals.addContract(contractOf({ id: 'iq', partner: 'iqiyi', money: shareOf(4250) }), clock.now());
  // A guarantee that runs while nobody watches.
  await deals.addContract(contractOf({ id: 'idle', partner: 'iqiyi', money: shareOf(3000, '900') }), clock.now());
  await charging.payments.append(chargeOf({ key: 'c1', at: OCTOBER }));
  await charging.payments.append(chargeOf({ key: 'c2', at: NOVEMBER }));
  expect((await house.duoping('settle', '--books', 'Asia/Shanghai', 'CNY')).code).toBe(0);
});
afterAll(() => house?.close());

/** Beats of one play, fifteen seconds each, written as heartbeats write them. */
async function watch(play: string, first: number, beats: number, change: Partial<Receipt> = {}): Promise<void> {
  const { db } = house.server.house;
  await db.run(
    `insert into playback.play (id, household, device, profile, work, lease_until, version, sequence, state)
     values ($1, $2, 'wang-tv', 'me', 'w', now(), 1, 1, '{}') on conflict do nothing`,
    [play, HOUSEHOLD],
  );
  for (let sequence = 1; sequence <= beats; sequence++) {
    const start = (sequence - 1) * 15_000;
    const receipt = receiptOf({
      ...{ id: `${play}.${sequence}`, play, sequence, delivery, to: first + start + 15_000 },
      intervals: [[start, start + 15_000]],
      ...change,
    });
    await db.run('insert into playback.receipt (id, play, at, receipt) values ($1, $2, $3, $4)', [
      ...[receipt.id, play, new Date(receipt.to), JSON.stringify(receipt)],
    ]);
  }
}

const IQIYI = { contract: 'iq', partner: 'iqiyi', grant: 'g2', work: 'w2' };

const filesIn = async (root: string): Promise<string[]> => {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
};

/** Closes a month that isn't over yet by the real clock. */
async function settleLater(period: string): Promise<readonly Statement[]> {
  const { settlement } = house.server.house;
  const settled = await settlePeriod({ ...settlement, clock: { now: () => DECEMBER } }, { period });
  if (!settled.ok) throw new Error(settled.reason.detail);
  return settled.value.statements;
}

test('a month that was watched, logged, settled and exported is sound, every figure made again', async () => {
  await watch('first', OCTOBER, 7);
  await watch('second', OCTOBER, 5, IQIYI);
  await watch('free', OCTOBER, 3, { licenseType: 'FVOD' });
  expect((await house.duoping('settle', '--period', '2026-10')).code).toBe(0);

  await watch('late', OCTOBER + 86_400_000, 2); // known after its month was closed
  await watch('third', NOVEMBER, 4);
  const november = await settleLater('2026-11');
  expect(november.flatMap(({ agreements }) => agreements.map(({ contract }) => contract))).toEqual(['idle', 'yk']);

  folder = join(house.home, 'evidence');
  expect((await house.duoping('evidence', 'export', folder)).code).toBe(0);
  expect((await readdir(join(folder, 'statements'))).sort()).toEqual([
    ...['2026-10-iqiyi-CNY.json', '2026-10-youku-CNY.json', '2026-11-iqiyi-CNY.json', '2026-11-youku-CNY.json'],
  ]);
  const verdict = await house.duoping('evidence', 'verify', folder);
  expect(verdict).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('21 leaves, 2 contracts, 1 deliveries, 4'),
  });
  const october = join(house.home, 'october');
  expect((await house.duoping('evidence', 'export', october, '--period', '2026-10')).code).toBe(0);
  expect(await house.duoping('evidence', 'verify', october)).toMatchObject({ code: 0 });
});

test('one byte flipped in a file of each kind is found, and the file named', async () => {
  const kinds = new Map((await filesIn(folder)).map((file) => [file.split('/')[0], file]));
  expect([...kinds.keys()]).toEqual(['checkpoint', 'contracts', 'deliveries', 'leaves.ndjson', 'statements']);
  const copy = await mkdtemp(join(house.home, 'flipped-'));
  await cp(folder, copy, { recursive: true });
  for (const file of kinds.values()) {
    const good = await readFile(join(copy, file));
    const bad = Buffer.from(good);
    bad[40] = (bad[40] ?? 0) ^ 1;
    await writeFile(join(copy, file), bad);
    const { code, stderr } = await house.duoping('evidence', 'verify', copy);
    expect([file, code]).toEqual([file, 1]);
    expect(stderr).toContain(file);
    await writeFile(join(copy, file), good);
  }
  expect((await house.duoping('evidence', 'verify', copy)).code).toBe(0);
});

describe('statements that their own operator forged, and signed', () => {
  type Agreement = Statement['agreements'][number];
  const more = (text: string) => String(BigInt(text) + 1n);

  /** The folder again, with one statement changed and a checkpoint signed by the log's own key. */
  async function forged(name: string, forge: (statement: Statement) => Statement) {
    const copy = await mkdtemp(join(house.home, 'forged-'));
    await cp(folder, copy, { recursive: true });
    const path = join(copy, 'statements', name);
    await writeFile(path, statementText(forge(JSON.parse(await readFile(path, 'utf8')) as Statement))); // the folder was just found sound
    const names = await readdir(join(copy, 'statements'));
    const statements = await Promise.all(
      names.sort().map(async (each) => ({
        ...{ name: each, leaves: 0 },
        sha256: sha256Hex(await readFile(join(copy, 'statements', each))),
      })),
    );
    const { log, signerOf } = house.server.house.evidence;
    const signed = await exportCheckpoint(log, signerOf, { before: undefined, statements });
    await writeFile(join(copy, 'checkpoint'), signed?.note ?? '');
    const { code, stderr } = await house.duoping('evidence', 'verify', copy);
    return { code, stderr, copy };
  }

  const inFirst =
    (forge: (agreement: Agreement) => Partial<Agreement>) =>
    (statement: Statement): Statement => ({
      ...statement,
      agreements: statement.agreements.map((each, at) => (at === 0 ? { ...each, ...forge(each) } : each)),
    });

  test('nothing changed is sound', async () => {
    expect(await forged('2026-10-youku-CNY.json', (same) => same)).toMatchObject({ code: 0 });
  });

  test.each<[string, string, (statement: Statement) => Statement, string]>([
    [
      'a unit earned',
      '2026-10-youku-CNY.json',
      inFirst(({ earnedMinor }) => ({ earnedMinor: more(earnedMinor) })),
      'agreements.0.earnedMinor is',
    ],
    [
      'a second of a line',
      '2026-10-youku-CNY.json',
      inFirst(({ lines }) => ({ lines: lines.map((line) => ({ ...line, watchedMs: line.watchedMs + 1000 })) })),
      'agreements.0.lines.0.watchedMs is 106000; from the leaves follows 105000',
    ],
    [
      'a late second',
      '2026-11-youku-CNY.json',
      inFirst(({ lines }) => ({
        lines: lines.map((line) => (line.watchedIn === '2026-10' ? { ...line, watchedMs: 1 } : line)),
      })),
      'agreements.0.lines.0.watchedMs is 1; from the leaves follows 30000',
    ],
    [
      'a share',
      '2026-10-iqiyi-CNY.json',
      (statement) => ({
        ...statement,
        agreements: statement.agreements.map((each) => ({ ...each, shareBasisPoints: each.shareBasisPoints + 1 })),
      }),
      'shareBasisPoints is 4251; from the leaves follows 4250',
    ],
    [
      'what nobody watched',
      '2026-11-iqiyi-CNY.json',
      inFirst(() => ({ payableMinor: '5' })),
      'agreements.0.payableMinor is "5"; from the leaves follows "0"',
    ],
    [
      'what the operator keeps',
      '2026-10-youku-CNY.json',
      (statement) => ({ ...statement, pool: { ...statement.pool, keptMinor: more(statement.pool.keptMinor) } }),
      'pool.keptMinor is',
    ],
    [
      'an agreement left out',
      '2026-10-youku-CNY.json',
      (statement) => ({ ...statement, agreements: [] }),
      'agreements.0 is absent',
    ],
    [
      'a smaller log',
      '2026-10-youku-CNY.json',
      (statement) => ({ ...statement, checkpoint: statement.checkpoint && { ...statement.checkpoint, size: 3 } }),
      'names another root for the log of 3 leaves',
    ],
    [
      'a list of payments told to one partner alone',
      '2026-10-youku-CNY.json',
      (statement) => ({ ...statement, inputs: { ...statement.inputs, payments: 'f'.repeat(64) } }),
      'inputs is another than in the statement of iqiyi for the same month',
    ],
    [
      'another form',
      '2026-10-youku-CNY.json',
      (statement) => ({ ...statement, format: 'x' }) as unknown as Statement, // what no type allows
      'is no statement: format',
    ],
  ])('%s is found and named', async (_what, name, forge, told) => {
    const { code, stderr } = await forged(name, forge);
    expect(code).toBe(1);
    expect(
      stderr
        .split('\n')
        .filter((line) => line.startsWith(`statements/${name}: `))
        .join('\n'),
    ).toContain(told);
  });
});

test('stock DuckDB runs recompute.sql on the folder and agrees with every statement', async () => {
  const sql = await readFile(new URL('../../domains/settlement/recompute.sql', import.meta.url), 'utf8');
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '300MB' });
  const connection = await instance.connect();
  try {
    await connection.run(`set file_search_path = '${folder}'`);
    const rows = (await connection.runAndReadAll(sql)).getRowObjects();
    expect(rows.map(({ period, contract, agrees }) => [period, contract, agrees])).toEqual([
      ['2026-10', 'idle', true],
      ['2026-10', 'iq', true],
      ['2026-10', 'yk', true],
      ['2026-11', 'idle', true],
      ['2026-11', 'yk', true],
    ]);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
});
