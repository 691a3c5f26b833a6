import { DAY_MS, HOUR_MS, type Instant } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { buildIndex } from './build-index.ts';
import { effort } from './effort.test-support.ts';
import type { Grant, OwnedTerms } from './grant.ts';
import { type Acquired, decideOwned, ownedWindow } from './owned-playback.ts';
import { pick, seeded } from './random-world.test-support.ts';
import { denial, grant, instant } from './testing.ts';

const BOUGHT = instant('2026-03-01T20:00:00Z');
const acquired = (members: Partial<Acquired> = {}): Acquired => ({
  ...{ licenseType: 'VOD', acquiredAt: BOUGHT, terms: { rentalDuration: 'P30D', watchDuration: 'PT48H' } },
  ...members,
});
const refusal = (members: Partial<Acquired>): string => {
  const window = ownedWindow(acquired(members));
  return window.ok ? 'lent' : window.reason;
};
const endOf = (members: Partial<Acquired>): Instant | null => {
  const window = ownedWindow(acquired(members));
  if (!window.ok) throw new Error(window.reason);
  return window.value.end;
};

describe('a rental', () => {
  test('must be started in time, and then ends by what it may be watched', () => {
    expect(endOf({})).toBe(BOUGHT + 30 * DAY_MS);
    expect(endOf({ firstPlayedAt: BOUGHT + HOUR_MS })).toBe(BOUGHT + 49 * HOUR_MS);
  });
  test('that is started on its last day may still be finished', () => {
    const firstPlayedAt = BOUGHT + 30 * DAY_MS - 1;
    expect(endOf({ firstPlayedAt })).toBe(firstPlayedAt + 48 * HOUR_MS);
  });
  test('without a time to watch keeps the time that it was rented for', () => {
    expect(endOf({ firstPlayedAt: BOUGHT + 1, terms: { rentalDuration: 'P1M' } })).toBe(
      instant('2026-04-01T20:00:00Z'),
    );
  });
  test('of which only the watching is timed waits until it is started', () => {
    const terms = { watchDuration: 'P2D' };
    expect(endOf({ terms })).toBe(null);
    expect(endOf({ terms, firstPlayedAt: BOUGHT + 99 * DAY_MS })).toBe(BOUGHT + 101 * DAY_MS);
  });
  test('ends by its fixed date at the latest', () => {
    const terms = { rentalDuration: 'P30D', watchDuration: 'PT48H', fixedEnd: BOUGHT + HOUR_MS };
    expect(endOf({ terms })).toBe(BOUGHT + HOUR_MS);
    expect(endOf({ terms, firstPlayedAt: BOUGHT + 1 })).toBe(BOUGHT + HOUR_MS);
    expect(endOf({ terms: { fixedEnd: BOUGHT + 5 } })).toBe(BOUGHT + 5);
  });
  test('that nobody gave a length is lent to nobody', () => {
    expect(refusal({ terms: {} })).toBe('rental-without-duration');
    expect(refusal({ terms: { rentalDuration: 'two days' } })).toBe('unreadable-duration');
    const index = buildIndex({ grants: [RENTAL], denials: [], epoch: 1 });
    const decision = decideOwned(index, { request: REQUEST, acquired: acquired({ terms: {} }) }, BOUGHT);
    expect(decision).toMatchObject({ allow: false, reasons: ['ended'] });
  });
  test('ordered in advance counts from the day on which it plays', () => {
    const terms = { rentalDuration: 'P2D', fulfillFrom: BOUGHT + 10 * DAY_MS };
    expect(ownedWindow(acquired({ terms }))).toEqual({
      ok: true,
      value: { start: BOUGHT + 10 * DAY_MS, end: BOUGHT + 12 * DAY_MS },
    });
  });
});

describe('what was bought', () => {
  test('plays without end, whatever a rental would last', () => {
    expect(endOf({ licenseType: 'EST' })).toBe(null);
    expect(endOf({ licenseType: 'EST', firstPlayedAt: BOUGHT + 1 })).toBe(null);
  });
  test('ends where the partner says that nothing plays any more', () => {
    expect(endOf({ licenseType: 'EST', terms: { fixedEnd: BOUGHT + DAY_MS } })).toBe(BOUGHT + DAY_MS);
  });
});

const RENTAL = grant({ licenseType: 'VOD', verbs: ['list', 'rent', 'play-owned'], owned: { rentalDuration: 'P2D' } });
const REQUEST = { work: 'film', territory: 'US', screen: 'tv' } as const;

