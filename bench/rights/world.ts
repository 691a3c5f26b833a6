/** A synthetic catalogue of grants and the questions put to it, from a seed. */
import type { FormatProfile } from '@duoping/avails';
import { DAY_MS, type Territory, type TerritorySet } from '@duoping/kit';
import { type Grant, type RightsRequest, SCREENS } from '@duoping/rights';
import { instant } from '@duoping/rights/testing';

export const GRANTS_PER_WORK = 10;
export const JUNE = instant('2026-06-01T00:00:00Z');
/** Works asked about in one viewer's context before the next viewer: a few rails of a home page. */
export const WORKS_PER_CONTEXT = 64;

export const TERRITORIES = [
  ['US'],
  ['US', 'CA'],
  ['ZZ'],
  ['EU'],
  ['DE', 'AT', 'CH'],
  ['GB', 'IE'],
  ['FR'],
  ['JP'],
  ['CN'],
  ['BR', 'MX', 'AR'],
].map((include): TerritorySet => ({ include, exclude: include[0] === 'ZZ' ? ['CN', 'US'] : [] }));
export const PLACES: readonly Territory[] = ['US', 'CA', 'DE', 'FR', 'GB', 'JP', 'CN', 'BR', 'IN', 'AU'];
const LICENSES = [
  { licenseType: 'SVOD', verbs: ['list', 'stream'] },
  { licenseType: 'AVOD', verbs: ['list', 'stream'] },
  { licenseType: 'VOD', verbs: ['list', 'rent', 'play-owned'] },
  { licenseType: 'EST', verbs: ['list', 'buy', 'play-owned'] },
] as const;
const PROFILES: readonly FormatProfile[] = ['SD', 'HD', 'UHD'];
const SCREEN_SETS = [SCREENS, ['tv', 'stb'], ['phone', 'tablet'], ['tv', 'stb', 'web']].map((screens) =>
  Object.fromEntries(screens.map((screen) => [screen, {}])),
);
export const VERBS = ['list', 'stream', 'rent', 'buy'] as const;

export const workName = (number: number): string => `md:alid:org:example:${String(number).padStart(7, '0')}`;

export function makeGrants(works: number, random: () => number): Grant[] {
  const grants: Grant[] = [];
  for (let number = 0; number < works; number++) {
    const work = workName(number);
    for (let row = 0; row < GRANTS_PER_WORK; row++)
      grants.push(makeGrant(random, { id: `${number}-${row}`, work, row }));
  }
  return grants;
}

function makeGrant(random: () => number, own: { id: string; work: string; row: number }): Grant {
  const { id, work, row } = own;
  const start = JUNE + Math.floor((random() - 0.6) * 1000) * DAY_MS;
  return {
    id,
    partner: 'p',
    contract: 'c',
    contractVersion: 1,
    delivery: 'd',
    place: { sheet: 'Movies', row },
    clause: 'c',
    work,
    alid: work,
    ...pick(random, LICENSES),
    territories: pick(random, TERRITORIES),
    screens: pick(random, SCREEN_SETS),
    window: { start, end: random() < 0.1 ? null : start + Math.floor(random() * 500) * DAY_MS },
    formatProfile: pick(random, PROFILES),
    allowedLanguages: NONE,
    heldBackLanguages: NONE,
    knownFrom: 0,
    knownTo: null,
  };
}

const NONE: Grant['allowedLanguages'] = [];

export interface Asked {
  readonly number: number;
  readonly request: RightsRequest;
  readonly at: number;
}

/** Works at random, so that each question meets cold memory; one viewer asks about several. */
export function makeQuestions(count: number, works: number, random: () => number): Asked[] {
  let context = makeContext(random);
  return Array.from({ length: count }, (_, position) => {
    if (position % WORKS_PER_CONTEXT === 0) context = makeContext(random);
    const number = Math.floor(random() * works);
    const at = JUNE + Math.floor((random() - 0.5) * 400) * DAY_MS;
    return { number, request: { work: workName(number), ...context }, at };
  });
}

/** The same question in new objects and a new string, as one comes out of a request. */
export const freshly = ({ number, request, at }: Asked): Asked => ({
  number,
  request: { ...request, work: workName(number) },
  at,
});

const makeContext = (random: () => number): Omit<RightsRequest, 'work'> => ({
  territory: pick(random, PLACES),
  screen: pick(random, SCREENS),
  verb: pick(random, VERBS),
});

export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

export function pick<Item>(random: () => number, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('Nothing to pick from');
  return item;
}
