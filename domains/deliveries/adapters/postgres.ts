/** Deliveries and their reports in PostgreSQL. */
import type { Database } from '#engines/postgres';
import { type Delivery, type DeliveryAct, type DeliverySummary, type ReportSummary, summaryOf } from '../delivery.ts';
import type { AppliedChange, DeliveryStore } from '../ports.ts';

export const deliveriesMigration = {
  room: 'deliveries',
  steps: [
    {
      id: '0001-deliveries',
      sql: `
        create table delivery (
          id uuid primary key,
          partner text not null,
          received_at timestamptz not null,
          body jsonb not null
        );
        create index delivery_partner on delivery (partner, received_at desc);`,
    },
    {
      id: '0002-issues',
      sql: `
        create table delivery_issue (
          partner text not null,
          alid text not null,
          delivery uuid not null references delivery (id),
          issued_at timestamptz not null,
          primary key (partner, alid, delivery)
        );`,
    },
    {
      id: '0003-history',
      sql: `
        create table delivery_change (
          seq bigint generated always as identity primary key,
          delivery uuid not null unique references delivery (id),
          partner text not null,
          body jsonb not null
        );
        create index delivery_change_partner on delivery_change (partner, seq);
        create table delivery_act (
          seq bigint generated always as identity primary key,
          delivery uuid not null references delivery (id),
          act text not null,
          at timestamptz not null,
          by_whom text not null,
          reason text
        );
        create index delivery_act_delivery on delivery_act (delivery, seq);`,
    },
    {
      id: '0004-summaries',
      sql: `
        alter table delivery add column version integer not null default 1;
        alter table delivery add column summary jsonb;
        update delivery set summary = jsonb_build_object(
          'counts', body #> '{report,counts}',
          'appears', jsonb_array_length(body #> '{report,diff,appears}'),
          'disappears', jsonb_array_length(body #> '{report,diff,disappears}'),
          'changes', jsonb_array_length(body #> '{report,diff,changes}'),
          'conflicts', 0, 'holds', '[]'::jsonb)
        where body ->> 'report' is not null;
        update delivery set body = jsonb_set(jsonb_set(body, '{report,holds}', '[]'), '{report,diff,conflicts}', '[]')
        where body ->> 'report' is not null;`,
    },
    {
      id: '0005-avails',
      sql: `
        create table delivered_avail (
          partner text not null,
          grant_id text not null,
          avail text not null,
          primary key (partner, grant_id)
        );`,
    },
  ],
};

