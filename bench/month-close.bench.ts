/**
 * A month's close over a generated log: tallies and the leaves that no block holds yet added up, divided and written as
 * statements, beside DuckDB merely scanning the same receipts in Parquet. Interleaved rounds, medians. `RECEIPTS=500000` makes
 * a shorter one.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { databaseOf, migrate, openDatabase, type Pool, startEmbedded } from '#engines/postgres';
import {
  followLog,
  type Ledger,
  readPeriod,
  type SettlePorts,
  type Statement,
  settlePeriod,
  statementText,
  watchedInLog,
} from '#settlement';
import { migrations as evidenceMigration, postgresLogReader } from '../domains/evidence/adapters/postgres.ts';
import { postgresLedger, settlementMigration } from '../domains/settlement/adapters/postgres.ts';
import { postgresTallies } from '../domains/settlement/adapters/tallies.ts';
import { chargeOf, contractOf, memoryLedger, shareOf } from '../domains/settlement/testing.ts';
import type { BenchTable } from './table.ts';

const RECEIPTS = Number(process.env.RECEIPTS ?? 5_000_000);
const ROWS = 20_000;
const CONTRACTS = 40;
const ROUNDS = 5;
const BOOKS = { zone: 'UTC', currency: 'CNY' };
const MONTH = readPeriod('2026-11', BOOKS.zone);

/** The same whole numbers in both engines, of the receipt's number `i`. */
const FIELDS = {
  grant: `'grant-' || (i * 7919) % ${ROWS}`,
  contract: `'contract-' || ((i * 7919) % ${ROWS}) % ${CONTRACTS}`,
  watchedMs: '1 + (i * 104729) % 15000',
  seconds: '1 + (i * 37) % 2591999',
};

