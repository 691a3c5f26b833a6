/** Legal public holidays of the United States (5 U.S.C. §6103), on the days on which they are observed. */
import { DAY_MS } from '@duoping/kit';

/** As `YYYY-MM-DD`. A holiday on a Saturday is observed the day before, one on a Sunday the day after. */
export function usFederalHolidays(year: number): readonly string[] {
  const fixed = [
    [1, 1],
    [6, 19],
    [7, 4],
    [11, 11],
    [12, 25],
  ].map(([month = 1, day = 1]) => observed(Date.UTC(year, month - 1, day)));
  const floating = [
    nth(year, 1, MONDAY, 3),
    nth(year, 2, MONDAY, 3),
    nth(year, 6, MONDAY, 1) - 7 * DAY_MS, // the last Monday of May
    nth(year, 9, MONDAY, 1),
    nth(year, 10, MONDAY, 2),
    nth(year, 11, THURSDAY, 4),
  ];
  // New Year's Day on a Saturday is observed in the year before.
  const next = observed(Date.UTC(year + 1, 0, 1));
  const days = [...fixed, ...floating, next].filter((day) => new Date(day).getUTCFullYear() === year);
  return days.toSorted((a, b) => a - b).map((day) => new Date(day).toISOString().slice(0, 10));
}

const MONDAY = 1;
const THURSDAY = 4;

function observed(day: number): number {
  const weekday = new Date(day).getUTCDay();
  if (weekday === 6) return day - DAY_MS;
  return weekday === 0 ? day + DAY_MS : day;
}

/** The nth such weekday of a month, counted from 1. */
function nth(year: number, month: number, weekday: number, count: number): number {
  const first = Date.UTC(year, month - 1, 1);
  const ahead = (weekday - new Date(first).getUTCDay() + 7) % 7;
  return first + (ahead + (count - 1) * 7) * DAY_MS;
}
