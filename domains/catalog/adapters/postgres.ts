/** Works, their offers, descriptions and artwork in PostgreSQL. */
import { isUuid } from '@duoping/kit';
import type { Database } from '#engines/postgres';
import {
  type ArtworkKind,
  type CatalogStore,
  type Description,
  type Offer,
  type Said,
  UNDETERMINED,
  type WorkEntry,
  type WorkId,
} from '../work.ts';

export const catalogMigration = {
  room: 'catalog',
  steps: [
    {
      id: '0001-works',
      sql: `
        create table work (id uuid primary key, eidr text unique);
        create table work_offer (
          partner text not null,
          alid text not null,
          work uuid not null references work (id),
          primary key (partner, alid)
        );
        create index work_offer_work on work_offer (work);
        create table work_description (
          partner text not null,
          alid text not null,
          language text not null,
          body jsonb not null,
          primary key (partner, alid, language),
          foreign key (partner, alid) references work_offer (partner, alid)
        );
        create table work_artwork (
          partner text not null,
          alid text not null,
          kind text not null,
          sha256 text not null,
          primary key (partner, alid, kind),
          foreign key (partner, alid) references work_offer (partner, alid)
        );`,
    },
    {
      id: '0002-revision',
      sql: `
        create table catalog_revision (one boolean primary key default true check (one), revision bigint not null);
        insert into catalog_revision (revision) values (1);
        create function catalog_changed() returns trigger language plpgsql as
          $$ begin update catalog_revision set revision = revision + 1; return null; end $$;
        create trigger changed after insert or update or delete or truncate on work_offer
          for each statement execute function catalog_changed();
        create trigger changed after insert or update or delete or truncate on work_description
          for each statement execute function catalog_changed();
        create trigger changed after insert or update or delete or truncate on work_artwork
          for each statement execute function catalog_changed();`,
    },
  ],
};

export function postgresCatalog(db: Database): CatalogStore {
  return {
    matchWorks: (offers, newId) => db.transaction((within) => matchWorks(within, offers, newId)),

    async knownWorks(offers) {
      const asked = offers.map(({ partner, alid, eidr }) => ({ partner, alid, eidr: eidr ?? null }));
      const rows = await db.rows<{ alid: string; work: WorkId }>(
        `select o.alid, coalesce(known.work, alike.id) as work
         from jsonb_to_recordset($1::jsonb) as o (partner text, alid text, eidr text)
         left join work_offer known on known.partner = o.partner and known.alid = o.alid
         left join work alike on alike.eidr = o.eidr
         where coalesce(known.work, alike.id) is not null`,
        [JSON.stringify(asked)],
      );
      return new Map(rows.map(({ alid, work }) => [alid, work]));
    },

    async knownAlids(partner, alids) {
      const rows = await db.rows<{ alid: string }>(
        'select alid from work_offer where partner = $1 and alid = any($2)',
        [partner, alids],
      );
      return new Set(rows.map((row) => row.alid));
    },

    async describe(descriptions) {
      if (descriptions.length === 0) return;
      const rows = lastOfEach(descriptions, ({ partner, alid, language }) => [partner, alid, language]);
      await db.run(
        `insert into work_description (partner, alid, language, body)
         select d ->> 'partner', d ->> 'alid', d ->> 'language', d - array['partner', 'alid', 'language']
         from jsonb_array_elements($1::jsonb) d
         on conflict (partner, alid, language) do update set body = excluded.body`,
        [JSON.stringify(rows)],
      );
    },

    async illustrate(artwork) {
      if (artwork.length === 0) return;
      await db.run(
        `insert into work_artwork (partner, alid, kind, sha256)
         select * from jsonb_to_recordset($1::jsonb) as a (partner text, alid text, kind text, sha256 text)
         on conflict (partner, alid, kind) do update set sha256 = excluded.sha256`,
        [JSON.stringify(lastOfEach(artwork, ({ partner, alid, kind }) => [partner, alid, kind]))],
      );
    },

    saidOf: (partner, alids) => db.transaction((within) => readSaid(within, partner, alids), 'snapshot'),

    sayInstead: (partner, alids, said) =>
      db.transaction(async (within) => {
        for (const table of ['work_description', 'work_artwork'])
          await within.run(`delete from ${table} where partner = $1 and alid = any($2)`, [partner, alids]);
        const catalog = postgresCatalog(within);
        await catalog.describe(said.descriptions);
        await catalog.illustrate(said.artwork);
      }),

    works: () => db.transaction(readWorks, 'snapshot'),

    titlesOf: (ids, language) => db.transaction((within) => readTitles(within, ids, language), 'snapshot'),

    async revision() {
      const [row] = await db.rows<{ revision: string }>('select revision::text from catalog_revision');
      if (!row) throw new Error('The revision of the catalog is missing from the database');
      return Number(row.revision);
    },
  };
}

