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
const SCAN_TIMEOUT = `set local statement_timeout = '15min'`;

const WATCHED = `
select r.partner, r.contract, r."contractVersion", r.delivery, r.place, r."grant", r.work, r.alid, r."licenseType",
  sum(r."watchedMs")::text as "watchedMs", count(*)::text as receipts
from playback.receipt,
  jsonb_to_record(receipt) as r(partner text, contract text, "contractVersion" int, delivery text, place jsonb,
    "grant" text, work text, alid text, "licenseType" text, "watchedMs" bigint)
where at > $1 and at <= $2 and position > $3 and position <= $4 and r."licenseType" = 'SVOD'
group by 1, 2, 3, 4, 5, 6, 7, 8, 9`;

export const postgresReceipts = (pool: Pool) => ({
  async watched({ start, end, after, through }: ReceiptRange): Promise<readonly WatchedSum[]> {
    const connection = await pool.connect();
    try {
      await connection.query('begin read only');
      await connection.query(SCAN_TIMEOUT);
      const { rows } = await connection.query<WatchedSum & { watchedMs: string; receipts: string }>(WATCHED, [
        ...[new Date(start), new Date(end), after, through],
      ]);
      await connection.query('commit');
      return rows.map((row) => ({ ...row, watchedMs: wholeOf(row.watchedMs), receipts: wholeOf(row.receipts) }));
    } catch (error) {
      await connection.query('rollback').catch(() => undefined); // the error that counts is the first
      throw error;
    } finally {
      connection.release();
    }
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
