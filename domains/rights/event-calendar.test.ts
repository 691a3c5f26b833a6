import { describe, expect, test } from 'vitest';
import { type EventDate, eventCalendar } from './event-calendar.ts';
import { clause, instant } from './testing.ts';

const MAY = instant('2026-05-01T00:00:00Z');
const JUNE = instant('2026-06-01T00:00:00Z');
const JULY = instant('2026-07-01T00:00:00Z');
const date = (at: number, include: readonly string[], members: Partial<EventDate> = {}): EventDate => ({
  ...{ alid: 'film', condition: 'Theatrical', territories: { include, exclude: [] }, at },
  ...members,
});
const asked = (
  dates: readonly EventDate[],
  territory = 'US',
  condition = 'Theatrical',
  standing = [] as ReturnType<typeof clause>[],
) =>
  eventCalendar(standing, dates).dateOf({ alid: 'film', condition, territory }, ({ start }) =>
    start?.kind === 'instant' ? start.at : undefined,
  );

describe('an event’s date', () => {
  test('is what was said of the narrowest territories, whichever was said first and is earlier', () => {
    const dates = [date(MAY, ['ZZ']), date(JULY, ['US']), date(JUNE, ['US', 'CA'])];
    for (const each of [dates, dates.toReversed()]) {
      expect(asked(each)).toBe(JULY);
      expect(asked(each, 'CA')).toBe(JUNE);
      expect(asked(each, 'FR')).toBe(MAY);
    }
  });

  test('is the earliest of those that speak of as many places', () => {
    const dates = [date(JULY, ['US']), date(MAY, ['US']), date(JUNE, ['US'])];
    for (const each of [dates, dates.toReversed()]) expect(asked(each)).toBe(MAY);
  });

  test('is only that of its own title and event, in its own places', () => {
    expect(asked([date(MAY, ['US'], { alid: 'other' })])).toBeUndefined();
    expect(asked([date(MAY, ['US'], { condition: 'Broadcast' })])).toBeUndefined();
    expect(asked([date(MAY, ['US'], { condition: ' theatrical ' })])).toBe(MAY);
    const mostly = [date(MAY, [], { territories: { include: ['US'], exclude: ['US-CA'] } })];
    expect(['US', 'US-NY', 'US-CA', 'CA'].map((place) => asked(mostly, place))).toEqual([
      MAY,
      MAY,
      undefined,
      undefined,
    ]);
  });

  test('is the delivered sale’s start where a sale starts, and of no other event', () => {
    const sale = clause({ alid: 'film', licenseType: 'EST', start: { kind: 'instant', at: JULY } });
    const said = [date(MAY, ['US'], { condition: 'EST' }), date(JUNE, ['US'])];
    expect(asked(said, 'US', 'ESTStart', [sale])).toBe(JULY);
    expect(asked(said, 'US', 'ESTStart')).toBe(MAY);
    expect(asked(said, 'US', 'Theatrical', [sale])).toBe(JUNE);
  });

  test('is asked of each territory that anybody speaks of', () => {
    const sale = clause({ alid: 'film', licenseType: 'EST', territories: ['JP'] });
    const calendar = eventCalendar(
      [sale],
      [
        date(MAY, ['US'], { territories: { include: ['US'], exclude: ['US-CA'] } }),
        date(MAY, ['FR'], { condition: 'ESTStart' }),
      ],
    );
    expect(calendar.territoriesOf('film', 'Theatrical')).toEqual(['US', 'US-CA']);
    expect(calendar.territoriesOf('film', 'ESTStart')).toEqual(['FR', 'JP']);
    expect(calendar.territoriesOf('other', 'Theatrical')).toEqual([]);
  });
});
