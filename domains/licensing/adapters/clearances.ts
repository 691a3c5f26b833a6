/** What authorities must approve, have approved and stopped, in PostgreSQL; and the hashes of their keys. */
import { contentHash, type Instant, type Json, ok, type Result, refuse } from '@duoping/kit';
import type { Database } from '#engines/postgres';
import type {
  Clearance,
  ClearanceEntry,
  ClearanceRule,
  ClearanceStore,
  KeyRefusal,
  Recording,
  Stopped,
} from '../clearance.ts';
import { changing, milliseconds } from './epoch.ts';

export function postgresClearances(db: Database): Omit<ClearanceStore, 'clearanceFacts'> {
  return {
    requireClearance: (rule, at, by) => addRule(db, rule, { at, by }),

    recordClearance: (clearance, at, recorded) => addClearance(db, clearance, { at, ...recorded }),

    clearanceHistory: (of) => readHistory(db, of),

    stopped: () => readStopped(db),

    async authorityKey(authority) {
      const [row] = await db.rows<{ hash: string }>('select hash from authority_key where authority = $1', [authority]);
      return row?.hash;
    },

    giveAuthorityKey: (key, by, at) => db.transaction((within) => addKey(within, key, { by, at })),

    async stopClearance({ authority, work }, by, at) {
      const { ended } = await changing(db, async (within) => {
        const stopped = await within.rows<{ id: string }>(
          `update clearance set known_to = $3
           where body ->> 'authority' = $1 and body ->> 'work' = $2 and known_to is null returning id`,
          [authority, work, new Date(at)],
        );
        for (const { id } of stopped)
          await within.run('insert into clearance_stop (clearance, by_whom, at) values ($1, $2, $3)', [
            id,
            by,
            new Date(at),
          ]);
        const without = stopped.length === 0 ? await stopUnapproved(within, { authority, work }, { by, at }) : 0;
        return { ended: stopped.length + without };
      });
      return ended;
    },
  };
}

/** A rule that may be stated again without effect: its id is its content. */
async function addRule(
  db: Database,
  rule: ClearanceRule,
  { at, by }: { readonly at: Instant; readonly by: string | undefined },
): Promise<void> {
  const body = JSON.stringify(rule);
  await changing(db, async (within) => {
    await within.run(
      'insert into clearance_rule (id, body, known_from, by_whom) values ($1, $2, $3, $4) on conflict (id) do nothing',
      [hashOf(body), body, new Date(at), by],
    );
    return {};
  });
}

/**
 * An approval stated again while it stands has no effect; after a stop it is a fact of its own, so that the gap stays
 * known, and it has to lift the stop. Changes of clearances stand in one line, so no stop slips in between.
 */
async function addClearance(
  db: Database,
  clearance: Clearance,
  { at, by, reason }: { readonly at: Instant } & Partial<Recording>,
): Promise<boolean> {
  const body = JSON.stringify(clearance);
  const { recorded } = await changing(db, async (within) => {
    const [before] = await within.rows<{ stopped: boolean }>(
      `select coalesce(bool_and(known_to is not null), false) as stopped from clearance
       where body ->> 'authority' = $1 and body ->> 'work' = $2`,
      [clearance.authority, clearance.work],
    );
    if (before?.stopped && reason === undefined) return { recorded: false };
    const id = hashOf(JSON.stringify([JSON.parse(body), at]));
    await within.run(
      `insert into clearance (id, body, known_from, by_whom)
       select $1, $2::jsonb, $3, $4 where not exists (select from clearance where known_to is null and body = $2::jsonb)
       on conflict (id) do update set known_to = null`,
      [id, body, new Date(at), by],
    );
    if (before?.stopped && reason !== undefined)
      await within.run('insert into clearance_lift (clearance, by_whom, reason, at) values ($1, $2, $3, $4)', [
        ...[id, by, reason, new Date(at)],
      ]);
    return { recorded: true };
  });
  return recorded;
}

