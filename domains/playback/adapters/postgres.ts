/**
 * Plays in PostgreSQL. A claim locks its household and the plays in its slots; what heartbeats read and write goes in
 * batches, see write.ts.
 */
import { ok, refuse } from '@duoping/kit';
import { batchedRows, type Pool } from '#engines/postgres';
import type { KeyIssue, Play, PlayStore } from '../index.ts';
import { type MarkRow, markOf, PLAY_COLUMNS, type PlayRow, playJson, playOf, receiptFrom } from './rows.ts';
import { groupedWrites } from './write.ts';

export { migrations } from './rows.ts';

export function postgresPlays(pool: Pool): PlayStore {
  const select = async (rest: string, values: unknown[]): Promise<Play[]> => {
    const { rows } = await pool.query<PlayRow>(`select ${PLAY_COLUMNS} from playback.play ${rest}`, values);
    return rows.map(playOf);
  };
  const byId = batchedRows<PlayRow>(pool, {
    name: 'playback-by-id',
    text: `select ${PLAY_COLUMNS} from playback.play where id = any($1::text[])`,
    keyOf: (row) => row.id,
  });
  const markAt = batchedRows<MarkRow>(pool, {
    name: 'playback-resume-mark',
    text: `select mark.* from (select key::jsonb->>0 as profile, key::jsonb->>1 as work from unnest($1::text[]) as key) as asked
      join playback.resume_mark as mark using (profile, work)`,
    keyOf: ({ profile, work }) => JSON.stringify([profile, work]),
  });
  const marks = async (rest: string, values: unknown[]) => {
    const { rows } = await pool.query<MarkRow>(`select * from playback.resume_mark ${rest}`, values);
    return rows.map(markOf);
  };
  return {
    claim: async ({ play, limit, lapsed, keyIssue }) => {
      const values = [JSON.stringify(playJson(play)), limit, new Date(lapsed), new Date(play.startedAt)];
      const { rows } = await pool.query<PlayRow>(
        keyIssue
          ? {
              name: 'playback-claim-keyed',
              text: CLAIM_KEYED,
              values: [...values, JSON.stringify(issueJson(keyIssue))],
            }
          : { name: 'playback-claim', text: CLAIM, values },
      );
      return rows.length === 0 ? ok(null) : refuse(rows.map(playOf));
    },
    byId: async (play) => (await byId(play)).map(playOf)[0],
    write: groupedWrites(pool),
    worksPlaying: async () => {
      const { rows } = await pool.query<{ work: string }>(
        'select distinct work from playback.play where ended_at is null order by work',
      );
      return rows.map((row) => row.work);
    },
    unended: (of) => {
      const [[column, value]] = Object.entries(of) as [[string, string]]; // one member, by the port's type
      return select(`where ${COLUMNS[column]} = $1 and ended_at is null order by state->'startedAt', id`, [value]);
    },
    endLapsed: async (before) => {
      const { rowCount } = await pool.query(
        `update playback.play set ended_at = lease_until, end_reason = 'lease-expired', version = version + 1
         where ended_at is null and lease_until <= $1`,
        [new Date(before)],
      );
      return rowCount ?? 0;
    },
    resumeMark: async (profile, work) => (await markAt(JSON.stringify([profile, work]))).map(markOf)[0],
    forgetMarks: async (profile) => {
      // Known as forgotten first, so that a play that still runs leaves no mark after the others are gone.
      await pool.query('insert into playback.forgotten_profile (profile) values ($1) on conflict do nothing', [
        profile,
      ]);
      await pool.query('delete from playback.resume_mark where profile = $1', [profile]);
    },
    resumeMarks: (profile, most) => marks('where profile = $1 order by at desc limit $2', [profile, most]),
    receiptsOf: async (play) => {
      const { rows } = await pool.query<{ receipt: unknown }>(
        'select receipt from playback.receipt where play = $1 order by position',
        [play],
      );
      return rows.map((row) => receiptFrom(row.receipt));
    },
  };
}

const CLAIM = `select ${PLAY_COLUMNS} from playback.claim($1::jsonb, $2, $3, $4)`;

/** One statement and one commit: a claim that was refused issues nothing. */
const CLAIM_KEYED = `
with holding as materialized (${CLAIM}),
issued as (
  insert into playback.key_issue select issue.* from jsonb_populate_record(null::playback.key_issue, $5::jsonb) as issue
  where not exists (select from holding)
)
select * from holding`;

const issueJson = ({ id, play, kids, grant, epoch, at }: KeyIssue) => ({
  ...{ id, play, kids, grant_id: grant, epoch, at: new Date(at) },
});

const COLUMNS: Record<string, string> = { work: 'work', household: 'household', device: 'device' };
