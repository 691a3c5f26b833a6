import type { Clause, Finding, LicenseType, Reading } from '@duoping/avails';
import { clause } from '@duoping/rights/testing';
import { describe, expect, test } from 'vitest';
import { rightsCommand } from './rights.ts';

const ALID = 'md:alid:org:example:film';
const EXACT = { alid: ALID, territory: 'US', screen: 'tv', verb: 'stream', at: '2026-06-01T00:00:00Z' };

interface Given {
  readonly clauses?: Readonly<Record<string, readonly Clause[]>>;
  readonly findings?: readonly Finding[];
  readonly queries?: readonly unknown[];
  readonly contracts?: unknown;
  readonly format?: Reading['format'];
}

/** Runs the command over files that exist only here. */
async function run(args: readonly string[], given: Given = {}) {
  const lines: string[] = [];
  const errors: string[] = [];
  const clauses = given.clauses ?? { 'a.xlsx': [clause()] };
  const texts = new Map<string, string>([
    ...Object.keys(clauses).map((name): [string, string] => [name, `bytes of ${name}`]),
    [
      'q.jsonl',
      (given.queries ?? [{ id: '1', ...EXACT }])
        .map((query) => (typeof query === 'string' ? query : JSON.stringify(query)))
        .join('\n'),
    ],
    ['c.json', typeof given.contracts === 'string' ? given.contracts : JSON.stringify(given.contracts ?? [])],
  ]);
  const code = await rightsCommand(args, {
    stdout: (line) => lines.push(line),
    stderr: (line) => errors.push(line),
    readFile: async (path) => {
      const text = texts.get(path);
      if (text === undefined) throw new Error(`ENOENT: no such file, open '${path}'`);
      return new TextEncoder().encode(text);
    },
    readAvails: async ({ name }) => ({
      file: name,
      format: given.format ?? 'avails-xlsx',
      version: '1.9',
      clauses: clauses[name] ?? [],
      findings: given.findings ?? [],
    }),
    now: () => Date.parse('2026-02-03T04:05:06Z'),
  });
  const answers = lines.flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
  return { code, lines, answers, errors: errors.join('\n') };
}

const ASK = ['ask', '--avails', 'a.xlsx', '--queries', 'q.jsonl'];
const WITH_CONTRACTS = [...ASK, '--contracts', 'c.json'];

