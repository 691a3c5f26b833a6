/** The evidence log at a million leaves: growing it, proving from it, judging a whole folder, and bringing receipts in from PostgreSQL. */
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sha256Hex } from '@duoping/kit';
import { migrate, openDatabase, startEmbedded } from '#engines/postgres';
import {
  compactTree,
  consistencyProof,
  contractFile,
  growTiles,
  type Hash,
  inclusionProof,
  leafHash,
  leafOf,
  leafText,
  nodeHash,
  noteSigner,
  readSubtrees,
  rootAt,
  STEP_RECEIPTS,
  sequence,
  signCheckpoint,
  type Tile,
  verifyConsistency,
  verifyFolder,
  verifyInclusion,
} from '#evidence';
import { evidenceFolder } from '../domains/evidence/adapters/folder.ts';
import { migrations as evidenceMigrations, postgresLog } from '../domains/evidence/adapters/postgres.ts';
import { someReceipt } from '../domains/evidence/testing.ts';
import { migrations as playbackMigrations } from '../domains/playback/adapters/postgres.ts';
import { postgresReceiptFeed } from '../domains/playback/adapters/receipt-feed.ts';
import type { BenchRow, BenchTable } from './table.ts';

const LEAVES = 1_000_000;
const PROOFS = 2_000;
const RECEIPTS = 60_000;
const CONTRACT = '{"illustrative":true}';
const DELIVERY = 'a delivered file';
const SIGNER = noteSigner('bench.example/evidence', new Uint8Array(32).fill(7));
const context = { pseudonymKey: 'key', contractHash: sha256Hex(new TextEncoder().encode(CONTRACT)) };

