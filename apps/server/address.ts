/** Where this server listens: taking the port, and a note in DUOPING_HOME that tells a second start where the first one is. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { AlreadyOwned, CannotStart } from '#engines/postgres';
import type { Config } from './config.ts';

const noteFile = ({ home }: Config): string => join(home, 'running.json');

/** Says where this server is, until {@link forgetAddress}. */
export const noteAddress = (config: Config, address: string): void =>
  writeFileSync(noteFile(config), JSON.stringify({ pid: process.pid, address }));

export const forgetAddress = (config: Config): void => rmSync(noteFile(config), { force: true });

/** Where the server of this home is; undefined when none runs, whatever a killed one left behind. */
export function runningAddress(config: Config): string | undefined {
  try {
    const note: unknown = JSON.parse(readFileSync(noteFile(config), 'utf8'));
    if (typeof note !== 'object' || note === null || !('pid' in note) || !('address' in note)) return undefined;
    process.kill(Number(note.pid), 0);
    return String(note.address);
  } catch {
    return undefined; // no note, a torn one, or its process is gone: then nobody runs
  }
}

/** Throws a sentence when the server can't listen, before anything else is made or started. */
export async function checkPort(config: Config): Promise<void> {
  const { port, host } = config;
  if (port === 0) return;
  const probe = createServer();
  const failure = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    probe.once('error', resolve).listen({ port, host }, () => probe.close(() => resolve(undefined)));
  });
  if (failure) throw cannotListen(config, failure);
}

/** The refusal of a port as a sentence with its mend; any other error as it came. */
export function cannotListen(config: Config, error: unknown): unknown {
  const { port, host } = config;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    const address = runningAddress(config);
    if (address !== undefined) return alreadyRunning(config, address);
    const other = port < 65_535 ? port + 1 : port - 1;
    return new CannotStart(
      `Port ${port} is taken by another program: stop that, or take another port, as in: PORT=${other} npm start`,
      { cause: error },
    );
  }
  if (code === 'EACCES') {
    return new CannotStart(`This user may not listen on port ${port}: set PORT to one above 1023.`, { cause: error });
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new CannotStart(`HOST is ${host}, which is no address of this machine.`, { cause: error });
  }
  return error;
}

/** The same home is in use: says where its server is, as far as that is known. */
export function explainOwned(config: Config, error: unknown): unknown {
  const address = error instanceof AlreadyOwned ? runningAddress(config) : undefined;
  return address === undefined ? error : alreadyRunning(config, address);
}

const alreadyRunning = ({ home }: Config, address: string): CannotStart =>
  new CannotStart(
    `Duoping is already running at ${address}, on ${home}. Stop it first, or set DUOPING_HOME and PORT to start another.`,
  );
