/** The database of an installation for a backup or a restore: the one by URL, the embedded one that runs, or that one started. */
import { openDatabase, type Pool, runningEmbedded, startEmbedded } from '#engines/postgres';
import type { Config } from '../config.ts';

/** For as long as `work` takes. */
export async function withDatabase<T>(
  { databaseUrl, home, mayChangeSystem: mayCreateUser = true }: Config,
  log: (line: string) => void,
  work: (pool: Pool) => Promise<T>,
): Promise<T> {
  const running = databaseUrl ?? runningEmbedded(home);
  const embedded = running === undefined ? await startEmbedded({ home, log, mayCreateUser }) : undefined;
  const url = running ?? embedded?.url;
  if (url === undefined) throw new Error('No database');
  const pool = openDatabase({ url, log, maxConnections: 1, statementTimeoutMs: 60 * 60_000 });
  try {
    return await work(pool);
  } finally {
    await pool.end();
    await embedded?.stop();
  }
}
