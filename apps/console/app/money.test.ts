import { expect, test } from 'vitest';
import { en } from '../words/en.ts';
import { zhCN } from '../words/zh-CN.ts';
import { permilleOf, roundMoney, shownMoney, shownShare, wholeMoney } from './money.ts';

test('an amount is shown to its last unit, however large, in the digits of its currency', () => {
  expect(shownMoney('1990', 'CNY', en)).toBe('CN¥19.90');
  expect(shownMoney(-5n, 'USD', en)).toBe('-US$0.05');
  expect(shownMoney('1990', 'JPY', en)).toBe('JP¥1,990');
  expect(shownMoney('900719925474099312', 'CNY', en)).toBe('CN¥9,007,199,254,740,993.12');
  expect(shownMoney('1990', 'CNY', zhCN)).toBe('¥19.90');
});

test('an amount reads as it does on the paper of a statement, where people use no fractions of the currency too', () => {
  expect(shownMoney('1234500', 'HUF', en)).toBe('HUF\u00a012,345.00');
  expect(shownMoney('1234500', 'IDR', en)).toBe('IDR\u00a012,345.00');
  expect(shownMoney('1234500', 'KWD', en)).toBe('KWD\u00a01,234.500');
  expect(shownMoney('1234500', 'CLF', en)).toBe('CLF\u00a0123.4500');
  expect(wholeMoney('1234500', 'HUF', en)).toBe('HUF\u00a012,345');
  expect(roundMoney('123450000000', 'HUF', en)).toBe('HUF\u00a01.23B');
});

test('in a chart an amount is short, in the language’s own units', () => {
  expect(roundMoney('100000000000', 'USD', en)).toBe('US$1B');
  expect(roundMoney('30000000000', 'USD', zhCN)).toBe('US$3亿');
});

test('a part of a whole is counted in whole numbers, and nothing of nothing is nothing', () => {
  expect(permilleOf('1', '3')).toBe(333);
  expect(permilleOf('0', '0')).toBe(0);
  expect(shownShare('820', '1990', en)).toBe('41.2%');
});
