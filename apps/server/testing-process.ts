/** The server as a process of its own, for tests that kill it: started as a person would, in a folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ServerProcess {
  readonly child: ChildProcess;
  readonly address: string;
  /** All that it said so far. */
  said(): string;
  /** Its exit code once it has ended; -1 when a signal ended it. */
  ended(): Promise<number>;
  /** Calls its API as the operator; status 0 when nobody answers. */
  call(method: string, path: string, body?: unknown): Promise<{ status: number; text: string }>;
}

export interface ProcessOptions {
  readonly home: string;
  readonly port?: number;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** The `duoping` command. */
export const PROGRAM = join(import.meta.dirname, 'duoping.mjs');

/** Its own folder, which the database's user may enter. */
export function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'duoping-process-'));
  chmodSync(home, 0o755);
  return home;
}

/** Starts it in a process group of its own, as a shell does, and returns without waiting. */
export function launch({ home, port = 0, args = ['serve'], env = {} }: ProcessOptions) {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, DATABASE_URL: '', ...env, DUOPING_HOME: home, PORT: String(port) },
  });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => {
    words += chunk.toString('utf8');
  });
  const over = once(child, 'close').then(() => child.exitCode ?? -1);
  return { child, said: () => words, ended: () => over };
}

/** Starts it and waits until it is ready. */
export async function startProcess(options: ProcessOptions): Promise<ServerProcess> {
  const { child, said, ended } = launch(options);
  const address = await until(
    () => {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The server ended: ${said()}`);
      return /(?:Duoping is at) (https?:\S+?)[;\s]/.exec(said())?.[1];
    },
    () => said(),
  );
  const token = () => readFileSync(join(options.home, 'secrets', 'operator-token'), 'utf8').trim();
  return {
    ...{ child, address, said, ended },
    async call(method, path, body) {
      const json = body === undefined ? {} : { 'content-type': 'application/json' };
      try {
        const answer = await fetch(address + path, {
          method,
          headers: { authorization: `Bearer ${token()}`, ...json },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          signal: AbortSignal.timeout(10_000),
        });
        return { status: answer.status, text: await answer.text() };
      } catch {
        return { status: 0, text: '' }; // cut off: the caller can't know what became of it
      }
    },
  };
}

/** The processes whose command line names this folder. */
export function processesOf(home: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(home);
      } catch {
        return false; // gone in between
      }
    })
    .map(Number);
}

export const postmasterOf = (home: string): number =>
  Number(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** Ends whatever of this folder still lives: after a test that failed half-way. */
export function endAll(home: string): void {
  for (const pid of processesOf(home)) process.kill(pid, 'SIGKILL');
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** Asks again until there is an answer, for at most half a minute. */
export async function until<T>(ask: () => T | undefined | Promise<T | undefined>, seen: () => string): Promise<T> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
    const found = await ask();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Waited in vain; seen so far: ${seen()}`);
}
