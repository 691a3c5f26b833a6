import { expect, test } from 'vitest';
import { leafHash, type Receipt, receiptLeaf } from './index.ts';

const receipt: Receipt = {
  id: 'p1.1',
  play: 'p1',
  sequence: 1,
  household: 'h',
  device: 'd1',
  model: 'm1',
  screen: 'tv',
  territory: 'CN',
  work: 'w1',
  alid: 'w1',
  partner: 'partner',
  contract: 'c1',
  contractVersion: 1,
  delivery: 'ab',
  place: { sheet: 'Movies', row: 4 },
  grant: 'g1',
  epoch: 7,
  licenseType: 'SVOD',
  entitlement: 's1',
  keyIssue: 'k1',
  intervals: [[0, 9000]],
  watchedMs: 9000,
  from: 1000,
  to: 10000,
};

test('the empty leaf has the hash that Certificate Transparency publishes for it', () => {
  expect(leafHash(new Uint8Array())).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
});

test('a receipt has the same leaf whatever the order of its members', () => {
  const turned = Object.fromEntries(Object.entries(receipt).reverse()) as unknown as Receipt; // same members, other order
  expect(leafHash(receiptLeaf(turned))).toBe(leafHash(receiptLeaf(receipt)));
});

test('a leaf changes when a single millisecond of its receipt does', () => {
  const longer: Receipt = { ...receipt, intervals: [[0, 9001]], watchedMs: 9001 };
  expect(leafHash(receiptLeaf(longer))).not.toBe(leafHash(receiptLeaf(receipt)));
});
