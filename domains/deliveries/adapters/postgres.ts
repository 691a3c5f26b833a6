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
  };
}