export function postgresDeliveries(db: Database): DeliveryStore {
  return {
    async save(delivery) {
      await db.run(
        `insert into delivery (id, partner, received_at, body, summary) values ($1, $2, $3, $4, $5)
         on conflict (id) do update
           set body = excluded.body, summary = excluded.summary, version = delivery.version + 1`,
        [
          delivery.id,
          delivery.partner,
          new Date(delivery.receivedAt),
          JSON.stringify(delivery),
          delivery.report && JSON.stringify(summaryOf(delivery.report)),
        ],
      );
    },

    async delivery(id) {
      const [row] = await db.rows<{ body: Delivery }>('select body from delivery where id = $1 for update', [id]);
      return row?.body;
    },

    async stored(id) {
      const [row] = await db.rows<{ body: Delivery }>('select body from delivery where id = $1', [id]);
      return row?.body;
    },

    async deliveries(partner) {
      const rows = await db.rows<{ head: Omit<DeliverySummary, 'summary'>; summary: ReportSummary | null }>(
        `select body - 'report' as head, summary from delivery
         where $1::text is null or partner = $1 order by received_at desc, id limit 500`,
        [partner ?? null],
      );
      return rows.map(({ head, summary }) => ({ ...head, summary }));
    },

    async version(id) {
      const [row] = await db.rows<{ version: number }>('select version from delivery where id = $1', [id]);
      return row?.version;
    },

    async storedBytes(id) {
      const sql = 'select pg_column_size(body) as bytes from delivery where id = $1'; // of what lies there: nothing is read
      const [row] = await db.rows<{ bytes: number }>(sql, [id]);
      return row?.bytes;
    },

    async noteIssues({ id, partner }, issues) {
      const rows = [...issues].map(([alid, at]) => ({ alid, at: new Date(at) }));
      await db.run(
        `insert into delivery_issue (partner, alid, delivery, issued_at)
         select $1, r.alid, $2, r.at from jsonb_to_recordset($3::jsonb) as r (alid text, at timestamptz)
         on conflict do nothing`,
        [partner, id, JSON.stringify(rows)],
      );
    },

    async issued(partner, alids) {
      const rows = await db.rows<{ alid: string; at: string }>(
        `select i.alid, (extract(epoch from max(i.issued_at)) * 1000)::bigint::text as at
         from delivery_issue i join delivery d on d.id = i.delivery and d.body ->> 'status' = 'applied'
         where i.partner = $1 and i.alid = any($2) group by i.alid`,
        [partner, alids],
      );
      return new Map(rows.map(({ alid, at }) => [alid, Number(at)]));
    },

    async noteAvails(partner, availOf) {
      const rows = [...availOf].map(([grant, avail]) => ({ grant, avail }));
      await db.run(
        `insert into delivered_avail (partner, grant_id, avail)
         select $1, r.grant, r.avail from jsonb_to_recordset($2::jsonb) as r ("grant" text, avail text)
         on conflict do nothing`,
        [partner, JSON.stringify(rows)],
      );
    },

    async availsOf(partner, grants) {
      const rows = await db.rows<{ grant: string; avail: string }>(
        'select grant_id as "grant", avail from delivered_avail where partner = $1 and grant_id = any($2)',
        [partner, grants],
      );
      return new Map(rows.map(({ grant, avail }) => [grant, avail]));
    },

    async takeTurn(partner) {
      await db.run(`select pg_advisory_xact_lock_shared(hashtextextended('deliveries', 0))`);
      await db.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`deliveries of ${partner}`]);
    },

    async takeEveryTurn() {
      await db.run(`select pg_advisory_xact_lock(hashtextextended('deliveries', 0))`);
    },

    async noteChange(change) {
      const { delivery, partner } = change;
      await db.run('insert into delivery_change (delivery, partner, body) values ($1, $2, $3)', [
        delivery,
        partner,
        JSON.stringify(change),
      ]);
    },

    async change(id) {
      const [row] = await db.rows<{ body: AppliedChange }>('select body from delivery_change where delivery = $1', [
        id,
      ]);
      return row?.body;
    },

    async appliedAfter(id) {
      return db.rows<Pick<AppliedChange, 'delivery' | 'alids'>>(
        `select later.delivery, later.body -> 'alids' as alids
         from delivery_change this
         join delivery_change later on later.partner = this.partner and later.seq > this.seq
         join delivery d on d.id = later.delivery and d.body ->> 'status' = 'applied'
         where this.delivery = $1
         order by later.seq`,
        [id],
      );
    },

    async appliedTo(partner, alids) {
      const rows = await db.rows<{ body: AppliedChange }>(
        `select c.body from delivery_change c join delivery d on d.id = c.delivery and d.body ->> 'status' = 'applied'
         where c.partner = $1 and c.body -> 'granted' ?| $2 order by c.seq`,
        [partner, alids],
      );
      return rows.map(({ body }) => body);
    },

    async noteAct(id, { act, at, by, reason }) {
      await db.run('insert into delivery_act (delivery, act, at, by_whom, reason) values ($1, $2, $3, $4, $5)', [
        id,
        act,
        new Date(at),
        by,
        reason,
      ]);
    },

    async acts(id) {
      const rows = await db.rows<{ act: DeliveryAct['act']; at: string; by: string; reason: string | null }>(
        `select act, (extract(epoch from at) * 1000)::bigint::text as at, by_whom as by, reason
         from delivery_act where delivery = $1 order by seq`,
        [id],
      );
      return rows.map((row) => ({ ...row, at: Number(row.at) }));
    },
  };
}
