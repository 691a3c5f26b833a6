import { describe, expect, test } from 'vitest';
import { isoFromSerial, serialFromIso, styleOfFormat, timeFromSerial } from './serial.ts';

test.each([
  [1, false, '1900-01-01'],
  [59, false, '1900-02-28'],
  [60, false, undefined],
  [61, false, '1900-03-01'],
  [43763, false, '2019-10-25'],
  [43763.5, false, '2019-10-25T12:00:00'],
  [43763.999999, false, '2019-10-26'],
  [2958465, false, '9999-12-31'],
  [2958466, false, undefined],
  [0, false, undefined],
  [-1, false, undefined],
  [0, true, '1904-01-01'],
  [42301, true, '2019-10-25'],
  [Number.NaN, false, undefined],
])('day %d (from 1904: %s) is %s', (serial, date1904, iso) => expect(isoFromSerial(serial, date1904)).toBe(iso));

test('a date goes to a day count and back, from March 1900 on', () => {
  expect(isoFromSerial(serialFromIso('2026-12-31T23:59:59') ?? 0, false)).toBe('2026-12-31T23:59:59');
  expect(serialFromIso('1900-02-28')).toBeUndefined();
  expect(serialFromIso('not a date')).toBeUndefined();
});

test('times go beyond a day and never below none', () => {
  expect([timeFromSerial(0.080787037037037), timeFromSerial(1.5), timeFromSerial(-0.1)]).toEqual([
    '1:56:20',
    '36:00:00',
    undefined,
  ]);
});

describe('a number format shows', () => {
  test.each([
    [14, undefined, 'date'],
    [22, undefined, 'date'],
    [57, undefined, 'date'],
    [20, undefined, 'time'],
    [46, undefined, 'time'],
    [0, undefined, 'number'],
    [9, undefined, 'number'],
    [164, 'General', 'number'],
    [164, 'YYYY\\-MM\\-DD', 'date'],
    [164, '[$-409]d\\-mmm\\-yy;@', 'date'],
    [164, 'mmm', 'date'],
    [164, '[h]:mm:ss', 'time'],
    [164, 'H:MM:SS', 'time'],
    [164, '"TRUE";"TRUE";"FALSE"', 'number'],
    [164, '#,##0.00\\ "days"', 'number'],
    [164, '[Red]0.00', 'number'],
    [164, '@', 'number'],
  ])('%i %s: a %s', (id, code, style) => expect(styleOfFormat(id, code)).toBe(style));
});
