import { HOUR_MS, MINUTE_MS } from '@duoping/kit';
import { expect, test } from 'vitest';
import { trustClock } from './index.ts';

const NOON = Date.UTC(2026, 10, 22, 12);

/** A node whose true time, wall clock and counter are set by hand. */
function aNode() {
  const node = { wall: NOON, monotonic: 5000 };
  const clock = trustClock({ wall: () => node.wall, monotonic: () => node.monotonic });
  const pass = (ms: number) => {
    node.wall += ms;
    node.monotonic += ms;
  };
  return { node, clock, pass, observe: (roundTrip = 0) => look(roundTrip) };

  function look(roundTrip: number): void {
    const sent = node.monotonic;
    const database = node.wall + roundTrip / 2;
    pass(roundTrip);
    clock.observe({ database, sent, heard: node.monotonic });
  }
}

test('a clock that never met the database is not believed', () => {
  expect(aNode().clock.read()).toEqual({ trusted: false });
});

test('time is the database’s, carried on by the counter, wrong by at most half the round trip and the drift', () => {
  const { clock, observe, pass } = aNode();
  observe(20);
  expect(clock.read()).toEqual({ trusted: true, at: NOON + 20, errorMs: 10 });
  pass(10_000);
  expect(clock.read()).toEqual({ trusted: true, at: NOON + 10_020, errorMs: 12 });
});

test.each([
  ['two seconds ahead', 2000, true],
  ['more than two seconds ahead', 2001, false],
  ['three hours ahead', 3 * HOUR_MS, false],
])('a wall clock %s of the database', (_, offset, trusted) => {
  const { node, clock, observe } = aNode();
  observe();
  node.wall += offset;
  expect(clock.read().trusted).toBe(trusted);
});

test('a clock that went back is not believed until the database was asked again', () => {
  const { node, clock, observe, pass } = aNode();
  observe();
  pass(5000);
  clock.read();
  node.wall -= 1;
  expect(clock.read().trusted).toBe(false);
  pass(1000);
  expect(clock.read().trusted).toBe(false);
  observe();
  expect(clock.read().trusted).toBe(true);
});

test('a minute after the database last answered, nothing is believed', () => {
  const { clock, observe, pass } = aNode();
  observe();
  pass(MINUTE_MS);
  expect(clock.read().trusted).toBe(true);
  pass(1);
  expect(clock.read().trusted).toBe(false);
});

test('an answer that took longer than four seconds tells nothing', () => {
  const { clock, observe } = aNode();
  observe(4000);
  expect(clock.read().trusted).toBe(true);
  observe(4001);
  expect(clock.read().trusted).toBe(false);
});

test('a counter that went back is not believed', () => {
  const { node, clock, observe } = aNode();
  observe();
  node.monotonic -= 1;
  expect(clock.read().trusted).toBe(false);
});
