/** Opens the records: the embedded PostgreSQL of this home, or any other by URL, brought to the form the code needs. */
import { mkdir } from 'node:fs/promises';
import {
  type Database,
  databaseOf,
  explainFileError,
  migrate,
  openDatabase,
  type Pool,
  startEmbedded,
} from '#engines/postgres';
import { SIGN_IN_SCHEMA } from '../../domains/households/adapters/sign-in.ts';
import type { Config } from './config.ts';
import { ROOMS } from './rooms.ts';

export interface Records {
  readonly pool: Pool;
  readonly db: Database;
  /** For the sign-in library, which brings its own SQL. */
  readonly signInPool: Pool;
  readonly url: string;
  /** Ends the connections, and the embedded database with them. */
  close(): Promise<void>;
}

export async function openRecords(config: Config, log: (line: string) => void): Promise<Records> {
  const { home, databaseUrl, mayChangeSystem: mayCreateUser = true } = config;
  await mkdir(home, { recursive: true }).catch((error: unknown) => {
    throw explainFileError(home, error);
  });
  const embedded = databaseUrl === undefined ? await startEmbedded({ home, log, mayCreateUser }) : undefined;
  const url = databaseUrl ?? embedded?.url;
  if (url === undefined) throw new Error('No database');
  const pool = openDatabase({ url, log });
  try {
    await migrate(pool, ROOMS);
  } catch (error) {
    await pool.end();
    await embedded?.stop();
    throw error;
  }
  const signInPool = openDatabase({ url, log, schema: SIGN_IN_SCHEMA, values: 'library', maxConnections: 2 });
  return {
    pool,
    db: databaseOf(pool),
    signInPool,
    url,
    async close() {
      await Promise.all([pool.end(), signInPool.end()]);
      await embedded?.stop();
    },
  };
}
