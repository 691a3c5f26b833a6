import { expect, test } from 'vitest';
import { countTests, sum, summary } from './test-count.ts';

const report = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
const brokenFile = { status: 'failed', assertionResults: [] };

test.each([
  ['all passed', report, 0, '3 passed, 0 failed'],
  ['one failed', { ...report, numFailedTests: 1 }, 1, '3 passed, 1 failed'],
  ['some were skipped', { ...report, numPendingTests: 2 }, 0, '3 passed, 0 failed, 2 skipped'],
  ['a file could not be read', { ...report, testResults: [brokenFile] }, 1, '3 passed, 1 failed'],
  ['an error came from outside the tests', report, 1, '3 passed, 1 failed'],
  ['the runner was killed', report, null, '3 passed, 1 failed'],
  ['there is no report', undefined, 0, '0 passed, 1 failed'],
])('the last line when %s', (_, found, exitCode, line) => {
  expect(summary(countTests(found, exitCode))).toBe(line);
});

test('counts of checks and tests add up', () => {
  const one = { passed: 1, failed: 0, skipped: 0 };
  const other = { passed: 2, failed: 3, skipped: 4 };
  expect(summary(sum([one, other]))).toBe('3 passed, 3 failed, 4 skipped');
});
