/** Dates and claims made to slip through, by the ids of docs/attacks.md: what is unclear grants nothing. */
import { readAvails, writeAvailsXlsx } from '@duoping/avails';
import { formatInstant, parseInstant } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { buildIndex } from './build-index.ts';
import { compileGrants } from './compile.ts';
import { conflicts } from './conflicts.ts';
import { decide } from './decide.ts';
import type { PartnerRules } from './grant.ts';
import { compileInput, grant, instant, RULES } from './testing.ts';

const ROW = {
  ...{ ALID: 'film', ContentID: 'film', DisplayName: 'Example', EntryType: 'Full Extract', WorkType: 'Movie' },
  ...{ TitleInternalAlias: 'Film', Territory: 'US', LicenseType: 'SVOD', FormatProfile: 'HD' },
};

/** The windows of a row as delivered, each in one text; nothing when it grants nothing. */
function windows(start: string, end: string, rules: Partial<PartnerRules> = {}): string[] {
  const bytes = writeAvailsXlsx([{ ...ROW, Start: start, End: end }]);
  const { clauses } = readAvails({ name: 'avails.xlsx', bytes });
  const { grants } = compileGrants(compileInput({ clauses, rules: { ...RULES, ...rules } }));
  return grants.map(({ window }) => {
    const ends = window.end === null ? 'open' : formatInstant(window.end);
    return `${formatInstant(window.start)} ${ends}`;
  });
}

const newYork = { zone: { fixed: 'America/New_York' } } as const;

