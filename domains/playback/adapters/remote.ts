/** Orders and offers in PostgreSQL. What is too old to be heard is swept by the next order or offer. */
import { asId } from '@duoping/kit';
import { batchedRows, type Pool } from '#engines/postgres';
import { type NumberedOrder, OFFER_MS, ORDER_MS, type RemoteStore } from '../index.ts';

interface OrderRow {
  readonly play: string;
  readonly number: bigint;
  readonly kind: 'play' | 'pause' | 'skip';
  readonly seconds: number | null;
  readonly at: number;
}

export function postgresRemote(pool: Pool): RemoteStore {
  // Each playing screen asks every other second: questions that come together are one.
  const ordersOf = batchedRows<OrderRow>(pool, {
    name: 'playback-orders',
    text: 'select play, number, kind, seconds, at from playback.given_order where play = any($1::text[])',
    keyOf: (row) => row.play,
  });
  return {
    async give({ play, id, order, at }) {
      await pool.query({
        name: 'playback-give',
        text: `with swept as (delete from playback.given_order where at < $6)
          insert into playback.given_order (play, id, kind, seconds, at) values ($1, $2, $3, $4, $5)
          on conflict (play, id) do nothing`,
        values: [
          ...[play, id, order.kind, order.kind === 'skip' ? order.seconds : null, new Date(at)],
          new Date(at - 2 * ORDER_MS),
        ],
      });
    },
    orders: async ({ play, after, since }) =>
      (await ordersOf(play))
        .filter((row) => Number(row.number) > after && row.at >= since)
        .sort((a, b) => Number(a.number - b.number))
        .map(orderOf),
    async offer({ play, device, at }) {
      await pool.query(
        `with swept as (delete from playback.offer where at < $4 and play <> $1)
         insert into playback.offer (play, device, at) values ($1, $2, $3)
         on conflict (play) do update set device = excluded.device, at = excluded.at`,
        [play, device, new Date(at), new Date(at - 2 * OFFER_MS)],
      );
    },
    async offersTo(device, since) {
      const { rows } = await pool.query<{ play: string }>({
        name: 'playback-offers',
        text: 'select play from playback.offer where device = $1 and at >= $2 order by at',
        values: [device, new Date(since)],
      });
      return rows.map((row) => asId(row.play));
    },
  };
}

function orderOf({ number, kind, seconds }: OrderRow): NumberedOrder {
  if (kind !== 'skip') return { kind, number: Number(number) };
  return { kind, seconds: seconds ?? 0, number: Number(number) };
}
