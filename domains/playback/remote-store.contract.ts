/** What every store of orders and offers must do, whatever engine is behind it. Run it inside a `describe`. */
import { asId } from '@duoping/kit';
import { expect, test } from 'vitest';
import type { RemoteStore } from './remote.ts';

const AT = Date.UTC(2026, 10, 22, 18);
let made = 0;

export function remoteStoreContract(open: () => Promise<RemoteStore>): void {
  const somePlay = () => asId<'play'>(`steered-${++made}`);
  const someDevice = () => asId<'device'>(`offered-${++made}`);

  test('orders are heard in the order they were given, each play its own', async () => {
    const store = await open();
    const [play, other] = [somePlay(), somePlay()];
    await store.give({ play, id: 'a', order: { kind: 'pause' }, at: AT });
    await store.give({ play: other, id: 'a', order: { kind: 'play' }, at: AT });
    await store.give({ play, id: 'b', order: { kind: 'skip', seconds: -10 }, at: AT + 1 });
    const heard = await store.orders({ play, after: 0, since: AT });
    expect(heard.map(({ number: _, ...order }) => order)).toEqual([{ kind: 'pause' }, { kind: 'skip', seconds: -10 }]);
    const rest = await store.orders({ play, after: heard[0]?.number ?? 0, since: AT });
    expect(rest).toEqual(heard.slice(1));
    expect(await store.orders({ play, after: heard[1]?.number ?? 0, since: AT })).toEqual([]);
  });

  test('an order that is given again is the same order', async () => {
    const store = await open();
    const play = somePlay();
    const order = { play, id: 'a', order: { kind: 'skip', seconds: 10 }, at: AT } as const;
    await Promise.all([store.give(order), store.give(order), store.give(order)]);
    expect(await store.orders({ play, after: 0, since: AT })).toHaveLength(1);
  });

  test('an order from before the instant is not heard', async () => {
    const store = await open();
    const play = somePlay();
    await store.give({ play, id: 'a', order: { kind: 'play' }, at: AT });
    expect(await store.orders({ play, after: 0, since: AT + 1 })).toEqual([]);
  });

  test('a play is offered to one screen, the one that was named last', async () => {
    const store = await open();
    const [play, phone, tablet] = [somePlay(), someDevice(), someDevice()];
    await store.offer({ play, device: phone, at: AT });
    expect(await store.offersTo(phone, AT)).toEqual([play]);
    await store.offer({ play, device: tablet, at: AT + 1 });
    expect(await store.offersTo(phone, AT)).toEqual([]);
    expect(await store.offersTo(tablet, AT + 1)).toEqual([play]);
    expect(await store.offersTo(tablet, AT + 2)).toEqual([]);
  });
}
