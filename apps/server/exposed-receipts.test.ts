import { grant } from '@duoping/rights/testing';
import { expect, test } from 'vitest';
import { exposedReceipts, type Watched } from './exposed-receipts.ts';

const OPEN = { territories: { include: ['CN'], exclude: [] }, work: 'river', alid: 'river' };
/** Known until 1,000 as without an end, and from then on as ended at 100. */
const facts = {
  grants: [
    { ...grant({ ...OPEN, id: 'open', window: { start: 0, end: null } }), knownFrom: 0, knownTo: 1000 },
    { ...grant({ ...OPEN, id: 'cut', window: { start: 0, end: 100 } }), knownFrom: 1000, knownTo: null },
  ],
  ...{ denials: [], epoch: 1 },
};
const watched = (to: number): Watched => ({
  ...{ id: `receipt ${to}`, play: `play ${to}`, work: 'river', territory: 'CN', screen: 'tv', model: 'A' },
  ...{ licenseType: 'SVOD', to },
});
async function* pages(...all: readonly (readonly number[])[]) {
  for (const page of all) yield page.map(watched);
}
const asked = { facts, works: undefined, during: { start: 0, end: 2000 }, now: 2000 };

test('receipts of every page are judged, and those that were lawful are not told', async () => {
  const found = await exposedReceipts({ watchedDuring: () => pages([50, 100], [101, 200], [300]) }, asked);
  expect(found.uses.map(({ use }) => use.id)).toEqual(['receipt 101', 'receipt 200', 'receipt 300']);
  expect(found.exposed).toBe(3);
  expect(found.plays.get('receipt 300')).toBe('play 300');
});

test('those beyond what is listed are still judged and counted', async () => {
  const ports = { watchedDuring: () => pages([101, 102, 103], [50, 104], [105]), maxListed: 2 };
  const { uses, plays, exposed } = await exposedReceipts(ports, asked);
  expect(uses.map(({ use }) => use.id)).toEqual(['receipt 101', 'receipt 102']);
  expect(plays.size).toBe(2);
  expect(exposed).toBe(5);
});
