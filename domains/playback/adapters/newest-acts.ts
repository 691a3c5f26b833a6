/**
 * The newest acts of playback as they were written: what was decided by which grant, keys handed out, seconds watched, and
 * how plays ended. Reads whole tables in the order of time: for a demo's size, not for a service's.
 */
import type { Instant } from '@duoping/kit';
import type { Pool } from '#engines/postgres';
import type { Play } from '../index.ts';
import { PLAY_COLUMNS, type PlayRow, playOf } from './rows.ts';

export type PlaybackAct = { readonly at: Instant; readonly play: Play } & (
  | { readonly kind: 'allowed' }
  | { readonly kind: 'keys'; readonly keys: number }
  /** `receipt` counts receipts in the order they were written. */
  | { readonly kind: 'watched'; readonly watchedMs: number; readonly receipt: number }
  | { readonly kind: 'ended' }
);

interface ActRow extends PlayRow {
  kind: PlaybackAct['kind'];
  at: Instant;
  told: bigint | null;
  position: bigint | null;
}

const NEWEST = `
with acts as (
  (select 'allowed' as kind, id as play, to_timestamp((state->>'startedAt')::double precision / 1000) as at,
     null::bigint as told, null::bigint as position
   from playback.play order by at desc limit $1)
  union all
  (select 'keys', play, at, cardinality(kids), null from playback.key_issue order by at desc limit $1)
  union all
  (select 'watched', play, at, (receipt->>'watchedMs')::bigint, position
   from playback.receipt order by position desc limit $1)
  union all
  (select 'ended', id, ended_at, null, null from playback.play
   where ended_at is not null order by ended_at desc limit $1)
)
select acts.kind, acts.at, acts.told, acts.position, ${PLAY_COLUMNS}
from acts join playback.play on play.id = acts.play
order by acts.at desc, acts.position desc nulls last limit $1`;

/** The newest first, at most `most`. */
export const newestActs =
  (pool: Pool) =>
  async (most: number): Promise<readonly PlaybackAct[]> => {
    const { rows } = await pool.query<ActRow>(NEWEST, [most]);
    return rows.map(actOf);
  };

function actOf(row: ActRow): PlaybackAct {
  const common = { at: row.at, play: playOf(row) };
  switch (row.kind) {
    case 'keys':
      return { ...common, kind: 'keys', keys: Number(row.told) };
    case 'watched':
      return { ...common, kind: 'watched', watchedMs: Number(row.told), receipt: Number(row.position) };
    case 'allowed':
    case 'ended':
      return { ...common, kind: row.kind };
  }
}
