/** Points on the UTC time line, in whole milliseconds, and their RFC 3339 form. Leap seconds don't exist here. */

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The port that tells the time. Cores never ask the machine. */
export interface Clock {
  now(): Instant;
}

/** RFC 3339 in UTC; milliseconds are written only when there are any. */
export const formatInstant = (at: Instant): string => new Date(at).toISOString().replace('.000Z', 'Z');

const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

/** Reads RFC 3339 with an offset; undefined for anything else, 30 February and 24:00 included. */
export function parseInstant(text: string): Instant | undefined {
  const match = RFC3339.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const local = utcInstant({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    timeMs: Number(hour) * HOUR_MS + Number(minute) * MINUTE_MS + Number(second) * SECOND_MS,
  });
  const offset = offsetMs(zone);
  if (local === undefined || offset === undefined) return undefined;
  return local + Math.floor(Number(`0${fraction}`) * 1000) - offset;
}

/** A calendar day and a time in it, read as UTC; undefined when the day doesn't exist. Month is 1–12. */
export function utcInstant(parts: { year: number; month: number; day: number; timeMs: number }): Instant | undefined {
  const date = new Date(0);
  date.setUTCFullYear(parts.year, parts.month - 1, parts.day);
  const exists = date.getUTCMonth() === parts.month - 1 && date.getUTCDate() === parts.day;
  return exists ? date.getTime() + parts.timeMs : undefined;
}

function offsetMs(zone: string): number | undefined {
  if (zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone[0] === '-' ? -1 : 1) * (hours * HOUR_MS + minutes * MINUTE_MS);
}
