/** The peer: node:sqlite in process, prepared, asked for the first grant in order of precedence, in two forms. */
import { DatabaseSync } from 'node:sqlite';
import { coversTerritory } from '@duoping/kit';
import { compareGrants, type Grant, SCREENS } from '@duoping/rights';
import { type Asked, PLACES, TERRITORIES, VERBS } from './world.ts';

/** The id of the grant that allows; undefined of none. */
export type Ask = (asked: Asked) => string | undefined;

/** The same of many works in one viewer's context at one time. */
export type AskAll = (asked: { works: readonly number[]; request: Context; at: number }) => (string | undefined)[];

/**
 * As a server keeps it: works, places and ids as words, territory sets in a table of their own for any number of
 * places, rows clustered by work in order of precedence. Screens and verbs are bits.
 */
export function askByName(grants: readonly Grant[]): Ask {
  const db = new DatabaseSync(':memory:');
  db.exec(`
    create table covers (place text, territories integer, primary key (place, territories)) without rowid;
    create table grants (work text, rank integer, id text, territories integer, screens integer, verbs integer,
      start integer, stop integer, primary key (work, rank)) without rowid;
  `);
  const cover = db.prepare('insert into covers values (?, ?)');
  for (const [number, set] of TERRITORIES.entries())
    for (const place of PLACES) if (coversTerritory(set, place)) cover.run(place, number);
  const numbers = new Map(TERRITORIES.map((set, number) => [set, number]));
  const insert = db.prepare('insert into grants values (?, ?, ?, ?, ?, ?, ?, ?)');
  db.exec('begin');
  for (const { grant, rank } of ranked(grants))
    insert.run(grant.work, rank, grant.id, numbers.get(grant.territories) ?? -1, ...useBits(grant), ...times(grant));
  db.exec('commit; analyze');
  const query = db.prepare(
    `select id from grants g where work = ? and (screens & ?) and (verbs & ?) and start <= ? and stop > ?
     and exists (select 1 from covers c where c.place = ? and c.territories = g.territories) order by rank limit 1`,
  );
  return ({ request: { work, territory, screen, verb }, at }) =>
    idOf(query.get(work, bit(SCREENS, screen), bit(VERBS, verb), at, at, territory));
}

/**
 * The fastest form found: works by number, the ten places that are asked as bits, one index that holds it all; one work a
 * statement, and a list of them in one (faster than a parameter for each).
 */
export function askByNumber(grants: readonly Grant[]): { one: Ask; list: AskAll } {
  const db = new DatabaseSync(':memory:');
  db.exec(`create table grants (id text, work integer, rank integer, places integer, screens integer, verbs integer,
    start integer, stop integer)`);
  const insert = db.prepare('insert into grants values (?, ?, ?, ?, ?, ?, ?, ?)');
  const placeBits = new Map(TERRITORIES.map((set) => [set, bitsOf(PLACES, (place) => coversTerritory(set, place))]));
  db.exec('begin');
  for (const { grant, rank } of ranked(grants)) {
    const places = placeBits.get(grant.territories) ?? 0;
    insert.run(grant.id, numberOf(grant), rank, places, ...useBits(grant), ...times(grant));
  }
  db.exec('commit');
  db.exec('create index by_work on grants (work, rank, verbs, screens, places, start, stop, id); analyze');
  const allows = `(places & ?2) and (screens & ?3) and (verbs & ?4) and start <= ?5 and stop > ?5 order by rank limit 1`;
  const one = db.prepare(`select id from grants where work = ?1 and ${allows}`);
  const list = db.prepare(
    `select (select id from grants where work = asked.value and ${allows}) as id from json_each(?1) asked`,
  );
  list.setReturnArrays(true);
  const bits = ({ territory, screen, verb }: Context) =>
    [bit(PLACES, territory), bit(SCREENS, screen), bit(VERBS, verb)] as const;
  return {
    one: ({ number, request, at }) => idOf(one.get(number, ...bits(request), at)),
    list: ({ works, request, at }) =>
      (list.all(JSON.stringify(works), ...bits(request), at) as unknown as [string | null][]) // rows as arrays, of one column
        .map(([id]) => id ?? undefined),
  };
}

type Context = Pick<Asked['request'], 'territory' | 'screen' | 'verb'>;

/** Each grant with its position among those of its work, in our order of precedence. */
function* ranked(grants: readonly Grant[]): Generator<{ grant: Grant; rank: number }> {
  for (const ofWork of Map.groupBy(grants, (grant) => grant.work).values())
    for (const [rank, grant] of ofWork.toSorted(compareGrants).entries()) yield { grant, rank };
}

const numberOf = (grant: Grant): number => Number.parseInt(grant.id, 10);

const useBits = ({ screens, verbs }: Grant): [number, number] => [
  bitsOf(SCREENS, (screen) => screens[screen] !== undefined),
  bitsOf(VERBS, (verb) => verbs.includes(verb)),
];

const times = ({ window }: Grant): [number, number] => [window.start, window.end ?? Number.MAX_SAFE_INTEGER];

const idOf = (row: Record<string, unknown> | undefined): string | undefined =>
  row === undefined ? undefined : String(row.id);

const bit = (list: readonly string[], item: string): number => 1 << list.indexOf(item);

const bitsOf = <Item>(list: readonly Item[], holds: (item: Item) => boolean): number =>
  list.reduce((bits, item, position) => (holds(item) ? bits | (1 << position) : bits), 0);
