/** From the command to the first answer, already set up: embedded and with a database given; and what stands idle. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '../engines/postgres/testing.ts';
import { ROOT } from '../tools/setup/root.ts';
import { median } from './http-load.ts';
import { ownCluster } from './own-cluster.ts';
import type { BenchRow, BenchTable } from './table.ts';

const ROUNDS = 7;
const IDLE_MS = 10_000;
const GIVE_UP_MS = 60_000;

export default async function startUpBench(): Promise<BenchTable> {
  const home = mkdtempSync(join(tmpdir(), 'duoping-bench-'));
  chmodSync(home, 0o755); // as root, the database's user must get in
  const stopCluster = await ownCluster();
  const database = await createTestDatabase();
  try {
    const embedded: number[] = [];
    const given: number[] = [];
    const bare: number[] = [];
    const settings = { embedded: { DUOPING_HOME: home }, given: { DUOPING_HOME: home, DATABASE_URL: database.url } };
    for (const env of Object.values(settings)) await (await start(env)).stop(); // sets up what a first start does
    for (let round = 0; round < ROUNDS; round++) {
      bare.push(await bareStart());
      for (const [times, env] of [[embedded, settings.embedded] as const, [given, settings.given] as const]) {
        const running = await start(env);
        times.push(running.ms);
        await running.stop();
      }
    }
    const idle = await idleMegabytes(settings.embedded, home);
    return {
      title: 'Start-up and idle memory',
      rows: [
        timeRow('start to first answer, embedded database', { ours: embedded, bare, goal: '≤ 5 s' }),
        timeRow('start to first answer, database given', { ours: given, bare, goal: '≤ 1.5 s' }),
        {
          what: 'idle memory, server and embedded database',
          peer: '–',
          ours: `${idle.shared.toFixed(0)} MB (PSS); server ${idle.server.toFixed(0)} MB, ${idle.processes} processes`,
          ratio: '–',
          goal: '≤ 500 MB',
        },
      ],
      notes: [
        `\`duoping serve\` without media or grants, ${ROUNDS} starts in turns, median (least–most), from the spawn to 200 from /healthz.`,
        `Memory by /proc/*/smaps_rollup, ${IDLE_MS / 1000} s after the first answer.`,
      ],
    };
  } finally {
    await database.drop();
    await stopCluster();
    rmSync(home, { recursive: true, force: true });
  }
}

function timeRow(
  what: string,
  { ours, bare, goal }: { ours: readonly number[]; bare: readonly number[]; goal: string },
): BenchRow {
  const told = (times: readonly number[]) =>
    `${median(times).toFixed(0)} ms (${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)})`;
  const ratio = `${(median(ours) / median(bare)).toFixed(1)} ×`;
  return { what, peer: `${told(bare)}, bare node:http`, ours: told(ours), ratio, goal };
}

/** Starts the real command, and resolves when it has answered. */
async function start(settings: Record<string, string>) {
  const port = await freePort();
  const env = { ...process.env, ...settings, PORT: String(port) };
  const begun = performance.now();
  const child = spawn(process.execPath, ['apps/server/duoping.mjs', 'serve'], { cwd: ROOT, env, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  await answers(`http://127.0.0.1:${port}/healthz`).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { ms: performance.now() - begun, pid: child.pid ?? 0, stop };
}

async function bareStart(): Promise<number> {
  const port = await freePort();
  const program = `require('node:http').createServer((_, answer) => answer.end('ready')).listen(${port}, '127.0.0.1')`;
  const begun = performance.now();
  const child = spawn(process.execPath, ['-e', program], { stdio: 'ignore' });
  await answers(`http://127.0.0.1:${port}/`);
  const ms = performance.now() - begun;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  await ended;
  return ms;
}

async function answers(address: string): Promise<void> {
  for (const end = performance.now() + GIVE_UP_MS; performance.now() < end; ) {
    const answer = await fetch(address).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`${address} did not answer within ${GIVE_UP_MS / 1000} s`);
}

/** A page shared by several processes counts once altogether. */
async function idleMegabytes(settings: Record<string, string>, home: string) {
  const running = await start(settings);
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  const postmaster = Number(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const database = [postmaster, ...childrenOf(postmaster)];
  const server = megabytesOf(running.pid);
  const shared = database.reduce((sum, pid) => sum + megabytesOf(pid), server);
  await running.stop();
  return { server, shared, processes: 1 + database.length };
}

const childrenOf = (parent: number): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => new RegExp(`^PPid:\\s+${parent}$`, 'm').test(fileOf(`/proc/${pid}/status`)));

const megabytesOf = (pid: number): number =>
  Number(/^Pss:\s+(\d+) kB/m.exec(fileOf(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024;

/** A process may end while it is looked at. */
function fileOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