describe('B09: dates', () => {
  test.each([
    ['an end before its start', '2026-05-02', '2026-05-01'],
    ['an end at its start', '2026-05-01T00:00:00Z', '2026-05-01T00:00:00Z'],
    ['24 o’clock', '2026-05-01T24:00:00Z', '2026-06-01'],
    ['a leap second', '2026-06-30T23:59:60Z', '2026-08-01'],
    ['29 February of a usual year', '2026-02-29', '2026-06-01'],
    ['29 February of 1900', '1900-02-29', '2026-06-01'],
    ['31 April', '2026-04-31', '2026-06-01'],
    ['month 13', '2026-13-01', '2027-06-01'],
    ['a day that could be a month', '05/04/2026', '2026-06-01'],
    ['a year of two digits', '26-05-01', '2026-06-01'],
    ['a year of five digits', '12026-05-01', '12026-06-01'],
    ['an offset of 25 hours', '2026-05-01T00:00:00+25:00', '2026-06-01'],
    ['a word', 'tomorrow', '2026-06-01'],
    ['nothing', '', '2026-06-01'],
    ['never as a start', 'Open', '2026-06-01'],
    ['infinity', 'Infinity', '2026-06-01'],
    ['NaN', 'NaN', '2026-06-01'],
    ['to be decided', '2026-05-01', 'TBD'],
  ])('%s grants nothing', (_, start, end) => {
    expect(windows(start, end)).toEqual([]);
  });

  test.each<[string, string, string, Partial<PartnerRules>, string]>([
    [
      '29 February of a leap year is a day',
      '2028-02-29',
      '2028-02-29',
      {},
      '2028-02-29T00:00:00Z 2028-03-01T00:00:00Z',
    ],
    ['the year 9999 ends with it', '2026-01-01', '9999-12-31', {}, '2026-01-01T00:00:00Z +010000-01-01T00:00:00Z'],
    ['no zone is the partner’s rule', '2026-05-01', '2026-05-01', newYork, '2026-05-01T04:00:00Z 2026-05-02T04:00:00Z'],
    [
      'an offset counts',
      '2026-05-01T00:00:00+08:00',
      '2026-05-02T00:00:00+08:00',
      newYork,
      '2026-04-30T16:00:00Z 2026-05-01T16:00:00Z',
    ],
    [
      'a time that the clock skips moves on by what was skipped',
      ...(['2026-03-08T02:30:00', '2026-03-08T04:00:00'] as const),
      newYork,
      '2026-03-08T07:30:00Z 2026-03-08T08:00:00Z',
    ],
    [
      'a time that the clock shows twice is its first pass',
      ...(['2026-11-01T01:30:00', '2026-11-01T02:00:00'] as const),
      newYork,
      '2026-11-01T05:30:00Z 2026-11-01T07:00:00Z',
    ],
    [
      'the day of a change has 23 hours',
      '2026-03-08',
      '2026-03-08',
      newYork,
      '2026-03-08T05:00:00Z 2026-03-09T04:00:00Z',
    ],
    ['the day of the other has 25', '2026-11-01', '2026-11-01', newYork, '2026-11-01T04:00:00Z 2026-11-02T05:00:00Z'],
  ])('%s', (_, start, end, rules, window) => {
    expect(windows(start, end, rules)).toEqual([window]);
  });

  test('a question at a time that is none is no', () => {
    const index = buildIndex({ grants: [grant({ window: { start: 0, end: null } })], denials: [], epoch: 1 });
    const request = { work: 'film', territory: 'US', screen: 'tv', verb: 'stream' } as const;
    for (const at of [Number.NaN, Number.NEGATIVE_INFINITY, -8.64e15])
      expect(decide(index, request, at).allow, String(at)).toBe(false);
    for (const text of [
      '2026-02-30T00:00:00Z',
      '2026-05-01T24:00:00Z',
      '2026-05-01T00:00:60Z',
      '2026-05-01',
      '2026-05-01T00:00:00',
    ])
      expect(parseInstant(text), text).toBeUndefined();
  });

  test('exclusive claims of two partners that overlap are told, in the place and the hour that both hold', () => {
    const mine = grant({ partner: 'a', exclusive: true, territories: { include: ['EU'], exclude: ['FR'] } });
    const other = grant({
      ...{ partner: 'b', exclusive: true, territories: { include: ['DE', 'FR'], exclude: [] } },
      window: { start: instant('2026-12-31T23:59:59.999Z'), end: null },
    });
    expect(conflicts([mine, other])).toMatchObject([
      {
        ...{ kind: 'two-exclusive', territories: { include: ['DE'] } },
        window: { start: instant('2026-12-31T23:59:59.999Z'), end: instant('2027-01-01T00:00:00Z') },
      },
    ]);
    const next = { ...other, window: { start: instant('2027-01-01T00:00:00Z'), end: null } };
    expect(conflicts([mine, next])).toEqual([]);
  });
});

describe('B10: a file that speaks of another’s title', () => {
  const clauses = [
    ...readAvails({ name: 'x', bytes: writeAvailsXlsx([{ ...ROW, Start: '2026-01-01', End: '2026-12-31' }]) }).clauses,
  ];
  test('is granted under its own partner’s contracts alone, whatever ContractID it names', () => {
    const named = clauses.map((clause) => ({ ...clause, contractId: 'THEIRS' }));
    const contracts = [
      { ...grantedTo('victim'), id: 'THEIRS' },
      { ...grantedTo('thief'), id: 'OWN' },
    ];
    const { grants, findings } = compileGrants(compileInput({ clauses: named, contracts, partner: 'thief' }));
    expect([grants, findings.map(({ code }) => code)]).toEqual([[], ['contract-unknown']]);
  });
  test('and its removal takes away nothing of theirs', () => {
    const removal = clauses.map((clause) => ({ ...clause, entryType: 'Full Delete' as const }));
    const theirs = compileGrants(compileInput({ clauses, contracts: [grantedTo('victim')], partner: 'victim' })).grants;
    const own = compileGrants(compileInput({ clauses: removal, contracts: [grantedTo('thief')], partner: 'thief' }));
    expect([theirs.length, own.grants, own.findings]).toEqual([1, [], []]);
  });
});

const grantedTo = (partner: string) => ({
  ...{ id: 'C', version: 1, partner, window: { start: 0, end: null }, screens: { tv: {} } },
});
