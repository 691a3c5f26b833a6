/** Connections to PostgreSQL 15 or later: how long anything may take, and what happens when the server goes away. */
import pg from 'pg';
import { valueParser } from './values.ts';

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
  /** Schema that unqualified names are looked up in. */
  readonly schema?: string;
  /** `library`: values as pg parses them by itself, for libraries that bring their own SQL. Default `ours`. */
  readonly values?: 'ours' | 'library';
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
    options: `-c timezone=UTC${options.schema === undefined ? '' : ` -c search_path=${options.schema}`}`,
    ...(options.values === 'library' ? {} : { types: { getTypeParser: valueParser } }),
  });
  // Without both listeners a database that shuts down (57P01) would end this process.
  const lost = (error: Error) => {
    if (!pool.ending) options.log?.(`A database connection was lost: ${error.message}`);
  };
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
  return pool;
}

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
