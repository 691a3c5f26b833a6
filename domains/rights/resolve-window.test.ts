import type { Bound, Clause } from '@duoping/avails';
import { expandTerritory, formatInstant } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { compileGrants } from './compile.ts';
import type { EventDate } from './event-calendar.ts';
import { firstZone } from './first-zones.ts';
import type { PartnerRules } from './grant.ts';
import { clause, compileInput, instant, RULES } from './testing.ts';
import { createZoneClock } from './zones.ts';

const date = (text: string): Bound => ({ kind: 'date', date: text });
const local = (text: string): Bound => ({ kind: 'local', dateTime: text });
const at = (text: string): Bound => ({ kind: 'instant', at: instant(text) });
const event = (condition: string, lag?: string): Bound => ({ kind: 'condition', condition, ...(lag ? { lag } : {}) });

/** The windows of the subscription clauses, in one line each. */
function windows(clauses: readonly Partial<Clause>[], rules: Partial<PartnerRules> = {}): string[] {
  const { grants } = compileGrants(compileInput({ clauses: clauses.map(clause), rules: { ...RULES, ...rules } }));
  return grants
    .filter((grant) => grant.licenseType === 'SVOD')
    .map(({ territories, window, endUnresolved }) => {
      const without = territories.exclude.length > 0 ? ` less ${territories.exclude.join(' ')}` : '';
      const end = window.end === null ? 'open' : formatInstant(window.end);
      const flag = endUnresolved ? ' (unresolved)' : '';
      return `${territories.include.join(' ')}${without}: ${formatInstant(window.start)} to ${end}${flag}`;
    });
}

const month = { start: date('2026-06-01'), end: date('2026-06-30') };
const newYork = { zone: { fixed: 'America/New_York' } } as const;

describe('a date without a time', () => {
  test('as an end counts as a whole day, or ends as the day begins, as the partner’s rules say', () => {
    expect(windows([month])).toEqual(['US: 2026-06-01T00:00:00Z to 2026-07-01T00:00:00Z']);
    expect(windows([month], { endDateInclusive: false })).toEqual(['US: 2026-06-01T00:00:00Z to 2026-06-30T00:00:00Z']);
  });
  test('leaves a written time as it is', () => {
    const written = { start: local('2026-06-01T06:00:00'), end: local('2026-06-30T23:59:59') };
    expect(windows([written])).toEqual(['US: 2026-06-01T06:00:00Z to 2026-06-30T23:59:59Z']);
  });
  test('is read in one zone', () => {
    expect(windows([month], newYork)).toEqual(['US: 2026-06-01T04:00:00Z to 2026-07-01T04:00:00Z']);
  });
  test('is read in the first zone of each territory', () => {
    const clauses = [{ ...month, territories: ['US', 'JP', 'CA', 'US-HI'] }];
    expect(windows(clauses, { zone: 'first-of-territory' }).toSorted()).toEqual([
      'CA: 2026-06-01T02:30:00Z to 2026-07-01T02:30:00Z',
      'JP: 2026-05-31T15:00:00Z to 2026-06-30T15:00:00Z',
      'US: 2026-06-01T04:00:00Z to 2026-07-01T04:00:00Z',
    ]);
  });
  test('begins in Kiritimati when the territory is the world', () => {
    expect(windows([{ ...month, territories: ['ZZ'] }], { zone: 'first-of-territory' })).toEqual([
      'ZZ: 2026-05-31T10:00:00Z to 2026-06-30T10:00:00Z',
    ]);
  });
  test('grants nothing in a zone that does not exist, and in a place without a clock', () => {
    expect(windows([month], { zone: { fixed: 'Mars/Olympus' } })).toEqual([]);
    expect(windows([{ ...month, territories: ['HM'] }], { zone: 'first-of-territory' })).toEqual([]);
  });
  test('leaves territories together that begin together', () => {
    expect(windows([{ ...month, territories: ['DE', 'FR'] }], { zone: 'first-of-territory' })).toEqual([
      'DE FR: 2026-05-31T22:00:00Z to 2026-06-30T22:00:00Z',
    ]);
  });
});

test('every country but the two without inhabitants has a first zone, and this runtime knows it', () => {
  const clock = createZoneClock();
  const without = [...expandTerritory('ZZ'), 'ZZ', 'EU'].filter((code) => {
    const zone = firstZone(code);
    return zone === undefined || !clock.knows(zone);
  });
  expect(without).toEqual(['BV', 'HM']);
});

