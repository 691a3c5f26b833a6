/** Partners, contract versions and content plans in PostgreSQL. Rows are added, never changed. */

import type { Instant } from '@duoping/kit';
import type { Database } from '#engines/postgres';
import type { ContentPlan } from '../content-plan.ts';
import type { Contract, Partner } from '../contract.ts';
import type { DealStore } from '../ports.ts';

export const dealsMigration = {
  room: 'deals',
  steps: [
    {
      id: '0001-deals',
      sql: `
        create table partner (
          id text primary key,
          name text not null,
          names jsonb not null,
          illustrative boolean not null
        );
        create table contract (
          id text not null,
          version integer not null check (version >= 1),
          partner text not null references partner (id),
          body jsonb not null,
          known_from timestamptz not null,
          primary key (id, version)
        );
        create table content_plan (
          id text not null,
          body jsonb not null,
          known_from timestamptz not null,
          primary key (id, known_from)
        );`,
    },
    {
      id: '0002-version-0',
      sql: `
        alter table contract drop constraint contract_version_check;
        alter table contract add check (version >= 0);`,
    },
  ],
};

export function postgresDeals(db: Database): DealStore {
  return {
    async savePartner(partner: Partner) {
      await db.run(
        `insert into partner (id, name, names, illustrative) values ($1, $2, $3, $4)
         on conflict (id) do update
         set name = excluded.name, names = excluded.names, illustrative = excluded.illustrative`,
        [partner.id, partner.name, JSON.stringify(partner.names), partner.illustrative],
      );
    },

    async addContract(contract: Contract, at: Instant) {
      const { id, version, partner } = contract.terms;
      const added = await db.run(
        `insert into contract (id, version, partner, body, known_from) values ($1, $2, $3, $4, $5)
         on conflict (id, version) do nothing`,
        [id, version, partner, JSON.stringify(contract), new Date(at)],
      );
      return added === 1;
    },

    async partners() {
      return db.rows<Partner>('select id, name, names, illustrative from partner order by id');
    },

    async contracts() {
      const rows = await db.rows<{ body: Contract }>(
        'select distinct on (id) body from contract order by id, version desc',
      );
      return rows.map((row) => row.body);
    },

    async contractVersions() {
      const rows = await db.rows<{ body: Contract }>('select body from contract order by id, version');
      return rows.map((row) => row.body);
    },

    async savePlan(plan: ContentPlan, at: Instant) {
      await db.run(
        `insert into content_plan (id, body, known_from)
         select $1, $2, $3
         where not exists (
           select from content_plan p
           where p.id = $1 and p.body = $2::jsonb
             and p.known_from = (select max(known_from) from content_plan where id = $1)
         )`,
        [plan.id, JSON.stringify(plan), new Date(at)],
      );
    },

    async plans() {
      const rows = await db.rows<{ body: ContentPlan }>(
        'select distinct on (id) body from content_plan order by id, known_from desc',
      );
      return rows.map((row) => row.body);
    },
  };
}
