import { DAY_MS, formatInstant, HOUR_MS } from '@duoping/kit';
import { instant } from '@duoping/rights/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endOfBusinessDay } from './business-days.ts';
import { notice } from './case-store.contract.ts';
import { type CaseEntry, DEFAULT_CLOCKS, deadlinesOf, type TakedownNotice } from './index.ts';
import { usFederalHolidays } from './us-holidays.ts';

const NEW_YORK = { zone: 'America/New_York', holidays: usFederalHolidays };
const SHANGHAI = { zone: 'Asia/Shanghai', holidays: () => ['2026-10-01', '2026-10-02'] };

test('the public holidays of the United States stand on the days on which they are observed', () => {
  expect(usFederalHolidays(2026)).toEqual([
    ...['2026-01-01', '2026-01-19', '2026-02-16', '2026-05-25', '2026-06-19', '2026-07-03'],
    ...['2026-09-07', '2026-10-12', '2026-11-11', '2026-11-26', '2026-12-25'],
  ]);
  expect(usFederalHolidays(2021).at(-1)).toBe('2021-12-31');
  expect(usFederalHolidays(2022)[0]).toBe('2022-01-17');
  expect(usFederalHolidays(2023)[0]).toBe('2023-01-02');
});

describe('business days', () => {
  test.each([
    ['a Friday evening in New York', '2026-11-21T03:30:00Z', 1, NEW_YORK, '2026-11-24T05:00:00Z'],
    ['over Thanksgiving', '2026-11-23T15:00:00Z', 4, NEW_YORK, '2026-12-01T05:00:00Z'],
    ['ten days', '2026-11-20T15:00:00Z', 10, { ...NEW_YORK, holidays: () => [] }, '2026-12-05T05:00:00Z'],
    ['over the change to winter time', '2026-10-30T15:00:00Z', 1, NEW_YORK, '2026-11-03T05:00:00Z'],
    ['over the national day in Shanghai', '2026-09-30T23:00:00+08:00', 1, SHANGHAI, '2026-10-05T16:00:00Z'],
    ['none: the end of the day itself', '2026-11-20T15:00:00Z', 0, NEW_YORK, '2026-11-21T05:00:00Z'],
  ])('%s', (_, from, count, calendar, wanted) => {
    expect(formatInstant(endOfBusinessDay(instant(from), count, calendar))).toBe(wanted);
  });

  test('so many business days take at least as many days, and more business days never less', () => {
    const from = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2030, 0, 1) });
    const zone = fc.constantFrom('America/New_York', 'Asia/Shanghai', 'UTC', 'Pacific/Apia', 'Asia/Kathmandu');
    fc.assert(
      fc.property(from, fc.integer({ min: 0, max: 40 }), zone, (at, count, where) => {
        const calendar = { zone: where, holidays: () => [] };
        const end = endOfBusinessDay(at, count, calendar);
        expect(end - at).toBeGreaterThan((count - 1) * DAY_MS);
        expect(end - at).toBeLessThanOrEqual((Math.ceil(count / 5) * 7 + 3) * DAY_MS);
        expect(endOfBusinessDay(at, count + 1, calendar)).toBeGreaterThan(end);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the clocks of a case', () => {
  const received = instant('2026-11-20T15:00:00Z');
  const at = (hours: number) => received + hours * HOUR_MS;
  const countered: CaseEntry = { act: 'countered', statement: notice(), at: at(48), by: 'Mei' };
  const removed: CaseEntry = { act: 'removed', denials: [], epoch: 2, at: at(1), by: 'Mei' };
  const told = (members: Partial<TakedownNotice>, entries: readonly CaseEntry[]) =>
    deadlinesOf({ notice: notice({ receivedAt: received, ...members }), entries }, DEFAULT_CLOCKS).map(
      ({ what, from, by, met }) => [what, from === null ? null : formatInstant(from), formatInstant(by), met !== null],
    );

  test('a complete notice is to be followed and forwarded at once', () => {
    const due = '2026-11-21T15:00:00Z';
    expect(told({}, [])).toEqual([
      ['remove', null, due, false],
      ['forward', null, due, false],
    ]);
    expect(told({}, [removed, { act: 'forwarded', to: 'partner', at: at(2), by: 'Mei' }])).toEqual([
      ['remove', null, due, true],
      ['forward', null, due, true],
    ]);
    expect(told({ regime: 'order' }, [])).toEqual([['remove', null, due, false]]);
  });

  test('one that lacks something only has to be answered', () => {
    expect(told({ attestations: {} }, [])).toEqual([['complete', null, '2026-11-21T15:00:00Z', false]]);
  });

  test('under the DMCA a counter-notice opens ten to fourteen business days, in which a suit stops the clock', () => {
    expect(told({}, [removed, countered]).slice(-1)).toEqual([
      ['restore', '2026-12-08T05:00:00Z', '2026-12-12T05:00:00Z', false],
    ]);
    const suit: CaseEntry = { act: 'suit-filed', reference: '26-cv-1', at: at(60), by: 'Mei' };
    expect(told({}, [removed, countered, suit]).map(([what]) => what)).not.toContain('restore');
  });

  test('under Decree 468 it is restored at once', () => {
    const evidence = ['certificate'];
    expect(told({ regime: 'cn-468', evidence }, [removed, countered]).slice(-1)).toEqual([
      ['restore', null, '2026-11-23T15:00:00Z', false],
    ]);
  });

  test('a case that ended has no open clock', () => {
    const ends: CaseEntry = { act: 'closed', outcome: 'settled', at: at(90), by: 'Mei' };
    expect(told({}, [removed, countered, ends]).every(([, , , met]) => met)).toBe(true);
  });
});