describe('a change of the clocks', () => {
  test.each([
    // Spring: 02:00 to 03:00 does not exist in New York on 2026-03-08.
    ['2026-03-08T01:59:59', '2026-03-08T06:59:59Z'],
    ['2026-03-08T02:00:00', '2026-03-08T07:00:00Z'],
    ['2026-03-08T02:30:00', '2026-03-08T07:30:00Z'],
    ['2026-03-08T03:00:00', '2026-03-08T07:00:00Z'],
    // Autumn: 01:00 to 02:00 happens twice on 2026-11-01; the first pass counts.
    ['2026-11-01T00:59:59', '2026-11-01T04:59:59Z'],
    ['2026-11-01T01:00:00', '2026-11-01T05:00:00Z'],
    ['2026-11-01T01:59:59', '2026-11-01T05:59:59Z'],
    ['2026-11-01T02:00:00', '2026-11-01T07:00:00Z'],
  ])('New York, %s is %s', (wall, utc) => {
    expect(windows([{ start: local(wall), end: { kind: 'open' } }], newYork)).toEqual([`US: ${utc} to open`]);
  });
  test.each([
    // Santiago springs forward at midnight: the day begins at 01:00.
    ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00Z'],
    // Samoa had no 30 December 2011.
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00Z'],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00Z'],
    ['Asia/Kathmandu', '2026-06-01', '2026-05-31T18:15:00Z'],
  ])('%s, the day %s begins at %s', (fixed, day, utc) => {
    expect(windows([{ start: date(day), end: { kind: 'open' } }], { zone: { fixed } })).toEqual([`US: ${utc} to open`]);
  });
  test('makes a day of 23 and one of 25 hours', () => {
    const day = (text: string) => [{ start: date(text), end: date(text) }];
    expect(windows(day('2026-03-08'), newYork)).toEqual(['US: 2026-03-08T05:00:00Z to 2026-03-09T04:00:00Z']);
    expect(windows(day('2026-11-01'), newYork)).toEqual(['US: 2026-11-01T04:00:00Z to 2026-11-02T05:00:00Z']);
  });
});

describe('a window’s duration', () => {
  const from = (start: Bound, windowDuration: string, end: Bound = { kind: 'open' }) => [
    { start, end, windowDuration },
  ];
  test.each([
    ['P180D', '2026-07-30T00:00:00Z'],
    ['P1M', '2026-02-28T00:00:00Z'],
    ['P1Y1M', '2027-02-28T00:00:00Z'],
    ['PT36H', '2026-02-01T12:00:00Z'],
    ['P1W', '2026-02-07T00:00:00Z'],
  ])('of %s from 31 January ends at %s', (duration, end) => {
    expect(windows(from(date('2026-01-31'), duration))).toEqual([`US: 2026-01-31T00:00:00Z to ${end}`]);
  });
  test('is counted on the zone’s calendar', () => {
    expect(windows(from(date('2026-03-01'), 'P1M'), newYork)).toEqual([
      'US: 2026-03-01T05:00:00Z to 2026-04-01T04:00:00Z',
    ]);
  });
  test('closes the window only where that is earlier than its end', () => {
    expect(windows(from(date('2026-01-01'), 'P30D', at('2026-01-10T00:00:00Z')))).toEqual([
      'US: 2026-01-01T00:00:00Z to 2026-01-10T00:00:00Z',
    ]);
    expect(windows(from(date('2026-01-01'), 'P5D', at('2026-01-10T00:00:00Z')))).toEqual([
      'US: 2026-01-01T00:00:00Z to 2026-01-06T00:00:00Z',
    ]);
  });
});

describe('Immediate and Open', () => {
  test('are the receipt of the delivery and never', () => {
    expect(windows([{ start: { kind: 'immediate' }, end: { kind: 'open' } }])).toEqual([
      'US: 2025-12-01T12:00:00Z to open',
    ]);
  });
});

