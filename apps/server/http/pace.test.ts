/** A caller may ask in bursts and then at its pace; others don't notice. */
import { expect, test } from 'vitest';
import { paceOf } from './pace.ts';

function room() {
  let now = 0;
  const pace = paceOf({ now: () => now }, { burst: 3, perSecond: 2, callers: 2 });
  const ask = (caller: string, times: number) => Array.from({ length: times }, () => pace.allows(caller));
  return {
    ask,
    pass(ms: number) {
      now += ms;
    },
  };
}

test('after a burst a caller waits, and is answered again at its pace', () => {
  const { ask, pass } = room();
  expect(ask('a', 5)).toEqual([true, true, true, false, false]);
  pass(500);
  expect(ask('a', 2)).toEqual([true, false]);
  pass(60_000);
  expect(ask('a', 4)).toEqual([true, true, true, false]);
});

test('one caller takes nothing from another', () => {
  const { ask } = room();
  ask('a', 9);
  expect(ask('b', 1)).toEqual([true]);
});

test('a clock that goes back gives nothing', () => {
  const { ask, pass } = room();
  ask('a', 3);
  pass(-60_000);
  expect(ask('a', 1)).toEqual([false]);
});

test('only so many callers are remembered', () => {
  const { ask } = room();
  ask('a', 9);
  ask('b', 1);
  ask('c', 1);
  expect(ask('a', 1)).toEqual([true]);
});
