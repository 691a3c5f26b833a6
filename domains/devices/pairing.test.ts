import { describe, expect, test } from 'vitest';
import { readUserCode, showUserCode } from './index.ts';
import { pairingContract } from './pairing.contract.ts';
import { memoryDevices, memoryPairings, repeatableBytes } from './testing.ts';
import { CODE_ALPHABET, newUserCode } from './user-code.ts';

describe('pairing in memory', () => {
  pairingContract(async () => {
    const devices = memoryDevices();
    return { devices, pairings: memoryPairings(devices) };
  });
});

test.each([
  ['bcdf-ghjk', 'BCDFGHJK'],
  ['BCDFGHJK', 'BCDFGHJK'],
  [' bcdf – ghjk ', 'BCDFGHJK'],
  ['BCDF-GHJ', undefined],
  ['BCDF-GHJA', undefined],
  ['BCDF-GHJK-L', undefined],
  ['B'.repeat(40), undefined],
  ['', undefined],
])('%j is read as %j', (typed, code) => {
  expect(readUserCode(typed)).toBe(code);
});

test('every letter of the alphabet comes up about equally often', () => {
  const random = repeatableBytes(42);
  const counts = new Map<string, number>();
  for (let made = 0; made < 5000; made++) {
    for (const letter of newUserCode(random)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  expect(counts.size).toBe(CODE_ALPHABET.length);
  for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(250);
});

test('a code shown is a code read', () => {
  const code = newUserCode(repeatableBytes(3));
  expect(readUserCode(showUserCode(code))).toBe(code);
});
