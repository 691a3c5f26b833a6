import { expect, test } from 'vitest';
import { DEFAULT_RULES, readContract, readContracts } from './index.ts';

const LEAST = { id: 'C-1', partner: 'lantern', window: { start: '2026-01-01T00:00:00+08:00' }, screens: { tv: {} } };

const guaranteed = (more: object) => ({
  ...{ kind: 'revenue-share', partnerShareBasisPoints: 5500 },
  minimumGuarantee: { minor: '900', currency: 'CNY', ...more },
});

const reasonOf = (value: unknown) => {
  const read = readContracts(value);
  return read.ok ? 'read' : read.reason;
};

test('the least that a contract must say: everything else has its default', () => {
  expect(readContract(LEAST)).toEqual({
    ok: true,
    value: {
      terms: {
        id: 'C-1',
        version: 1,
        partner: 'lantern',
        window: { start: Date.UTC(2025, 11, 31, 16), end: null },
        screens: { tv: {} },
      },
      rules: DEFAULT_RULES,
      title: '',
      illustrative: false,
      money: {},
    },
  });
});

test('money, title and notes may stand in every file; the note is for people and is not kept', () => {
  const read = readContract({ ...LEAST, title: 'Lanterns', note: 'by hand', money: { kind: 'none' } });
  expect(read).toMatchObject({ ok: true, value: { title: 'Lanterns', money: { kind: 'none' } } });
  expect(JSON.stringify(read)).not.toContain('by hand');
});

test('one contract and an array of one are the same', () => {
  expect(readContracts([LEAST])).toEqual(readContracts(LEAST));
});

test('a contract without a partner is the given one’s, or is refused', () => {
  const { partner: _, ...nameless } = LEAST;
  expect(readContracts(nameless, { partner: 'lantern' })).toEqual(readContracts(LEAST));
  expect(reasonOf(nameless)).toBe('partner: nobody says whose contract this is');
});

test('a contract that states no reading rules takes those of its partner’s others, and of nobody else', () => {
  const rules = { ...DEFAULT_RULES, impliesLower: true };
  const read = readContracts([
    LEAST,
    { ...LEAST, version: 2, rules: { impliesLower: true } },
    { ...LEAST, partner: 'else', id: 'E' },
  ]);
  expect(read.ok && read.value.map((contract) => contract.rules)).toEqual([rules, rules, DEFAULT_RULES]);
});

test('a limit of streams at once and the reading of products are kept where they are stated', () => {
  const stated = { screens: { tv: { concurrency: 2 }, web: {} }, rules: { includesMembers: true } };
  const read = readContract({ ...LEAST, ...stated });
  expect(read.ok && [read.value.terms.screens, read.value.rules]).toEqual([
    { tv: { concurrency: 2 }, web: {} },
    { ...DEFAULT_RULES, includesMembers: true },
  ]);
  expect(reasonOf({ ...LEAST, screens: { tv: { concurrency: 0 } } })).toMatch(/^screens.tv.concurrency: /);
});

test.each([
  ['nothing', [], 'the file: 0 contracts, where 1 to 100000 may stand'],
  ['an array in an array', [[LEAST]], '0: '],
  ['a member that nobody knows', { ...LEAST, windows: [] }, 'the file: '],
  ['a fault in the second of two', [LEAST, { ...LEAST, id: '' }], '1.id: '],
  ['the same version twice', [LEAST, LEAST], 'id: C-1 version 1 stands twice'],
  [
    'a version said again after others',
    [{ ...LEAST, version: 2 }, LEAST, { ...LEAST, id: 'C-2' }, { ...LEAST, version: 2 }],
    'id: C-1 version 2 stands twice',
  ],
  [
    'a date without an offset',
    { ...LEAST, window: { start: '2026-01-01' } },
    'window.start: 2026-01-01 is no RFC 3339',
  ],
  [
    'an end before the start',
    { ...LEAST, window: { start: '2026-01-02T00:00:00Z', end: '2026-01-01T00:00:00Z' } },
    'window: ends before it starts',
  ],
  ['no territory at all', { ...LEAST, territories: { include: [] } }, 'territories.include: '],
  ['a screen that is none', { ...LEAST, screens: { fridge: {} } }, 'screens: '],
  ['a zone that is none', { ...LEAST, rules: { zone: { fixed: 'Mars/Olympus' } } }, 'rules.zone'],
  [
    'a guarantee whose window runs backwards',
    { ...LEAST, money: guaranteed({ window: { start: '2026-02-01T00:00:00Z', end: '2026-01-01T00:00:00Z' } }) },
    'money.minimumGuarantee.window: ends before it starts',
  ],
  [
    'a guarantee in another currency than its share',
    { ...LEAST, money: { ...guaranteed({}), currency: 'USD' } },
    'money.minimumGuarantee.currency: CNY, where the contract is settled in USD',
  ],
  [
    'two ways of reading one partner',
    [
      { ...LEAST, rules: {} },
      { ...LEAST, version: 2, rules: { impliesLower: true } },
    ],
    'rules: the contracts of one partner',
  ],
])('%s is refused with its place', (_, value, reason) => {
  expect(reasonOf(value)).toContain(reason);
});

test('a guarantee in the currency of its share, with a window of its own or without an end, is read', () => {
  for (const window of [undefined, { start: '2026-01-01T00:00:00Z', end: null }])
    expect(reasonOf({ ...LEAST, money: { ...guaranteed(window ? { window } : {}), currency: 'CNY' } })).toBe('read');
});

test('what asks for one contract takes no array', () => {
  expect(readContract([LEAST])).toEqual({ ok: false, reason: 'the file: one contract, not an array' });
});
