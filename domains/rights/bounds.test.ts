import type { Bound } from '@duoping/avails';
import { DAY_MS } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { type BoundContext, isSaleStart, needsZone, resolveEnd, resolveStart } from './bounds.ts';
import { instant } from './testing.ts';
import { createZoneClock } from './zones.ts';

const NOON = instant('2026-06-01T12:00:00Z');
const context: BoundContext = {
  clock: createZoneClock(),
  zone: 'Asia/Tokyo',
  receivedAt: instant('2026-05-01T00:00:00Z'),
  endDateInclusive: true,
  eventAt: (condition) => (condition === 'Theatrical' ? NOON : undefined),
};
const MIDNIGHT_IN_TOKYO = instant('2026-05-31T15:00:00Z');

describe('a bound of a window', () => {
  test.each<[string, Bound, number | null | undefined, number | null | undefined]>([
    ['an instant', { kind: 'instant', at: NOON }, NOON, NOON],
    ['a date, whole as an end', { kind: 'date', date: '2026-06-01' }, MIDNIGHT_IN_TOKYO, MIDNIGHT_IN_TOKYO + DAY_MS],
    ['a date that is none', { kind: 'date', date: '2026-02-30' }, undefined, undefined],
    ['a time of day', { kind: 'local', dateTime: '2026-06-01T00:00:00' }, MIDNIGHT_IN_TOKYO, MIDNIGHT_IN_TOKYO],
    ['a time that is none', { kind: 'local', dateTime: '2026-06-01T25:00:00' }, undefined, undefined],
    ['no bound', { kind: 'open' }, undefined, null],
    ['at once', { kind: 'immediate' }, context.receivedAt, context.receivedAt],
    ['an event', { kind: 'condition', condition: 'Theatrical' }, NOON, NOON],
    ['a day after an event', { kind: 'condition', condition: 'Theatrical', lag: 'P1D' }, NOON + DAY_MS, NOON + DAY_MS],
    [
      'an event with a lag that is none',
      { kind: 'condition', condition: 'Theatrical', lag: 'soon' },
      undefined,
      undefined,
    ],
    ['an event that nobody has dated', { kind: 'condition', condition: 'Premiere', lag: 'P1D' }, undefined, undefined],
  ])('%s', (_, bound, start, end) => {
    expect(resolveStart(bound, context)).toBe(start);
    expect(resolveEnd(bound, context)).toBe(end);
  });

  test('an end date that doesn’t count as a day ends as it begins', () => {
    const bare = { ...context, endDateInclusive: false };
    expect(resolveEnd({ kind: 'date', date: '2026-06-01' }, bare)).toBe(MIDNIGHT_IN_TOKYO);
  });

  test('only dates and times without a zone need one', () => {
    const bounds: (Bound | undefined)[] = [
      { kind: 'date', date: '2026-06-01' },
      { kind: 'local', dateTime: '2026-06-01T00:00:00' },
      { kind: 'instant', at: NOON },
      { kind: 'open' },
      undefined,
    ];
    expect(bounds.map(needsZone)).toEqual([true, true, false, false, false]);
  });

  test.each([
    ['EST', true],
    ['ESTStart', true],
    [' eststart ', true],
    ['ESTEnd', false],
    ['TheEST', false],
    ['', false],
  ])('%j names the start of sales: %s', (condition, is) => {
    expect(isSaleStart(condition)).toBe(is);
  });
});
