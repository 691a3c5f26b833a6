import { describe, expect, test } from 'vitest';
import { amendGrant } from './amend-grant.ts';
import type { ContractTerms, Grant } from './grant.ts';
import { contract, grant, instant } from './testing.ts';

const MARCH = instant('2026-03-01T00:00:00Z');
const JUNE = instant('2026-06-01T00:00:00Z');
const YEAR = { start: instant('2026-01-01T00:00:00Z'), end: instant('2027-01-01T00:00:00Z') };
const second = (members: Partial<ContractTerms> = {}): ContractTerms => contract({ version: 2, ...members });
const amended = (terms: Partial<ContractTerms>, own: Partial<Grant> = {}) => amendGrant(grant(own), second(terms));

describe('a grant under a newer version of its contract', () => {
  test('takes the screens as the contract now says, and its version', () => {
    const screens = { phone: { maxHeight: 720 }, tv: { download: true } };
    const before = grant({ screens: { stb: {} } });
    const after = amendGrant(before, second({ screens }));
    const { id, ...content } = before;
    expect(after).toEqual({ ...content, id: after?.id, contractVersion: 2, screens });
    expect(after?.id).not.toBe(id);
  });

  test('has the same id whenever it comes to say the same, whatever was known when', () => {
    const early = amendGrant(grant({ knownFrom: 1, knownTo: 5 }), second());
    const late = amendGrant(grant({ knownFrom: 2, knownTo: null }), second());
    expect(early?.id).toBe(late?.id);
    expect([early, late]).toMatchObject([
      { knownFrom: 1, knownTo: 5 },
      { knownFrom: 2, knownTo: null },
    ]);
  });

  test.each([
    ['another contract', second({ id: 'C-2' })],
    ['another partner’s contract of that name', second({ partner: 'other' })],
    ['its own version', contract({ version: 1 })],
    ['an older version', contract({ version: 0 })],
  ])('stays itself under %s', (_, terms) => {
    const own = grant();
    expect(amendGrant(own, { ...terms, licenseTypes: [] })).toBe(own);
  });

  test('is gone with its license type, and stays where that is still named or none is', () => {
    expect(amended({ licenseTypes: ['EST', 'VOD'] })).toBeUndefined();
    expect(amended({ licenseTypes: [] })).toBeUndefined();
    expect(amended({ licenseTypes: ['EST', 'SVOD'] })).toBeDefined();
    expect(amended({})).toBeDefined();
  });

  test('covers the places that both cover, and is gone where none is left', () => {
    const own = { territories: { include: ['US', 'CA'], exclude: ['US-CA'] } };
    const met = amended({ territories: { include: ['US', 'MX'], exclude: ['US-NY'] } }, own);
    expect(met?.territories).toEqual({ include: ['US'], exclude: ['US-CA', 'US-NY'] });
    expect(amended({}, own)?.territories).toEqual(own.territories);
    expect(amended({ territories: { include: ['MX'], exclude: [] } }, own)).toBeUndefined();
  });

  test('holds in the time that both give it, and is gone where that holds no instant', () => {
    expect(amended({ window: { start: MARCH, end: JUNE } })?.window).toEqual({ start: MARCH, end: JUNE });
    expect(amended({ window: { start: 0, end: null } })?.window).toEqual(YEAR);
    expect(amended({ window: { start: 0, end: null } }, { window: { start: 5, end: null } })?.window).toEqual({
      ...{ start: 5, end: null },
    });
    expect(amended({ window: { start: YEAR.end, end: null } })).toBeUndefined();
    expect(amended({ window: { start: YEAR.end - 1, end: null } })?.window).toEqual({
      start: YEAR.end - 1,
      end: YEAR.end,
    });
    expect(amended({ window: { start: 0, end: YEAR.start } })).toBeUndefined();
  });

  test('that waits for an event goes on waiting, whatever the new time', () => {
    const own = { window: { start: 0, end: 0 }, waits: [{ event: 'Theatrical' }] };
    const after = amended({ window: { start: MARCH, end: JUNE } }, own);
    expect(after).toMatchObject({ ...own, contractVersion: 2 });
    expect(amended({ territories: { include: ['MX'], exclude: [] } }, own)).toBeUndefined();
  });

  test('is listed as early as it was, and never before the contract', () => {
    const own = { listedFrom: YEAR.start, window: { start: JUNE, end: YEAR.end } };
    const from = (start: number): Grant | undefined => amended({ window: { start, end: null } }, own);
    expect(from(0)?.listedFrom).toBe(YEAR.start);
    expect(from(MARCH)?.listedFrom).toBe(MARCH);
    expect(from(JUNE)).not.toHaveProperty('listedFrom');
    expect(amended({})).not.toHaveProperty('listedFrom');
  });
});