export default async function evidenceBench(): Promise<BenchTable> {
  const folder = await mkdtemp(join(tmpdir(), 'duoping-bench-'));
  try {
    const hashes = Array.from({ length: LEAVES }, (_, index) => leafHash(Buffer.from(`leaf ${index}`)));
    const rows = [growth(hashes), ...(await proofs(hashes)), ...(await wholeFolder(folder)), await living(folder)];
    return {
      title: 'Evidence',
      rows,
      notes: [
        `Leaves of the folder are receipts of about ${leafText(leafOf(someReceipt(), context)).length} bytes, 30 beats a play; the peers read or hash the same bytes in the same run.`,
        `PostgreSQL is the embedded one with its own settings, one sequencer, steps of ${STEP_RECEIPTS}; the peer inserts the same rows and makes no tree.`,
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function growth(hashes: readonly Hash[]): BenchRow {
  const ours: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round < 3; round++) {
    peer.push(
      seconds(() => {
        for (let each = 1; each < hashes.length; each++) nodeHash(hashes[each - 1] ?? NONE, hashes[each] ?? NONE);
      }),
    );
    ours.push(
      seconds(() => {
        const tree = compactTree();
        for (const hash of hashes) tree.append(hash);
        tree.root();
      }),
    );
  }
  return {
    what: 'append to the tree, 1 M leaves',
    peer: `${rate(LEAVES / median(peer))}, one node hash a leaf and nothing else`,
    ours: rate(LEAVES / median(ours)),
    ratio: `${(median(peer) / median(ours)).toFixed(2)} ×`,
    goal: '',
  };
}

async function proofs(hashes: readonly Hash[]): Promise<BenchRow[]> {
  const tiles = new Map<string, Uint8Array>();
  const rootsOf: Hash[][] = [];
  const tree = growTiles({ size: 0, rows: [] }, ({ level, index, hashes: bytes, root }: Tile) => {
    tiles.set(`${level}/${index}`, bytes);
    const roots = rootsOf[level] ?? [];
    rootsOf[level] = roots;
    roots.push(root);
  });
  for (const hash of hashes) tree.append(hash);
  const root = tree.root();
  const read = readSubtrees(async (level, index) => {
    const row = level === 0 ? hashes : (rootsOf[level - 1] ?? []);
    return tiles.get(`${level}/${index}`) ?? Buffer.concat(row.slice(index * 256, index * 256 + 256));
  });
  const spans: Record<'make' | 'verify' | 'bridge' | 'cross', number[]> = {
    make: [],
    verify: [],
    bridge: [],
    cross: [],
  };
  for (let each = 0; each < PROOFS; each++) {
    const index = (each * 7919 * 61) % LEAVES;
    const made = await timed(() => inclusionProof(read, { index, size: LEAVES }));
    spans.make.push(made.seconds);
    const claim = { index, size: LEAVES, leafHash: hashes[index] ?? NONE, proof: made.value, root };
    spans.verify.push(seconds(() => sure(verifyInclusion(claim))));
    const first = { size: index + 1, root: await rootAt(read, index + 1) };
    const bridge = await timed(() => consistencyProof(read, { first: index + 1, second: LEAVES }));
    spans.bridge.push(bridge.seconds);
    const steady = { first, second: { size: LEAVES, root }, proof: bridge.value };
    spans.cross.push(seconds(() => sure(verifyConsistency(steady))));
  }
  const row = (what: string, values: readonly number[], goal: string): BenchRow => ({
    what: `${what}, 1 M leaves`,
    peer: '–',
    ours: `${millis(median(values))}, p99 ${millis(quantile(values, 0.99))}`,
    ratio: '–',
    goal,
  });
  return [
    row('make an inclusion proof', spans.make, '≤ 1 ms'),
    row('verify an inclusion proof', spans.verify, '≤ 1 ms'),
    row('make a consistency proof', spans.bridge, '≤ 1 ms'),
    row('verify a consistency proof', spans.cross, '≤ 1 ms'),
  ];
}

async function wholeFolder(parent: string): Promise<BenchRow[]> {
  const root = join(parent, 'folder');
  for (const name of ['contracts', 'deliveries']) await mkdir(join(root, name), { recursive: true });
  const delivery = sha256Hex(new TextEncoder().encode(DELIVERY));
  await writeFile(join(root, contractFile('c1', 1)), CONTRACT);
  await writeFile(join(root, 'deliveries', delivery), DELIVERY);
  const tree = compactTree();
  const path = join(root, 'leaves.ndjson');
  const file = createWriteStream(path);
  for (let page = 0; page < LEAVES; page += 1000) {
    const lines: string[] = [];
    for (let each = page; each < page + 1000; each++) {
      const text = leafText(
        leafOf(someReceipt({ play: `p${Math.floor(each / 30)}`, sequence: (each % 30) + 1, delivery }), context),
      );
      tree.append(leafHash(Buffer.from(text)));
      lines.push(text);
    }
    if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
  const { name } = SIGNER.verifier;
  const checkpoint = { origin: name, size: tree.size, root: tree.root(), extensions: [] };
  await writeFile(join(root, 'checkpoint'), signCheckpoint(checkpoint, SIGNER));
  const { size } = await stat(path);
  const parsed = await secondsOf(async () => {
    for await (const line of createInterface({ input: createReadStream(path, { highWaterMark: 1024 * 1024 }) }))
      JSON.parse(line);
  });
  const judged = await secondsOf(async () => {
    const report = await verifyFolder(evidenceFolder(root), { verifier: SIGNER.verifier });
    sure(report?.findingCount === 0 && report.leaves === LEAVES);
  });
  return [
    {
      what: `verify a folder, 1 M leaves, ${Math.round(size / 1e6)} MB`,
      peer: `${parsed.toFixed(1)} s, merely parsing its lines`,
      ours: `${judged.toFixed(1)} s, ${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most with the bench's own trees`,
      ratio: `${(judged / parsed).toFixed(2)} ×`,
      goal: '',
    },
  ];
}

async function living(parent: string): Promise<BenchRow> {
  await chmod(parent, 0o711); // as root, the database runs as somebody else
  const database = await startEmbedded({ home: join(parent, 'home'), log: () => {} });
  const pool = openDatabase({ url: database.url });
  try {
    await migrate(pool, [playbackMigrations, evidenceMigrations]);
    const receipt = someReceipt();
    await pool.query(
      `insert into playback.receipt (id, play, at, receipt)
       select 'p' || i || '.1', 'p' || i, now(), $1::jsonb || jsonb_build_object('id', 'p' || i || '.1', 'play', 'p' || i)
       from generate_series(1, $2) i`,
      [JSON.stringify(receipt), RECEIPTS],
    );
    const ports = {
      feed: postgresReceiptFeed(pool),
      log: postgresLog(pool, { origin: SIGNER.verifier.name }),
      contexts: async (receipts: readonly unknown[]) => receipts.map(() => context),
      signerOf: () => SIGNER,
    };
    const ours = await secondsOf(async () => {
      let added = 0;
      for (let step = await sequence(ports); step !== 0; step = await sequence(ports))
        added += step === 'busy' ? 0 : step;
      sure(added === RECEIPTS);
    });
    const peer = await insertAlone(pool);
    return {
      what: `receipts into the log in PostgreSQL, ${RECEIPTS / 1000} k`,
      peer: `${rate(RECEIPTS / peer)}, inserting their leaves alone`,
      ours: rate(RECEIPTS / ours),
      ratio: `${(peer / ours).toFixed(2)} ×`,
      goal: '≥ 2,000/s: a full node of heartbeats',
    };
  } finally {
    await pool.end();
    await database.stop();
  }
}

async function insertAlone(pool: ReturnType<typeof openDatabase>): Promise<number> {
  await pool.query('create table plain (like evidence.leaf including indexes)');
  const text = leafText(leafOf(someReceipt(), context));
  const hash = leafHash(Buffer.from(text));
  return secondsOf(async () => {
    for (let from = 0; from < RECEIPTS; from += STEP_RECEIPTS) {
      const all = Array.from({ length: Math.min(STEP_RECEIPTS, RECEIPTS - from) }, (_, each) => from + each);
      await pool.query(
        `insert into plain (index, receipt, position, began, hash, text)
         select * from unnest($1::bigint[], $2::text[], $1::bigint[], $3::timestamptz[], $4::bytea[], $5::text[])`,
        [all, all.map(String), all.map(() => new Date(0)), all.map(() => hash), all.map(() => text)],
      );
    }
  });
}

const NONE = new Uint8Array(32);

function sure(good: boolean): void {
  if (!good) throw new Error('A wrong answer');
}

function seconds(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly seconds: number }> {
  const start = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - start) / 1000 };
}

const secondsOf = async (work: () => Promise<void>): Promise<number> => (await timed(work)).seconds;

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
const median = (values: readonly number[]): number => quantile(values, 0.5);
const rate = (perSecond: number): string => `${Math.round(perSecond / 1000).toLocaleString('en')} k/s`;
const millis = (value: number): string => `${(value * 1000).toFixed(3)} ms`;
