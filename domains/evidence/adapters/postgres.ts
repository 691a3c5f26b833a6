/** The log in PostgreSQL: one row says where it stands and is the lock; leaves, full tiles and checkpoints are only added. */
import { type Connection, type Pool, transaction } from '../../../engines/postgres/index.ts';
import type { LogHead, LogStep, LogStore, PartialRows } from '../index.ts';
import { partialLengths, TILE_WIDTH } from '../index.ts';

export { migrations } from './migrations.ts';

interface LogRow {
  origin: string;
  size: bigint;
  low: bigint;
  horizon: bigint | null;
  horizon_writers: string[] | null;
}

/** `origin` names the log at its first step; later it keeps the name that it has. */
export function postgresLog(pool: Pool, { origin }: { readonly origin: string }): LogStore {
  return {
    ...postgresLogReader(pool),
    async advance(work) {
      await pool.query('insert into evidence.log (origin) values ($1) on conflict do nothing', [origin]);
      return transaction(pool, async (connection) => {
        const { rows } = await connection.query<LogRow>('select * from evidence.log for update skip locked');
        const [row] = rows;
        if (!row) return 'busy';
        const head = await headOf(connection, row);
        const step = await work(head);
        await write(connection, head.size, step);
        return step;
      });
    },
  };
}

/** The log as it is read, also within a transaction. */
export function postgresLogReader(pool: Pool | Connection): Omit<LogStore, 'advance'> {
  return {
    async checkpoint() {
      const { rows } = await pool.query<{ note: string }>(
        'select note from evidence.checkpoint order by place desc limit 1',
      );
      return rows[0]?.note;
    },

    async tile(level, index) {
      const { rows } = await pool.query<{ hashes: Buffer }>(
        'select hashes from evidence.tile where level = $1 and index = $2',
        [level, index],
      );
      return rows[0]?.hashes ?? Buffer.concat(await rowHashes(pool, level, index * TILE_WIDTH));
    },

    async indexOf(receipt) {
      const { rows } = await pool.query<{ index: bigint }>('select index from evidence.leaf where receipt = $1', [
        receipt,
      ]);
      return rows[0] && Number(rows[0].index);
    },

    async leaves(from, most) {
      const { rows } = await pool.query<{ text: string }>(
        'select text from evidence.leaf where index >= $1 order by index limit $2',
        [from, most],
      );
      return rows.map(({ text }) => text);
    },

    async sizeBefore(instant) {
      const { rows } = await pool.query<{ index: bigint }>(
        'select index from evidence.leaf where began < $1 order by index desc limit 1',
        [new Date(instant)],
      );
      return rows[0] ? Number(rows[0].index) + 1 : 0;
    },

    async sizeThrough(position) {
      const { rows } = await pool.query<{ index: bigint }>(
        'select index from evidence.leaf where position <= $1 order by index desc limit 1',
        [position],
      );
      return rows[0] ? Number(rows[0].index) + 1 : 0;
    },

    async indexesAfter(position, size) {
      const { rows } = await pool.query<{ index: bigint }>(
        'select index from evidence.leaf where position > $1 and index < $2 order by index',
        [position, size],
      );
      return rows.map(({ index }) => Number(index));
    },

    async reached() {
      const { rows } = await pool.query<{ low: bigint; ahead: bigint[] }>(
        `select log.low, array(select position from evidence.leaf where position > log.low) as ahead
         from evidence.log`,
      );
      return rows[0] ?? { low: 0n, ahead: [] };
    },
  };
}

async function headOf(connection: Connection, row: LogRow): Promise<LogHead> {
  const size = Number(row.size);
  const rows: PartialRows[number][] = [];
  for (const [level, length] of partialLengths(size).entries()) {
    rows.push(await rowHashes(connection, level, Math.floor(size / TILE_WIDTH ** level) - length));
  }
  const ahead = await connection.query<{ position: bigint }>('select position from evidence.leaf where position > $1', [
    row.low,
  ]);
  const notes = await connection.query<{ note: string }>(
    'select note from evidence.checkpoint where size = $1 order by place desc limit 1',
    [row.size],
  );
  return {
    origin: row.origin,
    size,
    rows,
    low: row.low,
    ahead: ahead.rows.map(({ position }) => position),
    horizon: row.horizon === null ? null : { position: row.horizon, writers: row.horizon_writers ?? [] },
    note: notes.rows[0]?.note ?? null,
  };
}

/** Hashes of a level from the `first` on: leaves, or the roots of the tiles below. At most a tile's width. */
async function rowHashes(connection: Pool | Connection, level: number, first: number): Promise<Buffer[]> {
  const { rows } =
    level === 0
      ? await connection.query<{ hash: Buffer }>(
          'select hash from evidence.leaf where index >= $1 and index < $2 order by index',
          [first, first + TILE_WIDTH],
        )
      : await connection.query<{ hash: Buffer }>(
          'select root as hash from evidence.tile where level = $1 and index >= $2 and index < $3 order by index',
          [level - 1, first, first + TILE_WIDTH],
        );
  return rows.map(({ hash }) => hash);
}

async function write(connection: Connection, size: number, { leaves, tiles, low, horizon, note }: LogStep) {
  await connection.query(
    `insert into evidence.leaf (index, receipt, position, began, hash, text)
     select * from unnest($1::bigint[], $2::text[], $3::bigint[], $4::timestamptz[], $5::bytea[], $6::text[])`,
    [
      leaves.map((leaf) => leaf.index),
      leaves.map((leaf) => leaf.receipt),
      leaves.map((leaf) => leaf.position),
      leaves.map((leaf) => new Date(leaf.from)),
      leaves.map((leaf) => leaf.hash),
      leaves.map((leaf) => leaf.text),
    ],
  );
  await connection.query(
    `insert into evidence.tile (level, index, hashes, root)
     select * from unnest($1::smallint[], $2::bigint[], $3::bytea[], $4::bytea[])`,
    [
      tiles.map((tile) => tile.level),
      tiles.map((tile) => tile.index),
      tiles.map((tile) => Buffer.from(tile.hashes)),
      tiles.map((tile) => tile.root),
    ],
  );
  if (note !== null) {
    const grown = size + leaves.length;
    await connection.query('insert into evidence.checkpoint (size, note) values ($1, $2)', [grown, note]);
  }
  await connection.query('update evidence.log set size = $1, low = $2, horizon = $3, horizon_writers = $4', [
    size + leaves.length,
    low,
    horizon.position,
    horizon.writers,
  ]);
}
