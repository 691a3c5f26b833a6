/** Subscriptions in PostgreSQL. */
import { asId } from '@duoping/kit';
import { batchedRows, type Pool } from '#engines/postgres';
import type { SubscriptionStore } from '../index.ts';
import { paymentsStep } from './payments.ts';

export const migrations = {
  room: 'commerce',
  steps: [
    {
      id: '001-subscriptions',
      sql: `
create schema if not exists commerce;
create table commerce.subscription (
  id text primary key,
  household text not null,
  plan text not null,
  starts_at timestamptz not null,
  ends_at timestamptz
);
create index subscription_of_household on commerce.subscription (household);
`,
    },
    paymentsStep,
  ],
};

interface SubscriptionRow {
  id: string;
  household: string;
  plan: string;
  starts_at: number;
  ends_at: number | null;
}

export function postgresSubscriptions(pool: Pool): SubscriptionStore {
  const ofHousehold = batchedRows<SubscriptionRow>(pool, {
    name: 'commerce-subscriptions',
    text: 'select * from commerce.subscription where household = any($1::text[]) order by starts_at, id',
    keyOf: (row) => row.household,
  });
  return {
    put: async ({ id, household, plan, window }) =>
      void (await pool.query(
        `insert into commerce.subscription (id, household, plan, starts_at, ends_at) values ($1, $2, $3, $4, $5)
       on conflict (id) do update set plan = excluded.plan, starts_at = excluded.starts_at, ends_at = excluded.ends_at`,
        [id, household, plan, new Date(window.start), window.end === null ? null : new Date(window.end)],
      )),
    ofHousehold: async (household) => {
      const rows = await ofHousehold(household);
      return rows.map((row) => ({
        id: asId(row.id),
        household: asId(row.household),
        plan: row.plan,
        window: { start: row.starts_at, end: row.ends_at },
      }));
    },
  };
}
