/** Tallies in PostgreSQL: one row says how far they are and is the lock; a block is one row, whole or not there. */
import { type Connection, type Pool, transaction } from '#engines/postgres';
import { BLOCK_LEAVES, readRow, rowKey, rowOf, type Tally, type TallyStore, type TallyWork } from '../index.ts';
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

export const postgresTallies = (pool: Pool): TallyStore => ({
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
    return transaction(pool, async (connection) => {
      const { rows } = await connection.query<{ zone: string; leaves: bigint }>(
        'select zone, leaves from settlement.tallied for update skip locked',
      );
      const [state] = rows;
      if (!state) return 'busy';
      if (state.zone !== zone) await connection.query('delete from settlement.tally');
      const leaves = state.zone === zone ? Number(state.leaves) : 0;
      const made = await work(within(connection, leaves));
      const reached = leaves + (made.length > 0 ? BLOCK_LEAVES : 0);
      await write(connection, made);
      await connection.query('update settlement.tallied set zone = $1, leaves = $2', [zone, reached]);
      return reached;
    });
  },
});

const within = (connection: Connection, leaves: number): TallyWork => ({
  leaves,
  blocks: (names) => blocksIn(connection, names),
  async numbersOf(rows) {
    const keys = rows.map(rowKey);
    await connection.query(
      `insert into settlement.tally_row (key, body)
       select sha256(convert_to(key, 'UTF8')), body from unnest($1::text[], $2::text[]) as new (key, body)
       where not exists (select from settlement.tally_row where tally_row.key = sha256(convert_to(new.key, 'UTF8')))`,
      [keys, rows.map((row) => JSON.stringify(rowOf(row)))],
    );
    const found = await connection.query<{ number: number }>(
      `select number from unnest($1::text[]) with ordinality as asked (key, place)
       join settlement.tally_row on tally_row.key = sha256(convert_to(asked.key, 'UTF8')) order by place`,
      [keys],
    );
    return found.rows.map(({ number }) => number);
  },
});

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
  await connection.query(
    `insert into settlement.tally (level, index, body) select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])`,
    [made.map(({ level }) => level), made.map(({ index }) => index), made.map(({ months }) => packMonths(months))],
  );
}