/** An offer keeps its work for ever; a new one joins the work that bears its EIDR, or starts a work of its own. */
async function matchWorks(
  db: Database,
  offers: readonly Offer[],
  newId: () => WorkId,
): Promise<ReadonlyMap<string, WorkId>> {
  const known = await db.rows<{ partner: string; alid: string; work: WorkId }>(
    `select partner, alid, work from work_offer
     join jsonb_to_recordset($1::jsonb) as asked (partner text, alid text) using (partner, alid)`,
    [JSON.stringify(offers)],
  );
  const works = new Map(known.map(({ partner, alid, work }) => [offerKey({ partner, alid }), work]));
  const fresh = new Map<string, Offer>();
  for (const offer of offers) {
    const key = offerKey(offer);
    if (!works.has(key) && !fresh.has(key)) fresh.set(key, offer);
  }
  const added = [...fresh.values()].map((offer) => ({ ...offer, eidr: offer.eidr ?? null, id: newId() }));
  const joined = await db.rows<{ partner: string; alid: string; work: WorkId }>(
    `with offers as materialized (
       select * from jsonb_to_recordset($1::jsonb) as o (partner text, alid text, eidr text, id uuid)
     ), of_their_own as (
       insert into work (id) select id from offers where eidr is null
     ), alike as (
       insert into work (id, eidr) select distinct on (eidr) id, eidr from offers where eidr is not null order by eidr
       on conflict (eidr) do update set eidr = excluded.eidr
       returning id, eidr
     )
     select offers.partner, offers.alid, coalesce(alike.id, offers.id) as work
     from offers left join alike using (eidr)`,
    [JSON.stringify(added)],
  );
  await db.run(
    `insert into work_offer (partner, alid, work)
     select * from jsonb_to_recordset($1::jsonb) as j (partner text, alid text, work uuid)`,
    [JSON.stringify(joined)],
  );
  for (const { work, ...offer } of joined) works.set(offerKey(offer), work);
  return new Map(
    offers.flatMap((offer) => {
      const work = works.get(offerKey(offer));
      if (work === undefined) throw new Error(`No work was made or found for ${offer.alid}`);
      return [[offer.alid, work]];
    }),
  );
}

/** One statement can't write a row twice: what is said last of it counts. */
const lastOfEach = <Row>(rows: readonly Row[], keyOf: (row: Row) => readonly string[]): readonly Row[] => [
  ...new Map(rows.map((row) => [JSON.stringify(keyOf(row)), row])).values(),
];

async function readSaid(db: Database, partner: string, alids: readonly string[]): Promise<Said> {
  const descriptions = await db.rows<{ partner: string; alid: string; language: string; body: object }>(
    `select partner, alid, language, body from work_description where partner = $1 and alid = any($2)
     order by alid, language`,
    [partner, alids],
  );
  const artwork = await db.rows<{ partner: string; alid: string; kind: ArtworkKind; sha256: string }>(
    'select partner, alid, kind, sha256 from work_artwork where partner = $1 and alid = any($2) order by alid, kind',
    [partner, alids],
  );
  return { descriptions: descriptions.map(descriptionOf), artwork };
}

