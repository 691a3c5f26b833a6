/** Reads one end of a window, and durations, from the forms that cells and elements carry. */
import { parseInstant } from '@duoping/kit';
import type { Bound } from './clause.ts';
import { isoFromSerial, timeFromSerial } from './serial.ts';
import { CELL, type CellKind } from './table.ts';
import { CONDITIONS, loose, wordOf } from './words.ts';

export interface BoundForm {
  readonly kind: CellKind;
  readonly date1904: boolean;
  /** Which end it is: midnight is where a day starts, so a start at 00:00:00 is its date, an end is not. */
  readonly side: 'start' | 'end' | 'moment';
  /** An end at 23:59:59 is how converters to XML write an end on that date. */
  readonly wholeDayEnds: boolean;
  readonly lag?: string;
}

export type BoundProblem = 'bad-date' | 'bad-condition';

/** Numbers below stand for no day that a contract of today could name; as a rule they are years or prices. */
const FIRST_SERIAL = 10_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(?:\.\d{1,9})?(Z|z|[+-]\d{2}:?\d{2})?$/;
const ZONED_DATE = /^(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})$/;
const PLAIN_NUMBER = /^\d{1,7}(\.\d+)?$/;

/** The bound, or what is wrong with it. */
export function readBound(text: string, form: BoundForm): Bound | BoundProblem {
  if (form.kind === CELL.number || PLAIN_NUMBER.test(text)) {
    const iso = Number(text) >= FIRST_SERIAL ? isoFromSerial(Number(text), form.date1904) : undefined;
    return iso === undefined ? 'bad-date' : dateBound(iso, form);
  }
  const first = text.charCodeAt(0);
  if (first >= 48 && first <= 57) return dateBound(text, form);
  const word = loose(text);
  if (word === 'open') return form.side === 'end' ? { kind: 'open' } : 'bad-condition';
  if (word === 'immediate') return { kind: 'immediate' };
  if (word === 'tbd' || word === 'tbc') return 'bad-condition';
  const condition = wordOf(CONDITIONS, text);
  if (condition === undefined) return 'bad-date';
  return form.lag === undefined ? { kind: 'condition', condition } : { kind: 'condition', condition, lag: form.lag };
}

/** Was the text a plain number that stands for a date? */
export const isSerial = (text: string): boolean => PLAIN_NUMBER.test(text);

/** Files repeat the same few thousand dates: what is read of one is kept, for each side apart. */
const READ_DATES = new Map<string, Bound | BoundProblem>();
const KEPT_DATES = 8192;

function dateBound(text: string, form: BoundForm): Bound | BoundProblem {
  const key = `${form.side === 'end' && form.wholeDayEnds ? 'whole-day end' : form.side} ${text}`;
  const kept = READ_DATES.get(key);
  if (kept !== undefined) return kept;
  const read = readDate(text, form);
  if (READ_DATES.size < KEPT_DATES && text.length < 40) READ_DATES.set(key, read);
  return read;
}

function readDate(text: string, form: BoundForm): Bound | BoundProblem {
  if (DATE.test(text)) return isDay(text) ? dayBound(text) : 'bad-date';
  const zoned = ZONED_DATE.exec(text);
  if (zoned) return instantBound(`${zoned[1]}T00:00:00${zoned[2]}`);
  const [, day = '', minutes = '', seconds = ':00', zone] = DATE_TIME.exec(text) ?? [];
  if (day === '') return 'bad-date';
  if (zone !== undefined) return instantBound(`${day}T${minutes}${seconds}${colon(zone)}`);
  const time = `${minutes}${seconds}`;
  if (parseInstant(`${day}T${time}Z`) === undefined) return 'bad-date';
  const isDate =
    (form.side === 'start' && time === '00:00:00') || (form.side === 'end' && form.wholeDayEnds && time === '23:59:59');
  return isDate ? dayBound(day) : { dateTime: `${day}T${time}`, kind: 'local' };
}

const dayBound = (date: string): Bound => ({ date, kind: 'date' });

const colon = (zone: string): string => (zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone);

function instantBound(text: string): Bound | BoundProblem {
  const at = parseInstant(text);
  return at === undefined ? 'bad-date' : { kind: 'instant', at };
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Is this a day of the Gregorian calendar, from the year 1000 on? */
function isDay(date: string): boolean {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  const day = Number(date.slice(8, 10));
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return year >= 1000 && day >= 1 && day <= (MONTH_DAYS[month - 1] ?? 0) + (leap ? 1 : 0);
}

const DURATION = /^-?P(?=[\dT])(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;
const CLOCK = /^(\d{1,4}):([0-5]\d)(?::([0-5]\d))?$/;

/** Is this an ISO 8601 duration? A sign is only for lags. */
export const isDuration = (text: string, signed = false): boolean =>
  DURATION.test(text) && (signed || !text.startsWith('-'));

/** A rental's length: ISO 8601, a number of hours, or hours and minutes; in ISO 8601. */
export function readRentalDuration(text: string): string | undefined {
  if (isDuration(text)) return text;
  if (/^\d{1,6}$/.test(text)) return `PT${Number(text)}H`;
  const [, hours, minutes, seconds = '00'] = CLOCK.exec(text) ?? [];
  if (hours === undefined) return undefined;
  return `PT${Number(hours)}H${minutes === '00' ? '' : `${Number(minutes)}M`}${seconds === '00' ? '' : `${Number(seconds)}S`}`;
}

/**
 * A run time in whole seconds: ISO 8601, `1:56:20`, `56:20` (minutes and seconds), or a part of a day as
 * spreadsheets keep times.
 */
export function readRunTime(text: string, kind: CellKind): number | undefined {
  if (kind === CELL.number || /^0?\.\d+$/.test(text)) {
    const clock = Number(text) < 1 ? timeFromSerial(Number(text)) : undefined;
    return clock === undefined ? undefined : readRunTime(clock, CELL.time);
  }
  const [, a = '', b = '', c] = CLOCK.exec(text) ?? [];
  if (a !== '') return c === undefined ? Number(a) * 60 + Number(b) : Number(a) * 3600 + Number(b) * 60 + Number(c);
  const [, hours = 0, minutes = 0, seconds = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?$/.exec(text) ?? [
    text,
  ];
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return isDuration(text) && total > 0 ? total : undefined;
}
