/** Receipts as settlement reads them: added up by the database in whole milliseconds, or one row's, by arrival. */
import type { Instant } from '@duoping/kit';
import type { Pool } from '#engines/postgres';
import type { Receipt } from '#evidence';
import { receiptFrom } from './rows.ts';

/** Ended in `start < at ≤ end`, and arrived in `after < position ≤ through`. */
interface ReceiptRange {
  readonly start: Instant;
  readonly end: Instant;
  readonly after: bigint;
  readonly through: bigint;
}

interface WatchedSum {
  readonly partner: string;
  readonly contract: string;
  readonly contractVersion: number;
  readonly delivery: string;
  readonly place: Receipt['place'];
  readonly grant: string;
  readonly work: string;
  readonly alid: string;
  readonly licenseType: string;
  readonly watchedMs: number;
  readonly receipts: number;
}

/** A month of millions of receipts takes longer than a request may. */
const SCAN_MS = 15 * 60_000;

/** A grant's id is the hash of all that it says: the row that it came from is read from one receipt of each group. */
const WATCHED = `
with sums as (
  select receipt->>'grant' as "grant", receipt->>'contract' as contract, receipt->>'contractVersion' as version,
    receipt->>'work' as work, sum((receipt->>'watchedMs')::bigint) as ms, count(*) as receipts, min(position) as first
  from playback.receipt
  where at > $1 and at <= $2 and position > $3 and position <= $4 and receipt->>'licenseType' = 'SVOD'
  group by 1, 2, 3, 4
)
select one.receipt, sums.ms::text as "watchedMs", sums.receipts::text as receipts
from sums join playback.receipt one on one.position = sums.first
order by sums.first`;

export const postgresReceipts = (pool: Pool) => ({
  async watched({ start, end, after, through }: ReceiptRange): Promise<readonly WatchedSum[]> {
    const connection = await pool.connect();
    try {
      await connection.query('begin read only');
      await connection.query(`set local statement_timeout = ${SCAN_MS}`);
      const scan = { text: WATCHED, values: [new Date(start), new Date(end), after, through], query_timeout: SCAN_MS };
      const { rows } = await connection.query<{ receipt: unknown; watchedMs: string; receipts: string }>(scan);
      await connection.query('commit');
      return rows.map(({ receipt, watchedMs, receipts }) => ({
        ...rowOf(receiptFrom(receipt)),
        ...{ watchedMs: wholeOf(watchedMs), receipts: wholeOf(receipts) },
      }));
    } catch (error) {
      await connection.query('rollback').catch(() => undefined); // the error that counts is the first
      throw error;
    } finally {
      connection.release();
    }
  },

  /** What was watched between two instants, the earliest first: each receipt's place, title, way and end. */
  async watchedBetween(
    { start, end }: { start: Instant; end: Instant },
    limit: number,
  ): Promise<
    readonly Pick<Receipt, 'id' | 'play' | 'work' | 'territory' | 'screen' | 'model' | 'licenseType' | 'to'>[]
  > {
    const { rows } = await pool.query<{ receipt: unknown }>(
      'select receipt from playback.receipt where at > $1 and at <= $2 order by at, position limit $3',
      [new Date(start), new Date(end), limit],
    );
    return rows.map(({ receipt }) => receiptFrom(receipt));
  },

  async newest(): Promise<bigint> {
    const { rows } = await pool.query<{ newest: bigint | null }>(
      'select max(position) as newest from playback.receipt',
    );
    return rows[0]?.newest ?? 0n;
  },

  async earliestEnd(after: bigint): Promise<Instant | undefined> {
    const { rows } = await pool.query<{ at: Instant | null }>(
      `select min(at) as at from playback.receipt where position > $1 and receipt->>'licenseType' = 'SVOD'`,
      [after],
    );
    return rows[0]?.at ?? undefined;
  },

  async ofRow(
    row: { grant: string; contract: string; contractVersion: number; work: string },
    { start, end, after, through }: ReceiptRange,
    limit: number,
  ): Promise<readonly { position: bigint; receipt: Receipt }[]> {
    const { rows } = await pool.query<{ position: bigint; receipt: unknown }>(
      `select position, receipt from playback.receipt
       where at > $1 and at <= $2 and position > $3 and position <= $4
         and receipt @> jsonb_build_object('grant', $5::text, 'contract', $6::text, 'contractVersion', $7::int,
           'work', $8::text, 'licenseType', 'SVOD')
       order by position limit $9`,
      [
        ...[new Date(start), new Date(end), after, through],
        ...[row.grant, row.contract, row.contractVersion, row.work, limit],
      ],
    );
    return rows.map(({ position, receipt }) => ({ position, receipt: receiptFrom(receipt) }));
  },
});

function wholeOf(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`${text} is no whole number that can be kept exactly`);
  return value;
}

function rowOf(receipt: Receipt): Omit<WatchedSum, 'watchedMs' | 'receipts'> {
  const { partner, contract, contractVersion, delivery, place, grant, work, alid, licenseType } = receipt;
  return { partner, contract, contractVersion, delivery, place, grant, work, alid, licenseType };
}
