import type { Bound, Clause } from '@duoping/avails';
import { formatInstant } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { type CompileInput, compileGrants } from './compile.ts';
import { clause, compileInput, contract, instant } from './testing.ts';

const compiled = (clauses: readonly Clause[], members: Partial<CompileInput> = {}) =>
  compileGrants(compileInput({ clauses, ...members }));

const codes = (clauses: readonly Clause[], members: Partial<CompileInput> = {}): string[] => {
  const { grants, findings } = compiled(clauses, members);
  expect(grants).toEqual([]);
  return findings.map((finding) => `${finding.severity} ${finding.code}`);
};

const at = (text: string): Bound => ({ kind: 'instant', at: instant(text) });

/** Each grant's territories and window, in one line. */
const windows = (clauses: readonly Clause[], members: Partial<CompileInput> = {}): string[] =>
  compiled(clauses, members).grants.map(({ territories, window }) => {
    const without = territories.exclude.length > 0 ? ` less ${territories.exclude.join(' ')}` : '';
    const end = window.end === null ? 'open' : formatInstant(window.end);
    return `${territories.include.join(' ')}${without}: ${formatInstant(window.start)} to ${end}`;
  });

describe('a clause becomes a grant', () => {
  test('that carries its partner, contract, delivery, place and terms', () => {
    const own = clause({ contractId: 'C-1', price: { type: 'SRP', value: '9.99', currency: 'USD' } });
    const [grant] = compiled([own], { workOf: (alid) => `work of ${alid}` }).grants;
    expect(grant).toMatchObject({
      partner: 'example',
      contract: 'C-1',
      contractVersion: 1,
      delivery: '0'.repeat(64),
      place: { sheet: 'Movies', row: 4 },
      clause: own.id,
      work: 'work of md:alid:org:example:film',
      alid: 'md:alid:org:example:film',
      price: { type: 'SRP', value: '9.99', currency: 'USD' },
      knownTo: null,
    });
    expect(grant).not.toHaveProperty('listedFrom');
    expect(grant).not.toHaveProperty('endUnresolved');
    expect(grant).not.toHaveProperty('impliesLower');
  });

  test('and of what the row and the contract don’t say nothing stands in it', () => {
    const { grants, findings } = compiled([clause()]);
    expect(
      Object.keys(grants[0] ?? {})
        .sort()
        .join(' '),
    ).toBe(
      'alid allowedLanguages clause contract contractVersion delivery formatProfile heldBackLanguages id knownFrom knownTo licenseType partner place screens territories verbs window work',
    );
    expect(findings).toEqual([]);
    const [refused] = compiled([clause()], { contracts: [] }).findings;
    expect(Object.keys(refused ?? {}).sort()).toEqual(['code', 'message', 'severity', 'where']);
    const [named] = compiled([clause({ contractId: 'C-9' })]).findings;
    expect(named).toMatchObject({ code: 'contract-unknown', value: 'C-9' });
  });

  test('with an id that is its content: the same again is the same, whenever it was learnt', () => {
    const [first] = compiled([clause()]).grants;
    const [later] = compiled([clause()], { knownFrom: instant('2026-06-01T00:00:00Z') }).grants;
    const [other] = compiled([clause({ formatProfile: 'SD' })]).grants;
    expect(first?.id).toMatch(/^[0-9a-f]{64}$/);
    expect(later?.id).toBe(first?.id);
    expect(other?.id).not.toBe(first?.id);
  });

  test.each([
    ['SVOD', ['list', 'stream']],
    ['AVOD', ['list', 'stream']],
    ['FVOD', ['list', 'stream']],
    ['VOD', ['list', 'rent', 'play-owned']],
    ['EST', ['list', 'buy', 'play-owned']],
    ['POEST', ['list', 'preorder']],
  ] as const)('%s lets one %j', (licenseType, verbs) => {
    expect(compiled([clause({ licenseType })]).grants.map((grant) => grant.verbs)).toEqual([verbs]);
  });

  test.each(['Library', 'Pre-Release'] as const)('%s names no business model and grants nothing', (licenseType) => {
    expect(codes([clause({ licenseType })])).toEqual(['warning license-without-verbs']);
  });

  test.each([
    [undefined, ['list', 'stream', 'download', 'cast']],
    ['Yes', ['list', 'stream', 'download', 'cast']],
    ['No', ['list', 'stream', 'cast']],
    ['ask us', ['list', 'stream', 'cast']],
  ])('download says %s: verbs %j where the contract allows download and cast on a phone', (download, verbs) => {
    const contracts = [contract({ screens: { tv: {}, phone: { download: true, cast: true } } })];
    const { grants } = compiled([clause(download === undefined ? {} : { download })], { contracts });
    expect(grants[0]?.verbs).toEqual(verbs);
  });

  test('without contracts every screen is granted, and neither download nor cast', () => {
    const [grant] = compiled([clause({ contractId: 'whatever' })], { contracts: 'all-screens' }).grants;
    expect(Object.keys(grant?.screens ?? {})).toEqual(['stb', 'tv', 'phone', 'tablet', 'web']);
    expect(grant?.verbs).toEqual(['list', 'stream']);
  });
});

