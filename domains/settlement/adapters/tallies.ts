/** Tallies in PostgreSQL: one row says how far they are and is the lock; a block is one row, whole or not there. */
import { type Connection, type Pool, transaction } from '#engines/postgres';
import {
  BLOCK_LEAVES,
  readRow,
  rowKey,
  rowOf,
  type Tally,
  type TallyStore,
  type TallyWork,
  type WatchedRow,
} from '../index.ts';
import { packMonths, unpackMonths } from './pack-tally.ts';

/** `truncate settlement.tallied, settlement.tally` has them made anew. Rows keep their numbers for ever. */
export const TALLIES = `
create table settlement.tallied (
  only_one boolean primary key default true check (only_one),
  zone text not null,
  leaves bigint not null check (leaves >= 0 and leaves % ${BLOCK_LEAVES} = 0)
);
create table settlement.tally (
  level smallint not null check (level >= 0),
  index bigint not null check (index >= 0),
  body bytea not null,
  primary key (level, index)
);
alter table settlement.tally alter column body set storage external;
create table settlement.tally_row (
  number integer generated always as identity primary key,
  key bytea not null unique,
  body text not null
);
create trigger facts_stay before update or delete or truncate on settlement.tally_row
  for each statement execute function settlement.facts_stay();
create trigger facts_stay before update on settlement.tally
  for each statement execute function settlement.facts_stay();
`;

/** Rows whose numbers a node remembers at most. */
const MOST_REMEMBERED = 200_000;

export function postgresTallies(pool: Pool): TallyStore {
  /** Numbers that were committed, by the row's key. They never change. */
  const remembered = new Map<string, number>();
  return {
    async reached(zone) {
      const { rows } = await pool.query<{ leaves: bigint }>('select leaves from settlement.tallied where zone = $1', [
        zone,
      ]);
      return Number(rows[0]?.leaves ?? 0n);
    },

    blocks: (names) => blocksIn(pool, names),

    async rows(numbers) {
      const { rows } = await pool.query<{ number: number; body: string }>(
        'select number, body from settlement.tally_row where number = any ($1::int[])',
        [numbers],
      );
      return new Map(rows.map(({ number, body }) => [number, readRow(JSON.parse(body))]));
    },

    async advance(zone, work) {
      await pool.query('insert into settlement.tallied (zone, leaves) values ($1, 0) on conflict do nothing', [zone]);
      const taken = new Map<string, number>();
      const step = await transaction(pool, async (connection) => {
        const { rows } = await connection.query<{ zone: string; leaves: bigint }>(
          'select zone, leaves from settlement.tallied for update skip locked',
        );
        const [state] = rows;
        if (!state) return 'busy';
        if (state.zone !== zone) await connection.query('delete from settlement.tally');
        const leaves = state.zone === zone ? Number(state.leaves) : 0;
        const made = await work(within(connection, { leaves, remembered, taken }));
        const reached = leaves + (made.length > 0 ? BLOCK_LEAVES : 0);
        await write(connection, made);
        await connection.query('update settlement.tallied set zone = $1, leaves = $2', [zone, reached]);
        return reached;
      });
      if (remembered.size + taken.size > MOST_REMEMBERED) remembered.clear();
      for (const [key, number] of taken) remembered.set(key, number);
      return step;
    },
  };
}

function within(
  connection: Connection,
  known: { leaves: number; remembered: ReadonlyMap<string, number>; taken: Map<string, number> },
): TallyWork {
  const { leaves, remembered, taken } = known;
  return {
    leaves,
    blocks: (names) => blocksIn(connection, names),
    async numbersOf(rows) {
      const keyed = rows.map((row) => ({ row, key: rowKey(row) }));
      const unknown = keyed.filter(({ key }) => !remembered.has(key));
      for (const [key, number] of await numbered(connection, unknown)) taken.set(key, number);
      return keyed.map(({ key }) => {
        const number = remembered.get(key) ?? taken.get(key);
        if (number === undefined) throw new Error('A row got no number');
        return number;
      });
    },
  };
}

/** Rows that are new get their numbers here. */
async function numbered(
  connection: Connection,
  rows: readonly { readonly key: string; readonly row: WatchedRow }[],
): Promise<ReadonlyMap<string, number>> {
  if (rows.length === 0) return new Map();
  const keys = rows.map(({ key }) => key);
  await connection.query(
    `insert into settlement.tally_row (key, body)
     select sha256(convert_to(key, 'UTF8')), body from unnest($1::text[], $2::text[]) as new (key, body)
     where not exists (select from settlement.tally_row where tally_row.key = sha256(convert_to(new.key, 'UTF8')))`,
    [keys, rows.map(({ row }) => JSON.stringify(rowOf(row)))],
  );
  const found = await connection.query<{ key: string; number: number }>(
    `select asked.key, number from unnest($1::text[]) as asked (key)
     join settlement.tally_row on tally_row.key = sha256(convert_to(asked.key, 'UTF8'))`,
    [keys],
  );
  return new Map(found.rows.map(({ key, number }) => [key, number]));
}

async function blocksIn(
  connection: Pool | Connection,
  names: readonly { readonly level: number; readonly index: number }[],
): Promise<readonly Tally[]> {
  if (names.length === 0) return [];
  const { rows } = await connection.query<{ level: number; index: bigint; body: Buffer }>(
    `select level, index, body from settlement.tally
     where (level, index) in (select * from unnest($1::smallint[], $2::bigint[]))`,
    [names.map(({ level }) => level), names.map(({ index }) => index)],
  );
  return rows.flatMap(({ level, index, body }) => {
    const months = unpackMonths(body);
    return months ? [{ level, index: Number(index), months }] : [];
  });
}

async function write(connection: Connection, made: readonly Tally[]): Promise<void> {
  for (const { level, index, months } of made) {
    await connection.query('insert into settlement.tally (level, index, body) values ($1, $2, $3)', [
      ...[level, index, packMonths(months)],
    ]);
  }
}
