/** Households, profiles and members in PostgreSQL. */
import { asId } from '@duoping/kit';
import { batchedRows, type Connection, type Pool, transaction } from '#engines/postgres';
import type { HouseholdStore } from '../index.ts';

export const migrations = {
  room: 'households',
  steps: [
    {
      id: '001-households',
      sql: `
create schema if not exists households;
create table households.household (
  id text primary key,
  name text not null,
  stream_limit integer not null check (stream_limit >= 1),
  pseudonym_key text not null
);
create table households.profile (
  id text primary key,
  household text not null references households.household,
  name text not null,
  language text not null,
  place bigint generated always as identity
);
create index profile_of_household on households.profile (household);
create table households.member (
  id text primary key,
  household text not null references households.household,
  name text not null
);
create index member_of_household on households.member (household);
`,
    },
  ],
};

interface HouseholdRow {
  id: string;
  name: string;
  stream_limit: number;
  pseudonym_key: string;
}

interface ProfileRow extends PersonRow {
  language: string;
}

interface PersonRow {
  id: string;
  household: string;
  name: string;
}

/** The household's profiles, which nobody else changes before this transaction ends. */
async function heldProfiles(within: Connection, household: string): Promise<readonly string[]> {
  await within.query('select from households.household where id = $1 for update', [household]);
  const { rows } = await within.query<{ id: string }>('select id from households.profile where household = $1', [
    household,
  ]);
  return rows.map(({ id }) => id);
}

export function postgresHouseholds(pool: Pool): HouseholdStore {
  const byId = batchedRows<HouseholdRow>(pool, {
    name: 'households-by-id',
    text: 'select * from households.household where id = any($1::text[])',
    keyOf: (row) => row.id,
  });
  const profilesOf = batchedRows<ProfileRow>(pool, {
    name: 'households-profiles',
    text: 'select id, household, name, language from households.profile where household = any($1::text[]) order by place',
    keyOf: (row) => row.household,
  });
  return {
    byId: async (household) => {
      const [row] = await byId(household);
      return (
        row && { id: asId(row.id), name: row.name, streamLimit: row.stream_limit, pseudonymKey: row.pseudonym_key }
      );
    },
    put: async ({ id, name, streamLimit, pseudonymKey }) =>
      void (await pool.query(
        `insert into households.household (id, name, stream_limit, pseudonym_key) values ($1, $2, $3, $4)
       on conflict (id) do update
       set name = excluded.name, stream_limit = excluded.stream_limit, pseudonym_key = excluded.pseudonym_key`,
        [id, name, streamLimit, pseudonymKey],
      )),
    putProfile: async ({ id, household, name, language }) =>
      void (await pool.query(
        `insert into households.profile (id, household, name, language) values ($1, $2, $3, $4)
       on conflict (id) do update set name = excluded.name, language = excluded.language`,
        [id, household, name, language],
      )),
    addProfile: ({ id, household, name, language }, most) =>
      transaction(pool, async (within) => {
        if ((await heldProfiles(within, household)).length >= most) return false;
        await within.query('insert into households.profile (id, household, name, language) values ($1, $2, $3, $4)', [
          ...[id, household, name, language],
        ]);
        return true;
      }),
    renameProfile: async (household, id, name) => {
      const text = 'update households.profile set name = $3 where id = $2 and household = $1';
      return (await pool.query(text, [household, id, name])).rowCount === 1;
    },
    removeProfile: (household, id) =>
      transaction(pool, async (within) => {
        const held = await heldProfiles(within, household);
        if (!held.includes(id)) return 'unknown-profile';
        if (held.length < 2) return 'last-profile';
        await within.query('delete from households.profile where id = $1', [id]);
        return 'removed';
      }),
    profilesOf: async (household) => {
      const rows = await profilesOf(household);
      return rows.map((row) => ({ ...row, id: asId(row.id), household: asId(row.household) }));
    },
    putMember: async ({ id, household, name }) =>
      void (await pool.query(
        `insert into households.member (id, household, name) values ($1, $2, $3)
       on conflict (id) do update set name = excluded.name`,
        [id, household, name],
      )),
    membersOf: async (household) => {
      const { rows } = await pool.query<PersonRow>(
        'select id, household, name from households.member where household = $1 order by id',
        [household],
      );
      return rows.map((row) => ({ ...row, id: asId(row.id), household: asId(row.household) }));
    },
  };
}
