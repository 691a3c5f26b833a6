/** Both languages say everything, in their own punctuation, and dates as people say them. */
import { DENY_REASONS, PLAY_REASONS } from '@duoping/client';
import { describe, expect, test } from 'vitest';
import { WORDS } from './index.ts';
import { playhead } from './words.ts';

const NOW = new Date(2026, 10, 22, 19, 30);

describe('moments', () => {
  test.each([
    ['later this evening', new Date(2026, 10, 22, 23, 59), 'tonight 23:59', '今晚 23:59'],
    ['tomorrow, though less than a day away', new Date(2026, 10, 23, 0, 5), 'tomorrow 00:05', '明天 00:05'],
    ['a day of this year', new Date(2026, 11, 24, 23, 59), '24 December 23:59', '12 月 24 日 23:59'],
    ['a day of another year', new Date(2027, 0, 3, 8, 0), '3 January 2027 08:00', '2027 年 1 月 3 日 08:00'],
  ])('%s', (_, at, en, zh) => {
    expect([WORDS.en.moment(at, NOW), WORDS['zh-CN'].moment(at, NOW)]).toEqual([en, zh]);
  });
});

test.each([
  [54, '54 s', '54 秒'],
  [2520, '42 min', '42 分钟'],
  [6480, '1 h 48 min', '1 小时 48 分'],
  [7200, '2 h', '2 小时'],
])('%i seconds', (seconds, en, zh) => {
  expect([WORDS.en.duration(seconds), WORDS['zh-CN'].duration(seconds)]).toEqual([en, zh]);
});

test('a playhead shows hours only when there are any', () => {
  expect([playhead(59.9), playhead(247), playhead(3640)]).toEqual(['0:59', '4:07', '1:00:40']);
});

test('every reason has a sentence of its own in both languages', () => {
  for (const words of Object.values(WORDS)) {
    const said = [...DENY_REASONS, ...PLAY_REASONS].map((reason) => words.reasons[reason]);
    expect(new Set(said).size).toBe(said.length);
  }
});

test('Chinese sentences end as Chinese does, English ones as English', () => {
  for (const sentence of Object.values(WORDS['zh-CN'].reasons)) expect(sentence).toMatch(/。$/);
  for (const sentence of Object.values(WORDS.en.reasons)) expect(sentence).toMatch(/\.$/);
});

test('an unknown language is shown by its tag', () => {
  expect(WORDS.en.languageName('yue-Hant-HK')).toBe('Cantonese');
  expect(WORDS.en.languageName('tlh')).toBe('tlh');
});

test('a track whose language nobody told is the film’s own sound, never a code', () => {
  expect([WORDS.en.languageName('und'), WORDS['zh-CN'].languageName('und')]).toEqual(['Original', '原声']);
});
