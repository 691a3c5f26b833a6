/** Days on which offices work, in one place of the world. For deadlines that the law counts in business days. */
import { DAY_MS, type Instant } from '@duoping/kit';

export interface BusinessCalendar {
  /** IANA time zone in which days begin and end. */
  readonly zone: string;
  /** A year's days off besides Saturdays and Sundays, as `YYYY-MM-DD`. */
  readonly holidays: (year: number) => readonly string[];
}

/** The end of the nth business day after the day of `from`. What arrives late in the evening has arrived that day. */
export function endOfBusinessDay(from: Instant, count: number, { zone, holidays }: BusinessCalendar): Instant {
  let day = dayOf(from, zone);
  for (let left = count; left > 0; ) {
    day += DAY_MS;
    if (isBusinessDay(day, holidays)) left -= 1;
  }
  return startOfDay(day + DAY_MS, zone);
}

function isBusinessDay(day: Instant, holidays: BusinessCalendar['holidays']): boolean {
  const date = new Date(day);
  const weekday = date.getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays(date.getUTCFullYear()).includes(date.toISOString().slice(0, 10));
}

/** The local date as midnight UTC of the same date. */
function dayOf(at: Instant, zone: string): Instant {
  return Math.floor((at + offsetAt(at, zone)) / DAY_MS) * DAY_MS;
}

/** The instant at which a local date begins; where the clock skips midnight, the first instant after. */
function startOfDay(day: Instant, zone: string): Instant {
  const guess = day - offsetAt(day, zone);
  return day - offsetAt(guess, zone);
}

/** Milliseconds that the zone is ahead of UTC. */
function offsetAt(at: Instant, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, ...FIELDS }).formatToParts(at);
  const field = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(
    field('year'),
    field('month') - 1,
    field('day'),
    field('hour'),
    field('minute'),
    field('second'),
  );
  return local - Math.floor(at / 1000) * 1000;
}

const FIELDS: Intl.DateTimeFormatOptions = {
  ...{ hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
  ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
};
