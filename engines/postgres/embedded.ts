/** Runs the PostgreSQL that comes with npm: starts or adopts it, restarts it when it dies, stops it in order. */
import { createHmac } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { databaseAccount } from './account.ts';
import { installBinaries } from './binaries.ts';
import { AlreadyOwned, CannotStart, explainFileError, PortTaken, StillRunning } from './cannot-start.ts';
import {
  ADMINISTRATOR,
  administratorPassword,
  type Cluster,
  checkFolders,
  createCluster,
  forgetPostmaster,
  freePort,
  isRunning,
  readPostmaster,
  startPostmaster,
} from './cluster.ts';

export interface EmbeddedOptions {
  /** Absolute folder that keeps the data, the secrets and the programs. Created when missing. */
  readonly home: string;
  /** TCP port on 127.0.0.1; a free one when absent. */
  readonly port?: number;
  /** Receives one sentence for each thing about to be made or done. */
  readonly log: (line: string) => void;
  /** As root, may a system user be created for the database? Default true. */
  readonly mayCreateUser?: boolean;
}

export interface Embedded {
  /** Connects as the application's own role, which owns its database and is no administrator. */
  readonly url: string;
  /** Stops the database after its running transactions were rolled back. Idempotent. */
  stop(): Promise<void>;
}

const APPLICATION = 'duoping';
const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 30_000;
/** Held by the server that owns the home, for as long as its guard connection lives. Any fixed number will do. */
const OWNER_LOCK = 7_036_874;

/** Starts the database of a home, or adopts the one that a killed server left running. Throws {@link CannotStart}. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { home } = options;
  const cluster = prepareCluster(options);
  const owned = await own(cluster, options, new AbortController().signal);
  const supervised = supervise(cluster, { ...options, port: owned.port }, owned.guard);
  try {
    return { url: await prepareApplication(home, owned), stop: supervised.stop };
  } catch (error) {
    await supervised.stop();
    throw error;
  }
}

/** The database of a home that is running, whoever started it; undefined when none is. Starts and takes nothing. */
export function runningEmbedded(home: string): string | undefined {
  const cluster = { home, binaries: '', account: undefined };
  const running = readPostmaster(cluster);
  return running?.ready && isRunning(cluster, running) ? applicationUrl(home, running.port) : undefined;
}

/** Everything on disk that the first start makes. */
function prepareCluster({ home, log, mayCreateUser = true }: EmbeddedOptions): Cluster {
  try {
    mkdirSync(home, { recursive: true });
    const account = databaseAccount({ log, mayCreateUser });
    const cluster: Cluster = { home, account, binaries: installBinaries({ home, log }) };
    checkFolders(cluster);
    createCluster(cluster, log);
    return cluster;
  } catch (error) {
    throw explainFileError(home, error);
  }
}

interface Owned {
  readonly guard: pg.Client;
  readonly port: number;
}

/** Brings the cluster to life, whatever state it was left in, and takes the owner's lock. Called off, it leaves nothing starting. */
async function own(cluster: Cluster, options: EmbeddedOptions, calledOff: AbortSignal): Promise<Owned> {
  let port = options.port ?? (await freePort());
  let started: ReturnType<typeof startPostmaster> | undefined;
  for (const deadline = Date.now() + READY_WITHIN_MS; Date.now() < deadline; await sleep(25)) {
    const failure = started?.ended();
    if (failure instanceof PortTaken && options.port === undefined) port = await freePort();
    else if (failure && !(failure instanceof StillRunning)) throw failure;
    if (failure) started = undefined;
    if (calledOff.aborted) {
      if (!started) throw new CannotStart('The database was stopped while it was starting.');
      started.stop();
      continue;
    }

    const running = readPostmaster(cluster);
    if (running && isRunning(cluster, running)) {
      const guard = running.ready ? await connect(cluster, running.port) : undefined;
      if (!guard) continue;
      await takeOwnerLock(guard, cluster);
      if (!started) options.log(`Adopting the database that was left running on port ${running.port}`);
      return { guard, port: running.port };
    }
    if (!started) {
      if (running) forgetPostmaster(cluster);
      started = startPostmaster(cluster, port);
    }
  }
  throw new CannotStart(`The database in ${cluster.home} was not ready within 60 s; its log in logs/ says why.`);
}

