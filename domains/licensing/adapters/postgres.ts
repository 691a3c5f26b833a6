/** Grants, denials and clearances in PostgreSQL. Every change raises one epoch that all nodes watch. */

import type { Instant } from '@duoping/kit';
import type { Denial, Grant } from '@duoping/rights';
import type { Database } from '#engines/postgres';
import type { GrantChange, GrantStore } from '../apply-grants.ts';
import type { Clearance, ClearanceRule, ClearanceStore } from '../clearance.ts';
import { type GrantSource, type GrantSourceStore, inSourceOrder } from '../grant-sources.ts';
import type { Recorded, RightsRecord, RightsRecordStore } from '../history.ts';
import type { Restrictions, RightsChange, RightsFacts, RightsFactsStore } from '../living-rights.ts';
import type { DenialStore } from '../withdraw.ts';
import { casesStep } from './cases.ts';
import { postgresClearances } from './clearances.ts';
import { changing, milliseconds, readEpoch } from './epoch.ts';
import { eventsStep } from './events.ts';
import { nodesStep } from './nodes.ts';

export const licensingMigration = {
  room: 'licensing',
  steps: [
    {
      id: '0001-rights',
      sql: `
        create table rights_epoch (one boolean primary key default true check (one), epoch bigint not null);
        insert into rights_epoch (epoch) values (1);
        create table rights_grant (
          id text not null,
          partner text not null,
          alid text not null,
          body jsonb not null,
          known_from timestamptz not null,
          known_to timestamptz,
          primary key (id, known_from)
        );
        create index rights_grant_scope on rights_grant (partner, alid) where known_to is null;
        create table rights_denial (
          id text primary key,
          body jsonb not null,
          by_whom text not null,
          known_from timestamptz not null,
          lifted_by text,
          known_to timestamptz
        );
        create table clearance_rule (id text primary key, body jsonb not null, known_from timestamptz not null);
        create table clearance (
          id text primary key,
          body jsonb not null,
          known_from timestamptz not null,
          known_to timestamptz
        );`,
    },
    {
      id: '0002-record-by-work',
      sql: `create index rights_grant_work on rights_grant ((body->>'work'));`,
    },
    {
      id: '0003-clearance-stops',
      sql: `
        create table clearance_stop (
          seq bigint generated always as identity primary key,
          clearance text not null references clearance (id),
          by_whom text not null,
          at timestamptz not null
        );`,
    },
    casesStep,
    nodesStep,
    {
      id: '0006-epochs-of-grants',
      sql: `
        alter table rights_grant add column since_epoch bigint not null default 0, add column until_epoch bigint;
        create index rights_grant_since on rights_grant (since_epoch);
        create index rights_grant_until on rights_grant (until_epoch) where until_epoch is not null;`,
    },
    {
      id: '0007-authorities',
      sql: `
        create table authority_key (
          authority text primary key,
          hash text not null,
          by_whom text not null,
          at timestamptz not null
        );
        create table clearance_lift (
          seq bigint generated always as identity primary key,
          clearance text not null references clearance (id),
          by_whom text not null,
          reason text not null,
          at timestamptz not null
        );`,
    },
    eventsStep,
    {
      id: '0009-who-recorded-clearances',
      sql: `alter table clearance add column by_whom text; alter table clearance_rule add column by_whom text;`,
    },
  ],
};

