/** One PostgreSQL cluster on disk: made by initdb, run by its postmaster. Knows processes and files, no SQL. */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Account } from './account.ts';
import { CannotStart, explainFailure } from './cannot-start.ts';

/** The cluster's own administrator; the application connects as an ordinary role. */
export const ADMINISTRATOR = 'supervisor';

export interface Cluster {
  readonly home: string;
  readonly binaries: string;
  readonly account: Account | undefined;
}

/** What postmaster.pid says. The process may be gone all the same. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** It listens on its port. Before that, whoever answers there is a stranger, and must not be told the password. */
  readonly ready: boolean;
}

const dataFolder = (cluster: Cluster): string => join(cluster.home, 'postgres');
const pidFile = (cluster: Cluster): string => join(dataFolder(cluster), 'postmaster.pid');
const logFile = (cluster: Cluster): string => join(cluster.home, 'logs', 'postgres.log');

/** Small on purpose: a server with its database idles below 500 MB. Durability is PostgreSQL's default and stays on. */
const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  max_connections: '100',
  shared_buffers: '64MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '512MB',
  io_method: 'sync',
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
};

/** Makes the cluster on the first start; true when it did. Killed half-way, it leaves nothing that the next start trips over. */
export function createCluster(cluster: Cluster, log: (line: string) => void): boolean {
  const data = dataFolder(cluster);
  if (existsSync(join(data, 'PG_VERSION'))) return false;
  log(`Creating the database in ${data}`);
  const unfinished = `${data}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const passwordFile = `${unfinished}.password`;
  writeFileSync(passwordFile, administratorPassword(cluster.home), { mode: 0o600 });
  for (const path of [unfinished, passwordFile]) giveTo(cluster.account, path);
  try {
    initdb(cluster, unfinished, passwordFile);
    renameSync(unfinished, data);
    return true;
  } catch (error) {
    if (existsSync(join(data, 'PG_VERSION'))) return false; // another start was quicker
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function initdb(cluster: Cluster, folder: string, passwordFile: string): void {
  const run = spawnSync(
    join(cluster.binaries, 'bin', 'initdb'),
    [
      ...['--pgdata', folder, '--username', ADMINISTRATOR, '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
      ...['--encoding', 'UTF8', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C'],
    ],
    { ...runAs(cluster.account), encoding: 'utf8' },
  );
  if (run.status !== 0) throw explainFailure(cluster.home, `${run.error?.message ?? ''}\n${run.stderr ?? ''}`);
}

/** The password in `secrets`, generated on the first call and readable by us alone. */
export function administratorPassword(home: string): string {
  const folder = join(home, 'secrets');
  const file = join(folder, 'postgres-password');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!existsSync(file)) throw error;
  }
  return readFileSync(file, 'utf8').trim();
}

/** A postmaster on its way. */
export interface Starting {
  /** Why it ended; undefined while it lives. */
  readonly ended: () => Error | undefined;
  /** Asks it to end before it is ready. */
  readonly stop: () => void;
}

/** Starts a postmaster that outlives us: a Ctrl-C in our terminal must not stop the database before the server is done. */
export function startPostmaster(cluster: Cluster, port: number): Starting {
  mkdirSync(join(cluster.home, 'logs'), { recursive: true });
  const output = openSync(logFile(cluster), 'a', 0o600);
  const from = fstatSync(output).size;
  const settings = Object.entries({ ...SETTINGS, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const child = spawn(join(cluster.binaries, 'bin', 'postgres'), ['-D', dataFolder(cluster), ...settings], {
    ...runAs(cluster.account),
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  let notStarted: Error | undefined;
  child.on('error', (error) => {
    notStarted = error;
  });
  child.unref();
  const said = () =>
    existsSync(logFile(cluster)) ? readFileSync(logFile(cluster)).subarray(from).toString('utf8') : '';
  return {
    stop: () => void child.kill('SIGINT'),
    ended: () => {
      if (notStarted) return explainFailure(cluster.home, notStarted.message);
      return child.exitCode === null && child.signalCode === null ? undefined : explainFailure(cluster.home, said());
    },
  };
}

/** The postmaster that this cluster's pid file names; undefined without one. */
export function readPostmaster(cluster: Cluster): Postmaster | undefined {
  if (!existsSync(pidFile(cluster))) return undefined;
  const lines = readFileSync(pidFile(cluster), 'utf8').split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return pid > 0 ? { pid, port, ready: port > 0 && lines[7]?.trim() === 'ready' } : undefined;
}

/** Does this process exist and, where the system can tell, serve this cluster? A pid may have passed to a stranger. */
export function isRunning(cluster: Cluster, postmaster: Postmaster): boolean {
  try {
    process.kill(postmaster.pid, 0);
    if (!existsSync('/proc/self/cmdline')) return true;
    return readFileSync(`/proc/${postmaster.pid}/cmdline`, 'utf8').includes(dataFolder(cluster));
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Forgets a postmaster that is gone: its pid file would stop PostgreSQL when a stranger now has that pid. */
export const forgetPostmaster = (cluster: Cluster): void => rmSync(pidFile(cluster), { force: true });

/** A port on the loopback address that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('No free port')),
      );
    });
  });
}

/** As root, checks that the database's user can enter the folders it works in. */
export function checkFolders(cluster: Cluster): void {
  const { account, home } = cluster;
  if (!account) return;
  chmodSync(home, 0o755); // data and secrets inside are closed to others
  const run = spawnSync(join(cluster.binaries, 'bin', 'postgres'), ['--version'], runAs(account));
  if (run.status === 0) return;
  throw new CannotStart(
    `The database runs as the user ${account.name}, who can't enter ${home}; set DUOPING_HOME to a folder that others may enter, such as /var/lib/duoping.`,
  );
}

const runAs = (account: Account | undefined) => ({
  ...(account && { uid: account.uid, gid: account.gid }),
  cwd: '/',
  env: { PATH: process.env.PATH, LC_ALL: 'C' },
});

function giveTo(account: Account | undefined, path: string): void {
  if (account) chownSync(path, account.uid, account.gid);
}
