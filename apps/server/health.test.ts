import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { type HealthPorts, troublesOf } from './health.ts';

const well: HealthPorts = {
  db: { rows: async () => [] },
  clock: { now: () => 1_000_000, read: () => ({ trusted: true }) },
  rights: { checkedAt: () => 999_000 },
  evidence: { waitingSince: async () => 940_000 },
  home: tmpdir(),
};

test('nothing is wrong when all is well', async () => expect(await troublesOf(well)).toEqual([]));

test.each<[string, Partial<HealthPorts>, RegExp]>([
  ['a database that refuses', { db: { rows: () => Promise.reject(new Error('gone')) } }, /^the database .*gone$/],
  ['a clock that differs', { clock: { ...well.clock, read: () => ({ trusted: false }) } }, /^this machine's clock/],
  ['rights that nobody looked at', { rights: { checkedAt: () => 939_999 } }, /^the rights were not confirmed/],
  ['rights never read', { rights: { checkedAt: () => Number.NEGATIVE_INFINITY } }, /^the rights were not confirmed/],
  ['a log that lags', { evidence: { waitingSince: async () => 939_999 } }, /^the evidence log is 60 s behind/],
  ['a disk that is not there', { home: '/nowhere/at/all' }, /^the disk that holds/],
])('%s is the one trouble', async (_name, ports, trouble) => {
  expect(await troublesOf({ ...well, ...ports })).toEqual([expect.stringMatching(trouble)]);
});

test('a log that cannot be read within two seconds keeps nobody waiting', async () => {
  const hangs = { waitingSince: () => new Promise<never>(() => undefined) };
  expect(await troublesOf({ ...well, evidence: hangs })).toEqual([]);
});

test('a database that hangs is told after two seconds', async () => {
  const began = performance.now();
  const hangs = { rows: () => new Promise<never>(() => undefined) };
  expect(await troublesOf({ ...well, db: hangs })).toEqual(['the database does not answer within 2 s']);
  expect(performance.now() - began).toBeLessThan(4000);
});