export function postgresLicensing(
  db: Database,
): RightsFactsStore & RightsRecordStore & DenialStore & GrantStore & GrantSourceStore & ClearanceStore {
  return {
    epoch: () => readEpoch(db),

    facts: () => db.transaction(readFacts, 'snapshot'),

    restrictions: () => db.transaction(readOthers, 'snapshot'),

    changesSince: (epoch) => db.transaction((within) => readChanges(within, epoch), 'snapshot'),

    record: (works) => db.transaction((within) => readRecord(within, works), 'snapshot'),

    async grantsOf(partner, alids) {
      const rows = await db.rows<{ body: Grant }>(
        'select body from rights_grant where partner = $1 and alid = any($2) and known_to is null order by id',
        [partner, alids],
      );
      return rows.map((row) => row.body);
    },

    async grantsOfWorks(works) {
      const rows = await db.rows<{ body: Grant }>(
        `select body from rights_grant where body ->> 'work' = any($1) and known_to is null order by id`,
        [works],
      );
      return rows.map((row) => row.body);
    },

    async grantSources() {
      const rows = await db.rows<GrantSource>(
        `select partner, contract, sum(grants)::int as grants, sum(waiting)::int as waiting, count(*)::int as works
         from (
           select partner, body ->> 'contract' as contract, body ->> 'work' as work,
             count(*) filter (where not body ? 'waits') as grants, count(*) filter (where body ? 'waits') as waiting
           from rights_grant where known_to is null group by 1, 2, 3
         ) of_works group by 1, 2`,
      );
      return inSourceOrder(rows);
    },

    async countGrants(partner) {
      const [row] = await db.rows<{ count: number }>(
        `select count(*)::int as count from rights_grant
         where partner = $1 and known_to is null and not body ? 'waits'`,
        [partner],
      );
      return row?.count ?? 0;
    },

    async waitingGrants({ partner, after, limit }) {
      const rows = await db.rows<{ body: Grant }>(
        `select body from rights_grant
         where known_to is null and (body ? 'waits' or body ? 'endWaits')
           and ($1::text is null or partner = $1)
           and ($2::text is null or (partner, alid, id) > ($2, $3, $4))
         order by partner, alid, id limit $5`,
        [partner ?? null, after?.partner ?? null, after?.alid ?? null, after?.id ?? null, limit],
      );
      return rows.map((row) => row.body);
    },

    async countWaiting(partner) {
      const [row] = await db.rows<{ count: number }>(
        `select count(*)::int as count from rights_grant
         where known_to is null and (body ? 'waits' or body ? 'endWaits') and ($1::text is null or partner = $1)`,
        [partner ?? null],
      );
      return row?.count ?? 0;
    },

    async grantsById(partner, ids) {
      const rows = await db.rows<{ body: Grant }>(
        `select distinct on (id) body from rights_grant where partner = $1 and id = any($2) order by id, known_from desc`,
        [partner, ids],
      );
      if (rows.length < new Set(ids).size) throw new Error(`${partner} never had some of ${ids.length} grants`);
      return rows.map((row) => row.body);
    },

    async grantedAlids(partner) {
      const rows = await db.rows<{ alid: string }>(
        'select distinct alid from rights_grant where partner = $1 and known_to is null',
        [partner],
      );
      return rows.map(({ alid }) => alid).sort();
    },

    replaceGrants: (change, at) =>
      db.transaction(async (outer) => {
        await stageGrants(outer, change, at);
        return changing(outer, async (within) => ({
          ended: await endGrants(within, change, at),
          added: await addGrants(within, change, at),
        }));
      }),

    addDenial: (denial, by, at) =>
      changing(db, async (within) => {
        await within.run('insert into rights_denial (id, body, by_whom, known_from) values ($1, $2, $3, $4)', [
          denial.id,
          JSON.stringify(denial),
          by,
          new Date(at),
        ]);
        return {};
      }),

    async liftDenial(id, by, at) {
      const { lifted } = await changing(db, async (within) => ({
        lifted: await within.run(
          'update rights_denial set known_to = $2, lifted_by = $3 where id = $1 and known_to is null',
          [id, new Date(at), by],
        ),
      }));
      return lifted === 1;
    },

    async denials() {
      const rows = await db.rows<{ body: Denial; by: string; at: string }>(
        `select body, by_whom as by, (extract(epoch from known_from) * 1000)::bigint::text as at
         from rights_denial where known_to is null order by known_from desc, id`,
      );
      return rows.map((row) => ({ ...row.body, by: row.by, knownFrom: Number(row.at) }));
    },

    ...postgresClearances(db),

    clearanceFacts: () =>
      db.transaction(async (within) => {
        const { denials: _denials, ...facts } = await readOthers(within);
        return facts;
      }, 'snapshot'),
  };
}

async function readFacts(db: Database): Promise<RightsFacts> {
  const rows = await db.rows<{ body: Grant }>('select body from rights_grant where known_to is null order by id');
  return { grants: rows.map(({ body }) => body), ...(await readOthers(db)) };
}

