import { createHash } from 'node:crypto';
import { HOUR_MS, MINUTE_MS } from '@duoping/kit';
import { expect, test } from 'vitest';
import { approvers } from './approvers.ts';

function open() {
  const shown: string[] = [];
  let now = 1_800_000_000_000;
  let drawn = 0;
  const bytes = (count: number) => createHash('sha512').update(String(drawn++)).digest().subarray(0, count);
  const who = approvers({ clock: { now: () => now }, random: { bytes }, show: (code) => shown.push(code) });
  return { who, shown, pass: (ms: number) => (now += ms), code: () => shown.at(-1) ?? '' };
}

test('the code from the terminal admits one browser, once, for half a day', () => {
  const { who, shown, pass, code } = open();
  const first = code();
  expect(first).toMatch(/^[A-Z]{4}-[A-Z]{4}$/);
  const admitted = who.admit(first.toLowerCase().replace('-', ' '));
  const token = admitted.ok ? admitted.value : '';
  expect(who.has(token)).toBe(true);
  expect(who.has('')).toBe(false);
  expect(shown).toHaveLength(2);
  expect(who.admit(first)).toEqual({ ok: false, reason: 'wrong-code' });
  pass(12 * HOUR_MS);
  expect(who.has(token)).toBe(false);
});

test('guessing ends after five tries: the code changes and entry rests', () => {
  const { who, pass, code } = open();
  const first = code();
  for (let n = 0; n < 5; n++) expect(who.admit('BBBB-BBBB')).toEqual({ ok: false, reason: 'wrong-code' });
  expect(code()).not.toBe(first);
  expect(who.admit(code())).toEqual({ ok: false, reason: 'resting' });
  pass(10 * MINUTE_MS);
  expect(who.admit(first)).toEqual({ ok: false, reason: 'wrong-code' });
  expect(who.admit(code()).ok).toBe(true);
});
