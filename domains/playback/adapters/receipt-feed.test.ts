import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Pool } from '../../../engines/postgres/index.ts';
import { createTestDatabase, type TestDatabase } from '../../../engines/postgres/testing.ts';
import { migrations as evidence, postgresLog } from '../../evidence/adapters/postgres.ts';
import {
  leafHash,
  noteSigner,
  readCheckpoint,
  readSubtrees,
  rootAt,
  type SequencerPorts,
  sequence,
} from '../../evidence/index.ts';
import { naiveRoot, someReceipt } from '../../evidence/testing.ts';
import { migrations } from './postgres.ts';
import { postgresReceiptFeed } from './receipt-feed.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase([migrations, evidence]);
});
afterAll(() => database.drop());

const insert = (play: string) => ({
  text: 'insert into playback.receipt (id, play, at, receipt) values ($1, $2, now(), $3)',
  values: [`${play}.1`, play, JSON.stringify(someReceipt({ play }))],
});
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const portsOf = (pool: Pool): SequencerPorts => ({
  feed: postgresReceiptFeed(pool),
  log: postgresLog(pool, { origin: 'example.com/evidence' }),
  contexts: async (receipts) => receipts.map(() => ({ pseudonymKey: 'key', contractHash: null })),
  signerOf: (origin) => noteSigner(origin, new Uint8Array(32).fill(7)),
});