async function readChanges(db: Database, since: number): Promise<RightsChange> {
  const ended = await db.rows<{ id: string }>('select distinct id from rights_grant where until_epoch > $1', [since]);
  const begun = await db.rows<{ body: Grant }>(
    'select body from rights_grant where since_epoch > $1 and known_to is null order by id',
    [since],
  );
  return {
    ended: ended.map(({ id }) => id),
    begun: begun.map(({ body }) => body),
    ...(await readOthers(db)),
  };
}

/** All that isn't grants, which is little. */
async function readOthers(db: Database): Promise<Restrictions> {
  const bodies = async <T>(sql: string) => (await db.rows<{ body: T }>(sql)).map((row) => row.body);
  return {
    epoch: await readEpoch(db),
    denials: await bodies<Denial>('select body from rights_denial where known_to is null order by id'),
    clearanceRules: await bodies<ClearanceRule>('select body from clearance_rule order by id'),
    clearances: await bodies<Clearance>('select body from clearance where known_to is null order by id'),
  };
}

/** Everything ever known, of the works asked for. */
async function readRecord(db: Database, works: readonly string[] | undefined): Promise<RightsRecord> {
  const recorded = async <T>(table: string, { to = 'known_to', where = 'true', values = [] }: Reading = {}) => {
    const rows = await db.rows<{ body: T; known_from: string; known_to: string | null }>(
      `select body, ${milliseconds('known_from')} as known_from, ${milliseconds(to)} as known_to
       from ${table} where ${where} order by id, known_from`,
      values,
    );
    return rows.map((row): Recorded<T> => {
      const knownTo = row.known_to === null ? null : Number(row.known_to);
      return { ...row.body, knownFrom: Number(row.known_from), knownTo };
    });
  };
  const ofWorks = (path: string): Reading =>
    works === undefined ? {} : { where: `(${path} is null or ${path} = any($1))`, values: [works] };
  return {
    epoch: await readEpoch(db),
    grants: await recorded<Grant>('rights_grant', ofWorks("body->>'work'")),
    denials: await recorded<Denial>('rights_denial', ofWorks("body->'scope'->>'work'")),
    clearanceRules: await recorded<ClearanceRule>('clearance_rule', { to: 'null::timestamptz' }),
    clearances: await recorded<Clearance>('clearance', ofWorks("body->>'work'")),
  };
}

interface Reading {
  readonly to?: string;
  readonly where?: string;
  readonly values?: readonly unknown[];
}

/** Puts the grants of a change where they can be taken from quickly, before anybody has to wait for it. */
async function stageGrants(db: Database, { grants }: GrantChange, at: Instant): Promise<void> {
  await db.run(
    'create temporary table if not exists grant_coming (id text, alid text, body jsonb) on commit delete rows',
  );
  await db.run('delete from grant_coming');
  const rows = grants.map((grant) => ({ id: grant.id, alid: grant.alid, body: { ...grant, knownFrom: at } }));
  await db.run(
    'insert into grant_coming select * from jsonb_to_recordset($1::jsonb) as r (id text, alid text, body jsonb)',
    [JSON.stringify(rows)],
  );
  await db.run('analyze grant_coming');
}

/** Ends every grant of the scope that the change does not repeat. */
function endGrants(db: Database, change: GrantChange, at: Instant): Promise<number> {
  return db.run(
    `update rights_grant g set known_to = $3, until_epoch = (select epoch from rights_epoch)
     where partner = $1 and alid = any($2) and known_to is null
       and not exists (select from grant_coming c where c.id = g.id)`,
    [change.partner, change.alids, new Date(at)],
  );
}

function addGrants(db: Database, { partner }: GrantChange, at: Instant): Promise<number> {
  return db.run(
    `insert into rights_grant (id, partner, alid, body, known_from, since_epoch)
     select distinct on (c.id) c.id, $1, c.alid, c.body, $2::timestamptz, (select epoch from rights_epoch)
     from grant_coming c
     where not exists (select from rights_grant g where g.id = c.id and g.partner = $1 and g.known_to is null)`,
    [partner, new Date(at)],
  );
}
