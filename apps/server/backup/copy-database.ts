/**
 * Every table's rows as PostgreSQL itself writes a row down, one a line as a JSON string: lossless for every type, and read
 * back by the same type. Knows no room's table by name.
 */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Connection } from '#engines/postgres';
import { type FileSeal, writeSealed } from './copy-files.ts';
import type { Manifest } from './manifest.ts';

const ROWS_AT_A_TIME = 1000;
const MIGRATIONS = 'duoping_migration';
/** Ours: all but PostgreSQL's own. Each as it is quoted in SQL, with its columns. */
const TABLES = `
select format('%I.%I', n.nspname, c.relname) as name, c.oid::text as oid,
  array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    order by a.attnum) as columns,
  array(select f.confrelid::text from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' and c.relname <> '${MIGRATIONS}'
order by 1`;

interface TableRow {
  readonly name: string;
  readonly oid: string;
  readonly columns: string[];
  readonly needs: string[];
}

type DatabaseCopy = Pick<Manifest, 'tables' | 'sequences' | 'migrations'>;

/** Within a repeatable-read transaction: one moment of the whole database. */
export async function dumpDatabase(
  connection: Connection,
  folder: string,
  written: (file: string, seal: FileSeal) => void,
): Promise<DatabaseCopy> {
  const tables: Manifest['tables'] = [];
  for (const { name, columns } of await tablesInOrder(connection)) {
    const file = `${name.replaceAll(/[^\w.]/g, '')}.ndjson`;
    let rows = 0;
    const lines = async function* () {
      for await (const row of rowsOf(connection, name)) {
        rows++;
        yield Buffer.from(`${JSON.stringify(row)}\n`);
      }
    };
    written(file, await writeSealed(join(folder, file), lines()));
    tables.push({ name, file, rows, columns });
  }
  const { rows: sequences } = await connection.query<Manifest['sequences'][number]>(SEQUENCES);
  const { rows: migrations } = await connection.query<Manifest['migrations'][number]>(
    `select room, id, checksum from ${MIGRATIONS} order by room, position`,
  );
  return { tables, sequences, migrations };
}

/**
 * Fills the tables that the same steps have just made; rows that the steps themselves wrote give way. Triggers are the rooms'
 * own and would judge rows one by one: what they keep is proven afterwards, for the whole.
 */
export async function loadDatabase(connection: Connection, folder: string, copy: DatabaseCopy): Promise<void> {
  const here = await tablesInOrder(connection);
  const formOf = ({ name, columns }: Pick<TableRow, 'name' | 'columns'>) => JSON.stringify([name, columns]);
  const forms = new Set(copy.tables.map(formOf));
  const differs = here.find((table) => !forms.has(formOf(table)));
  if (differs || here.length !== copy.tables.length) {
    throw new Error(`The backup's tables have another form than here: ${differs?.name ?? 'it has more'}`);
  }
  for (const { name } of here) await connection.query(`alter table ${name} disable trigger user`);
  for (const { name } of here.toReversed()) await connection.query(`delete from ${name}`);
  for (const { name, file, rows } of copy.tables) {
    const loaded = await loadRows(connection, name, join(folder, file));
    if (loaded !== rows) throw new Error(`${name} has ${loaded} rows, and the backup tells of ${rows}`);
  }
  await connection.query('set constraints all immediate');
  for (const { name } of here) await connection.query(`alter table ${name} enable trigger user`);
  for (const { table, column, last } of copy.sequences) {
    await connection.query('select setval(pg_get_serial_sequence($1, $2), $3::bigint)', [table, column, last]);
  }
}

const SEQUENCES = `
select format('%I.%I', n.nspname, c.relname) as table, a.attname::text as column, s.last_value::text as last
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attidentity <> ''
join pg_sequences s
  on format('%I.%I', s.schemaname, s.sequencename) = pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname)
where s.last_value is not null
order by 1, 2`;

async function tablesInOrder(connection: Connection): Promise<readonly TableRow[]> {
  const { rows } = await connection.query<TableRow>(TABLES);
  const placed: TableRow[] = [];
  for (let left = rows; left.length > 0; ) {
    const next = left.filter(({ needs }) => !left.some(({ oid }) => needs.includes(oid)));
    if (next.length === 0) throw new Error(`Tables refer to each other in a circle: ${left.map(({ name }) => name)}`);
    placed.push(...next);
    left = left.filter((table) => !next.includes(table));
  }
  return placed;
}

async function* rowsOf(connection: Connection, name: string): AsyncGenerator<string> {
  // By their place in the table: what was only added comes in the order in which it was.
  await connection.query(
    `declare each_row no scroll cursor for select t::text as row from only ${name} t order by t.ctid`,
  );
  for (;;) {
    const { rows } = await connection.query<{ row: string }>(`fetch ${ROWS_AT_A_TIME} from each_row`);
    for (const { row } of rows) yield row;
    if (rows.length < ROWS_AT_A_TIME) break;
  }
  await connection.query('close each_row');
}

async function loadRows(connection: Connection, name: string, path: string): Promise<number> {
  let loaded = 0;
  let waiting: string[] = [];
  const write = async () => {
    await connection.query(
      `insert into ${name} overriding system value
       select (each.row::${name}).* from unnest($1::text[]) with ordinality as each (row, place) order by each.place`,
      [waiting],
    );
    loaded += waiting.length;
    waiting = [];
  };
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    waiting.push(String(JSON.parse(line)));
    if (waiting.length === ROWS_AT_A_TIME) await write();
  }
  if (waiting.length > 0) await write();
  return loaded;
}