describe('rights ask', () => {
  test('answers an allowed question with its grant, its row and its end', async () => {
    const { code, answers } = await run(ASK);
    expect(code).toBe(0);
    expect(answers).toMatchObject([
      {
        id: '1',
        allow: true,
        reasons: [],
        until: '2027-01-01T00:00:00Z',
        quality: { formatProfiles: ['HD'], maxHeight: 1080 },
        languages: { allowed: null, heldBack: [] },
        grants: [
          {
            alid: ALID,
            locator: { file: 'a.xlsx', sheet: 'Movies', row: 4 },
            licenseType: 'SVOD',
            window: { start: '2026-01-01T00:00:00Z', end: '2027-01-01T00:00:00Z' },
          },
        ],
      },
    ]);
  });

  test('exits 0 also when it refuses, and names the nearest miss', async () => {
    const { code, answers } = await run(ASK, { queries: [{ id: 7, ...EXACT, at: '2028-01-01T01:00:00+01:00' }] });
    expect(code).toBe(0);
    expect(answers).toMatchObject([
      {
        id: '7',
        allow: false,
        grants: [],
        until: null,
        reasons: ['ended'],
        nearestMiss: { alid: ALID, locator: { row: 4 } },
      },
    ]);
  });

  test('answers each line in order and skips empty ones', async () => {
    const queries = [{ id: 'b', ...EXACT }, '', '   ', { id: 'a', ...EXACT, alid: 'none' }, ''];
    const { answers } = await run(ASK, { queries });
    expect(answers.map(({ id, allow, reasons }) => [id, allow, reasons])).toEqual([
      ['b', true, []],
      ['a', false, ['unknown-work']],
    ]);
  });

  test.each([
    [{ territory: 'XX' }, ['territory']],
    [{ screen: 'fridge' }, ['screen']],
    [{ verb: 'own' }, ['verb']],
    [{ licenseType: 'MOD' }, ['license-type']],
    [{ formatProfile: '8K' }, ['format']],
    [{ licenseType: 'SVOD', formatProfile: 'HD', language: 'EN-us' }, []],
    [{ licenseType: null, language: null }, []],
  ])('a question with %j is refused for %j', async (members, reasons) => {
    const { code, answers } = await run(ASK, { queries: [{ id: '1', ...EXACT, ...members }] });
    expect(code).toBe(0);
    expect(answers[0]).toMatchObject({ allow: reasons.length === 0, reasons });
  });

  test('TVOD asks for VOD', async () => {
    const licenseType: LicenseType = 'VOD';
    const { answers } = await run(ASK, {
      clauses: { 'a.xlsx': [clause({ licenseType })] },
      queries: [{ id: '1', ...EXACT, verb: 'rent', licenseType: 'TVOD' }],
    });
    expect(answers[0].allow).toBe(true);
  });

  test.each([
    ['{"id":"9"', null, 'not JSON'],
    [{ id: '9', ...EXACT, at: '2026-06-01' }, '9', 'at: 2026-06-01 is no RFC 3339 time with an offset'],
    [{ id: '9', ...EXACT, language: '!' }, '9', 'language: ! is no BCP 47 tag'],
    [{ ...EXACT, alid: 5, id: '9' }, '9', 'alid: '],
    [{ ...EXACT }, null, 'id: '],
    [[1], null, 'the line: '],
  ])(
    'a line that is no question (%j) is answered with no, the others stand, and it exits 1',
    async (line, id, error) => {
      const { code, answers, errors } = await run(ASK, { queries: [line, { id: 'good', ...EXACT }] });
      expect(code).toBe(1);
      expect(answers).toMatchObject([
        { id, line: 1, allow: false, grants: [], error: expect.stringContaining(error) },
        { id: 'good', allow: true },
      ]);
      expect(errors).toContain('q.jsonl:1: ');
    },
  );

  test('rows with errors make it exit 1 and the other rows answer', async () => {
    const finding = {
      severity: 'error',
      code: 'end-before-start',
      message: 'End is before Start',
      where: { sheet: 'Movies', row: 5, column: 'P' },
    } as const;
    const { code, answers, errors } = await run(ASK, { findings: [finding] });
    expect([code, answers[0].allow]).toEqual([1, true]);
    expect(errors).toContain('a.xlsx: Movies row 5 column P: error end-before-start: End is before Start');
    expect((await run(ASK, { findings: [{ ...finding, severity: 'warning' }] })).code).toBe(0);
  });

  test('reads several files as one picture and names the file of each grant', async () => {
    const clauses = {
      'a.xlsx': [clause()],
      'b.xml': [clause({ place: { path: '/AvailList/Avail[1]', line: 9 }, formatProfile: 'SD' })],
    };
    const { answers } = await run(['ask', '--avails', 'a.xlsx', 'b.xml', '--queries=q.jsonl'], { clauses });
    expect(answers[0].grants.map((grant: { locator: object }) => grant.locator)).toEqual(
      expect.arrayContaining([
        { file: 'a.xlsx', sheet: 'Movies', row: 4 },
        { file: 'b.xml', path: '/AvailList/Avail[1]', line: 9 },
      ]),
    );
  });

  test('what one of several files removes none of them grants', async () => {
    const clauses = { 'a.xlsx': [clause()], 'b.xml': [clause({ entryType: 'Full Delete' })] };
    const { answers } = await run(['ask', '--avails', 'a.xlsx', 'b.xml', '--queries', 'q.jsonl'], { clauses });
    expect(answers[0]).toMatchObject({ allow: false, reasons: ['unknown-work'] });
  });

  test('Immediate begins now', async () => {
    const clauses = { 'a.xlsx': [clause({ start: { kind: 'immediate' } })] };
    const { answers } = await run(ASK, { clauses });
    expect(answers[0].grants[0].window.start).toBe('2026-02-03T04:05:06Z');
  });
});

