import { DAY_MS, HOUR_MS } from '@duoping/kit';
import { expect, test } from 'vitest';
import { parseDuration } from './duration.ts';

test.each([
  ['P1Y2M', { months: 14, days: 0, timeMs: 0 }],
  ['P2W3D', { months: 0, days: 17, timeMs: 0 }],
  ['PT1H2M3.004S', { months: 0, days: 0, timeMs: HOUR_MS + 123_004 }],
  ['P30D', { months: 0, days: 30, timeMs: 0 }],
  ['+P90D', { months: 0, days: 90, timeMs: 0 }],
  ['-P1M1DT24H', { months: -1, days: -1, timeMs: -DAY_MS }],
  [' P0D ', { months: 0, days: 0, timeMs: 0 }],
  ['-P0D', { months: 0, days: 0, timeMs: 0 }],
])('%j is a duration', (text, duration) => {
  expect(parseDuration(text)).toEqual(duration);
});

test.each(['', 'P', 'PT', 'P1', '1D', 'P1DT', 'P-1D', '--P1D', 'P1.5D', 'P1D2M', 'two days', 'P1D P1D'])(
  '%j is none',
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
  },
);
