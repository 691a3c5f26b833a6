/** What every store of takedown cases and of nodes must do. Run it inside a `describe`; each test takes new stores. */
import { asId, type Instant } from '@duoping/kit';
import { expect, test } from 'vitest';
import type { CaseEntry, CaseStore, NodeStore, TakedownNotice } from './index.ts';

const NOW: Instant = Date.UTC(2026, 10, 20, 15);
const id = (number: number) => asId<'TakedownCase'>(`0190f000-0000-7000-8000-00000000000${number}`);

export const notice = (members: Partial<TakedownNotice> = {}): TakedownNotice => ({
  ...{ regime: 'dmca', receivedAt: NOW, channel: 'e-mail', subject: 'The Lantern', locations: ['/title/film'] },
  party: { name: 'Rights & Co', contact: 'legal@rights.example', address: '1 Main Street', authority: 'owner' },
  ...{ evidence: [], scope: { works: ['film'] } },
  attestations: { signature: 'J. Doe', 'good-faith': 'I believe so', accuracy: 'under penalty of perjury' },
  ...members,
});

export function caseStoreContract(open: () => Promise<{ cases: CaseStore; nodes: NodeStore }>): void {
  test('a case is its notice and everything that was done, in that order', async () => {
    const { cases } = await open();
    await cases.open(id(1), notice());
    const entries: readonly CaseEntry[] = [
      { act: 'opened', at: NOW, by: 'Mei' },
      { act: 'removed', denials: ['d'], epoch: 7, at: NOW, by: 'Bo' },
      { act: 'forwarded', to: 'partner', at: NOW - 1, by: 'Mei' },
    ];
    for (const entry of entries) await cases.add(id(1), entry);
    expect(await cases.find(id(1))).toEqual({ id: id(1), notice: notice(), entries });
    expect(await cases.find(id(2))).toBeUndefined();
    await expect(cases.add(id(2), { act: 'opened', at: NOW, by: 'Mei' })).rejects.toThrow();
  });

  test('cases are listed newest first', async () => {
    const { cases } = await open();
    await cases.open(id(1), notice());
    await cases.open(id(2), notice({ receivedAt: NOW + 1 }));
    expect((await cases.all()).map((each) => each.id)).toEqual([id(2), id(1)]);
  });

  test('a node has confirmed an epoch when it put it, or one after it, in force first', async () => {
    const { nodes } = await open();
    const [one, two, old] = [3, 4, 5].map((number) => ({ id: id(number), name: `node ${number}` }));
    if (!one || !two || !old) throw new Error('three nodes');
    await nodes.confirm(one, { epoch: 5, since: NOW }, NOW);
    await nodes.confirm(one, { epoch: 8, since: NOW + 20 }, NOW + 20);
    await nodes.confirm(one, { epoch: 8, since: NOW + 20 }, NOW + 5_000);
    await nodes.confirm(one, { epoch: 9, since: NOW + 40 }, NOW + 6_000);
    await nodes.confirm(two, { epoch: 6, since: NOW }, NOW + 6_000);
    await nodes.confirm(old, { epoch: 6, since: NOW }, NOW - 90_000);
    expect(await nodes.confirmations(7, NOW)).toEqual([
      { node: one.id, name: 'node 3', confirmedAt: NOW + 20, seenAt: NOW + 6_000 },
      { node: two.id, name: 'node 4', confirmedAt: null, seenAt: NOW + 6_000 },
    ]);
  });
}
