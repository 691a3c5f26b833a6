/** Pairing as RFC 8628 asks for it, on a clock wound by hand. */
import { expect, test } from 'vitest';
import { type PairingState, startPairing } from './pairing.ts';
import { handClock } from './testing.ts';

type Reply = readonly [status: number, json: unknown] | 'no-answer';

const CODE = {
  device_code: 'dc',
  user_code: 'BCDF-GHJK',
  verification_uri: 'http://tv.example/pair',
  verification_uri_complete: 'http://tv.example/pair?code=BCDF-GHJK',
  expires_in: 60,
  interval: 5,
};
const PENDING: Reply = [400, { error: 'authorization_pending' }];
const SLOWER: Reply = [400, { error: 'slow_down' }];
const GRANTED: Reply = [200, { access_token: 'secret', token_type: 'Bearer', device_id: 'd1' }];

function living(codes: Reply[], polls: Reply[]) {
  const clock = handClock();
  const states: PairingState[] = [];
  const polledAt: number[] = [];
  const asked: string[] = [];
  const answer = (replies: Reply[]) => (replies.length > 1 ? replies.shift() : replies[0]) ?? 'no-answer';
  const stop = startPairing({
    timers: clock,
    model: 'demo-tv',
    deviceName: 'TV · living room',
    onChange: (state) => states.push(state),
    fetch: async (url, init) => {
      if (url === '/api/token') polledAt.push(clock.now() / 1000);
      else asked.push(init.body ?? '');
      const reply = answer(url === '/api/token' ? polls : codes);
      if (reply === 'no-answer') throw new TypeError('Failed to fetch');
      return { status: reply[0], text: async () => JSON.stringify(reply[1]) };
    },
  });
  return { clock, states, polledAt, asked, stop, last: () => states[states.length - 1] };
}

test('the screen shows the code, waits the interval between polls, and ends with the token', async () => {
  const { clock, polledAt, asked, last } = living([[200, CODE]], [PENDING, PENDING, GRANTED]);
  await clock.pass(0);
  expect(asked).toEqual(['client_id=demo-tv&device_name=TV%20%C2%B7%20living%20room']);
  expect(last()).toMatchObject({ phase: 'showing', userCode: 'BCDF-GHJK', expiresAtMs: 60_000 });
  await clock.pass(40_000);
  expect(polledAt).toEqual([5, 10, 15]);
  expect(last()).toEqual({ phase: 'paired', token: 'secret', deviceId: 'd1' });
});

test('slow_down adds five seconds to every wait from then on', async () => {
  const { clock, polledAt } = living([[200, CODE]], [PENDING, SLOWER, PENDING, GRANTED]);
  await clock.pass(60_000);
  expect(polledAt).toEqual([5, 10, 20, 30]);
});

test('slow_down counts however slow it already is', async () => {
  const { clock, polledAt } = living([[200, { ...CODE, interval: 30, expires_in: 600 }]], [SLOWER, GRANTED]);
  await clock.pass(100_000);
  expect(polledAt).toEqual([30, 65]);
});

test('a server that names no interval is asked every five seconds', async () => {
  const { interval: _, ...code } = CODE;
  const { clock, polledAt } = living([[200, code]], [PENDING, GRANTED]);
  await clock.pass(30_000);
  expect(polledAt).toEqual([5, 10]);
});

test('no answer makes the screen wait longer and keeps the code on it', async () => {
  const { clock, polledAt, states, last } = living([[200, CODE]], ['no-answer', PENDING, GRANTED]);
  await clock.pass(6_000);
  expect(last()).toMatchObject({ phase: 'showing', reachable: false });
  await clock.pass(50_000);
  expect(polledAt).toEqual([5, 15, 25]);
  expect(states.map((state) => state.phase)).not.toContain('expired');
});

test.each([
  ['expired_token', 'expired'],
  ['invalid_grant', 'expired'],
  ['access_denied', 'denied'],
  ['invalid_client', 'unknown-model'],
] as const)('the answer %s ends in %s and polls no more', async (error, phase) => {
  const { clock, last, polledAt } = living([[200, CODE]], [[400, { error }]]);
  await clock.pass(120_000);
  expect(last()).toEqual({ phase });
  expect(polledAt).toEqual([5]);
});

test('a code that nobody used expires on the screen by itself', async () => {
  const { clock, last } = living([[200, CODE]], [PENDING]);
  await clock.pass(59_999);
  expect(last()).toMatchObject({ phase: 'showing' });
  await clock.pass(1);
  expect(last()).toEqual({ phase: 'expired' });
});

test('without a server it asks again by itself, more and more slowly', async () => {
  const { clock, asked, last } = living(['no-answer', 'no-answer', [200, CODE]], [PENDING]);
  await clock.pass(5_999);
  expect(asked.length).toBe(2);
  await clock.pass(1);
  expect(asked.length).toBe(3);
  expect(last()).toMatchObject({ phase: 'showing' });
});

test('once stopped it neither polls nor speaks', async () => {
  const { clock, stop, states, polledAt } = living([[200, CODE]], [PENDING]);
  await clock.pass(0);
  const said = states.length;
  stop();
  await clock.pass(100_000);
  expect(polledAt).toEqual([]);
  expect(states.length).toBe(said);
});
