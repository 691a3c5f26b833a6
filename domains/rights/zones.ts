/** Clocks on the wall of an IANA zone, and the instants they mean. Built on Intl; asks no clock. */
import { DAY_MS, formatInstant, type Instant, utcInstant } from '@duoping/kit';
import type { Duration } from './duration.ts';

/**
 * A time on the wall, as the milliseconds that a UTC clock would show for it. Not an instant: only a zone makes it one.
 */
export type WallTime = number;

/** Turns wall times into instants and back. Keeps what it has worked out, so make one per file. */
export interface ZoneClock {
  /** False for a name that this runtime's zone table doesn't have. */
  knows(zone: string): boolean;
  wallAt(zone: string, at: Instant): WallTime;
  /**
   * The instant at which the zone's clocks show `wall`. A time that a spring change skips moves on by what was
   * skipped; one that an autumn change repeats is its first pass.
   */
  instantOf(zone: string, wall: WallTime): Instant;
}

export function createZoneClock(): ZoneClock {
  const formats = new Map<string, Intl.DateTimeFormat | undefined>();
  const resolved = new Map<string, Instant>();

  const formatOf = (zone: string): Intl.DateTimeFormat | undefined => {
    if (!formats.has(zone)) formats.set(zone, openZone(zone));
    return formats.get(zone);
  };
  const wallAt = (zone: string, at: Instant): WallTime => {
    if (zone === 'UTC') return at;
    const format = formatOf(zone);
    if (!format) throw new Error(`No such time zone: ${zone}`);
    return readWall(format, at);
  };
  return {
    knows: (zone) => zone === 'UTC' || formatOf(zone) !== undefined,
    wallAt,
    instantOf(zone, wall) {
      if (zone === 'UTC') return wall;
      const key = `${zone} ${wall}`;
      const known = resolved.get(key);
      if (known !== undefined) return known;
      const instant = search((at) => wallAt(zone, at), wall);
      resolved.set(key, instant);
      return instant;
    },
  };
}

/** Calendar arithmetic on the wall: months keep the day or take the month's last, then days, then exact time. */
export function addDuration(clock: ZoneClock, zone: string, at: Instant, duration: Duration): Instant {
  if (duration.months === 0 && duration.days === 0) return at + duration.timeMs;
  const wall = new Date(clock.wallAt(zone, at));
  const day = wall.getUTCDate();
  wall.setUTCDate(1);
  wall.setUTCMonth(wall.getUTCMonth() + duration.months);
  const lastDay = new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + 1, 0)).getUTCDate();
  wall.setUTCDate(Math.min(day, lastDay));
  return clock.instantOf(zone, wall.getTime() + duration.days * DAY_MS) + duration.timeMs;
}

/** `2026-10-25` or `2026-10-25T02:30:00`; undefined when the calendar has no such day or the clock no such time. */
export function parseWall(text: string): WallTime | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(\.\d{1,3})?)?$/.exec(text);
  if (!match) return undefined;
  const wall = Date.parse(`${match[1]}T${match[2] ?? '00:00:00'}${match[3] ?? ''}Z`);
  if (Number.isNaN(wall) || formatInstant(wall).slice(0, 10) !== match[1]) return undefined;
  return wall;
}

/**
 * Tries the offsets in force a day to either side. Where both fit (an overlap) the earlier instant wins; where
 * neither does (a gap) the offset before the change is used, which lands as far after the change as was skipped.
 */
function search(wallAt: (at: Instant) => WallTime, wall: WallTime): Instant {
  const before = wall - (wallAt(wall - DAY_MS) - (wall - DAY_MS));
  const after = wall - (wallAt(wall + DAY_MS) - (wall + DAY_MS));
  const fitting = [before, after].filter((at) => wallAt(at) === wall);
  return fitting.length > 0 ? Math.min(...fitting) : before;
}

function openZone(zone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function readWall(format: Intl.DateTimeFormat, at: Instant): WallTime {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of format.formatToParts(at)) parts[type] = value;
  const inDay = Date.parse(`1970-01-01T${parts.hour}:${parts.minute}:${parts.second}Z`);
  const wall = utcInstant({
    year: Number(parts.year),
    month: Number(parts.month),
    day: Number(parts.day),
    timeMs: inDay + (((at % 1000) + 1000) % 1000),
  });
  if (wall === undefined)
    throw new Error(`A zone's clock showed a day that doesn't exist: ${parts.year}-${parts.month}`);
  return wall;
}
