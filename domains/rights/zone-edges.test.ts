/** Every first zone of a territory, on the days around its clock changes: each window's edges ± 1 ms against a naive clock. */
import type { Bound } from '@duoping/avails';
import { DAY_MS, expandTerritory, HOUR_MS, type Instant, MINUTE_MS } from '@duoping/kit';
import { expect, test } from 'vitest';
import { buildIndex } from './build-index.ts';
import { compileGrants } from './compile.ts';
import { decide } from './decide.ts';
import { effort } from './effort.test-support.ts';
import { firstZone } from './first-zones.ts';
import { clause, compileInput, RULES } from './testing.ts';

/** What a clock on the wall shows, as text that sorts; written without the code under test. */
function wallClock(zone: string): (at: Instant) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  });
  return (at) => format.format(at).replace(' ', 'T');
}

/** The first instant at which the clock shows `wall`, minute by minute; where it is skipped, as much later as was skipped. */
function naive(zone: string, wall: string): Instant {
  const shown = wallClock(zone);
  const guess = Date.parse(`${wall}Z`);
  for (let at = guess - 15 * HOUR_MS; at <= guess + 15 * HOUR_MS; at += 15 * MINUTE_MS)
    if (shown(at) === wall) return at;
  // Skipped: the offset before the change is still used.
  const before = Date.parse(`${shown(guess - DAY_MS)}Z`) - (guess - DAY_MS);
  return guess - before;
}

/** The days of this year on which the zone's offset changes. */
function changes(zone: string): Instant[] {
  const shown = wallClock(zone);
  const offset = (at: Instant): number => Date.parse(`${shown(at)}Z`) - at;
  const days = Array.from({ length: 365 }, (_, day) => Date.UTC(2026, 0, 1) + day * DAY_MS);
  return days.filter((day) => offset(day) !== offset(day + DAY_MS));
}

const day = (at: Instant): string => new Date(at).toISOString().slice(0, 10);

test('windows open and close to the millisecond in every territory, around every clock change of its first zone', () => {
  const places = new Map<string, string>();
  for (const country of expandTerritory('ZZ')) {
    const zone = firstZone(country);
    if (zone !== undefined && !places.has(zone) && places.size < effort(400)) places.set(zone, country);
  }
  expect(places.size).toBeGreaterThan(effort(150));
  let compared = 0;
  for (const [zone, territory] of places) {
    const days = [...changes(zone), Date.UTC(2026, 5, 15)].flatMap((at) => [at - DAY_MS, at, at + DAY_MS]);
    for (const at of days) {
      const start: Bound = { kind: 'date', date: day(at) };
      const bounds: [Bound, Bound, string, string][] = [
        [start, start, `${day(at)}T00:00:00`, `${day(at + DAY_MS)}T00:00:00`],
        ...['01:30:00', '02:30:00'].map((time): [Bound, Bound, string, string] => [
          { kind: 'local', dateTime: `${day(at)}T${time}` },
          { kind: 'local', dateTime: `${day(at + DAY_MS)}T${time}` },
          `${day(at)}T${time}`,
          `${day(at + DAY_MS)}T${time}`,
        ]),
      ];
      for (const [from, to, first, last] of bounds) {
        const rules = { ...RULES, zone: 'first-of-territory' } as const;
        const clauses = [clause({ alid: 'film', territories: [territory], start: from, end: to })];
        const { grants } = compileGrants(compileInput({ clauses, rules }));
        const index = buildIndex({ grants, denials: [], epoch: 1 });
        const [opens, closes] = [naive(zone, first), naive(zone, last)];
        const allowed = [opens - 1, opens, opens + 1, closes - 1, closes, closes + 1].map(
          (when) => decide(index, { work: 'film', territory, screen: 'tv', verb: 'stream' }, when).allow,
        );
        expect(allowed, `${territory} ${zone} ${first} to ${last}`).toEqual([false, true, true, true, false, false]);
        compared += allowed.length;
      }
    }
  }
  expect(compared).toBeGreaterThan(effort(8000));
}, 120_000);
