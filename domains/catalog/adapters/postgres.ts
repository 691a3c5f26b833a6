/** Works, their offers, descriptions and artwork in PostgreSQL. */
import type { Database } from '#engines/postgres';
import type { ArtworkKind, CatalogStore, Description, Offer, Said, WorkEntry, WorkId } from '../work.ts';

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
  ],
};

export function postgresCatalog(db: Database): CatalogStore {
  return {
    matchWorks: (offers, newId) =>
      db.transaction(async (within) => {
        const works = new Map<string, WorkId>();
        for (const offer of offers) works.set(offer.alid, await matchWork(within, offer, newId));
        return works;
      }),

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
      for (const { partner, alid, language, ...rest } of descriptions) {
        await db.run(
          `insert into work_description (partner, alid, language, body) values ($1, $2, $3, $4)
           on conflict (partner, alid, language) do update set body = excluded.body`,
          [partner, alid, language, JSON.stringify(rest)],
        );
      }
    },

    async illustrate(artwork) {
      for (const { partner, alid, kind, sha256 } of artwork) {
        await db.run(
          `insert into work_artwork (partner, alid, kind, sha256) values ($1, $2, $3, $4)
           on conflict (partner, alid, kind) do update set sha256 = excluded.sha256`,
          [partner, alid, kind, sha256],
        );
      }
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
  };
}

/** An offer keeps its work for ever; a new one joins the work that bears its EIDR, or starts a work of its own. */
async function matchWork(db: Database, offer: Offer, newId: () => WorkId): Promise<WorkId> {
  const [known] = await db.rows<{ work: WorkId }>('select work from work_offer where partner = $1 and alid = $2', [
    offer.partner,
    offer.alid,
  ]);
  if (known) return known.work;
  const [work] = await db.rows<{ id: WorkId }>(
    `insert into work (id, eidr) values ($1, $2)
     on conflict (eidr) do update set eidr = excluded.eidr
     returning id`,
    [newId(), offer.eidr ?? null],
  );
  if (!work) throw new Error('A work was neither made nor found');
  await db.run('insert into work_offer (partner, alid, work) values ($1, $2, $3)', [
    offer.partner,
    offer.alid,
    work.id,
  ]);
  return work.id;
}

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

async function readWorks(db: Database): Promise<readonly WorkEntry[]> {
  const offers = await db.rows<{ work: WorkId; partner: string; alid: string; eidr: string | null }>(
    'select o.work, o.partner, o.alid, w.eidr from work_offer o join work w on w.id = o.work order by o.work, o.partner, o.alid',
  );
  const descriptions = await db.rows<{ partner: string; alid: string; language: string; body: object }>(
    'select partner, alid, language, body from work_description order by partner, alid, language',
  );
  const artwork = await db.rows<{ partner: string; alid: string; kind: ArtworkKind; sha256: string }>(
    'select partner, alid, kind, sha256 from work_artwork order by partner, alid, kind',
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
