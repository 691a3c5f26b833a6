import { describe, expect, test } from 'vitest';
import { conflicts } from './conflicts.ts';
import type { Grant } from './grant.ts';
import { grant, instant } from './testing.ts';

const mine = (members: Partial<Grant> = {}): Grant => grant({ id: 'mine', partner: 'a', ...members });
const theirs = (members: Partial<Grant> = {}): Grant => grant({ id: 'theirs', partner: 'b', ...members });
const kinds = (...grants: readonly Grant[]): string[] => conflicts(grants).map(({ kind }) => kind);
const HALF = instant('2026-07-01T00:00:00Z');

describe('claims of two partners', () => {
  test.each([
    ['both exclusive', { exclusive: true }, { exclusive: true }, 'two-exclusive'],
    ['one exclusive', { exclusive: true }, {}, 'exclusive-broken'],
    ['the other exclusive', {}, { exclusive: true }, 'exclusive-broken'],
    ['neither', {}, {}, 'same-title'],
  ] as const)('%s', (_, a, b, kind) => {
    expect(kinds(mine(a), theirs(b))).toEqual([kind]);
    expect(kinds(theirs(b), mine(a))).toEqual([kind]);
  });

  test.each([
    ['of one partner', { partner: 'a' }],
    ['to other titles', { work: 'other' }],
    ['for another business', { licenseType: 'EST' }],
    ['one after the other', { window: { start: instant('2027-01-01T00:00:00Z'), end: null } }],
    ['in other places', { territories: { include: ['CA'], exclude: [] } }],
    ['where one leaves the other out', { territories: { include: ['ZZ'], exclude: ['US'] } }],
    ['on other screens', { screens: {} }],
    ['that holds at no time', { window: { start: HALF, end: HALF } }],
  ] as const)('%s are none', (_, members) => {
    expect(kinds(mine({ exclusive: true }), theirs({ exclusive: true, ...members }))).toEqual([]);
  });

  test('are told with the places and the time that both hold', () => {
    const wide = theirs({
      territories: { include: ['ZZ'], exclude: ['US-CA'] },
      window: { start: HALF, end: null },
    });
    expect(conflicts([wide, mine()])).toMatchObject([
      {
        ...{ title: 'film', first: { id: 'mine' }, second: { id: 'theirs' } },
        territories: { include: ['US'], exclude: ['US-CA'] },
        window: { start: HALF, end: instant('2027-01-01T00:00:00Z') },
      },
    ]);
  });

  test('meet on the screens, and there on the models, that both hold', () => {
    const one = mine({ screens: { tv: { models: ['A', 'B'] }, phone: {}, stb: {} } });
    const two = (models: string[]) => theirs({ screens: { tv: { models }, phone: { models: ['P'] }, web: {} } });
    expect(conflicts([one, two(['B'])])).toMatchObject([{ screens: ['tv', 'phone'] }]);
    expect(conflicts([one, two(['C'])])).toMatchObject([{ screens: ['phone'] }]);
  });

  test('make one entry whatever the formats, and one for each window, the gravest first', () => {
    const later = { window: { start: HALF, end: null }, exclusive: true };
    const found = conflicts([
      ...[mine({ exclusive: true }), mine({ id: 'mine 4k', exclusive: true, formatProfile: 'UHD' })],
      ...[theirs(), theirs({ id: 'their sd', formatProfile: 'SD' }), theirs({ id: 'later', ...later })],
    ]);
    expect(found.map(({ kind, first, second }) => `${kind} ${first.id} ${second.id}`)).toEqual([
      'two-exclusive mine 4k later',
      'exclusive-broken mine 4k their sd',
    ]);
  });

  test('find one title under two names when told how to know it', () => {
    const eidr = (name: string) => ({ work: name, alid: `md:alid:eidr-s:7791-8534-${name}` });
    const grants = [mine(eidr('x')), theirs(eidr('y'))];
    expect(conflicts(grants)).toEqual([]);
    expect(conflicts(grants, { sameTitle: ({ alid }) => alid.slice(0, 25) })).toMatchObject([
      { kind: 'same-title', title: 'md:alid:eidr-s:7791-8534-' },
    ]);
  });

  test('are the same whatever order the grants come in, each pair once, apart by title, time and place', () => {
    const grants = [
      ...[mine(), mine({ id: 'mine again', formatProfile: 'UHD' }), mine({ id: 'b-mine', work: 'b' })],
      ...[theirs(), theirs({ id: 'b-theirs', work: 'b' }), theirs({ id: 'third', partner: 'c', exclusive: true })],
      theirs({ id: 'half', window: { start: HALF, end: null } }),
      theirs({ id: 'wide', territories: { include: ['US', 'CA'], exclude: ['US-TX'] } }),
    ];
    const told = (all: readonly Grant[]) =>
      conflicts(all).map(({ kind, title, first, second }) => `${kind} ${title}: ${first.id} & ${second.id}`);
    expect(told(grants)).toEqual(told(grants.toReversed()));
    expect(told(grants)).toEqual([
      ...['exclusive-broken film: mine again & third', 'exclusive-broken film: wide & third'],
      ...['exclusive-broken film: theirs & third', 'exclusive-broken film: half & third'],
      ...['same-title b: b-mine & b-theirs', 'same-title film: mine again & wide'],
      ...['same-title film: mine again & theirs', 'same-title film: mine again & half'],
    ]);
  });
});