describe('the whole answer', () => {
  const ask = (at: Instant, members: Partial<Acquired> = {}, grants: readonly Grant[] = [RENTAL]) => {
    const facts = { grants, denials: [], epoch: 1 };
    return decideOwned(buildIndex(facts), { request: REQUEST, acquired: acquired(members) }, at);
  };
  test('takes its end from the rental, not from the sale’s window', () => {
    const late = { acquiredAt: instant('2026-12-31T23:00:00Z'), terms: { rentalDuration: 'P2D' } };
    const at = instant('2027-01-02T22:59:59Z');
    expect(ask(at, late)).toMatchObject({ allow: true, until: instant('2027-01-02T23:00:00Z') });
    expect(ask(at + 1000, late)).toMatchObject({ allow: false, reasons: ['ended'], nearestMiss: { id: RENTAL.id } });
  });
  test('is no before it was acquired and before it is fulfilled', () => {
    expect(ask(BOUGHT - 1)).toMatchObject({ allow: false, reasons: ['not-yet'], until: BOUGHT });
    const terms = { fulfillFrom: BOUGHT + DAY_MS };
    expect(ask(BOUGHT, { licenseType: 'POEST', terms })).toMatchObject({
      reasons: ['not-yet'],
      until: BOUGHT + DAY_MS,
    });
    expect(ask(BOUGHT + DAY_MS, { licenseType: 'POEST', terms })).toMatchObject({ allow: true });
  });
  test('a fixed end before the fulfilment leaves nothing to play', () => {
    const terms = { fulfillFrom: BOUGHT + 5, fixedEnd: BOUGHT + 5 };
    expect(ask(BOUGHT, { licenseType: 'EST', terms })).toMatchObject({ allow: false, reasons: ['ended'] });
  });
  test('keeps every reason in order, the time before the language', () => {
    const grants = [{ ...RENTAL, allowedLanguages: [{ range: 'en', kinds: ['audio', 'subtitle'] as const }] }];
    const index = buildIndex({ grants, denials: [denial()], epoch: 1 });
    const request = { ...REQUEST, territory: 'CA', language: 'fr' };
    const decision = decideOwned(index, { request, acquired: acquired() }, BOUGHT + 99 * DAY_MS);
    expect(decision).toMatchObject({ reasons: ['denied:takedown', 'territory', 'ended', 'language'] });
  });
  test('of a grant that is gone as well as of one that holds: not yet until it is acquired, over for good', () => {
    const elsewhere = { ...REQUEST, territory: 'CA' };
    const index = buildIndex({ grants: [RENTAL], denials: [], epoch: 1 });
    const asked = (at: Instant) => decideOwned(index, { request: elsewhere, acquired: acquired() }, at);
    expect(asked(BOUGHT - 1)).toMatchObject({ allow: false, reasons: ['territory', 'not-yet'], until: BOUGHT });
    expect(asked(BOUGHT)).toMatchObject({ allow: false, reasons: ['territory'] });
    expect(asked(BOUGHT + 30 * DAY_MS)).toMatchObject({ reasons: ['territory', 'ended'], until: null });
    expect(ask(BOUGHT + 30 * DAY_MS)).toMatchObject({ reasons: ['ended'], until: null });
    expect(ask(BOUGHT, { terms: { rentalDuration: 'two days' } })).toMatchObject({ reasons: ['ended'], until: null });
  });
  test('a takedown ends it before the rental does', () => {
    const window = { start: BOUGHT + HOUR_MS, end: null };
    const index = buildIndex({ grants: [RENTAL], denials: [denial({ window })], epoch: 1 });
    expect(decideOwned(index, { request: REQUEST, acquired: acquired() }, BOUGHT)).toMatchObject({
      allow: true,
      until: BOUGHT + HOUR_MS,
    });
  });
});

/** The rule once more: whole days and hours only, so that a length is a number. */
function mayPlay(one: Acquired, at: Instant): boolean {
  const ms = (text: string | undefined): number =>
    text === undefined
      ? Number.POSITIVE_INFINITY
      : (text.startsWith('PT') ? HOUR_MS : DAY_MS) * Number(text.match(/\d+/)?.[0]);
  const { terms, firstPlayedAt, acquiredAt } = one;
  const from = Math.max(acquiredAt, terms.fulfillFrom ?? 0);
  if (at < from || at >= (terms.fixedEnd ?? Number.POSITIVE_INFINITY)) return false;
  if (one.licenseType !== 'VOD') return true;
  if (terms.rentalDuration === undefined && terms.watchDuration === undefined && terms.fixedEnd === undefined)
    return false;
  if (firstPlayedAt !== undefined && terms.watchDuration !== undefined)
    return at < firstPlayedAt + ms(terms.watchDuration);
  return at < from + ms(terms.rentalDuration);
}

test('20,000 entitlements play exactly when the text says, on every edge and a millisecond to either side', () => {
  const random = seeded(41);
  const index = buildIndex({ grants: [RENTAL], denials: [], epoch: 1 });
  const maybe = <Item>(items: readonly Item[]): Item | undefined => (random() < 0.5 ? pick(random, items) : undefined);
  let allowed = 0;
  for (let asked = 0; asked < effort(20_000); asked++) {
    const rentalDuration = maybe(['P1D', 'P2D', 'PT48H', 'P30D']);
    const watchDuration = maybe(['PT24H', 'PT48H', 'P7D']);
    const fixedEnd = maybe([1, 3, 40].map((days) => BOUGHT + days * DAY_MS));
    const fulfillFrom = maybe([-1, 0, 2].map((days) => BOUGHT + days * DAY_MS));
    const terms: OwnedTerms = {
      ...(rentalDuration && { rentalDuration }),
      ...(watchDuration && { watchDuration }),
      ...(fixedEnd && { fixedEnd }),
      ...(fulfillFrom && { fulfillFrom }),
    };
    const firstPlayedAt = maybe([0, 1, 29].map((days) => BOUGHT + days * DAY_MS));
    const licenseType = pick(random, ['VOD', 'VOD', 'EST', 'POEST'] as const);
    const one: Acquired = { licenseType, acquiredAt: BOUGHT, terms, ...(firstPlayedAt && { firstPlayedAt }) };
    const edges = [0, 1, 2, 3, 4, 7, 8, 29, 30, 31, 32, 36, 40].map((days) => BOUGHT + days * DAY_MS);
    const at = pick(random, edges) + pick(random, [-1, 0, 1]);
    const decision = decideOwned(index, { request: REQUEST, acquired: one }, at);
    expect(decision.allow, JSON.stringify({ one, at })).toBe(mayPlay(one, at));
    if (!decision.allow) continue;
    allowed++;
    const { until } = decision;
    if (until !== null) expect([mayPlay(one, until - 1), mayPlay(one, until)]).toEqual([true, false]);
  }
  expect(allowed).toBeGreaterThan(effort(2000));
});