describe('a condition', () => {
  const sale = (members: Partial<Clause> = {}): Partial<Clause> => ({
    licenseType: 'EST',
    start: at('2026-05-01T00:00:00Z'),
    end: { kind: 'open' },
    ...members,
  });
  const until = (condition: Bound, members: Partial<Clause> = {}): Partial<Clause> => ({
    start: at('2026-01-01T00:00:00Z'),
    end: condition,
    ...members,
  });
  test.each(['ESTStart', 'EST'])(
    '%s is the earliest start of sale of the same title in the same territory',
    (condition) => {
      const clauses = [
        until(event(condition)),
        sale({ start: at('2026-06-01T00:00:00Z') }),
        sale(),
        sale({ start: at('2026-02-01T00:00:00Z'), territories: ['CA'] }),
        sale({ start: at('2026-03-01T00:00:00Z'), alid: 'another' }),
        sale({ start: at('2026-03-01T00:00:00Z'), exceptionFlag: true }),
        sale({ start: event('Theatrical') }),
      ];
      expect(windows(clauses)).toEqual(['US: 2026-01-01T00:00:00Z to 2026-05-01T00:00:00Z']);
    },
  );
  test('moves by its lag, either way', () => {
    expect(windows([until(event('ESTStart', '-P5DT10H')), sale()])).toEqual([
      'US: 2026-01-01T00:00:00Z to 2026-04-25T14:00:00Z',
    ]);
    expect(windows([{ start: event('ESTStart', 'P1M'), end: { kind: 'open' } }, sale()])).toEqual([
      'US: 2026-06-01T00:00:00Z to open',
    ]);
  });
  test('ends the window only where the sale is', () => {
    expect(windows([until(event('ESTStart'), { territories: ['ZZ'] }), sale()]).toSorted()).toEqual([
      'US: 2026-01-01T00:00:00Z to 2026-05-01T00:00:00Z',
      'ZZ less US: 2026-01-01T00:00:00Z to open (unresolved)',
    ]);
  });
  test('that is dated in one place only leaves the other flagged, also where a duration ends both alike', () => {
    const clauses = [until(event('ESTStart'), { territories: ['US', 'CA'], windowDuration: 'P30D' }), sale()];
    for (const written of [clauses, [{ ...clauses[0], territories: ['CA', 'US'] }, sale()]])
      expect(windows(written).toSorted()).toEqual([
        'CA: 2026-01-01T00:00:00Z to 2026-01-31T00:00:00Z (unresolved)',
        'US: 2026-01-01T00:00:00Z to 2026-01-31T00:00:00Z',
      ]);
  });
  test('that nobody has dated leaves the end open and flagged, and the start closed', () => {
    expect(windows([until(event('Broadcast'))])).toEqual(['US: 2026-01-01T00:00:00Z to open (unresolved)']);
    expect(windows([until(event('Broadcast'), { windowDuration: 'P1D' })])).toEqual([
      'US: 2026-01-01T00:00:00Z to 2026-01-02T00:00:00Z (unresolved)',
    ]);
    expect(windows([{ start: event('ESTStart'), end: { kind: 'open' } }])).toEqual([]);
    expect(windows([{ start: event('ESTStart', 'soon'), end: { kind: 'open' } }, sale()])).toEqual([]);
  });
});

