/** Brings a database to the form the code needs. Forward only: a step that has run is never edited, the next one mends it. */
import { createHash } from 'node:crypto';
import { type Connection, type Pool, transaction } from './database.ts';

/** What one room needs, in the order it came about. */
export interface RoomSteps {
  readonly room: string;
  readonly steps: readonly { readonly id: string; readonly sql: string }[];
}

/** Any fixed number: two servers that start at once migrate one after the other. */
const MIGRATION_LOCK = 7_036_875;

/** Runs what has not run yet, all rooms in one transaction, and returns it as `room/id`. Throws when what ran differs from the code. */
export function migrate(pool: Pool, rooms: readonly RoomSteps[]): Promise<string[]> {
  return transaction(pool, (connection) => migrateWithin(connection, rooms));
}

/** The same within a transaction of the caller's, so that what is filled in next stands or falls with it. */
export async function migrateWithin(connection: Connection, rooms: readonly RoomSteps[]): Promise<string[]> {
  await connection.query('set local statement_timeout = 0');
  await connection.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
  await connection.query(`create table if not exists duoping_migration (
      room text not null,
      position int not null,
      id text not null,
      checksum text not null,
      applied_at timestamptz not null default now(),
      primary key (room, position),
      unique (room, id)
    )`);
  const applied: string[] = [];
  for (const room of rooms) applied.push(...(await migrateRoom(connection, room)));
  return applied;
}

async function migrateRoom(connection: Connection, { room, steps }: RoomSteps): Promise<string[]> {
  const { rows: ran } = await connection.query<{ id: string; checksum: string }>(
    'select id, checksum from duoping_migration where room = $1 order by position',
    [room],
  );
  const applied: string[] = [];
  for (const [position, before] of ran.entries()) {
    const step = steps[position];
    if (!step)
      throw new Error(`The database is newer than this Duoping: ${room}/${before.id} ran there. Update Duoping.`);
    if (step.id !== before.id || checksum(step.sql) !== before.checksum) {
      throw new Error(
        `${room}/${before.id} ran in another form than ${room}/${step.id} has now. Add a new step instead.`,
      );
    }
  }
  for (const [position, step] of steps.entries()) {
    if (position < ran.length) continue;
    await connection.query(step.sql);
    await connection.query('insert into duoping_migration (room, position, id, checksum) values ($1, $2, $3, $4)', [
      ...[room, position, step.id, checksum(step.sql)],
    ]);
    applied.push(`${room}/${step.id}`);
  }
  return applied;
}

/** What a step is told by: the same text, the same step. */
export const checksum = (sql: string): string => createHash('sha256').update(sql).digest('hex');
