/** Connections to PostgreSQL 15 or later: how its values become ours, how long anything may take, what happens when it goes away. */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';

export type Pool = pg.Pool;
export type Connection = pg.PoolClient;

export interface DatabaseOptions {
  readonly url: string;
  /** Default 10. */
  readonly maxConnections?: number;
  /** A statement that runs longer is cancelled by the server. Default 30 s. */
  readonly statementTimeoutMs?: number;
  /** How long to wait for a connection, new or from the pool. Default 5 s. */
  readonly connectWithinMs?: number;
  /** Told of connections that broke while nobody was using them; the pool replaces them by itself. */
  readonly log?: (line: string) => void;
}

/** Opens nothing yet: the first query connects. */
export function openDatabase(options: DatabaseOptions): Pool {
  const statementTimeoutMs = options.statementTimeoutMs ?? 30_000;
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: options.connectWithinMs ?? 5_000,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + 5_000, // for a server that no longer answers at all
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
    application_name: 'duoping',
    options: '-c timezone=UTC',
    types: { getTypeParser: typeParser },
  });
  // Without both listeners a database that shuts down (57P01) would end this process.
  const lost = (error: Error) => options.log?.(`A database connection was lost: ${error.message}`);
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
  return pool;
}

/** Typed SQL over the pool. Its `destroy` ends the pool. */
export const queryBuilder = <Schema>(pool: Pool): Kysely<Schema> =>
  new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });

/** Commits what `work` did when it returns, rolls it back when it throws. */
export async function transaction<T>(pool: Pool, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await pool.connect();
  let broken = false;
  try {
    await connection.query('begin');
    const value = await work(connection);
    await connection.query('commit');
    return value;
  } catch (error) {
    await connection.query('rollback').catch(() => {
      broken = true; // the error that counts is the first; the server rolls back what it lost
    });
    throw error;
  } finally {
    connection.release(broken);
  }
}

const INT8_ARRAY = 1016;
const TIMESTAMPTZ_ARRAY = 1185;

/**
 * `int8` becomes bigint, `numeric` and `date` stay text, `timestamptz` becomes milliseconds since 1970 (infinity included).
 * A `timestamp` without zone says nothing about an instant: it stays text.
 */
const PARSERS = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, BigInt],
  [pg.types.builtins.NUMERIC, String],
  [pg.types.builtins.DATE, String],
  [pg.types.builtins.TIMESTAMP, String],
  [pg.types.builtins.TIMESTAMPTZ, instantOf],
  [INT8_ARRAY, (text) => elements(text).map((item) => item && BigInt(item))],
  [TIMESTAMPTZ_ARRAY, (text) => elements(text).map((item) => item && instantOf(item))],
]);

const TEXT_ARRAY: number = 1009;

/** One dimension, which is all that we store. */
function elements(text: string): (string | null)[] {
  return pg.types.getTypeParser(TEXT_ARRAY)(text) as (string | null)[]; // pg types every parser's result as any
}

const typeParser: pg.CustomTypesConfig['getTypeParser'] = (oid: number, format?: 'text' | 'binary') =>
  (format !== 'binary' && PARSERS.get(oid)) || pg.types.getTypeParser(oid, format);

/** PostgreSQL's ISO form in a session whose zone is UTC, such as `2026-11-22 19:06:39.123456+00`. */
function instantOf(text: string): number {
  if (text === 'infinity') return Number.POSITIVE_INFINITY;
  if (text === '-infinity') return Number.NEGATIVE_INFINITY;
  const at = Date.parse(text.replace(' ', 'T').replace(/\+00$/, 'Z'));
  if (Number.isNaN(at)) throw new Error(`The database gave an instant that can't be read: ${text}`);
  return at;
}