describe('a calendar of events', () => {
  const premiere = (members: Partial<EventDate> = {}): EventDate => ({
    ...{ alid: ALID, condition: 'Theatrical', territories: { include: ['US'], exclude: [] } },
    ...{ at: instant('2026-06-01T00:00:00Z'), ...members },
  });
  const ALID = 'md:alid:org:example:film';
  const told = (clauses: readonly Partial<Clause>[], events: readonly EventDate[], rules = RULES): string[] =>
    compileGrants(compileInput({ clauses: clauses.map(clause), events, rules }))
      .grants.map(({ territories, window, endUnresolved }) => {
        const without = territories.exclude.length > 0 ? ` less ${territories.exclude.join(' ')}` : '';
        const end = window.end === null ? 'open' : formatInstant(window.end);
        return `${territories.include.join(' ')}${without}: ${formatInstant(window.start)} to ${end}${endUnresolved ? ' (unresolved)' : ''}`;
      })
      .toSorted();
  const waiting = (condition: string, lag?: string): Partial<Clause> => ({
    ...{ start: event(condition, lag), end: at('2027-01-01T00:00:00Z') },
  });

  test.each([
    ['Theatrical', undefined, '2026-06-01T00:00:00Z'],
    ['theatrical ', undefined, '2026-06-01T00:00:00Z'],
    ['Theatrical', 'P90D', '2026-08-30T00:00:00Z'],
    ['Theatrical', '-PT12H', '2026-05-31T12:00:00Z'],
    ['Theatrical', 'P1M', '2026-07-01T00:00:00Z'],
  ])('dates a start %s with lag %s', (condition, lag, start) => {
    expect(told([waiting(condition, lag)], [premiere()])).toEqual([`US: ${start} to 2027-01-01T00:00:00Z`]);
  });
  test('dates an end, which stands open and is flagged without it', () => {
    const clauses = [{ start: at('2026-01-01T00:00:00Z'), end: event('Broadcast', '-P5DT10H') }];
    expect(told(clauses, [premiere({ condition: 'Broadcast' })])).toEqual([
      'US: 2026-01-01T00:00:00Z to 2026-05-26T14:00:00Z',
    ]);
    expect(told(clauses, [premiere()])).toEqual(['US: 2026-01-01T00:00:00Z to open (unresolved)']);
  });
  test('of another title, another event or another place dates nothing', () => {
    const others = [
      premiere({ alid: 'other' }),
      premiere({ condition: 'Broadcast' }),
      premiere({ territories: { include: ['CA'], exclude: [] } }),
      premiere({ territories: { include: ['ZZ'], exclude: ['US'] } }),
      premiere({ territories: { include: ['US-CA'], exclude: [] } }),
    ];
    expect(told([{ ...waiting('Theatrical'), territories: ['US-TX'] }], others)).toEqual([]);
  });
  test('gives each place its own date, the narrowest that is told and then the earliest', () => {
    const events = [
      premiere({ territories: { include: ['ZZ'], exclude: ['FR'] }, at: instant('2026-02-01T00:00:00Z') }),
      premiere({ territories: { include: ['CA'], exclude: [] }, at: instant('2026-03-01T00:00:00Z') }),
      premiere({ territories: { include: ['CA'], exclude: [] }, at: instant('2026-04-01T00:00:00Z') }),
      premiere({ territories: { include: ['US-CA'], exclude: [] }, at: instant('2026-05-01T00:00:00Z') }),
    ];
    expect(told([{ ...waiting('Theatrical'), territories: ['US', 'CA', 'FR'] }], events)).toEqual([
      'CA: 2026-03-01T00:00:00Z to 2027-01-01T00:00:00Z',
      'US less US-CA: 2026-02-01T00:00:00Z to 2027-01-01T00:00:00Z',
      'US-CA: 2026-05-01T00:00:00Z to 2027-01-01T00:00:00Z',
    ]);
  });
  test('stands in for a sale that was not delivered, and gives way to one that was', () => {
    const events = [premiere({ condition: 'EST' })];
    const sale = { licenseType: 'EST', start: at('2026-03-01T00:00:00Z'), end: at('2027-01-01T00:00:00Z') } as const;
    expect(told([waiting('ESTStart')], events)).toEqual(['US: 2026-06-01T00:00:00Z to 2027-01-01T00:00:00Z']);
    expect(told([waiting('ESTStart'), sale], events)).toEqual([
      'US: 2026-03-01T00:00:00Z to 2027-01-01T00:00:00Z',
      'US: 2026-03-01T00:00:00Z to 2027-01-01T00:00:00Z',
    ]);
  });
  test('dates a sale that a subscription waits for in turn', () => {
    const sale = { ...waiting('Theatrical', 'P60D'), licenseType: 'EST' } as const;
    expect(told([waiting('ESTStart', 'P30D'), sale], [premiere()])).toEqual([
      'US: 2026-07-31T00:00:00Z to 2027-01-01T00:00:00Z',
      'US: 2026-08-30T00:00:00Z to 2027-01-01T00:00:00Z',
    ]);
  });
  test('never lets a sale wait for itself', () => {
    expect(told([{ ...waiting('ESTStart'), licenseType: 'EST' }], [])).toEqual([]);
  });
});

describe('what a sale says of playing what was acquired', () => {
  const terms = (members: Partial<Clause>): object | undefined =>
    compileGrants(compileInput({ clauses: [clause(members)] })).grants[0]?.owned;
  const dates = {
    ...{ rentalDuration: 'P30D', watchDuration: 'PT48H' },
    ...{ fixedEnd: date('2028-01-01'), preOrderFulfill: at('2026-05-01T00:00:00Z') },
  };
  const [fixedEnd, fulfillFrom] = [instant('2028-01-02T00:00:00Z'), instant('2026-05-01T00:00:00Z')];
  test('stands in the grant: lengths of a rental, the fixed end and the fulfilment', () => {
    expect(terms({ licenseType: 'VOD', ...dates })).toEqual({
      ...{ rentalDuration: 'P30D', watchDuration: 'PT48H', fixedEnd, fulfillFrom },
    });
    expect(terms({ licenseType: 'EST', ...dates })).toEqual({ fixedEnd, fulfillFrom });
    expect(terms({ licenseType: 'POEST', preOrderFulfill: dates.preOrderFulfill })).toEqual({ fulfillFrom });
  });
  test('is absent where nothing is said or nothing is sold', () => {
    expect(terms({ licenseType: 'VOD', fixedEnd: { kind: 'open' } })).toBeUndefined();
    expect(terms({ licenseType: 'SVOD', ...dates })).toBeUndefined();
  });
  test.each([
    { rentalDuration: 'a while' },
    { watchDuration: 'a while' },
    { fixedEnd: event('Broadcast') },
    { preOrderFulfill: event('Broadcast') },
  ])('that can’t be understood grants nothing: %j', (members) => {
    const { grants, findings } = compileGrants(compileInput({ clauses: [clause({ licenseType: 'VOD', ...members })] }));
    expect([grants, findings.map(({ code }) => code)]).toEqual([[], ['owned-terms-unresolved']]);
  });
});
