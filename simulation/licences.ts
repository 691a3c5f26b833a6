/** What is licensed in the simulated world: the truth, and the snapshots of it that nodes hold and decide by. */
import { contains, type Instant, MINUTE_MS, type Window } from '@duoping/kit';
import type { Decision, DenyReason, Grant, RightsRequest, Screen } from '#rights';
import type { Chance } from './random.ts';

export const WORKS = ['wolf', 'river', 'tea', 'moon'] as const;
export const TERRITORIES = ['CN', 'US'] as const;
const SCREENS: readonly Screen[] = ['tv', 'stb', 'phone', 'tablet'];
const HEIGHTS = [480, 1080] as const;
const LICENCES_PER_WORK = 3;

interface Withdrawal {
  readonly work: string;
  readonly window: Window;
}

/** One epoch's facts. Never changed; the next epoch is another one. */
export interface Facts {
  readonly epoch: number;
  readonly grants: readonly Grant[];
  readonly withdrawals: readonly Withdrawal[];
}

/** Windows of some minutes with gaps between some of them, so that a run of an hour meets many edges. */
export function someLicences(chance: Chance, start: Instant, spanMs: number): Facts {
  const grants = WORKS.flatMap((work) =>
    Array.from({ length: LICENCES_PER_WORK }, (_, row) => windowsOf(chance, start, spanMs, grantOf(chance, work, row))),
  ).flat();
  return { epoch: 1, grants, withdrawals: [] };
}

function windowsOf(chance: Chance, start: Instant, spanMs: number, grant: Grant): Grant[] {
  const made: Grant[] = [];
  let from = start - chance.between(0, 5) * MINUTE_MS;
  // Some end for good while people watch.
  const last = start + chance.next() * (chance.flip(0.2) ? 15 * MINUTE_MS : spanMs);
  while (from < last) {
    const end = from + chance.between(3 * MINUTE_MS, 20 * MINUTE_MS);
    made.push({ ...grant, id: `${grant.id}/${made.length}`, window: { start: from, end } });
    from = chance.flip(0.4) ? end : end + chance.between(1, 6 * MINUTE_MS);
  }
  return made;
}

function grantOf(chance: Chance, work: string, row: number): Grant {
  const screens = Object.fromEntries(
    SCREENS.filter(() => chance.flip(0.75)).map((screen) => [screen, { maxHeight: chance.pick(HEIGHTS) }]),
  );
  return {
    id: `${work}/${row}`,
    ...offerOf(work),
    contract: `contract-${row}`,
    contractVersion: 1,
    delivery: 'delivery',
    place: { sheet: 'Movies', row },
    clause: `${work}/${row}`,
    work,
    licenseType: 'SVOD',
    verbs: ['list', 'stream'],
    territories: { include: TERRITORIES.filter(() => chance.flip(0.8)), exclude: [] },
    screens,
    window: { start: 0, end: null },
    formatProfile: 'HD',
    allowedLanguages: [],
    heldBackLanguages: [],
    knownFrom: 0,
    knownTo: null,
  };
}

/** Whose offer a work is: every grant and the media of it are this partner's. */
export const offerOf = (work: string) => ({ partner: 'partner', alid: `alid:${work}` });

export const withdraw = (facts: Facts, work: string, at: Instant): Facts => ({
  ...facts,
  epoch: facts.epoch + 1,
  withdrawals: [...facts.withdrawals, { work, window: { start: at, end: null } }],
});

export const restore = (facts: Facts, work: string, at: Instant): Facts => ({
  ...facts,
  epoch: facts.epoch + 1,
  withdrawals: facts.withdrawals.map((one) =>
    one.work === work && one.window.end === null ? { work, window: { start: one.window.start, end: at } } : one,
  ),
});

export const isWithdrawn = (facts: Facts, work: string, at: Instant): boolean =>
  facts.withdrawals.some((one) => one.work === work && contains(one.window, at));

/** The windows in which some licence covers this work there on that screen, at this height. */
export const licensed = (
  facts: Facts,
  use: { work: string; territory: string; screen: Screen; height: number },
): readonly Window[] =>
  facts.grants
    .filter((grant) => grant.work === use.work && grant.territories.include.includes(use.territory))
    .filter((grant) => (grant.screens[use.screen]?.maxHeight ?? 0) >= use.height)
    .map((grant) => grant.window);

/** A small rights engine with the semantics of the real one, as far as this world goes. */
export function decideBy(facts: Facts, request: RightsRequest, at: Instant): Decision {
  const { epoch } = facts;
  const touching = facts.grants.filter((grant) => grant.work === request.work);
  const withdrawals = facts.withdrawals.filter((one) => one.work === request.work);
  const edges = [...touching, ...withdrawals].flatMap(({ window }) => [window.start, window.end ?? Infinity]);
  const next = edges.reduce((first, edge) => (edge > at && edge < first ? edge : first), Infinity);
  const until = next === Infinity ? null : next;
  const deny = (reason: DenyReason): Decision => ({ allow: false, epoch, reasons: [reason], nearestMiss: null, until });

  if (withdrawals.some((one) => contains(one.window, at))) return deny('denied:takedown');
  const offered = touching.filter((grant) => grant.licenseType === (request.licenseType ?? grant.licenseType));
  if (offered.length === 0) return deny('license-type');
  const here = offered.filter((grant) => grant.territories.include.includes(request.territory));
  if (here.length === 0) return deny('territory');
  const shown = here.filter((grant) => grant.screens[request.screen]);
  if (shown.length === 0) return deny('screen');
  const grants = shown.filter((grant) => contains(grant.window, at));
  const [chosen] = grants;
  if (!chosen) return deny(shown.some((grant) => grant.window.start > at) ? 'not-yet' : 'ended');
  const maxHeight = Math.max(...grants.map((grant) => grant.screens[request.screen]?.maxHeight ?? 0));
  const quality = { formatProfiles: ['HD'] as const, maxHeight };
  return { allow: true, epoch, grants, chosen, quality, languages: { allowed: null, heldBack: [] }, until };
}
