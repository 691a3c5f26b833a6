/** Small random worlds whose grants overlap, touch and miss each other by a millisecond, from a seed. */
import type { FormatProfile, LanguageTerm, LicenseType, TrackKind } from '@duoping/avails';
import { DAY_MS, type Instant, type TerritorySet } from '@duoping/kit';
import type { RightsRequest } from './decision.ts';
import { type Denial, type DenialKind, type Grant, SCREENS, type ScreenTerms, VERBS, type Verb } from './grant.ts';
import type { OracleWorld } from './oracle.test-support.ts';
import { grant, instant } from './testing.ts';

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export type Random = () => number;

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('Nothing to pick from');
  return item;
}

const WORKS = ['a', 'b', 'c'];
const BASE = instant('2026-03-27T00:00:00Z');
const SETS: readonly TerritorySet[] = [
  { include: ['US'], exclude: [] },
  { include: ['US', 'CA'], exclude: [] },
  { include: ['ZZ'], exclude: [] },
  { include: ['ZZ'], exclude: ['CA', 'US'] },
  { include: ['EU'], exclude: ['FR'] },
  { include: ['EU'], exclude: [] },
  { include: ['US'], exclude: ['US-CA'] },
  { include: ['US-CA'], exclude: [] },
];
const PLACES = ['US', 'US-CA', 'US-TX', 'CA', 'DE', 'DE-BY', 'FR', 'XX', 'ZZ', 'EU', 'us'];
const LICENSES: readonly LicenseType[] = ['SVOD', 'AVOD', 'VOD', 'EST', 'POEST'];
const PROFILES: readonly FormatProfile[] = ['SD', 'HD', 'UHD', '3DHD', '3D'];
const RANGES = ['en', 'es', 'es-419', 'fr', 'fr-CA', '*'];
export const TAGS = ['en', 'en-GB', 'es', 'es-419', 'es-ES', 'fr', 'fr-CA', 'de'];
const KINDS: readonly (readonly TrackKind[])[] = [['audio'], ['subtitle'], ['audio', 'subtitle']];
const DENIAL_KINDS: readonly DenialKind[] = ['takedown', 'embargo', 'suspension', 'clearance', 'rating', 'quarantine'];
const LICENSED: Readonly<Record<string, readonly Verb[]>> = {
  SVOD: ['list', 'stream', 'download', 'cast'],
  AVOD: ['list', 'stream'],
  VOD: ['list', 'rent', 'play-owned'],
  EST: ['list', 'buy', 'play-owned'],
  POEST: ['list', 'preorder'],
};

export function randomWorld(random: Random): OracleWorld {
  const grants = Array.from({ length: Math.floor(random() * 14) }, (_, number) => randomGrant(random, number));
  const denials = Array.from({ length: Math.floor(random() ** 2 * 5) }, (_, number) => randomDenial(random, number));
  return { grants, denials };
}

export function randomRequest(random: Random): RightsRequest {
  const maybe = <Item>(chance: number, items: readonly Item[]): Item | undefined =>
    random() < chance ? pick(random, items) : undefined;
  const licenseType = maybe(0.2, LICENSES);
  const formatProfile = maybe(0.25, PROFILES);
  const language = maybe(0.25, TAGS);
  const trackKind = language && maybe(0.5, ['audio', 'subtitle'] as const);
  const model = maybe(0.3, ['m1', 'm2']);
  return {
    work: pick(random, [...WORKS, ...WORKS, 'unheard']),
    territory: pick(random, PLACES),
    screen: pick(random, SCREENS),
    verb: pick(random, ['list', 'stream', 'stream', ...VERBS]),
    ...(licenseType && { licenseType }),
    ...(formatProfile && { formatProfile }),
    ...(language && { language }),
    ...(trackKind && { trackKind }),
    ...(model && { model }),
  };
}

