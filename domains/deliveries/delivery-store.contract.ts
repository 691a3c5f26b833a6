/** What every store of deliveries must do, whatever engine is behind it. Run it inside a `describe`; each test takes a new store. */
import { asId, DAY_MS } from '@duoping/kit';
import { expect, test } from 'vitest';
import type { AppliedChange, Delivery, DeliveryAct, DeliveryReport, DeliveryStore, DeliverySummary } from './index.ts';

const NOW = Date.UTC(2026, 5, 1);

const delivery = (number: number, members: Partial<Delivery> = {}): Delivery => ({
  ...{ id: asId(`0190f000-0000-7000-8000-00000000000${number}`), partner: 'a', name: 'drop', status: 'receiving' },
  ...{ receivedAt: NOW + number * DAY_MS, files: [], report: null },
  ...members,
});

const change = (number: number): AppliedChange => ({
  ...{ delivery: delivery(number).id, partner: number === 3 ? 'b' : 'a', alids: ['film', `${number}`] },
  ...{ granted: ['film'], grantsBefore: [`grant-${number}`], saidBefore: { descriptions: [], artwork: [] }, media: [] },
});

export function deliveryStoreContract(open: () => Promise<DeliveryStore>): void {
  test('a delivery comes back as it was saved last', async () => {
    const store = await open();
    await store.save(delivery(1));
    const read = delivery(1, { status: 'read', files: [{ name: 'a.csv', sha256: 'f'.repeat(64), sizeBytes: 7 }] });
    await store.save(read);
    expect([await store.delivery(delivery(1).id), await store.stored(delivery(1).id)]).toEqual([read, read]);
    expect([await store.delivery(delivery(2).id), await store.stored(delivery(2).id)]).toEqual([undefined, undefined]);
  });

  test('deliveries are listed newest first, all or one partner’s, with what their reports come to', async () => {
    const store = await open();
    const report: DeliveryReport = {
      ...{ findings: [], counts: { errors: 0, warnings: 2, notices: 1 }, clauses: 3, grants: 3 },
      diff: { appears: [], disappears: [], changes: [], unchanged: 3, conflicts: [] },
      holds: [{ kind: 'exception-flag', alids: ['film'] }],
    };
    for (const one of [delivery(1), delivery(3, { partner: 'b' }), delivery(2, { report })]) await store.save(one);
    const listed = (number: number, members: Partial<Delivery> = {}): DeliverySummary => {
      const { report: _, ...head } = delivery(number, members);
      return { ...head, summary: null };
    };
    const summary = { counts: report.counts, appears: 0, disappears: 0, changes: 0, conflicts: 0 };
    const second = { ...listed(2), summary: { ...summary, holds: ['exception-flag'] } };
    expect(await store.deliveries()).toEqual([listed(3, { partner: 'b' }), second, listed(1)]);
    expect(await store.deliveries('a')).toEqual([second, listed(1)]);
    expect(await store.delivery(delivery(2).id)).toEqual(delivery(2, { report }));
  });

  test('a delivery tells its size without being read', async () => {
    const store = await open();
    expect(await store.storedBytes(delivery(1).id)).toBeUndefined();
    await store.save(delivery(1));
    expect(await store.storedBytes(delivery(1).id)).toBeGreaterThan(100);
  });

  test('each saving of a delivery is a new version of it', async () => {
    const store = await open();
    expect(await store.version(delivery(1).id)).toBeUndefined();
    await store.save(delivery(1));
    const first = await store.version(delivery(1).id);
    await store.save(delivery(1, { status: 'read' }));
    expect(await store.version(delivery(1).id)).toBeGreaterThan(first ?? 0);
  });

  test('the latest issue of each title is known, of this partner alone, in whatever order they came', async () => {
    const store = await open();
    const applied = { status: 'applied' } as const;
    for (const one of [delivery(1, applied), delivery(2, applied), delivery(3, { ...applied, partner: 'b' })])
      await store.save(one);
    await store.noteIssues(
      delivery(1),
      new Map([
        ['film', NOW + 2],
        ['other', NOW],
      ]),
    );
    await store.noteIssues(delivery(2), new Map([['film', NOW + 1]]));
    await store.noteIssues(delivery(3, { partner: 'b' }), new Map([['film', NOW + 9]]));
    expect(await store.issued('a', ['film', 'nothing'])).toEqual(new Map([['film', NOW + 2]]));
  });

  test('an issue counts as long as its delivery stands', async () => {
    const store = await open();
    await store.save(delivery(1, { status: 'applied' }));
    await store.noteIssues(delivery(1), new Map([['film', NOW]]));
    expect((await store.issued('a', ['film'])).size).toBe(1);
    await store.save(delivery(1, { status: 'rolled-back' }));
    expect((await store.issued('a', ['film'])).size).toBe(0);
  });

  test('what a delivery changed is kept, once, and those applied after it are known in their order', async () => {
    const store = await open();
    const numbers = [1, 2, 3, 4];
    for (const number of numbers) {
      await store.save(delivery(number, { status: 'applied', partner: number === 3 ? 'b' : 'a' }));
      await store.noteChange(change(number));
    }
    expect(await store.change(delivery(2).id)).toEqual(change(2));
    expect(await store.change(delivery(9).id)).toBeUndefined();
    await expect(store.noteChange(change(1))).rejects.toThrow();
    const after = async (number: number) =>
      (await store.appliedAfter(delivery(number).id)).map((each) => each.delivery);
    expect(await after(1)).toEqual([delivery(2).id, delivery(4).id]);
    await store.save(delivery(2, { status: 'rolled-back' }));
    expect([await after(1), await after(4), await after(9)]).toEqual([[delivery(4).id], [], []]);
  });

  test('applied deliveries that changed what a title is granted are told in their order, none of another partner', async () => {
    const store = await open();
    for (const number of [1, 2, 3, 4]) {
      await store.save(delivery(number, { status: 'applied', partner: number === 3 ? 'b' : 'a' }));
      await store.noteChange({ ...change(number), granted: number === 2 ? ['other'] : ['film', 'third'] });
    }
    const told = async (...alids: readonly string[]) =>
      (await store.appliedTo('a', alids)).map((each) => each.delivery);
    expect(await told('film')).toEqual([delivery(1).id, delivery(4).id]);
    expect(await told('film', 'other')).toEqual([delivery(1).id, delivery(2).id, delivery(4).id]);
    expect([await told('nothing'), await told()]).toEqual([[], []]);
    expect((await store.appliedTo('b', ['film']))[0]).toMatchObject({ ...change(3), granted: ['film', 'third'] });
    await store.save(delivery(1, { status: 'rolled-back' }));
    expect(await told('third')).toEqual([delivery(4).id]);
  });

  test('acts are kept in the order in which they were done', async () => {
    const store = await open();
    for (const number of [1, 2]) await store.save(delivery(number));
    const acts: readonly DeliveryAct[] = [
      { act: 'opened', at: NOW, by: 'Mei', reason: null },
      { act: 'applied', at: NOW, by: 'Bo', reason: 'meant so' },
      { act: 'rolled-back', at: NOW + 5, by: 'Mei', reason: 'wrong file' },
    ];
    for (const act of acts) await store.noteAct(delivery(1).id, act);
    expect([await store.acts(delivery(1).id), await store.acts(delivery(2).id)]).toEqual([acts, []]);
  });

  test('which avail a grant came from is known to its own partner', async () => {
    const store = await open();
    const told = new Map([
      ['g1', 'A-1'],
      ['g2', 'A-2'],
    ]);
    for (let times = 0; times < 2; times++) await store.noteAvails('a', told);
    expect(await store.availsOf('a', ['g1', 'g3'])).toEqual(new Map([['g1', 'A-1']]));
    expect((await store.availsOf('b', ['g1'])).size).toBe(0);
  });
}