describe('receipts on their way into the log', () => {
  test('who writes is a writer until what was written can be read', async () => {
    const feed = postgresReceiptFeed(database.pool);
    const before = await feed.writers();
    const connection = await database.pool.connect();
    await connection.query('begin');
    await connection.query(insert('early'));
    const writers = (await feed.writers()).filter((writer) => !before.includes(writer));
    expect(writers).toHaveLength(1);
    await database.pool.query(insert('late'));
    const horizon = await feed.horizon();
    expect(horizon.writers).toEqual(expect.arrayContaining(writers));
    const which = { after: 0n, except: [], most: 9 };
    expect((await feed.read(which)).map(({ receipt }) => receipt.play)).toEqual(['late']);
    await connection.query('commit');
    connection.release();
    expect(await feed.writers()).not.toEqual(expect.arrayContaining(writers));
    const all = await feed.read(which);
    expect(all.map(({ receipt }) => receipt.play)).toEqual(['early', 'late']);
    expect(all[0]?.position).toBeLessThan(horizon.position);
    expect((await feed.read({ ...which, except: [horizon.position] })).map(({ receipt }) => receipt.play)).toEqual([
      'early',
    ]);
    expect(await feed.read({ ...which, after: horizon.position })).toEqual([]);
  });

  test('writers that overtake each other, sequencers side by side, connections cut: each receipt has one leaf, none a gap', async () => {
    const pools = [0, 1, 2].map(() => openDatabase({ url: database.url, maxConnections: 4 }));
    const [writing, ...sequencing] = pools;
    if (!writing) throw new Error('No pool');
    const acknowledged: string[] = [];
    let busy = true;
    let cuts = 0;
    const writer = async (name: number) => {
      for (let each = 0; each < 60; each++) {
        const play = `w${name}-${each}`;
        const connection = await writing.connect();
        await connection.query('begin');
        await connection.query(insert(play));
        await sleep(each % 10 === 0 ? 120 : (name * 7 + each * 13) % 20);
        const kept = (name + each) % 7 !== 0;
        await connection.query(kept ? 'commit' : 'rollback');
        if (kept) acknowledged.push(`${play}.1`);
        connection.release();
      }
    };
    const sequencer = async (pool: Pool) => {
      while (busy) await sequence(portsOf(pool), 5).catch(() => cuts++);
    };
    const cutter = async () => {
      while (busy) {
        await sleep(30);
        await database.pool.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and pid <> pg_backend_pid() and query ilike '%evidence.%' and random() < 0.7`,
        );
      }
    };
    const running = [...sequencing.map(sequencer), cutter()];
    await Promise.all([0, 1, 2, 3].map(writer));
    busy = false;
    await Promise.all(running);
    const ports = portsOf(database.pool);
    for (let idle = 0; idle < 3; ) idle = (await sequence(ports, 50)) === 0 ? idle + 1 : 0;
    const { rows } = await database.pool.query<{ index: bigint; receipt: string; text: string }>(
      'select index, receipt, text from evidence.leaf order by index',
    );
    expect(rows.map(({ index }) => Number(index))).toEqual(rows.map((_, index) => index));
    expect(
      rows
        .map(({ receipt }) => receipt)
        .filter((receipt) => receipt.startsWith('w'))
        .sort(),
    ).toEqual(acknowledged.sort());
    const read = readCheckpoint((await ports.log.checkpoint()) ?? '');
    const root = naiveRoot(rows.map(({ text }) => leafHash(Buffer.from(text))));
    expect(read).toMatchObject({ ok: true, value: { checkpoint: { size: rows.length } } });
    expect(read.ok && Buffer.from(read.value.checkpoint.root).equals(root)).toBe(true);
    expect(Buffer.from(await rootAt(readSubtrees(ports.log.tile), rows.length)).equals(root)).toBe(true);
    expect(cuts).toBeGreaterThan(0);
    await Promise.all(pools.map((pool) => pool.end()));
  });

  test('a sequencer that is killed by SIGKILL leaves a log that the next one goes on with', async () => {
    const fresh = await createTestDatabase([migrations, evidence]);
    const program = `
      const { openDatabase } = await import('./engines/postgres/index.ts');
      const { postgresLog } = await import('./domains/evidence/adapters/postgres.ts');
      const { postgresReceiptFeed } = await import('./domains/playback/adapters/receipt-feed.ts');
      const { noteSigner, sequence } = await import('./domains/evidence/index.ts');
      const pool = openDatabase({ url: process.argv[1] });
      const ports = {
        feed: postgresReceiptFeed(pool),
        log: postgresLog(pool, { origin: 'example.com/evidence' }),
        contexts: async (receipts) => receipts.map(() => ({ pseudonymKey: 'key', contractHash: null })),
        signerOf: (origin) => noteSigner(origin, new Uint8Array(32).fill(7)),
      };
      for (;;) if ((await sequence(ports, 3)) > 0) console.log('stepped');`;
    const notes: string[] = [];
    let written = 0;
    for (let round = 0; round < 5; round++) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program, fresh.url], {
        cwd: fileURLToPath(new URL('../../..', import.meta.url)),
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      for (let each = 0; each < 60; each++) await fresh.pool.query(insert(`k${written++}`));
      await once(child.stdout, 'data');
      await sleep(round * 7);
      child.kill('SIGKILL');
      await once(child, 'close');
      const { rows } = await fresh.pool.query<{ note: string }>('select note from evidence.checkpoint order by place');
      expect(rows.map(({ note }) => note).slice(0, notes.length)).toEqual(notes); // what was published stays
      notes.splice(0, notes.length, ...rows.map(({ note }) => note));
    }
    const ports = portsOf(fresh.pool);
    for (let idle = 0; idle < 3; ) idle = (await sequence(ports, 50)) === 0 ? idle + 1 : 0;
    const { rows } = await fresh.pool.query<{ receipt: string; text: string }>(
      'select receipt, text from evidence.leaf order by index',
    );
    expect(new Set(rows.map(({ receipt }) => receipt)).size).toBe(written);
    expect(rows).toHaveLength(written);
    for (const note of notes) {
      const read = readCheckpoint(note);
      if (!read.ok) throw new Error(read.reason);
      const { size, root } = read.value.checkpoint;
      const hashes = rows.slice(0, size).map(({ text }) => leafHash(Buffer.from(text)));
      expect(Buffer.from(root).equals(naiveRoot(hashes))).toBe(true);
    }
    expect(notes.length).toBeGreaterThanOrEqual(5); // each was killed after it had stepped at least once
    await fresh.drop();
  });
});