/** Undefined while nobody answers there yet. */
async function connect(cluster: Cluster, port: number): Promise<pg.Client | undefined> {
  const client = new pg.Client({
    ...{ host: '127.0.0.1', port, database: 'postgres', connectionTimeoutMillis: 5_000, keepAlive: true },
    ...{ user: ADMINISTRATOR, password: administratorPassword(cluster.home), application_name: 'duoping guard' },
  });
  client.on('error', () => undefined); // 'end' follows, and supervise() acts on that
  try {
    await client.connect();
    return client;
  } catch (error) {
    if (sqlState(error) === '28P01') {
      throw new CannotStart(
        `The password in ${cluster.home}/secrets does not fit the data beside it; restore both from the same backup.`,
        { cause: error },
      );
    }
    return undefined;
  }
}

const sqlState = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/** A dead owner's lock goes with its connection, at most moments later. A living one keeps it. */
async function takeOwnerLock(guard: pg.Client, cluster: Cluster): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const { rows } = await guard.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [OWNER_LOCK]);
    if (rows[0]?.taken) return;
    await sleep(100);
  }
  await guard.end();
  throw new AlreadyOwned(
    `Duoping is already running on ${cluster.home}; stop it first, or set DUOPING_HOME to another folder.`,
  );
}

/** Makes the application's role and database on the first start, and returns how to reach them. */
async function prepareApplication(home: string, { guard, port }: Owned): Promise<string> {
  const password = applicationPassword(home);
  const exists = async (sql: string) => (await guard.query(sql, [APPLICATION])).rowCount !== 0;
  if (!(await exists('select 1 from pg_roles where rolname = $1'))) {
    await guard.query(`create role ${APPLICATION} login createdb password '${password}'`);
  }
  if (!(await exists('select 1 from pg_database where datname = $1'))) {
    await guard.query(`create database ${APPLICATION} owner ${APPLICATION}`);
  }
  return applicationUrl(home, port);
}

const applicationPassword = (home: string): string =>
  createHmac('sha256', administratorPassword(home)).update(APPLICATION).digest('hex');

const applicationUrl = (home: string, port: number): string =>
  `postgres://${APPLICATION}:${applicationPassword(home)}@127.0.0.1:${port}/${APPLICATION}`;

/** Restarts the database on its port each time the guard connection is lost, until stopped. */
function supervise(cluster: Cluster, options: EmbeddedOptions, first: pg.Client) {
  let guard = first;
  let recovering: Promise<void> = Promise.resolve();
  let stopped: Promise<void> | undefined;
  const stopping = new AbortController();

  const watch = () =>
    guard.once('end', () => {
      if (!stopping.signal.aborted) recovering = recover();
    });
  const recover = async () => {
    for (let waitMs = 100; !stopping.signal.aborted; waitMs = Math.min(waitMs * 2, 5_000)) {
      options.log('The database went away; starting it again');
      try {
        guard = (await own(cluster, options, stopping.signal)).guard;
        watch();
        if (!stopping.signal.aborted) options.log('The database is back');
        return;
      } catch (error) {
        if (stopping.signal.aborted) return;
        options.log(error instanceof Error ? error.message : String(error));
        await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined); // stopping ends the wait
      }
    }
  };
  watch();
  return {
    /** Waits for a recovery that is under way: whoever stops may remove the home right after. */
    stop: () => {
      stopping.abort();
      stopped ??= recovering.then(() => shutDown(cluster, guard));
      return stopped;
    },
  };
}

/** A fast shutdown: open transactions are rolled back, everything acknowledged is on disk. */
async function shutDown(cluster: Cluster, guard: pg.Client): Promise<void> {
  const running = readPostmaster(cluster);
  await guard.end();
  if (!running) return;
  const alive = () => isRunning(cluster, running);
  if (alive()) process.kill(running.pid, 'SIGINT');
  for (const deadline = Date.now() + STOP_WITHIN_MS; alive(); await sleep(10)) {
    if (Date.now() > deadline) return void process.kill(running.pid, 'SIGQUIT');
  }
}
