/** The one way that rooms speak to PostgreSQL: text with parameters, and transactions that nest into the outermost. */
import type { Pool, PoolClient, QueryResultRow } from 'pg';

export interface Database {
  /** The rows that a statement returns. Values are always parameters, never part of the text. */
  rows<Row extends QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** How many rows a statement touched. */
  run(sql: string, values?: readonly unknown[]): Promise<number>;
  /** All of `work` becomes durable, or none. Inside a transaction it joins that one. */
  transaction<T>(work: (db: Database) => Promise<T>, mode?: 'read-write' | 'snapshot'): Promise<T>;
}

export function databaseOf(pool: Pool): Database {
  return {
    ...statementsOf(pool),
    async transaction(work, mode = 'read-write') {
      const client = await pool.connect();
      let broken: unknown;
      try {
        await client.query(mode === 'snapshot' ? 'begin isolation level repeatable read read only' : 'begin');
        const result = await work(databaseWithin(client));
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch((failure: unknown) => {
          broken = failure;
        });
        throw error;
      } finally {
        client.release(broken !== undefined);
      }
    },
  };
}

/** Within a transaction that the caller has begun and will end. */
export function databaseWithin(client: PoolClient): Database {
  const db: Database = { ...statementsOf(client), transaction: (work) => work(db) };
  return db;
}

function statementsOf(connection: Pool | PoolClient): Pick<Database, 'rows' | 'run'> {
  return {
    async rows<Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []) {
      return (await connection.query<Row>(sql, [...values])).rows;
    },
    async run(sql, values = []) {
      return (await connection.query(sql, [...values])).rowCount ?? 0;
    },
  };
}
