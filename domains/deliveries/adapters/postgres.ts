/** Deliveries and their reports in PostgreSQL. */
import type { Database } from '#engines/postgres';
import type { Delivery } from '../delivery.ts';
import type { DeliveryStore } from '../ports.ts';

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
  ],
};

export function postgresDeliveries(db: Database): DeliveryStore {
  return {
    async save(delivery) {
      await db.run(
        `insert into delivery (id, partner, received_at, body) values ($1, $2, $3, $4)
         on conflict (id) do update set body = excluded.body`,
        [delivery.id, delivery.partner, new Date(delivery.receivedAt), JSON.stringify(delivery)],
      );
    },

    async delivery(id) {
      const [row] = await db.rows<{ body: Delivery }>('select body from delivery where id = $1 for update', [id]);
      return row?.body;
    },

    async deliveries(partner) {
      const rows = await db.rows<{ body: Delivery }>(
        'select body from delivery where $1::text is null or partner = $1 order by received_at desc, id limit 500',
        [partner ?? null],
      );
      return rows.map((row) => row.body);
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
        `select alid, (extract(epoch from max(issued_at)) * 1000)::bigint::text as at
         from delivery_issue where partner = $1 and alid = any($2) group by alid`,
        [partner, alids],
      );
      return new Map(rows.map(({ alid, at }) => [alid, Number(at)]));
    },
  };
}
