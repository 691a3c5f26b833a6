/** What every store of deliveries must do, whatever engine is behind it. Run it inside a `describe`; each test takes a new store. */
import { asId, DAY_MS } from '@duoping/kit';
import { expect, test } from 'vitest';
import type { Delivery, DeliveryStore } from './index.ts';

const NOW = Date.UTC(2026, 5, 1);

const delivery = (number: number, members: Partial<Delivery> = {}): Delivery => ({
  ...{ id: asId(`0190f000-0000-7000-8000-00000000000${number}`), partner: 'a', name: 'drop', status: 'receiving' },
  ...{ receivedAt: NOW + number * DAY_MS, files: [], report: null },
  ...members,
});

export function deliveryStoreContract(open: () => Promise<DeliveryStore>): void {
  test('a delivery comes back as it was saved last', async () => {
    const store = await open();
    await store.save(delivery(1));
    const read = delivery(1, { status: 'read', files: [{ name: 'a.csv', sha256: 'f'.repeat(64), sizeBytes: 7 }] });
    await store.save(read);
    expect(await store.delivery(delivery(1).id)).toEqual(read);
    expect(await store.delivery(delivery(2).id)).toBeUndefined();
  });

  test('deliveries are listed newest first, all or one partner’s', async () => {
    const store = await open();
    for (const one of [delivery(1), delivery(3, { partner: 'b' }), delivery(2)]) await store.save(one);
    expect(await store.deliveries()).toEqual([delivery(3, { partner: 'b' }), delivery(2), delivery(1)]);
    expect(await store.deliveries('a')).toEqual([delivery(2), delivery(1)]);
  });

  test('the latest issue of each title is known, of this partner alone, in whatever order they came', async () => {
    const store = await open();
    for (const one of [delivery(1), delivery(2), delivery(3, { partner: 'b' })]) await store.save(one);
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
}