/** Every edge of the world, a millisecond before and after it, and two far ends. */
export function telling(world: OracleWorld): Instant[] {
  const windows = [...world.grants, ...world.denials].map((each) => each.window);
  const edges = windows.flatMap((window) => (window.end === null ? [window.start] : [window.start, window.end]));
  const listed = world.grants.flatMap((each) => each.listedFrom ?? []);
  const all = [...edges, ...listed].flatMap((edge) => [edge - 1, edge, edge + 1]);
  return [...new Set([BASE - 99 * DAY_MS, ...all, BASE + 999 * DAY_MS])].sort((a, b) => a - b);
}

export const randomLanguages = (random: Random): LanguageTerm[] =>
  Array.from({ length: Math.floor(random() * 3) }, () => ({ range: pick(random, RANGES), kinds: pick(random, KINDS) }));

function randomGrant(random: Random, number: number): Grant {
  const licenseType = pick(random, LICENSES);
  const start = randomInstant(random);
  const window = { start, end: random() < 0.2 ? null : start + Math.floor(random() * 6) * DAY_MS };
  return grant({
    id: `g${String(number).padStart(2, '0')}`,
    work: pick(random, WORKS),
    partner: pick(random, ['p', 'q']),
    contract: pick(random, ['c1', 'c2']),
    licenseType,
    verbs: LICENSED[licenseType] ?? [],
    territories: pick(random, SETS),
    screens: Object.fromEntries(SCREENS.flatMap((screen) => (random() < 0.75 ? [[screen, randomTerms(random)]] : []))),
    window,
    ...(licenseType === 'POEST' && random() < 0.6 ? { listedFrom: start - Math.floor(random() * 3 - 1) * DAY_MS } : {}),
    formatProfile: pick(random, PROFILES),
    ...(random() < 0.3 ? { impliesLower: true } : {}),
    allowedLanguages: random() < 0.5 ? [] : randomLanguages(random),
    heldBackLanguages: random() < 0.6 ? [] : randomLanguages(random),
    ...(random() < 0.2 ? { price: { type: 'TPR-SRP', value: '3.99' } } : {}),
    knownFrom: BASE - Math.floor(random() * 3) * DAY_MS,
  });
}

function randomTerms(random: Random): ScreenTerms {
  return {
    ...(random() < 0.3 ? { maxHeight: pick(random, [480, 576, 720, 1080, 1440, 4320]) } : {}),
    ...(random() < 0.2 ? { models: pick(random, [['m1'], ['m1', 'm2'], ['m3']]) } : {}),
    ...(random() < 0.4 ? { download: random() < 0.7 } : {}),
    ...(random() < 0.4 ? { cast: random() < 0.7 } : {}),
    ...(random() < 0.4 ? { concurrency: pick(random, [1, 2, 3]) } : {}),
  };
}

function randomDenial(random: Random, number: number): Denial {
  const start = randomInstant(random);
  return {
    id: `d${number}`,
    kind: pick(random, DENIAL_KINDS),
    scope: {
      ...(random() < 0.7 ? { work: pick(random, [...WORKS, 'only-denied']) } : {}),
      ...(random() < 0.3 ? { partner: pick(random, ['p', 'q']) } : {}),
      ...(random() < 0.2 ? { contract: pick(random, ['c1', 'c2']) } : {}),
      ...(random() < 0.4 ? { territories: pick(random, SETS) } : {}),
      ...(random() < 0.3 ? { screens: [pick(random, SCREENS)] } : {}),
      ...(random() < 0.3 ? { verbs: [pick(random, VERBS)] } : {}),
    },
    window: { start, end: random() < 0.3 ? null : start + Math.floor(random() * 5) * DAY_MS },
    authority: 'test',
  };
}

/** Days of one fortnight, so that windows often touch, now and then off by a millisecond. */
const randomInstant = (random: Random): Instant =>
  BASE + Math.floor(random() * 14) * DAY_MS + (random() < 0.2 ? pick(random, [-1, 1]) : 0);
