import { expect, test } from 'vitest';
import type { ValueType } from './schema-table.ts';
import { isText, valueFault } from './value.ts';

test.each([
  ['boolean', ['true', 'false', '1', '0', ' true '], ['TRUE', 'yes', '']],
  ['decimal', ['1', '-1.50', '.5', '5.', '+0'], ['1e3', '', '1,5', '.']],
  ['double', ['1e3', '-INF', 'NaN', '.5'], ['inf', '1e', '']],
  ['integer', ['0', '-12', '+7', '007'], ['1.0', '', 'one']],
  ['int', ['2147483647', '-2147483648'], ['2147483648', '-2147483649']],
  ['nonNegativeInteger', ['0', '12'], ['-1']],
  ['positiveInteger', ['1'], ['0', '-1']],
  [
    'dateTime',
    ['2026-02-28T23:59:59', '2026-01-01T00:00:00.5Z', '2026-01-01T24:00:00', '2024-02-29T10:00:00+14:00'],
    ['2026-02-29T00:00:00', '2026-01-01', '2026-01-01T24:00:01', '2026-01-01T10:00', '2026-01-01T10:00:00+15:00'],
  ],
  [
    'date',
    ['2026-12-31', '2026-01-01Z', '12026-01-01'],
    ['2026-13-01', '2026-00-10', '26-01-01', '2026-01-01T00:00:00'],
  ],
  ['time', ['10:00:00', '24:00:00', '23:59:59.9-05:00'], ['24:00:01', '10:00', '25:00:00']],
  ['gYear', ['1958', '2026Z', '-0044'], ['58', '1958-01']],
  ['gYearMonth', ['2026-12'], ['2026-13', '2026']],
  ['duration', ['P1Y2M3DT4H5M6.7S', '-P5DT10H', 'PT0S'], ['P', 'PT', '1D', 'P1W', 'P1H']],
  ['language', ['en', 'zh-Hans-CN', 'x-private'], ['en_US', 'toolonglanguage', '']],
  ['string', ['', ' anything '], []],
  ['anyURI', ['not even a uri'], []],
])('a value of type %s', (type, sound, unsound) => {
  for (const text of sound) expect([text, valueFault([], type, text)]).toEqual([text, undefined]);
  for (const text of unsound) expect([text, valueFault([], type, text)]).toEqual([text, `not a value of type ${type}`]);
});

const TYPES: readonly ValueType[] = [
  { base: 'string', words: ['red', 'green'] },
  { base: 'string', patterns: ['[A-Z][A-Z]'] },
  { base: 'decimal', least: 1, most: 5 },
  { either: [1, 'gYear'] },
  { base: 1 },
];

test.each([
  [0, 'red', undefined],
  [0, ' red', 'not one of red, green'],
  [1, 'US', undefined],
  [1, 'USA', 'not of the form [A-Z][A-Z]'],
  [2, ' 5 ', undefined],
  [2, '0.9', 'below 1'],
  [2, '5.1', 'above 5'],
  [2, 'x', 'not a value of type decimal'],
  [3, 'US', undefined],
  [3, '1999', undefined],
  [3, 'us', 'not a value of [A-Z][A-Z], gYear'],
  [4, 'usa', 'not of the form [A-Z][A-Z]'],
])('type %i with %s', (type, text, fault) => expect(valueFault(TYPES, type, text)).toBe(fault));

test('what comes from strings may be blank by mistake', () => {
  expect([0, 1, 2, 3, 4].map((type) => isText(TYPES, type))).toEqual([true, true, false, false, true]);
});
