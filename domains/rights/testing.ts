/** Clauses, contracts, grants and denials with everything in its place, for tests that are about one member. */
import type { Clause } from '@duoping/avails';
import { contentHash, type Instant, type Json, parseInstant } from '@duoping/kit';
import type { CompileInput } from './compile.ts';
import type { RightsRequest } from './decision.ts';
import { type ContractTerms, type Denial, type Grant, type PartnerRules, SCREENS } from './grant.ts';

/** An instant from RFC 3339; throws on anything else. */
export function instant(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) throw new Error(`Not an instant: ${text}`);
  return at;
}

const YEAR_2026 = { start: instant('2026-01-01T00:00:00Z'), end: instant('2027-01-01T00:00:00Z') };

/** An approved HD film for subscribers in the United States, all of 2026. */
export function clause(members: Partial<Clause> = {}): Clause {
  const own = {
    entryType: 'Full Extract',
    alid: 'md:alid:org:example:film',
    workType: 'Movie',
    title: 'Film',
    bundledAlids: [],
    licenseType: 'SVOD',
    territories: ['US'],
    excludedTerritories: [],
    start: { kind: 'instant', at: YEAR_2026.start },
    end: { kind: 'instant', at: YEAR_2026.end },
    formatProfile: 'HD',
    formatAttributes: {},
    allowedLanguages: [],
    heldBackLanguages: [],
    assetLanguages: [],
    requiredLanguages: [],
    exceptionFlag: false,
    extra: {},
    ...members,
  } as const;
  const { place = { sheet: 'Movies', row: 4 }, ...content } = own;
  // A clause's content is plain data; interfaces without an index signature are not assignable to Json by themselves.
  return { ...own, place, id: members.id ?? contentHash(content as unknown as Json) };
}

export const RULES: PartnerRules = { endDateInclusive: true, zone: 'utc', impliesLower: false };

/** Every screen, everywhere, without end; nothing may be downloaded or cast. */
export const contract = (members: Partial<ContractTerms> = {}): ContractTerms => ({
  id: 'C-1',
  version: 1,
  partner: 'example',
  window: { start: instant('2000-01-01T00:00:00Z'), end: null },
  screens: Object.fromEntries(SCREENS.map((screen) => [screen, {}])),
  ...members,
});

export const compileInput = (members: Partial<CompileInput> = {}): CompileInput => ({
  clauses: [clause()],
  contracts: [contract()],
  partner: 'example',
  delivery: '0'.repeat(64),
  rules: RULES,
  receivedAt: instant('2025-12-01T12:00:00Z'),
  knownFrom: instant('2025-12-01T12:00:00Z'),
  ...members,
});

/** A subscription grant of work `film` in the United States on every screen, all of 2026. */
export function grant(members: Partial<Grant> = {}): Grant {
  const own: Omit<Grant, 'id'> = {
    partner: 'example',
    contract: 'C-1',
    contractVersion: 1,
    delivery: '0'.repeat(64),
    place: { sheet: 'Movies', row: 4 },
    clause: 'c',
    work: 'film',
    alid: 'film',
    licenseType: 'SVOD',
    verbs: ['list', 'stream'],
    territories: { include: ['US'], exclude: [] },
    screens: contract().screens,
    window: YEAR_2026,
    formatProfile: 'HD',
    allowedLanguages: [],
    heldBackLanguages: [],
    knownFrom: instant('2025-12-01T12:00:00Z'),
    knownTo: null,
    ...members,
  };
  // As above: plain data.
  return { ...own, id: members.id ?? contentHash(own as unknown as Json) };
}

/** A takedown of work `film`, everywhere and for good. */
export const denial = (members: Partial<Denial> = {}): Denial => ({
  id: 'd',
  kind: 'takedown',
  scope: { work: 'film' },
  window: { start: instant('2000-01-01T00:00:00Z'), end: null },
  authority: 'rights holder',
  ...members,
});

/** To stream `film` on a TV in the United States. */
export const request = (members: Partial<RightsRequest> = {}): RightsRequest => ({
  work: 'film',
  territory: 'US',
  screen: 'tv',
  verb: 'stream',
  ...members,
});
