import { expect, test } from 'vitest';
import { kept } from './kept.ts';

const counting = () => {
  const made: string[] = [];
  const values = kept<string>({ most: 2, idleMs: 60_000, now: () => 0 });
  const get = (key: string) => values.get(key, async () => `${key}${made.push(key)}`);
  return { get, made };
};

test('what was asked for last is kept, and no more than so much', async () => {
  const { get, made } = counting();
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await get(key);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

test('two who ask at once get one value', async () => {
  const { get, made } = counting();
  expect(await Promise.all([get('a'), get('a')])).toEqual(['a1', 'a1']);
  expect(made).toEqual(['a']);
});

test('a failure is not kept', async () => {
  const values = kept<number>({ most: 2, idleMs: 60_000, now: () => 0 });
  await expect(values.get('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await values.get('a', async () => 7)).toBe(7);
});
