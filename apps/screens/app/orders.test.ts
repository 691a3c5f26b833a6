/** What is heard from other screens is carried out once, and an end is heard without waiting for the heartbeat. */
import { type Answer, no, type Order, type Refusal, yes } from '@duoping/client';
import { handClock } from '@duoping/client/testing';
import { expect, test } from 'vitest';
import { followOrders } from './orders.ts';

function listening() {
  const clock = handClock(0);
  const asked: number[] = [];
  const done: Order[] = [];
  const ended: Refusal[] = [];
  let answer: Answer<{ orders: readonly Order[] }> = yes({ orders: [] });
  const cancel = followOrders('p1', {
    timers: clock,
    calls: {
      orders: async (_, after) => {
        asked.push(after);
        return answer;
      },
    },
    carryOut: (order) => done.push(order),
    onEnd: (refusal) => ended.push(refusal),
  });
  const say = (next: typeof answer) => {
    answer = next;
  };
  return { clock, asked, done, ended, say, cancel };
}

const refusal = (status: number): Refusal => ({ reason: 'continued-elsewhere', status, until: null, others: [] });

test('an order is carried out once, however often it is heard, and the next one is asked for sooner', async () => {
  const { clock, asked, done, say } = listening();
  say(yes({ orders: [{ kind: 'pause', number: 7 }] }));
  await clock.pass(2_000);
  await clock.pass(1_000);
  expect(done).toEqual([{ kind: 'pause', number: 7 }]);
  expect(asked).toEqual([0, 7]);
});

test('a play that went on elsewhere ends here within two seconds, and nothing more is asked', async () => {
  const { clock, asked, ended, say } = listening();
  say(no(refusal(410)));
  await clock.pass(2_000);
  expect(ended.map(({ reason }) => reason)).toEqual(['continued-elsewhere']);
  await clock.pass(20_000);
  expect(asked).toHaveLength(1);
});

test.each([0, 404, 503])('without orders a film goes on: %i ends nothing and is asked again', async (status) => {
  const { clock, asked, ended, say } = listening();
  say(no(refusal(status)));
  await clock.pass(2_000);
  await clock.pass(2_000);
  expect([ended, asked.length]).toEqual([[], 2]);
});

test('after the player has left nothing is carried out any more', async () => {
  const { clock, done, say, cancel } = listening();
  say(yes({ orders: [{ kind: 'pause', number: 1 }] }));
  cancel();
  await clock.pass(5_000);
  expect(done).toEqual([]);
});
