import { expect, test } from 'vitest';
import { approveWork, type Clearance, hashOfKey } from './index.ts';
import { memoryLicensing } from './testing.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const KEY = 'the board’s own key';
const clearance: Clearance = { authority: 'board', work: 'film', reference: '7', window: { start: 0, end: null } };

async function stopped() {
  const store = memoryLicensing();
  const ports = { clearances: store, clock: { now: () => NOW } };
  await store.giveAuthorityKey({ authority: 'board', hash: hashOfKey(KEY) }, 'Mei', NOW);
  const approve = async (more: { key?: string; reason?: string } = {}) => {
    const done = await approveWork(ports, { clearance, by: 'Mei', ...more });
    return done.ok ? 'approved' : done.reason;
  };
  expect(await approve()).toBe('approved');
  await store.stopClearance({ authority: 'board', work: 'film' }, 'board', NOW);
  const standing = async () => (await store.facts()).clearances.length;
  return { approve, standing };
}

test('a first approval needs no key; what its authority stopped needs it, and a reason', async () => {
  const { approve, standing } = await stopped();
  expect([await approve(), await approve({ key: KEY }), await approve({ reason: 'they said so' })]).toEqual([
    ...['stopped-by-authority', 'stopped-by-authority', 'stopped-by-authority'],
  ]);
  expect(await standing()).toBe(0);
  expect(await approve({ key: KEY, reason: 'a cut was agreed' })).toBe('approved');
  expect(await standing()).toBe(1);
});

test.each([
  ['another key', 'another key'],
  ['no letters at all', ''],
  ['the hash of the key', hashOfKey(KEY)],
])('%s lifts nothing', async (_, key) => {
  const { approve, standing } = await stopped();
  expect([await approve({ key, reason: 'they said so' }), await standing()]).toEqual(['not-the-authority', 0]);
});

test('an authority without a key has nobody who could lift its stop', async () => {
  const store = memoryLicensing();
  const ports = { clearances: store, clock: { now: () => NOW } };
  await store.recordClearance(clearance, NOW);
  await store.stopClearance({ authority: 'board', work: 'film' }, 'board', NOW);
  const done = await approveWork(ports, { clearance, by: 'Mei', key: KEY, reason: 'they said so' });
  expect(done).toEqual({ ok: false, reason: 'not-the-authority' });
});
