/** Receipts as settlement and the wall read them: one row's in the order of the log, the newest, and a span of time's. */
import type { Instant } from '@duoping/kit';
import type { Pool } from '#engines/postgres';
import type { Receipt } from '#evidence';
import { receiptFrom } from './rows.ts';

/** Ended in `start < at ≤ end`, and has its leaf of the log at `from ≤ index < below` or at one of `also`. */
interface ReceiptRange {
  readonly start: Instant;
  readonly end: Instant;
  readonly from: number;
  readonly below: number;
  readonly also: readonly number[];
  readonly arrived?: { readonly after: bigint; readonly through: bigint };
}

/** So many receipts are judged at a time: some megabytes, and a moment of the thread that also answers heartbeats. */
const WATCHED_PAGE = 2_000;

/** A page in the order of the index `receipt_by_time`; the next begins behind the last row's own time and position. */
const watchedPage = (behind: string): string =>
  `select position, receipt from playback.receipt
   where at > $1 and at <= $2 and ($3::text[] is null or receipt->>'work' = any($3)) ${behind}
   order by at, position limit $4`;
const FIRST = watchedPage('');
const NEXT = watchedPage('and (at, position) > (select at, position from playback.receipt where position = $5)');

export const postgresReceipts = (pool: Pool) => ({
  /** All that was watched in `start < at ≤ end`, the earliest first, a page at a time; of all works, unless some are named. */
  async *watchedDuring(
    { start, end }: { start: Instant; end: Instant },
    works: readonly string[] | undefined,
    page = WATCHED_PAGE,
  ): AsyncGenerator<
    readonly Pick<Receipt, 'id' | 'play' | 'work' | 'territory' | 'screen' | 'model' | 'licenseType' | 'to'>[]
  > {
    let after: bigint | undefined;
    for (;;) {
      const { rows } = await pool.query<{ position: bigint; receipt: unknown }>(after === undefined ? FIRST : NEXT, [
        ...[new Date(start), new Date(end), works ?? null, page],
        ...(after === undefined ? [] : [after]),
      ]);
      if (rows.length > 0) yield rows.map(({ receipt }) => receiptFrom(receipt));
      if (rows.length < page) return;
      after = rows.at(-1)?.position;
    }
  },

  async newest(): Promise<bigint> {
    const { rows } = await pool.query<{ newest: bigint | null }>(
      'select max(position) as newest from playback.receipt',
    );
    return rows[0]?.newest ?? 0n;
  },

  async earliestEnd(): Promise<Instant | undefined> {
    const { rows } = await pool.query<{ at: Instant | null }>(
      `select min(at) as at from playback.receipt where receipt->>'licenseType' = 'SVOD'`,
    );
    return rows[0]?.at ?? undefined;
  },

  /** In the order of the log. */
  async ofRow(
    row: { grant: string; contract: string; contractVersion: number; work: string },
    { start, end, from, below, also, arrived }: ReceiptRange,
    page: { after: bigint; limit: number },
  ): Promise<readonly { place: bigint; receipt: Receipt }[]> {
    const { rows } = await pool.query<{ place: bigint; receipt: unknown }>(
      `select leaf.index + 1 as place, kept.receipt
       from playback.receipt kept join evidence.leaf on leaf.position = kept.position
       where kept.at > $1 and kept.at <= $2 and (leaf.index >= $3 and leaf.index < $4 or leaf.index = any ($5::bigint[]))
         and kept.position > $6 and ($7::bigint is null or kept.position <= $7) and leaf.index >= $8
         and kept.receipt @> jsonb_build_object('grant', $9::text, 'contract', $10::text, 'contractVersion', $11::int,
           'work', $12::text, 'licenseType', 'SVOD')
       order by leaf.index limit $13`,
      [
        ...[new Date(start), new Date(end), from, below, also],
        ...[arrived?.after ?? 0n, arrived?.through ?? null, page.after],
        ...[row.grant, row.contract, row.contractVersion, row.work, page.limit],
      ],
    );
    return rows.map(({ place, receipt }) => ({ place, receipt: receiptFrom(receipt) }));
  },
});
