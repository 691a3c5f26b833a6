import { expect, test } from 'vitest';
import { clockTime, decimal } from './amount.ts';

test.each([
  [0n, 'CNY', '0.00'],
  [5n, 'CNY', '0.05'],
  [-5n, 'CNY', '-0.05'],
  [1990n, 'CNY', '19.90'],
  ['7320000000', 'CNY', '73,200,000.00'],
  [-123_456_789n, 'USD', '-1,234,567.89'],
  [1234n, 'JPY', '1,234'],
  [1234n, 'KWD', '1.234'],
  [1234n, 'HUF', '12.34'],
  [1234n, 'UYI', '1,234'],
  [1234n, 'CLF', '0.1234'],
  [123_456_789_012_345_678_901n, 'CNY', '1,234,567,890,123,456,789.01'],
])('%s minor units of %s read %s', (minor, currency, text) => {
  expect(decimal(minor, currency)).toBe(text);
});

test.each([
  [0, '00:00:00'],
  [61_000, '00:01:01'],
  [3_600_000 * 100 + 5, '100:00:00.005'],
])('%i milliseconds read %s', (ms, text) => {
  expect(clockTime(ms)).toBe(text);
});
