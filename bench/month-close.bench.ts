/**
 * A month's close over generated receipts: added up in PostgreSQL, divided and written as statements, beside DuckDB merely
 * scanning the same receipts in Parquet. Interleaved rounds, medians. `RECEIPTS=500000` makes a shorter one.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { migrate, openDatabase, type Pool, startEmbedded } from '#engines/postgres';
import { makeStatements, readPeriod, statementText, type Watched, watchedInLog } from '#settlement';
import { migrations as evidenceMigration, postgresLogReader } from '../domains/evidence/adapters/postgres.ts';
import { chargeOf, contractOf, shareOf } from '../domains/settlement/testing.ts';
import type { BenchTable } from './table.ts';

const RECEIPTS = Number(process.env.RECEIPTS ?? 5_000_000);
const ROWS = 20_000;
const CONTRACTS = 40;
const ROUNDS = 3;
const MONTH = readPeriod('2026-11', 'UTC');

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
  const pool = openDatabase({ url: embedded.url, statementTimeoutMs: 900_000 });
  const duck = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '1GB' });
  const peer = await duck.connect();
  try {
    await migrate(pool, [evidenceMigration]);
    await fillLog(pool);
    const parquet = join(folder, 'receipts.parquet');
    await peer.run(parquetOf(parquet));
    const times: Record<'ours' | 'scan' | 'divide', number[]> = { ours: [], scan: [], divide: [] };
    let most = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const theirs = await timed(times.scan, async () => (await peer.runAndReadAll(scanOf(parquet))).getRowObjects());
      const [watched, text] = await timed(times.ours, async () => {
        const counting = { period: MONTH, size: RECEIPTS, leavesBefore: 0, leftOut: new Set<number>() };
        const rows = await watchedInLog(postgresLogReader(pool), counting);
        const texts = await timed(times.divide, async () => statementsOf(rows));
        return [rows, texts] as const;
      });
      most = Math.max(most, process.memoryUsage().rss);
      assertSame(watched, theirs);
      if (text.length === 0) throw new Error('A month of receipts has statements');
    }
    const [ours, scan, divide] = [times.ours, times.scan, times.divide].map(median) as [number, number, number]; // three in, three out
    const size = `${(RECEIPTS / 1e6).toLocaleString('en')} M receipts, ${ROWS.toLocaleString('en')} rows`;
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
        { what: 'of it: dividing, lines, statements', peer: '–', ours: seconds(divide), ratio: '–', goal: '–' },
        {
          what: 'memory of the server process',
          peer: '–',
          ours: `${Math.round(most / 2 ** 20)} MB`,
          ratio: '–',
          goal: '≤ 1 GB',
        },
      ],
      notes: [
        'DuckDB only scans and adds up columns; the close reads whole leaves and makes statements of them.',
        'Both add up whole milliseconds, and their sums are compared row by row in every round.',
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

function statementsOf(watched: readonly Watched[]): readonly string[] {
  if (!MONTH) return [];
  const made = makeStatements({
    ...{
      status: 'closed',
      period: MONTH,
      currency: 'CNY',
      journal: null,
      checkpoint: null,
      leavesBefore: null,
      balances: new Map(),
      watched,
    },
    partners: [{ id: 'partner', name: 'Partner', names: {}, illustrative: false }],
    contracts: Array.from({ length: CONTRACTS }, (_, at) =>
      contractOf({ id: `contract-${at}`, partner: 'partner', money: shareOf(5500) }),
    ),
    payments: [chargeOf({ key: 'c', amount: { minor: 123_456_789n, currency: 'CNY' } })],
    titleOf: () => ({}),
  });
  if (!made.ok) throw new Error(made.reason.detail);
  return made.value.statements.map(statementText);
}

function assertSame(watched: readonly Watched[], theirs: readonly Record<string, unknown>[]): void {
  const sums = new Map(theirs.map((row) => [row.grant, `${String(row.ms)} ${String(row.receipts)}`]));
  const same = watched.every(({ grant, watchedMs, receipts }) => sums.get(grant) === `${watchedMs} ${receipts}`);
  if (!same || watched.length !== theirs.length) throw new Error('The close and the scan come to different sums');
}

async function timed<T>(into: number[], work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const value = await work();
  into.push(performance.now() - start);
  return value;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
