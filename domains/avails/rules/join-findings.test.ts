import { expect, test } from 'vitest';
import type { Finding, Place } from '../clause.ts';
import { joinFindings } from './join-findings.ts';

const finding = (code: string, where: Place, value?: string): Finding => ({
  severity: 'error',
  code,
  message: code,
  where,
  ...(value === undefined ? {} : { value }),
});

/** Findings that count how often anybody looks at them. */
function counted(count: number, make: (at: number) => Finding): { findings: Finding[]; looks: () => number } {
  let looks = 0;
  const watch: ProxyHandler<Finding> = {
    get(finding, key) {
      looks += 1;
      return Reflect.get(finding, key);
    },
  };
  return { findings: Array.from({ length: count }, (_, at) => new Proxy(make(at), watch)), looks: () => looks };
}

const AVAIL = '/AvailList/Avail[1]';
const TRANSACTION = `${AVAIL}/Transaction[1]`;

test.each<[string, (at: number) => Finding, (at: number) => Finding]>([
  [
    'unknown elements beside unexpected ones on other lines',
    (at) => finding('unknown-element', { path: AVAIL, line: 2 * at + 1 }),
    (at) => finding('unexpected-element', { path: AVAIL, line: 2 * at + 2 }),
  ],
  [
    'faults of one kind in one transaction',
    (at) => finding('unknown-language', { path: TRANSACTION, line: at + 1 }, `x${at}`),
    (at) => finding('unknown-language', { path: TRANSACTION, line: at + 1 }, `y${at}`),
  ],
  [
    'faults without a value in one transaction',
    (at) => finding('missing-value', { path: `${TRANSACTION}/a${at}`, line: at + 1 }),
    (at) => finding('missing-value', { path: `${TRANSACTION}/b${at}`, line: at + 1 }, `y${at}`),
  ],
])('%s: each finding is looked at a bounded number of times', (_, reader, rules) => {
  const looksEach = (count: number): number => {
    const [read, ruled] = [counted(count, reader), counted(count, rules)];
    joinFindings(read.findings, ruled.findings);
    return (read.looks() + ruled.looks()) / count;
  };
  // Sorting adds the logarithm of the count, which grows by half here.
  expect(looksEach(4000)).toBeLessThan(2 * looksEach(100));
});

test('an unknown element gives way where the schema says it is unexpected, and stays elsewhere', () => {
  const known = finding('unknown-element', { path: AVAIL, line: 7 });
  const other = finding('unknown-element', { path: AVAIL, line: 9 });
  const ruled = finding('unexpected-element', { path: AVAIL, line: 7 });
  expect(joinFindings([known, other], [ruled])).toEqual([ruled, other]);
});

test('a list that the rules take apart is said once, by its member', () => {
  const list = finding('unknown-language', { path: AVAIL, line: 3 }, 'en, XYZ');
  const member = finding('unknown-language', { path: `${AVAIL}/AllowedLanguage`, line: 5 }, 'XYZ');
  expect(joinFindings([list], [member])).toEqual([member]);
});

test('a fault without a value gives way to the same fault further inside, and not to one beside it', () => {
  const outer = finding('missing-value', { path: `${AVAIL}/Transaction[1]`, line: 3 });
  const inner = finding('missing-value', { path: `${AVAIL}/Transaction[1]/Term`, line: 5 });
  const beside = finding('missing-value', { path: `${AVAIL}/Transaction[2]`, line: 8 });
  expect(joinFindings([outer], [inner, beside])).toEqual([inner, beside]);
});
