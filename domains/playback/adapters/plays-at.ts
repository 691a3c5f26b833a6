/** Which plays ran at an instant, and how each ended: what a takedown has to prove. */
import type { Instant } from '@duoping/kit';
import type { Pool } from '#engines/postgres';

export interface PlayThen {
  readonly id: string;
  readonly device: string;
  readonly screen: string;
  readonly work: string;
  readonly startedAt: Instant;
  /** Nothing can be decrypted later than this, whatever else happens. */
  readonly leaseUntil: Instant;
  readonly endedAt: Instant | null;
  readonly reason: string | null;
}

/** Plays of these works, or of this partner's or contract's offers, that had begun and not ended at `at`. */
export async function playsAt(
  pool: Pool,
  of: { readonly works: readonly string[]; readonly partner?: string; readonly contract?: string },
  at: Instant,
): Promise<readonly PlayThen[]> {
  const { rows } = await pool.query<PlayThen>(
    `select id, device, state ->> 'screen' as screen, work, (state ->> 'startedAt')::bigint::float8 as "startedAt",
       lease_until as "leaseUntil", ended_at as "endedAt", end_reason as reason
     from playback.play
     where (state ->> 'startedAt')::numeric <= $1 and (ended_at is null or ended_at >= $2)
       and (cardinality($3::text[]) = 0 or work = any($3))
       and ($4::text is null or state #>> '{permission,partner}' = $4)
       and ($5::text is null or state #>> '{permission,contract}' = $5)
     order by state -> 'startedAt', id limit 10000`,
    [at, new Date(at), of.works, of.partner ?? null, of.contract ?? null],
  );
  return rows;
}
