import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { refusedEn } from './refused-en.ts';
import { refusedZhCN } from './refused-zh-CN.ts';

const SECTIONS = ['Deliveries', 'Takedown cases', 'The server itself', 'Settling'];

test.for(SECTIONS)('every reason of docs/errors.md under “%s” is told in words, in both languages', (name) => {
  const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
  const section = page.split('\n## ').find((part) => part.startsWith(`${name}\n`)) ?? '';
  const reasons = [...section.matchAll(/^\| `([a-z-]+)`/gm)].map(([, reason = '']) => reason);
  expect(reasons.length).toBeGreaterThan(4);
  expect(reasons.filter((reason) => !refusedEn[reason] || !refusedZhCN[reason])).toEqual([]);
});

test('what is said in one language is said in the other', () => {
  expect(Object.keys(refusedZhCN).sort()).toEqual(Object.keys(refusedEn).sort());
});
