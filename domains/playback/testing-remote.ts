/** Orders and offers in memory, for tests. */
import type { Id, Instant } from '@duoping/kit';
import type { NumberedOrder, Order, RemoteStore } from './remote.ts';

export function memoryRemote(): RemoteStore {
  const given: { play: Id<'play'>; id: string; order: Order; at: Instant }[] = [];
  const offers = new Map<string, { device: Id<'device'>; at: Instant }>();
  return {
    async give(order) {
      if (!given.some(({ play, id }) => play === order.play && id === order.id)) given.push(order);
    },
    orders: async ({ play, after, since }) =>
      given.flatMap((one, index): NumberedOrder[] => {
        const number = index + 1;
        return one.play === play && number > after && one.at >= since ? [{ ...one.order, number }] : [];
      }),
    async offer({ play, device, at }) {
      offers.set(play, { device, at });
    },
    offersTo: async (device, since) =>
      [...offers]
        .filter(([, offer]) => offer.device === device && offer.at >= since)
        .map(([play]) => play as Id<'play'>), // the keys are the plays that were offered
  };
}