export default async function monthClose(): Promise<BenchTable> {
  if (!MONTH) throw new Error('November 2026 exists');
  const folder = mkdtempSync(join(tmpdir(), 'duoping-month-close-'));
  chmodSync(folder, 0o755); // as root, the database runs as another user
  const home = join(folder, 'home');
  mkdirSync(home);
  const embedded = await startEmbedded({ home, log: () => undefined });
  const pool = openDatabase({ url: embedded.url, statementTimeoutMs: 3_600_000 });
  const duck = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '1GB' });
  const peer = await duck.connect();
  try {
    await migrate(pool, [evidenceMigration, settlementMigration]);
    await fillLog(pool);
    const parquet = join(folder, 'receipts.parquet');
    await peer.run(parquetOf(parquet));
    const ports = { log: postgresLogReader(pool), tallies: postgresTallies(pool) };
    const times: Record<'tally' | 'ours' | 'adding' | 'scan' | 'written', number[]> = {
      ...{ tally: [], ours: [], adding: [], scan: [], written: [] },
    };
    await timed(times.tally, async () => {
      while ((await followLog(ports, BOOKS.zone)) === 'tallied');
    });
    const counting = { period: MONTH, size: RECEIPTS, leavesBefore: 0, leftOut: new Set<number>() };
    let most = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const theirs = await timed(times.scan, async () => (await peer.runAndReadAll(scanOf(parquet))).getRowObjects());
      const statements = await timed(times.ours, () => closed(pool, memoryLedger(BOOKS)));
      most = Math.max(most, process.memoryUsage().rss);
      await timed(times.adding, () => watchedInLog(ports, counting));
      assertSame(statements, theirs);
    }
    const ledger = postgresLedger(databaseOf(pool));
    await ledger.stateBooks(BOOKS);
    await timed(times.written, () => closed(pool, ledger));
    const { ours, scan, adding, tally, written } = medians(times);
    const size = `${(RECEIPTS / 1e6).toLocaleString('en')} M receipts, ${ROWS.toLocaleString('en')} rows`;
    const alone = { peer: '–', ratio: '–', goal: '–' };
    return {
      title: 'Month close',
      rows: [
        {
          what: `close from PostgreSQL, ${size}`,
          peer: `DuckDB, one thread, scan of Parquet: ${seconds(scan)}`,
          ours: `${seconds(ours)} (${times.ours.map(seconds).join(', ')})`,
          ratio: `${(ours / scan).toFixed(1)} ×`,
          goal: '≤ 1.5 ×',
        },
        { what: 'of it: adding up tallies and leaves', ...alone, ours: seconds(adding) },
        { what: 'the same close, written into the ledger', ...alone, ours: seconds(written) },
        {
          ...{ what: 'tallying beforehand, as the log grows', ...alone },
          ours: `${((1000 * tally) / RECEIPTS).toFixed(1)} µs a receipt`,
        },
        {
          ...{ what: 'memory of the server process', ...alone, goal: '≤ 1 GB' },
          ours: `${Math.round(most / 2 ** 20)} MB`,
        },
      ],
      notes: [
        'DuckDB only scans and adds up columns; the close makes statements of the sums too.',
        'Both add up whole milliseconds, and their sums are compared row by row in every round.',
        'Neighbours in the log are of different rows, so that the lower blocks add up nothing: the worst case for tallies.',
        'The memory is the whole bench process: DuckDB within it, PostgreSQL outside it.',
      ],
    };
  } finally {
    peer.closeSync();
    duck.closeSync();
    await pool.end();
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function closed(pool: Pool, ledger: Ledger): Promise<readonly Statement[]> {
  const settled = await settlePeriod(portsOf(pool, ledger), { period: '2026-11' });
  if (!settled.ok) throw new Error(settled.reason.detail);
  const { statements, status } = settled.value;
  if (status !== 'closed' || statements.map(statementText).length === 0) throw new Error('The month is over');
  return statements;
}

function portsOf(pool: Pool, ledger: Ledger): SettlePorts {
  const log = postgresLogReader(pool);
  return {
    ...{ ledger, clock: { now: () => Date.UTC(2026, 11, 9) }, tallies: postgresTallies(pool), titleOf: () => ({}) },
    receipts: { newest: async () => BigInt(RECEIPTS), earliestEnd: async () => undefined, ofRow: async () => [] },
    log: { ...log, through: async (position) => ({ size: await log.sizeThrough(position), root: '0'.repeat(64) }) },
    payments: { before: async () => [chargeOf({ key: 'c', amount: { minor: 123_456_789n, currency: 'CNY' } })] },
    deals: {
      partners: async () => [{ id: 'partner', name: 'Partner', names: {}, illustrative: false }],
      contractVersions: async () =>
        Array.from({ length: CONTRACTS }, (_, at) =>
          contractOf({ id: `contract-${at}`, partner: 'partner', money: shareOf(5500) }),
        ),
    },
  };
}

/** Leaves as the sequencer writes them, but for the order of their members; nothing here asks for hashes or proofs. */
async function fillLog(pool: Pool): Promise<void> {
  await pool.query(`insert into evidence.log (origin) values ('bench')`);
  await pool.query(
    `insert into evidence.leaf (index, receipt, position, began, hash, text)
     select i - 1, 'p' || i, i, to_timestamp(0), sha256(i::text::bytea),
       jsonb_build_object('id', 'p' || i, 'play', 'p' || i / 100, 'sequence', i % 100, 'household', md5((i % 9999)::text),
         'device', md5((i % 20000)::text), 'model', 'm', 'screen', 'tv', 'territory', 'CN', 'work', ${FIELDS.grant},
         'alid', ${FIELDS.grant}, 'partner', 'partner', 'contract', ${FIELDS.contract}, 'contractVersion', 1,
         'delivery', md5(${FIELDS.contract}), 'place', jsonb_build_object('sheet', 'Movies', 'row', (i * 7919) % ${ROWS}),
         'grant', ${FIELDS.grant}, 'epoch', 1, 'licenseType', 'SVOD', 'entitlement', 's', 'keyIssue', 'k',
         'contractHash', md5(${FIELDS.contract}), 'intervals', jsonb_build_array(jsonb_build_array(0, ${FIELDS.watchedMs})),
         'watchedMs', ${FIELDS.watchedMs}, 'from', 0, 'to', ${MONTH?.window.start ?? 0} + 1000 * (${FIELDS.seconds}))::text
     from generate_series(1::bigint, ${RECEIPTS}) i`,
  );
  await pool.query('update evidence.log set size = $1, low = $1', [RECEIPTS]);
  await pool.query('analyze evidence.leaf');
}

const parquetOf = (path: string): string =>
  `copy (select ${FIELDS.grant} as "grant", ${FIELDS.contract} as contract, (${FIELDS.watchedMs})::bigint as "watchedMs",
     (${FIELDS.seconds})::bigint as seconds, 'SVOD' as "licenseType", 'partner' as partner, 1 as version
   from range(1, ${RECEIPTS + 1}) t(i)) to '${path}' (format parquet)`;

const scanOf = (path: string): string =>
  `select partner, contract, version, "grant", sum("watchedMs")::hugeint as ms, count(*) as receipts
   from '${path}' where seconds > 0 and seconds <= 2592000 and "licenseType" = 'SVOD' group by all`;

function assertSame(statements: readonly Statement[], theirs: readonly Record<string, unknown>[]): void {
  const sums = new Map(theirs.map((row) => [row.grant, `${String(row.ms)} ${String(row.receipts)}`]));
  const lines = statements.flatMap(({ agreements }) => agreements.flatMap((agreement) => agreement.lines));
  const same = lines.every(({ grant, watchedMs, receipts }) => sums.get(grant) === `${watchedMs} ${receipts}`);
  if (!same || lines.length !== theirs.length) throw new Error('The close and the scan come to different sums');
}

async function timed<T>(into: number[], work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const value = await work();
  into.push(performance.now() - start);
  return value;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const medians = <Name extends string>(times: Record<Name, number[]>): Record<Name, number> =>
  Object.fromEntries(Object.entries<number[]>(times).map(([name, each]) => [name, median(each)])) as Record<
    Name,
    number
  >; // the same names
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