/** A stop of what was never approved: an approval that held for no time at all, and that nobody ever knew, carries it. */
async function stopUnapproved(
  within: Database,
  { authority, work }: { readonly authority: string; readonly work: string },
  { by, at }: { readonly by: string; readonly at: Instant },
): Promise<number> {
  const none: Clearance = { authority, work, reference: '', window: { start: at, end: at } };
  const id = contentHash({ stopped: { authority, work, at } });
  const added = await within.run(
    `insert into clearance (id, body, known_from, known_to, by_whom)
     select $1, $2::jsonb, $3, $3, $4
     where not exists (select from clearance where body ->> 'authority' = $5 and body ->> 'work' = $6)
       and exists (select from clearance_rule where body ->> 'authority' = $5
         union all select from clearance where body ->> 'authority' = $5)`,
    [id, JSON.stringify(none), new Date(at), by, authority, work],
  );
  if (added === 1)
    await within.run('insert into clearance_stop (clearance, by_whom, at) values ($1, $2, $3)', [
      ...[id, by, new Date(at)],
    ]);
  return added;
}

async function readHistory(
  db: Database,
  { authority, work }: { readonly authority: string; readonly work: string },
): Promise<readonly ClearanceEntry[]> {
  const rows = await db.rows<{
    act: ClearanceEntry['act'];
    at: string;
    by: string | null;
    reference: string | null;
    reason: string | null;
  }>(
    `with own as (select * from clearance where body ->> 'authority' = $1 and body ->> 'work' = $2)
     select act, ${milliseconds('at')} as at, by, reference, reason from (
       select 1 as step, 'required' as act, known_from as at, by_whom as by, null as reference, null as reason
         from clearance_rule where body ->> 'authority' = $1 and (not body ? 'works' or body -> 'works' ? $2)
       union all select 2, 'lifted', l.at, l.by_whom, null, l.reason from clearance_lift l join own on own.id = l.clearance
       union all select 3, 'approved', known_from, by_whom, body ->> 'reference', null from own
         where known_to is null or known_to > known_from
       union all select 4, 'stopped', s.at, s.by_whom, null, null from clearance_stop s join own on own.id = s.clearance
     ) acts order by at desc, step desc`,
    [authority, work],
  );
  return rows.map(({ act, at, by, reference, reason }) => ({
    ...{ act, at: Number(at), by },
    ...(reference === null ? {} : { reference }),
    ...(reason === null ? {} : { reason }),
  }));
}

async function readStopped(db: Database): Promise<readonly Stopped[]> {
  const rows = await db.rows<{ authority: string; work: string; by: string; at: string }>(
    `select distinct on (c.body ->> 'authority', c.body ->> 'work') c.body ->> 'authority' as authority,
       c.body ->> 'work' as work, s.by_whom as by, ${milliseconds('s.at')} as at
     from clearance_stop s join clearance c on c.id = s.clearance
     where not exists (select from clearance now where now.known_to is null
       and now.body ->> 'authority' = c.body ->> 'authority' and now.body ->> 'work' = c.body ->> 'work')
     order by 1, 2, s.seq desc`,
  );
  return rows.map((row) => ({ ...row, at: Number(row.at) })).sort((a, b) => b.at - a.at);
}

async function addKey(
  within: Database,
  { authority, hash }: { readonly authority: string; readonly hash: string },
  { by, at }: { readonly by: string; readonly at: Instant },
): Promise<Result<null, KeyRefusal>> {
  // The lock of all changes of clearances, so that no stop slips in between.
  await within.rows('select epoch from rights_epoch for update');
  const [known] = await within.rows('select from authority_key where authority = $1', [authority]);
  if (known) return refuse('authority-known');
  if ((await readStopped(within)).some((one) => one.authority === authority)) return refuse('authority-stopped');
  await within.run('insert into authority_key (authority, hash, by_whom, at) values ($1, $2, $3, $4)', [
    ...[authority, hash, by, new Date(at)],
  ]);
  return ok(null);
}

const hashOf = (text: string): string => contentHash(JSON.parse(text) as Json); // what JSON.parse returns is JSON
