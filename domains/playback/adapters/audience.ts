/** Receipts of one partner's month, added up by the database for its audience: by day, by screen and by title. */
import type { Instant } from '@duoping/kit';
import type { Pool } from '#engines/postgres';

/** Ended in `start < at ≤ end`; days are those of `zone`. */
interface AudienceRange {
  readonly partner: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly zone: string;
}

interface Cell {
  readonly key: string;
  readonly watchedMs: number;
  readonly plays: number;
  readonly households: number;
}

const SCAN_MS = 60_000;

/** A receipt belongs to the day in which it ended: its last millisecond tells which. */
const AUDIENCE = `
with own as (
  select ((at - interval '1 millisecond') at time zone $4)::date::text as day, receipt->>'screen' as screen,
    receipt->>'alid' as title, play, receipt->>'household' as household, (receipt->>'watchedMs')::bigint as ms
  from playback.receipt where at > $1 and at <= $2 and receipt->>'partner' = $3
)
select case when grouping(day) = 0 then 'day' when grouping(screen) = 0 then 'screen'
    when grouping(title) = 0 then 'title' else 'all' end as fact,
  coalesce(day, screen, title, '') as key, sum(ms)::text as "watchedMs",
  count(distinct play)::text as plays, count(distinct household)::text as households
from own group by grouping sets ((), (day), (screen), (title))
having count(*) > 0
order by 1, case when grouping(day) = 0 then day end, sum(ms) desc, 2`;

export const postgresAudience = (pool: Pool) => ({
  async audience({ partner, start, end, zone }: AudienceRange): Promise<{
    readonly all: Cell | undefined;
    readonly days: readonly Cell[];
    readonly screens: readonly Cell[];
    readonly titles: readonly Cell[];
  }> {
    const scan = { text: AUDIENCE, values: [new Date(start), new Date(end), partner, zone], query_timeout: SCAN_MS };
    const { rows } = await pool.query<Record<'fact' | 'key' | 'watchedMs' | 'plays' | 'households', string>>(scan);
    const cells = (wanted: string): readonly Cell[] =>
      rows
        .filter(({ fact }) => fact === wanted)
        .map(({ key, watchedMs, plays, households }) => ({
          key,
          watchedMs: wholeOf(watchedMs),
          plays: wholeOf(plays),
          households: wholeOf(households),
        }));
    return { all: cells('all')[0], days: cells('day'), screens: cells('screen'), titles: cells('title') };
  },
});

function wholeOf(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`${text} is no whole number that can be kept exactly`);
  return value;
}
