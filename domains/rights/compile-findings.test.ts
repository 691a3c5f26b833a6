import type { Bound, Clause } from '@duoping/avails';
import { describe, expect, test } from 'vitest';
import { type CompileInput, compileGrants } from './compile.ts';
import { clause, compileInput, contract, instant, RULES } from './testing.ts';

const compiled = (clauses: readonly Clause[], members: Partial<CompileInput> = {}) =>
  compileGrants(compileInput({ clauses, ...members }));
const at = (text: string): Bound => ({ kind: 'instant', at: instant(text) });

describe('findings say what, where and of which value', () => {
  const told = (members: Partial<Clause>, input: Partial<CompileInput> = {}) =>
    compiled([clause(members)], input).findings.map(({ code, message, value, where }) => ({
      ...{ code, message, where },
      ...(value === undefined ? {} : { value }),
    }));
  const where = { sheet: 'Movies', row: 4 };
  const phone = (download: boolean) => ({ contracts: [contract({ screens: { tv: {}, phone: { download } } })] });
  test.each<[string, Partial<Clause>, Partial<CompileInput>, readonly object[]]>([
    [
      'an unknown contract by its name',
      { contractId: 'C-9' },
      {},
      [{ code: 'contract-unknown', message: 'The row names a contract that this partner does not have', value: 'C-9' }],
    ],
    [
      'no contract at all',
      {},
      { contracts: [] },
      [{ code: 'contract-missing', message: 'The partner has no contract' }],
    ],
    [
      'several contracts',
      {},
      { contracts: [contract(), contract({ id: 'C-2' })] },
      [{ code: 'contract-ambiguous', message: 'The row names no contract and the partner has several' }],
    ],
    [
      'a license type that the contract leaves out, by its name',
      { contractId: 'C-1' },
      { contracts: [contract({ licenseTypes: ['EST'] })] },
      [{ code: 'license-not-in-contract', message: 'The contract does not allow this license type', value: 'SVOD' }],
    ],
    [
      'a start without a date, and where',
      { territories: ['US', 'CA'], start: { kind: 'condition', condition: 'Theatrical' } },
      {},
      [
        {
          code: 'start-unresolved',
          message: 'It waits for the event Theatrical in CA, US: nothing is granted there yet',
        },
      ],
    ],
    [
      'an end without a date',
      { end: { kind: 'condition', condition: 'Broadcast' } },
      {},
      [{ code: 'end-unresolved', message: 'The end waits for the event Broadcast: the window stands open' }],
    ],
    [
      'a rental that can’t be understood',
      { licenseType: 'VOD', rentalDuration: 'long' },
      {},
      [
        {
          code: 'owned-terms-unresolved',
          message: 'No rental or fulfilment can be given for US: nothing is granted there',
        },
      ],
    ],
    [
      'a window of no length',
      { start: at('2026-02-01T00:00:00Z'), end: at('2026-02-01T00:00:00Z') },
      {},
      [{ code: 'empty-window', message: 'The window ends before it starts' }],
    ],
    [
      'a contract elsewhere',
      {},
      { contracts: [contract({ territories: { include: ['CA'], exclude: [] } })] },
      [{ code: 'outside-contract-territories', message: 'The contract covers none of the territories' }],
    ],
    [
      'a contract at another time',
      {},
      { contracts: [contract({ window: { start: 0, end: 1 } })] },
      [{ code: 'outside-contract-window', message: 'The contract covers no instant of the window' }],
    ],
    [
      'a contract that begins as the window ends',
      {},
      { contracts: [contract({ window: { start: instant('2027-01-01T00:00:00Z'), end: null } })] },
      [{ code: 'outside-contract-window', message: 'The contract covers no instant of the window' }],
    ],
    [
      'a download that the contract would allow',
      { download: 'No' },
      phone(true),
      [{ code: 'download-not-allowed', message: 'Download is No: the row allows none' }],
    ],
    ['no download that the contract doesn’t allow either', { download: 'No' }, phone(false), []],
    ['nothing where the row allows what the contract does', { download: 'Yes' }, phone(true), []],
    ['nothing of a row that is good', {}, {}, []],
  ])('%s', (_, members, input, findings) => {
    expect(told(members, input)).toEqual(findings.map((finding) => ({ ...finding, where })));
  });
});

describe('interpretations', () => {
  const dated = clause({ start: { kind: 'date', date: '2026-05-01' }, end: { kind: 'date', date: '2026-05-31' } });
  test('name each rule that decided something about a row', () => {
    const rules = { ...RULES, impliesLower: true, zone: { fixed: 'Asia/Tokyo' } };
    expect(compiled([dated], { rules }).interpretations.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
      'endDateInclusive: End 2026-05-31: the whole day counts',
      'zone: Dates without a zone are read in Asia/Tokyo',
      'impliesLower: HD also grants the lower pictures',
    ]);
    expect(compiled([dated], { rules }).grants[0]?.impliesLower).toBe(true);
  });
  test('are silent where the file leaves nothing open', () => {
    expect(compiled([clause()]).interpretations).toEqual([]);
  });
  const told = (members: Partial<Clause>, rules: Partial<CompileInput['rules']> = {}) =>
    compiled([clause(members)], { rules: { ...RULES, ...rules } }).interpretations.map(
      ({ rule, message }) => `${rule}: ${message}`,
    );
  const day = (date: string): Bound => ({ kind: 'date', date });
  test.each<[Partial<Clause>, Partial<CompileInput['rules']>, readonly string[]]>([
    [{}, {}, []],
    [{}, { impliesLower: true }, ['impliesLower: HD also grants the lower pictures']],
    [{ formatProfile: 'SD' }, { impliesLower: true }, []],
    [
      { end: day('2026-12-31') },
      {},
      ['endDateInclusive: End 2026-12-31: the whole day counts', 'zone: Dates without a zone are read in UTC'],
    ],
    [
      { end: day('2026-12-31') },
      { endDateInclusive: false },
      ['endDateInclusive: End 2026-12-31: it ends as the day begins', 'zone: Dates without a zone are read in UTC'],
    ],
    [
      { start: day('2026-01-01'), territories: ['US', 'JP'] },
      { zone: 'first-of-territory' },
      ['zone: Dates without a zone are read in Asia/Tokyo, America/New_York'],
    ],
    [{ licenseType: 'EST', fixedEnd: day('2028-01-01') }, {}, ['zone: Dates without a zone are read in UTC']],
    [{ licenseType: 'SVOD', fixedEnd: day('2028-01-01') }, {}, []],
    [{ workType: 'Season' }, { includesMembers: true }, ['includesMembers: Season also speaks of what it holds']],
    [{ bundledAlids: ['x'] }, { includesMembers: true }, ['includesMembers: Movie also speaks of what it holds']],
    [{ workType: 'Season' }, { includesMembers: false }, []],
  ])('%j with %j: %j', (members, rules, interpretations) => {
    expect(told(members, rules).toSorted()).toEqual(interpretations.toSorted());
  });
});
