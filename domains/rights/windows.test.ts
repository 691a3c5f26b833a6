import type { Window } from '@duoping/kit';
import { expect, test } from 'vitest';
import { effort } from './effort.test-support.ts';
import { pick, type Random, seeded } from './random-world.test-support.ts';
import { joinWindows, lengthDuring, windowsDuring, withoutWindows } from './windows.ts';

const HORIZON = 14;
const window = (random: Random): Window => {
  const start = Math.floor(random() * 12);
  return { start, end: random() < 0.2 ? null : start + Math.floor(random() * 5) };
};
const some = (random: Random): Window[] => Array.from({ length: Math.floor(random() * 4) }, () => window(random));
const holds = (windows: readonly Window[], at: number): boolean =>
  windows.some(({ start, end }) => at >= start && (end === null || at < end));
/** Instants 0 to 13, and one far away for what never ends. */
const instants = (windows: readonly Window[]): boolean[] =>
  [...Array.from({ length: HORIZON }, (_, at) => at), 1e9].map((at) => holds(windows, at));

test('lists of windows say of every instant what their parts say', () => {
  const random = seeded(5);
  for (let times = 0; times < effort(5000); times++) {
    const [a, b] = [some(random), some(random)];
    const during = window(random);
    const [inA, inB, inside] = [instants(a), instants(b), instants([during])];
    expect(instants(joinWindows(a))).toEqual(inA);
    expect(instants(withoutWindows(a, b))).toEqual(inA.map((is, at) => is && !inB[at]));
    expect(instants(windowsDuring(a, during))).toEqual(inA.map((is, at) => is && inside[at]));
    const endless = inA.at(-1);
    const ended = endless ? a.map((each) => ({ ...each, end: each.end ?? HORIZON })) : a;
    const whole = { start: 0, end: null };
    expect(lengthDuring(joinWindows(ended), whole)).toBe(
      instants(ended).slice(0, HORIZON).filter(Boolean).length + over(ended),
    );
    if (endless) expect(lengthDuring(joinWindows(a), whole)).toBe(Number.POSITIVE_INFINITY);
    expect(lengthDuring(joinWindows(ended), { ...during, end: during.end ?? HORIZON })).toBe(
      lengthDuring(windowsDuring(ended, { ...during, end: during.end ?? HORIZON }), whole),
    );
    for (const list of [joinWindows(a), withoutWindows(a, b), windowsDuring(a, during)])
      expect(isTidy(list)).toBe(true);
  }
});

/** Windows of the generator reach up to two instants beyond the horizon. */
const over = (windows: readonly Window[]): number => [14, 15, 16].filter((at) => holds(windows, at)).length;

/** Sorted, apart from each other, none of them empty. */
const isTidy = (windows: readonly Window[]): boolean =>
  windows.every(({ start, end }, at) => {
    const next = windows[at + 1];
    return (end === null || start < end) && (next === undefined || (end !== null && end < next.start));
  });

test('the lists given are left as they were', () => {
  const given = [
    { start: 5, end: 6 },
    { start: 1, end: 5 },
  ];
  const frozen = Object.freeze(given.map((each) => Object.freeze(each)));
  expect(joinWindows(frozen)).toEqual([{ start: 1, end: 6 }]);
  expect(withoutWindows(frozen, frozen)).toEqual([]);
  expect(pick(() => 0, frozen)).toEqual({ start: 5, end: 6 });
});
