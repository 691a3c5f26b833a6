/** Settlement periods: calendar months of the operator's books, as half-open windows on the UTC time line. */
import { DAY_MS, type Instant, type Window } from '@duoping/kit';

export interface Period {
  /** `2026-11`. */
  readonly id: string;
  /** IANA zone of the books, whose midnights bound the period. */
  readonly zone: string;
  readonly window: Window & { readonly end: Instant };
}

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;

export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The month of that name in that zone; undefined when `id` isn't of the form `2026-11`. */
export function readPeriod(id: string, zone: string): Period | undefined {
  const match = MONTH.exec(id);
  if (!match) return undefined;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const end = month === 12 ? firstOf(year + 1, 1, zone) : firstOf(year, month + 1, zone);
  return { id, zone, window: { start: firstOf(year, month, zone), end } };
}

export function nextPeriod(period: Period): Period {
  return periodOf(period.window.end, period.zone);
}

/**
 * The period of a fact that ended at `at`. A receipt is assigned whole to the period in which it ended, and one that ended
 * at the very edge lies in the period before: `start < at ≤ end`.
 */
export const periodOfEnd = (at: Instant, zone: string): Period => periodOf(at - 1, zone);

/** The period that holds `at`: `start ≤ at < end`. */
export function periodOf(at: Instant, zone: string): Period {
  const known = periods.get(zone)?.find(({ window }) => window.start <= at && at < window.end);
  if (known) return known;
  const found = foundPeriod(at, zone);
  periods.set(zone, [...(periods.get(zone) ?? []), found].slice(-MOST_KEPT));
  return found;
}

/** Those that were asked for last: a zone's calendar is slow to ask. */
const periods = new Map<string, readonly Period[]>();
const MOST_KEPT = 24;

function foundPeriod(at: Instant, zone: string): Period {
  const { year, month } = localParts(at, zone);
  const period = readPeriod(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`, zone);
  if (!period) throw new Error(`${at} has no period in ${zone}`);
  return period;
}

/** The first instant of the month: midnight, the earlier one where it comes twice, what follows the gap where it is skipped. */
function firstOf(year: number, month: number, zone: string): Instant {
  const local = Date.UTC(year, month - 1, 1);
  const before = offsetMs(local - DAY_MS, zone);
  const after = offsetMs(local + DAY_MS, zone);
  const candidates = [local - before, local - after].sort((a, b) => a - b);
  return candidates.find((at) => at + offsetMs(at, zone) === local) ?? local - before;
}

function offsetMs(at: Instant, zone: string): number {
  const { year, month, day, hour, minute, second } = localParts(at, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function localParts(at: Instant, zone: string) {
  const format = formats.get(zone) ?? formatIn(zone);
  formats.set(zone, format);
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  return {
    ...{ year: part('year'), month: part('month'), day: part('day') },
    ...{ hour: part('hour'), minute: part('minute'), second: part('second') },
  };
}

const formatIn = (zone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: zone, calendar: 'iso8601', numberingSystem: 'latn', hourCycle: 'h23' },
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
