/** `duoping doctor`: what the server needs of this machine, each with its mend. Changes nothing. */
import { constants, existsSync } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { openDatabase } from '#engines/postgres';
import { findFfmpeg } from '../../../domains/media/adapters/ffmpeg-binaries.ts';
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
  const findings = await Promise.all([disk(config), ffmpeg(config), port(config), database(config)]);
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
  return found.ok ? { what: `ffmpeg ${found.value.version}` } : { what: 'ffmpeg', trouble: found.reason.message };
}

function port({ port: number, host }: Config): Promise<Finding> {
  const what = `port ${number}`;
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () =>
      resolve({ what, trouble: 'it is taken', mend: 'Fine when Duoping runs there; otherwise set PORT to another.' }),
    );
    probe.listen(number, host, () => probe.close(() => resolve({ what })));
  });
}

async function database({ databaseUrl }: Config): Promise<Finding> {
  if (databaseUrl === undefined) return { what: 'database: the embedded one, started with the server' };
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

const nearestExisting = (folder: string): string => (existsSync(folder) ? folder : nearestExisting(dirname(folder)));

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));