describe('contracts', () => {
  const terms = {
    id: 'C-1',
    partner: 'example',
    window: { start: '2000-01-01T00:00:00Z' },
    screens: { tv: {}, phone: { maxHeight: 576, download: true } },
  };

  test('limit screens, pictures and verbs', async () => {
    const queries = [
      { id: 'tablet', ...EXACT, screen: 'tablet' },
      { id: 'phone', ...EXACT, screen: 'phone' },
      { id: 'download', ...EXACT, screen: 'phone', verb: 'download' },
    ];
    const { answers } = await run(WITH_CONTRACTS, { contracts: [terms], queries });
    expect(answers).toMatchObject([
      { allow: false, reasons: ['screen'] },
      { allow: true, quality: { formatProfiles: ['SD'], maxHeight: 576 } },
      { allow: true },
    ]);
  });

  test('may be one contract, with its title and money', async () => {
    const contracts = { ...terms, title: 'Films of 2026', money: { kind: 'none' } };
    const { code, answers } = await run(WITH_CONTRACTS, { contracts });
    expect([code, answers[0].allow]).toEqual([0, true]);
  });

  test('bring the partner’s reading rules, which are told', async () => {
    const dated = clause({ end: { kind: 'date', date: '2026-06-30' } });
    const rules = { endDateInclusive: false };
    const given = { clauses: { 'a.xlsx': [dated] }, contracts: [{ ...terms, rules }] };
    const { answers, errors } = await run(WITH_CONTRACTS, given);
    expect(answers[0].until).toBe('2026-06-30T00:00:00Z');
    expect(errors).toContain('partner rule endDateInclusive: End 2026-06-30: it ends as the day begins (1 rows)');
  });

  test('that name no contract for a row leave it without a grant and say so', async () => {
    const { code, answers, errors } = await run(WITH_CONTRACTS, {
      clauses: { 'a.xlsx': [clause({ contractId: 'C-9' })] },
      contracts: [terms],
    });
    expect([code, answers[0].allow]).toEqual([0, false]);
    expect(errors).toContain('warning contract-unknown');
  });

  test.each([
    ['{', 'c.json: not JSON in UTF-8'],
    [[], 'c.json: the file: '],
    [{}, 'c.json: id: '],
    ['no contract', 'c.json: not JSON in UTF-8'],
    [7, 'c.json: the file: '],
    [[{ ...terms, screens: { fridge: {} } }], 'c.json: 0.screens: '],
    [[{ ...terms, screens: { tv: { maxHeight: 0 } } }], 'c.json: 0.screens.tv.maxHeight: '],
    [[{ ...terms, window: { start: '2026-01-01' } }], 'c.json: 0.window.start: 2026-01-01 is no RFC 3339 time'],
    [
      [{ ...terms, window: { start: '2026-01-01T00:00:00Z', end: '2026-01-01T00:00:00Z' } }],
      'c.json: 0.window: ends before',
    ],
    [[{ ...terms, territories: { include: ['UK'] } }], 'c.json: 0.territories.include.0: not a territory code'],
    [[{ ...terms, rules: { zone: { fixed: 'Mars/Olympus' } } }], 'c.json: 0.rules.zone'],
    [[terms, { ...terms, id: 'C-2', partner: 'other' }], 'c.json: one partner per file, found example, other'],
    [[terms, terms], 'c.json: id: C-1 version 1 stands twice'],
    [
      [
        { ...terms, rules: {} },
        { ...terms, version: 2, rules: { impliesLower: true } },
      ],
      'c.json: rules: ',
    ],
  ])('that are written as %j are refused with the place', async (contracts, message) => {
    const { code, lines, errors } = await run(WITH_CONTRACTS, { contracts });
    expect([code, lines]).toEqual([2, []]);
    expect(errors).toContain(message);
  });
});

describe('rights explain', () => {
  const flags = (at: string) => ['--alid', ALID, '--territory', 'US', '--screen', 'tv', '--verb', 'stream', '--at', at];
  const EXPLAIN = ['explain', '--avails', 'a.xlsx', ...flags('2028-01-01T00:00:00Z')];

  test('says in plain lines why not, and where the row stands', async () => {
    const { code, lines } = await run(EXPLAIN);
    expect(code).toBe(0);
    expect(lines).toEqual([
      `Refused: stream ${ALID} in US on tv at 2028-01-01T00:00:00Z`,
      'Because: ended',
      'Until: nothing changes after this',
      'a.xlsx Movies row 4: SVOD HD 2026-01-01T00:00:00Z to 2027-01-01T00:00:00Z, contract all-screens: fails ended',
    ]);
  });
  test('says up to what and until when it is allowed', async () => {
    const { lines } = await run(['explain', '--avails', 'a.xlsx', ...flags('2026-06-01T00:00:00Z')]);
    expect(lines.slice(0, 3)).toEqual([
      `Allowed: stream ${ALID} in US on tv at 2026-06-01T00:00:00Z`,
      'Up to 1080 lines (HD)',
      'Until: may change at 2027-01-01T00:00:00Z',
    ]);
  });
  test('prints one JSON object when asked to', async () => {
    const { answers } = await run([...EXPLAIN, '--json']);
    expect(answers).toMatchObject([
      { allow: false, reasons: ['ended'], examined: [{ fails: ['ended'], locator: { row: 4 } }] },
    ]);
    expect(answers[0]).not.toHaveProperty('id');
  });
});

describe('what can’t be used at all exits 2 and prints no data', () => {
  test.each([
    [[]],
    [['ask']],
    [['forget']],
    [['ask', 'loose']],
    [['ask', '--avails', 'a.xlsx']],
    [['ask', '--avails', '--queries', 'q.jsonl']],
    [[...ASK, '--surprise']],
    [[...ASK, '--contracts']],
    [['ask', '--avails', 'none.xlsx', '--queries', 'q.jsonl']],
    [['ask', '--avails', 'a.xlsx', '--queries', 'none.jsonl']],
    [['explain', '--avails', 'a.xlsx']],
  ])('%j', async (args) => {
    const { code, lines, errors } = await run(args);
    expect([code, lines]).toEqual([2, []]);
    expect(errors).not.toBe('');
  });
  test('a file of an unknown format', async () => {
    expect((await run(ASK, { format: 'unknown' })).code).toBe(2);
  });
});
