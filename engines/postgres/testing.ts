/** A database of its own for each test suite, copied from a template in some 50 ms instead of migrated anew. */
import { createHash, randomBytes } from 'node:crypto';
import { openDatabase, type Pool } from './database.ts';
import { migrate, type RoomSteps } from './migrate.ts';

/** Set by the test run's global setup. */
export const TEST_URL = 'DUOPING_TEST_DATABASE_URL';

export interface TestDatabase {
  readonly url: string;
  readonly pool: Pool;
  /** Closes the pool and drops the database, whoever is still connected. */
  drop(): Promise<void>;
}

/** A fresh database in which the steps of these rooms have run. */
export async function createTestDatabase(rooms: readonly RoomSteps[] = []): Promise<TestDatabase> {
  const server = process.env[TEST_URL];
  if (!server) throw new Error('No test database: run through `npm test` or `npx vitest run`');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdministrator(server, async (admin) => {
    const template = await prepareTemplate(admin, server, rooms);
    await admin.query(`create database ${name} template ${template}`);
  });
  const url = withDatabase(server, name);
  const pool = openDatabase({ url });
  return {
    url,
    pool,
    drop: async () => {
      await pool.end();
      await asAdministrator(server, (admin) => dropDatabase(admin, name));
    },
  };
}

/** Any fixed number: one suite at a time makes or copies a template. */
const TEMPLATE_LOCK = 7_036_876;

async function asAdministrator(server: string, work: (admin: Pool) => Promise<unknown>): Promise<void> {
  const admin = openDatabase({ url: server, maxConnections: 1 });
  try {
    await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    await work(admin);
  } finally {
    await admin.end();
  }
}

/** The database's own vacuum may not be ended by force; it ends by itself, or gives way to a drop without force. */
const VACUUMING = '42501';

async function dropDatabase(admin: Pool, name: string): Promise<void> {
  try {
    await admin.query(`drop database if exists ${name} with (force)`);
  } catch (error) {
    if ((error as { code?: string }).code !== VACUUMING) throw error; // as pg gives it
    await admin.query(`drop database if exists ${name}`);
  }
}

async function prepareTemplate(admin: Pool, server: string, rooms: readonly RoomSteps[]): Promise<string> {
  const name = `template_${createHash('sha256').update(JSON.stringify(rooms)).digest('hex').slice(0, 16)}`;
  const known = await admin.query('select 1 from pg_database where datname = $1', [name]);
  if (known.rowCount) return name;
  const unfinished = `unfinished_${randomBytes(8).toString('hex')}`;
  await admin.query(`create database ${unfinished}`);
  const pool = openDatabase({ url: withDatabase(server, unfinished) });
  try {
    await migrate(pool, rooms);
  } finally {
    await pool.end();
  }
  await admin.query(`alter database ${unfinished} rename to ${name}`);
  return name;
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
