import { atOnce } from '@duoping/kit';
import { expect, test } from 'vitest';
import { type ClearanceFacts, clearanceTitles } from './clearance-titles.ts';
import type { ClearanceRule } from './index.ts';

const RULE: ClearanceRule = {
  ...{ authority: 'board', screens: ['tv'], territories: { include: ['CN'], exclude: [] }, since: 0 },
};
const cleared = (work: string, start: number, end: number | null) => ({
  ...{ authority: 'board', work, reference: '7', window: { start, end } },
});
const STOP = { authority: 'board', work: 'c', by: 'Mei', at: 5 };

const states = (facts: Partial<ClearanceFacts>, at = 100) =>
  atOnce(clearanceTitles({ clearanceRules: [], clearances: [], stopped: [], ...facts }, ['a', 'b', 'c', 'd'], at)).map(
    ({ authority, work, state }) => `${authority} ${work} ${state}`,
  );

test('where a rule asks for every title, each waits, is approved or is stopped', () => {
  const facts = { clearanceRules: [RULE], clearances: [cleared('a', 0, null), cleared('b', 0, 100)], stopped: [STOP] };
  expect(states(facts)).toEqual(['board a approved', 'board b waiting', 'board c stopped', 'board d waiting']);
  expect(states(facts, 99)).toContain('board b approved');
});

test('a rule of some titles lets only those wait; what was approved or stopped besides is told too', () => {
  const clearanceRules = [{ ...RULE, works: ['d'] }];
  expect(states({ clearanceRules, clearances: [cleared('a', 0, null)], stopped: [STOP] })).toEqual([
    ...['board a approved', 'board c stopped', 'board d waiting'],
  ]);
});

test('titles stand in the order in which works come, each with its authorities side by side', () => {
  const clearanceRules = [{ ...RULE, authority: 'film office', works: ['b', 'd'] }, RULE];
  expect(states({ clearanceRules })).toEqual([
    ...['board a waiting', 'board b waiting', 'film office b waiting', 'board c waiting'],
    ...['board d waiting', 'film office d waiting'],
  ]);
});

test('each authority has its own line of a title', () => {
  const clearanceRules = [RULE, { ...RULE, authority: 'film office', works: ['b'] }];
  expect(states({ clearanceRules }).filter((line) => line.includes(' b '))).toEqual([
    ...['board b waiting', 'film office b waiting'],
  ]);
});
