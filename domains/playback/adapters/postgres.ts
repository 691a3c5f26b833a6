/**
 * Plays in PostgreSQL. A claim locks its household and the plays in its slots; a heartbeat is one statement that writes
 * play, receipt and resume mark only when the play's version is still the one it was read at.
 */
import { ok, refuse } from '@duoping/kit';
import { type Connection, type Pool, transaction } from '#engines/postgres';
import type { Play, PlayChange, PlayStore } from '../index.ts';
import { HOLD_MS } from '../resume.ts';
import { type MarkRow, markOf, PLAY_COLUMNS, type PlayRow, playOf, playValues, receiptFrom } from './rows.ts';

export { migrations } from './rows.ts';

export function postgresPlays(pool: Pool): PlayStore {
  const select = async (rest: string, values: unknown[]): Promise<Play[]> => {
    const { rows } = await pool.query<PlayRow>(`select ${PLAY_COLUMNS} from playback.play ${rest}`, values);
    return rows.map(playOf);
  };
  const marks = async (rest: string, values: unknown[]) => {
    const { rows } = await pool.query<MarkRow>(`select * from playback.resume_mark ${rest}`, values);
    return rows.map(markOf);
  };
  return {
    claim: (play, limit, lapsed) =>
      transaction(pool, async (connection) => {
        await connection.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`streams:${play.household}`]);
        const holding: Play[] = [];
        for (const other of await unendedForUpdate(connection, play.household)) {
          if (other.lease.until <= lapsed) await end(connection, other, 'lease-expired', other.lease.until);
          else if (other.device === play.device) await end(connection, other, 'replaced', play.startedAt);
          else holding.push(other);
        }
        if (holding.length >= limit) return refuse(holding);
        await connection.query(
          `insert into playback.play (${PLAY_COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
          playValues(play),
        );
        return ok(null);
      }),
    byId: async (play) => (await select('where id = $1', [play]))[0],
    write: async (change) => {
      const { rows } = await pool.query<{ written: number }>({
        name: 'playback-write',
        text: WRITE,
        values: writeValues(change),
      });
      return rows[0]?.written === 1;
    },
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
    resumeMark: async (profile, work) => (await marks('where profile = $1 and work = $2', [profile, work]))[0],
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

const COLUMNS: Record<string, string> = { work: 'work', household: 'household', device: 'device' };

/** The rows stay locked to the end of the claim, so that a renewal comes either wholly before it or finds its play ended. */
async function unendedForUpdate(connection: Connection, household: string): Promise<Play[]> {
  const { rows } = await connection.query<PlayRow>(
    `select ${PLAY_COLUMNS} from playback.play where household = $1 and ended_at is null order by id for update`,
    [household],
  );
  return rows.map(playOf);
}

async function end(connection: Connection, play: Play, reason: 'lease-expired' | 'replaced', at: number) {
  await connection.query(
    'update playback.play set ended_at = $2, end_reason = $3, version = version + 1 where id = $1',
    [play.id, new Date(at), reason],
  );
}

/** The conflict rule of resume.ts stands here again, in SQL: the contract suite holds both to the same answers. */
const WRITE = `
with written as (
  update playback.play
  set lease_until = $6, ended_at = $7, end_reason = $8, version = $9, sequence = $10, state = $11
  where id = $1 and household = $2 and device = $3 and profile = $4 and work = $5
    and version = $9 - 1 and ended_at is null
  returning id
), receipt as (
  insert into playback.receipt (id, play, at, receipt)
  select $12, $1, $13, $14::jsonb from written where $12::text is not null
), issue as (
  insert into playback.key_issue (id, play, kids, grant_id, epoch, at)
  select $15, $1, $16::text[], $17, $18, $19 from written where $15::text is not null
), mark as (
  insert into playback.resume_mark as mark (profile, work, play, play_started_at, position_ms, duration_ms, at)
  select $4, $5, $1, $20::timestamptz, $21, $22, $23 from written where $20::timestamptz is not null
  on conflict (profile, work) do update set
    play = excluded.play, play_started_at = excluded.play_started_at, position_ms = excluded.position_ms,
    duration_ms = excluded.duration_ms, at = excluded.at
  where mark.play = excluded.play
    or excluded.play_started_at > mark.play_started_at
    or ($24 and excluded.at - mark.at > ${HOLD_MS} * interval '1 millisecond')
)
select count(*)::int as written from written`;

const writeValues = ({ play, receipt, keyIssue, resume }: PlayChange): unknown[] => [
  ...playValues(play),
  receipt?.id ?? null,
  receipt ? new Date(receipt.to) : null,
  receipt ? JSON.stringify(receipt) : null,
  keyIssue?.id ?? null,
  keyIssue?.kids ?? null,
  keyIssue?.grant ?? null,
  keyIssue?.epoch ?? null,
  keyIssue ? new Date(keyIssue.at) : null,
  resume ? new Date(resume.playStartedAt) : null,
  resume?.positionMs ?? null,
  resume?.durationMs ?? null,
  resume ? new Date(resume.at) : null,
  resume?.watchedNow ?? false,
];
