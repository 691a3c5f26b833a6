import { expect, test } from 'vitest';
import { ConfigError, readConfig, readFlags, withFlags } from './config.ts';

test('addresses to pull from are listed with commas or blanks, each a folder by HTTP or HTTPS', () => {
  const listed = readConfig({ PULL_FROM: 'https://a.example/drops/, http://10.0.0.7:8080/' }, false).pullFrom;
  expect(listed).toEqual(['https://a.example/drops/', 'http://10.0.0.7:8080/']);
  expect(readConfig({}, false).pullFrom).toEqual([]);
  for (const entry of [
    'ftp://a.example/',
    'https://a.example/file',
    'https://u:p@a.example/',
    'nothing',
    'https://a.example/?x=1',
  ])
    expect(() => readConfig({ PULL_FROM: entry }, false), entry).toThrow(ConfigError);
});

test('the share that holds a delivery is a whole number of percent', () => {
  expect(readConfig({ HOLD_DROP_PERCENT: '5' }, false).holdDropPercent).toBe(5);
  for (const text of ['-1', '101', '1.5', 'many'])
    expect(() => readConfig({ HOLD_DROP_PERCENT: text }, false)).toThrow(ConfigError);
});

test('the watched folder is named by the environment or on the command line, which wins', () => {
  const config = readConfig({ WATCH_FOLDER: '/in' }, false);
  expect(withFlags(config, readFlags([])).watch).toBe('/in');
  expect(withFlags(config, readFlags(['--watch', '/other'])).watch).toBe('/other');
});