/** A row as `describe` wrote it. */
const descriptionOf = ({ body, ...place }: { partner: string; alid: string; language: string; body: object }) =>
  ({ ...body, ...place }) as Description; // nothing else writes this table

/** Works read at once: a server that reads a hundred thousand of them does other things in between. */
const PAGE = 1_000;
const FIRST = '00000000-0000-0000-0000-000000000000';
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

async function readWorks(db: Database): Promise<readonly WorkEntry[]> {
  const ends = await db.rows<{ id: string }>(
    `select id from (select id, row_number() over (order by id) as place from work) numbered
     where place % $1 = 0 order by id`,
    [PAGE],
  );
  const works: WorkEntry[] = [];
  let after = FIRST;
  for (const end of [...ends.map(({ id }) => id), LAST]) {
    for (const work of await readPage(db, after, end)) works.push(work);
    after = end;
  }
  return works;
}

/** The choice that `describedIn` makes, in the order in which a work's descriptions stand. */
async function readTitles(
  db: Database,
  ids: readonly string[],
  language: string,
): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>();
  const known = [...new Set(ids.filter(isUuid))].sort();
  for (let from = 0; from < known.length; from += PAGE) {
    const rows = await db.rows<{ work: string; title: string }>(
      `select distinct on (o.work) o.work, d.body ->> 'title' as title
       from work_offer o join work_description d using (partner, alid)
       where o.work = any($1::uuid[])
       order by o.work, case
         when d.language = $2 then 0
         when split_part(d.language, '-', 1) = split_part($2, '-', 1) then 1
         when split_part(d.language, '-', 1) = 'en' then 2
         when d.language <> $3 then 3
         else 4 end, o.partner, o.alid, d.language`,
      [known.slice(from, from + PAGE), language, UNDETERMINED],
    );
    for (const { work, title } of rows) titles.set(work, title);
  }
  return titles;
}

/** The works after the one, up to and with the other. */
async function readPage(db: Database, after: string, end: string): Promise<readonly WorkEntry[]> {
  const values = [after, end];
  const offers = await db.rows<{ work: WorkId; partner: string; alid: string; eidr: string | null }>(
    `select o.work, o.partner, o.alid, w.eidr from work_offer o join work w on w.id = o.work
     where o.work > $1 and o.work <= $2 order by o.work, o.partner, o.alid`,
    values,
  );
  const descriptions = await db.rows<{ partner: string; alid: string; language: string; body: object }>(
    `select d.partner, d.alid, d.language, d.body from work_offer o join work_description d using (partner, alid)
     where o.work > $1 and o.work <= $2 order by d.partner, d.alid, d.language`,
    values,
  );
  const artwork = await db.rows<{ partner: string; alid: string; kind: ArtworkKind; sha256: string }>(
    `select a.partner, a.alid, a.kind, a.sha256 from work_offer o join work_artwork a using (partner, alid)
     where o.work > $1 and o.work <= $2 order by a.partner, a.alid, a.kind`,
    values,
  );
  const described = Map.groupBy(descriptions, offerKey);
  const illustrated = Map.groupBy(artwork, offerKey);
  return [...Map.groupBy(offers, (row) => row.work)].map(([id, rows]) => ({
    id,
    offers: rows.map(({ partner, alid, eidr }) => ({ partner, alid, ...(eidr === null ? {} : { eidr }) })),
    descriptions: rows.flatMap((row) => (described.get(offerKey(row)) ?? []).map(descriptionOf)),
    artwork: rows.flatMap((row) => illustrated.get(offerKey(row)) ?? []),
  }));
}

const offerKey = (offer: { partner: string; alid: string }): string => JSON.stringify([offer.partner, offer.alid]);
