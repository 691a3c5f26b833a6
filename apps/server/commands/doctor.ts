/** `duoping doctor`: what the server needs of this machine, each with its mend. Changes nothing. */
import { spawnSync } from 'node:child_process';
import { constants, existsSync } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { embeddedTrouble, openDatabase } from '#engines/postgres';
import { findFfmpeg } from '../../../domains/media/adapters/ffmpeg-binaries.ts';
import { detectSandbox } from '../../../domains/media/adapters/sandbox.ts';
import { checkPort } from '../address.ts';
import type { Config } from '../config.ts';
import type { CommandIo, ExitCode } from './io.ts';

interface Finding {
  readonly what: string;
  /** Undefined when all is well. */
  readonly trouble?: string;
  readonly mend?: string;
}

const FREE_BYTES_WANTED = 2 * 1024 ** 3;
const MAX_SKEW_MS = 2_000;

export async function doctorCommand(config: Config, io: CommandIo): Promise<ExitCode> {
  const findings = await Promise.all([
    ...[disk(config), ffmpeg(config), fences(), port(config), database(config), clock()],
  ]);
  for (const { what, trouble, mend } of findings) {
    io.stderr(trouble === undefined ? `ok       ${what}` : `trouble  ${what}: ${trouble}. ${mend ?? ''}`);
  }
  io.stdout(JSON.stringify(findings));
  return findings.some(({ trouble }) => trouble !== undefined) ? 1 : 0;
}

async function disk({ home }: Config): Promise<Finding> {
  const what = `disk at ${home}`;
  try {
    const folder = nearestExisting(home);
    await access(folder, constants.W_OK);
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    if (free >= FREE_BYTES_WANTED) return { what };
    return {
      what,
      trouble: `only ${Math.floor(free / 1024 ** 2)} MB are free`,
      mend: 'Make room, or set DUOPING_HOME to a larger disk.',
    };
  } catch (error) {
    return { what, trouble: sentence(error), mend: 'Set DUOPING_HOME to a folder that this user may write.' };
  }
}

async function ffmpeg({ ffmpegPath }: Config): Promise<Finding> {
  const found = findFfmpeg({ ...(ffmpegPath === undefined ? {} : { ffmpegPath }), searchPath: process.env.PATH ?? '' });
  if (found.ok) return { what: `ffmpeg ${found.value.version}` };
  return { what: 'ffmpeg', trouble: 'no film can be packaged', mend: found.reason.message };
}

/** What keeps a partner's film from doing harm while ffmpeg reads it. */
async function fences(): Promise<Finding> {
  const { fences: found } = detectSandbox();
  const what = `fences around ffmpeg: ${found.join(', ') || 'none'}`;
  if (found.includes('no-network') && found.includes('memory-and-cpu')) return { what };
  const mend =
    'Install util-linux, and allow user namespaces (sysctl kernel.unprivileged_userns_clone=1) or start as root.';
  return { what, trouble: 'films are read with fewer fences than there could be', mend };
}

/** Taken by our own server is fine, and then its own word counts. */
async function port(config: Config): Promise<Finding> {
  const what = `port ${config.port}`;
  const refusal = await checkPort(config).then(
    () => undefined,
    (error: Error) => error.message,
  );
  if (refusal === undefined) return { what };
  try {
    const health = await fetch(`http://${config.host}:${config.port}/healthz`, { signal: AbortSignal.timeout(5_000) });
    if (health.ok) return { what: `${what}: Duoping is ready there` };
    const { error } = (await health.json()) as { error?: { reason?: string; detail?: string } }; // the API's shape of errors
    if (error?.reason === 'not-ready') {
      return { what, trouble: `Duoping runs there and is not ready: ${error.detail}`, mend: 'Its own log says more.' };
    }
  } catch {
    // not ours, or no HTTP at all
  }
  return { what, trouble: 'it can’t be had', mend: refusal };
}

async function database({ databaseUrl, home }: Config): Promise<Finding> {
  if (databaseUrl === undefined) {
    const trouble = embeddedTrouble(home);
    const what = 'database: the embedded one, started with the server';
    return trouble === undefined ? { what } : { what, trouble: 'it can’t start here', mend: trouble };
  }
  const what = 'database at DATABASE_URL';
  const pool = openDatabase({ url: databaseUrl, maxConnections: 1 });
  try {
    const { rows } = await pool.query<{ version: string; ms: string }>(
      `select current_setting('server_version_num') as version, (extract(epoch from clock_timestamp()) * 1000)::bigint::text as ms`,
    );
    if (Number(rows[0]?.version) < 150_000)
      return { what, trouble: 'it is older than PostgreSQL 15', mend: 'Upgrade it.' };
    const skew = Math.abs(Number(rows[0]?.ms) - Date.now());
    if (skew <= MAX_SKEW_MS) return { what };
    return {
      what,
      trouble: `its clock and this machine's differ by ${skew} ms`,
      mend: 'Run NTP on both: nothing is granted until they agree.',
    };
  } catch (error) {
    return { what, trouble: sentence(error), mend: 'Check DATABASE_URL and that the server is up.' };
  } finally {
    await pool.end();
  }
}

/** The embedded database has this machine's clock, so what counts is that somebody keeps that right. */
async function clock(): Promise<Finding> {
  const asked = spawnSync('timedatectl', ['show', '--property=NTPSynchronized', '--value'], { encoding: 'utf8' });
  if (asked.status !== 0) return { what: 'clock: no time service to ask on this machine' };
  if (asked.stdout.trim() === 'yes') return { what: 'clock: kept right by a time service' };
  return {
    what: 'clock',
    trouble: 'no time service keeps it right',
    mend: 'Windows of rights begin and end by it: timedatectl set-ntp true',
  };
}

const nearestExisting = (folder: string): string => (existsSync(folder) ? folder : nearestExisting(dirname(folder)));

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));