describe('what never becomes a grant', () => {
  test.each(['Full Delete', 'Delete'] as const)('a %s row, whose dates are dummies', (entryType) => {
    expect(codes([clause({ entryType })])).toEqual([]);
  });
  test('a row whose ExceptionFlag asks for a person', () => {
    expect(codes([clause({ exceptionFlag: true })])).toEqual(['warning exception-flag']);
  });
  test.each(['Pending', 'Revoked', 'Expired', 'revoked', 'Perhaps'])('a title that is %s', (titleStatus) => {
    expect(codes([clause({ titleStatus })])).toEqual(['warning title-status']);
  });
  test('but an approved title does', () => {
    expect(windows([clause({ titleStatus: ' Approved' })])).toHaveLength(1);
  });
  test.each([
    [{ territories: [] }, 'error no-territory'],
    [{ territories: ['JJ'] }, 'error unknown-territory'],
    [{ territories: ['ZZ'], excludedTerritories: ['UK'] }, 'error unknown-excluded-territory'],
    [{ territories: ['US'], excludedTerritories: ['US'] }, 'warning no-territory-left'],
    [{ start: at('2026-02-01T00:00:00Z'), end: at('2026-02-01T00:00:00Z') }, 'warning empty-window'],
    [{ start: at('2026-02-01T00:00:00Z'), end: at('2026-01-01T00:00:00Z') }, 'warning empty-window'],
    [{ start: { kind: 'open' } as Bound }, 'warning start-unresolved'],
    [{ start: { kind: 'condition', condition: 'Theatrical' } as Bound }, 'warning start-unresolved'],
    [{ start: { kind: 'date', date: '2026-02-30' } as Bound }, 'warning start-unresolved'],
    [{ windowDuration: 'six months' }, 'warning start-unresolved'],
  ])('%j: %s', (members, code) => {
    expect(codes([clause(members)])).toEqual([code]);
  });

  test('a title and territory that one file both delivers and deletes', () => {
    const removal = clause({ entryType: 'Full Delete' });
    expect(codes([clause(), removal])).toEqual(['error extract-and-delete']);
    expect(codes([clause({ territories: ['US-CA'] }), removal])).toEqual(['error extract-and-delete']);
    expect(codes([clause({ territories: ['ZZ'] }), removal])).toEqual(['error extract-and-delete']);
    expect(codes([clause({ editId: 'cut' }), removal])).toEqual(['error extract-and-delete']);
    expect(codes([clause(), clause({ ...removal, territories: [] })])).toEqual(['error extract-and-delete']);
    expect(windows([clause({ territories: ['CA'] }), removal])).toHaveLength(1);
    expect(windows([clause({ alid: 'another' }), removal])).toHaveLength(1);
    expect(windows([clause({ editId: 'cut' }), clause({ ...removal, editId: 'other' })])).toHaveLength(1);
  });
});

