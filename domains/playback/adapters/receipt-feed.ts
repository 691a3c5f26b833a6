/**
 * Committed receipts for the evidence log. Whoever inserts a receipt locks its table before it takes a position, and lets go
 * only once what it wrote can be seen: so the locks tell who may still bring a position below one that is visible.
 */
import type { Pool } from '#engines/postgres';
import type { ReceiptFeed } from '#evidence';
import { receiptFrom } from './rows.ts';

const WRITERS = `
select virtualtransaction as writer from pg_locks
where locktype = 'relation' and relation = 'playback.receipt'::regclass and mode = 'RowExclusiveLock' and granted
  and database = (select oid from pg_database where datname = current_database())`;

export function postgresReceiptFeed(pool: Pool): ReceiptFeed {
  const writers = async () => {
    const { rows } = await pool.query<{ writer: string }>(WRITERS);
    return rows.map(({ writer }) => writer);
  };
  return {
    writers,
    async read({ after, except, most }) {
      const { rows } = await pool.query<{ position: bigint; household: string | null; receipt: unknown }>(
        `select waiting.position, play.household, waiting.receipt
         from (
           select position, play, receipt from playback.receipt
           where position > $1 and position <> all ($2::bigint[])
           order by position limit $3
         ) waiting left join playback.play play on play.id = waiting.play
         order by waiting.position`,
        [after, except, most],
      );
      return rows.map(({ position, household, receipt }) => ({
        position,
        household: household ?? undefined,
        receipt: receiptFrom(receipt),
      }));
    },
    async horizon() {
      const { rows } = await pool.query<{ position: bigint }>(
        'select coalesce(max(position), 0) as position from playback.receipt',
      );
      return { position: rows[0]?.position ?? 0n, writers: await writers() };
    },
  };
}
