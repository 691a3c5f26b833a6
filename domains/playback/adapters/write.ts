/**
 * Writes of plays, many in one statement and one commit. Each changes play, receipt, key issue and resume mark only when
 * the play's version is still the one it was read at; what one of them finds changes nothing for the others.
 */
import { batched, type Pool } from '#engines/postgres';
import type { PlayChange } from '../index.ts';
import { HOLD_MS } from '../resume.ts';
import { playJson } from './rows.ts';

/** Whether each change was written, when its commit is durable. */
export function groupedWrites(pool: Pool): (change: PlayChange) => Promise<boolean> {
  const alone = async (change: PlayChange): Promise<boolean> => {
    const { rows } = await pool.query<WrittenRow>({ name: 'playback-write', text: WRITE, values: [inputOf([change])] });
    return rows[0]?.written === true;
  };
  const together = batched<PlayChange, boolean | 'locked'>({
    keysOf: ({ play, resume }) => [play.id, ...(resume ? [JSON.stringify([resume.profile, resume.work])] : [])],
    async run(changes) {
      const { rows } = await pool.query<WrittenRow>({
        name: 'playback-write-together',
        text: WRITE_UNLOCKED,
        values: [inputOf(changes)],
      });
      const written = new Map(rows.map((row) => [row.id, row.written]));
      return changes.map(({ play }) => written.get(play.id) ?? 'locked');
    },
  });
  return async (change) => {
    const answer = await together(change);
    return answer === 'locked' ? alone(change) : answer; // it waits for who holds its play, and nobody waits for it
  };
}

interface WrittenRow {
  readonly id: string;
  readonly written: boolean;
}

const inputOf = (changes: readonly PlayChange[]): string =>
  JSON.stringify(
    changes.map(({ play, receipt, keyIssue, resume }) => ({
      ...playJson(play),
      receipt_id: receipt?.id,
      receipt_at: receipt && new Date(receipt.to),
      receipt,
      issue_id: keyIssue?.id,
      issue_kids: keyIssue?.kids,
      issue_grant: keyIssue?.grant,
      issue_epoch: keyIssue?.epoch,
      issue_at: keyIssue && new Date(keyIssue.at),
      mark_started: resume && new Date(resume.playStartedAt),
      mark_position: resume?.positionMs,
      mark_duration: resume?.durationMs,
      mark_at: resume && new Date(resume.at),
      mark_watched: resume?.watchedNow,
    })),
  );

/**
 * Plays are locked in the order of their ids, as claims lock them, and marks in theirs, so that nobody waits in a circle.
 * The conflict rule of resume.ts stands here again, in SQL: the contract suite holds both to the same answers.
 */
const writing = (locking: string): string => `
with input as materialized (
  select * from jsonb_to_recordset($1::jsonb) as input(
    id text, household text, device text, profile text, work text, lease_until timestamptz, ended_at timestamptz,
    end_reason text, version integer, sequence bigint, state jsonb, receipt_id text, receipt_at timestamptz,
    receipt jsonb, issue_id text, issue_kids text[], issue_grant text, issue_epoch bigint, issue_at timestamptz,
    mark_started timestamptz, mark_position bigint, mark_duration bigint, mark_at timestamptz, mark_watched boolean)
), locked as materialized (
  select id from playback.play where id = any(array(select id from input)) order by id ${locking}
), written as (
  update playback.play as play
  set lease_until = input.lease_until, ended_at = input.ended_at, end_reason = input.end_reason,
    version = input.version, sequence = input.sequence, state = input.state
  from input
  where play.id = any(array(select id from locked)) and play.id = input.id and play.household = input.household
    and play.device = input.device and play.profile = input.profile and play.work = input.work
    and play.version = input.version - 1 and play.ended_at is null
  returning play.id
), kept as materialized (
  select input.* from input join written using (id)
), receipts as (
  insert into playback.receipt (id, play, at, receipt)
  select receipt_id, id, receipt_at, receipt from kept where receipt_id is not null
), issues as (
  insert into playback.key_issue (id, play, kids, grant_id, epoch, at)
  select issue_id, id, issue_kids, issue_grant, issue_epoch, issue_at from kept where issue_id is not null
), marks as (
  insert into playback.resume_mark as mark (profile, work, play, play_started_at, position_ms, duration_ms, at)
  select profile, work, id, mark_started, mark_position, mark_duration, mark_at from kept
  where mark_started is not null
    and not exists (select from playback.forgotten_profile forgotten where forgotten.profile = kept.profile)
  order by profile, work
  on conflict (profile, work) do update set
    play = excluded.play, play_started_at = excluded.play_started_at, position_ms = excluded.position_ms,
    duration_ms = excluded.duration_ms, at = excluded.at
  where mark.play = excluded.play
    or excluded.play_started_at > mark.play_started_at
    or (exists (select from kept where kept.id = excluded.play and kept.mark_watched)
      and excluded.at - mark.at > ${HOLD_MS} * interval '1 millisecond')
)
select locked.id, written.id is not null as written from locked left join written using (id)`;

const WRITE = writing('for update');
const WRITE_UNLOCKED = writing('for update skip locked');