describe('a contract', () => {
  test.each([
    ['is missing', {}, [], 'contract-missing'],
    ['is another partner’s', {}, [contract({ partner: 'other' })], 'contract-missing'],
    ['is named and unknown', { contractId: 'C-9' }, [contract()], 'contract-unknown'],
    ['is not named among several', {}, [contract(), contract({ id: 'C-2' })], 'contract-ambiguous'],
    ['allows other license types', {}, [contract({ licenseTypes: ['EST'] })], 'license-not-in-contract'],
    [
      'covers other territories',
      {},
      [contract({ territories: { include: ['CA'], exclude: [] } })],
      'outside-contract-territories',
    ],
    [
      'excludes the territory',
      {},
      [contract({ territories: { include: ['ZZ'], exclude: ['US'] } })],
      'outside-contract-territories',
    ],
    ['ended before', {}, [contract({ window: { start: 0, end: 1 } })], 'outside-contract-window'],
  ])('that %s grants nothing', (_, members, contracts, code) => {
    expect(codes([clause(members)], { contracts })).toEqual([`warning ${code}`]);
  });

  test('is found by its id among several, in its latest version', () => {
    const contracts = [contract({ id: 'C-2' }), contract({ version: 3 }), contract({ version: 2 })];
    const [grant] = compiled([clause({ contractId: 'C-1' })], { contracts }).grants;
    expect([grant?.contract, grant?.contractVersion]).toEqual(['C-1', 3]);
  });

  test('covers a license type only where it names it or none', () => {
    const named = contract({ licenseTypes: ['EST'] });
    expect(codes([clause()], { contracts: [named] })).toEqual(['warning license-not-in-contract']);
    expect(compiled([clause({ licenseType: 'EST' })], { contracts: [named] }).grants).toHaveLength(1);
    const older = contract({ id: 'C-1', version: 1 });
    const newer = contract({ id: 'C-1', version: 2, licenseTypes: ['SVOD'] });
    for (const contracts of [
      [older, newer],
      [newer, older],
    ])
      expect(compiled([clause()], { contracts }).grants[0]?.contractVersion).toBe(2);
  });

  test('limits the window at both ends', () => {
    const window = { start: instant('2026-03-01T00:00:00Z'), end: instant('2026-04-01T00:00:00Z') };
    expect(windows([clause()], { contracts: [contract({ window })] })).toEqual([
      'US: 2026-03-01T00:00:00Z to 2026-04-01T00:00:00Z',
    ]);
  });

  test.each([
    [['ZZ'], [], ['US', 'CA'], ['US-CA'], 'CA US less US-CA'],
    [['US', 'CA'], ['US-CA'], ['US'], [], 'US less US-CA'],
    [['EU'], [], ['DE', 'US'], [], 'DE'],
    [['DE-BY'], [], ['EU'], ['FR'], 'DE-BY'],
    [['ZZ'], ['CA'], ['EU'], [], 'EU'],
    [['US', 'US-TX'], [], ['ZZ'], [], 'US'],
  ])('meets %j less %j with %j less %j: %s', (territories, excludedTerritories, include, exclude, expected) => {
    const { grants } = compiled([clause({ territories, excludedTerritories })], {
      contracts: [contract({ territories: { include, exclude } })],
    });
    expect(
      grants.map(({ territories: set }) =>
        [set.include.join(' '), ...(set.exclude.length > 0 ? [`less ${set.exclude.join(' ')}`] : [])].join(' '),
      ),
    ).toEqual([expected]);
  });
});

describe('pre-orders', () => {
  const dates = { licenseType: 'POEST', start: at('2026-05-01T00:00:00Z') } as const;
  const announce = at('2026-03-01T00:00:00Z');
  const suppressionLift = at('2026-04-01T00:00:00Z');
  const listedFrom = (members: Partial<Clause>, terms = contract()) => {
    const [grant] = compiled([clause({ ...dates, ...members })], { contracts: [terms] }).grants;
    return grant?.listedFrom === undefined ? 'with the window' : formatInstant(grant.listedFrom);
  };
  test('are listed from their announcement, else from the lift of suppression, else with the window', () => {
    expect(listedFrom({ announce, suppressionLift })).toBe('2026-03-01T00:00:00Z');
    expect(listedFrom({ suppressionLift })).toBe('2026-04-01T00:00:00Z');
    expect(listedFrom({})).toBe('with the window');
  });
  test('are not listed before the contract begins', () => {
    const terms = contract({ window: { start: instant('2026-03-15T00:00:00Z'), end: null } });
    expect(listedFrom({ announce }, terms)).toBe('2026-03-15T00:00:00Z');
  });
  test('alone are listed apart from their window', () => {
    expect(listedFrom({ announce, licenseType: 'EST' })).toBe('with the window');
  });
});

describe('what a grant carries beside its window', () => {
  const made = (members: Partial<Clause>) => compiled([clause(members)]).grants[0];
  const OPTIONAL = [
    'price',
    'owned',
    'formatAttributes',
    'exclusive',
    'listedFrom',
    'endUnresolved',
    'within',
  ] as const;
  test('is absent where the avail says nothing of it', () => {
    const grant = made({ licenseType: 'EST', exclusive: false });
    for (const member of OPTIONAL) expect(grant, member).not.toHaveProperty(member);
  });
  test('is its price, its format’s attributes, and the claim to be the only one', () => {
    const price = { type: 'SRP', value: '1', currency: 'EUR' };
    expect(made({ price, formatAttributes: { HDR: 'HDR10' }, exclusive: true })).toMatchObject({
      ...{ price, formatAttributes: { HDR: 'HDR10' }, exclusive: true },
    });
  });
  test('makes another grant of it', () => {
    const ids = [
      {},
      { exclusive: true },
      { formatAttributes: { HDR: 'DV' } },
      { price: { type: 'SRP', value: '1' } },
    ].map((members) => made(members)?.id);
    expect(new Set(ids)).toHaveLength(4);
  });
  test('is listed with its window when it is announced that day', () => {
    const start = at('2026-05-01T00:00:00Z');
    expect(made({ licenseType: 'POEST', start, announce: start })).not.toHaveProperty('listedFrom');
  });
});
