/** What other screens of the household want this one to do with its play, and at once when it went on elsewhere. */
import type { Calls, Cancel, Order, Refusal, Timers } from '@duoping/client';

export interface OrdersPorts {
  readonly calls: Pick<Calls, 'orders'>;
  readonly timers: Timers;
  readonly carryOut: (order: Order) => void;
  /** The play has ended: this is why. */
  readonly onEnd: (refusal: Refusal) => void;
}

const EVERY_MS = 2_000;
/** Whoever pressed once presses again. */
const SOON_MS = 1_000;
const LIVELY_MS = 30_000;

export function followOrders(playId: string, { calls, timers, carryOut, onEnd }: OrdersPorts): Cancel {
  let after = 0;
  let livelyUntilMs = 0;
  let over = false;
  let cancel: Cancel = () => {};
  const ask = () => {
    void calls.orders(playId, after).then((answer) => {
      if (over) return;
      if (!answer.ok && answer.reason.status === 410) return onEnd(answer.reason);
      // Anything else is for the heartbeat to judge: without orders a film goes on.
      for (const order of answer.ok ? answer.value.orders : []) {
        if (order.number <= after) continue;
        after = order.number;
        livelyUntilMs = timers.now() + LIVELY_MS;
        carryOut(order);
      }
      if (!over) cancel = timers.after(timers.now() < livelyUntilMs ? SOON_MS : EVERY_MS, ask);
    });
  };
  cancel = timers.after(EVERY_MS, ask);
  return () => {
    over = true;
    cancel();
  };
}
