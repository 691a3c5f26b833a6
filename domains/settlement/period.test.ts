import { DAY_MS, formatInstant, HOUR_MS } from '@duoping/kit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isZone, readPeriod } from './index.ts';
import { nextPeriod, periodOf, periodOfEnd } from './period.ts';

const ZONES = [
  ...['UTC', 'Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Havana'],
  ...['America/Asuncion', 'Pacific/Apia', 'Asia/Kathmandu', 'Africa/Cairo', 'Asia/Beirut', 'America/Sao_Paulo'],
];

const bounds = (id: string, zone: string): string[] => {
  const period = readPeriod(id, zone);
  return period ? [formatInstant(period.window.start), formatInstant(period.window.end)] : [];
};

describe('a period of the books', () => {
  test.each([
    ['2026-11', 'Asia/Shanghai', '2026-10-31T16:00:00Z', '2026-11-30T16:00:00Z'],
    ['2026-12', 'UTC', '2026-12-01T00:00:00Z', '2027-01-01T00:00:00Z'],
    ['2026-03', 'America/New_York', '2026-03-01T05:00:00Z', '2026-04-01T04:00:00Z'],
    ['2026-11', 'America/New_York', '2026-11-01T04:00:00Z', '2026-12-01T05:00:00Z'],
    // Clocks went back from 01:00 to 00:00 on the first: the month begins at the earlier midnight.
    ['2026-11', 'America/Havana', '2026-11-01T04:00:00Z', '2026-12-01T05:00:00Z'],
    // Clocks went from 00:00 to 01:00 on the first: the month begins where midnight was skipped.
    ['2017-10', 'America/Asuncion', '2017-10-01T04:00:00Z', '2017-11-01T03:00:00Z'],
  ])('%s in %s', (id, zone, start, end) => {
    expect(bounds(id, zone)).toEqual([start, end]);
  });

  test('follows the one before it without a gap and without an overlap, in every zone, over forty years', () => {
    for (const zone of ZONES) {
      let period = readPeriod('2000-01', zone);
      for (let month = 0; month < 480 && period; month++) {
        const next = nextPeriod(period);
        expect(next.window.start).toBe(period.window.end);
        expect(next.window.end - next.window.start).toBeGreaterThan(27 * DAY_MS);
        period = next;
      }
      expect(period?.id).toBe('2040-01');
    }
  });

  test('holds every instant exactly once, whatever the zone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2040, 0) }), fc.constantFrom(...ZONES), (at, zone) => {
        const { window } = periodOf(at, zone);
        expect(window.start <= at && at < window.end).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test('takes what ended at its very end, and leaves what ended at its very start to the one before', () => {
    const edge = Date.UTC(2026, 9, 31, 16);
    expect(periodOfEnd(edge, 'Asia/Shanghai').id).toBe('2026-10');
    expect(periodOfEnd(edge + 1, 'Asia/Shanghai').id).toBe('2026-11');
    expect(periodOf(edge, 'Asia/Shanghai').id).toBe('2026-11');
    expect(periodOf(edge - HOUR_MS, 'Asia/Shanghai').id).toBe('2026-10');
  });

  test.each(['2026-13', '2026-00', '26-11', '2026-11-01', '', '2026'])('is not named %j', (id) => {
    expect(readPeriod(id, 'UTC')).toBeUndefined();
  });

  test('knows a zone by its IANA name alone', () => {
    expect(['Asia/Shanghai', 'UTC', 'Mars/Olympus', ''].map(isZone)).toEqual([true, true, false, false]);
  });
});
