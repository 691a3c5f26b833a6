/** What has just happened in the demo household, from what was written: decisions, keys, receipts, ends, withdrawals, and where it went. */
import { type Clock, formatInstant, type Instant, type Territory } from '@duoping/kit';
import type { Denial } from '@duoping/rights';
import type { Play } from '#playback';
import type { PlaybackAct } from '../../../domains/playback/adapters/newest-acts.ts';

export interface HappeningPorts {
  readonly clock: Clock;
  readonly newestActs: (most: number) => Promise<readonly PlaybackAct[]>;
  /** The demo household's plays that haven't ended. */
  readonly playing: () => Promise<readonly Play[]>;
  readonly denials: () => Promise<readonly (Denial & { readonly knownFrom: Instant })[]>;
  /** How many receipts the evidence log holds. */
  readonly logged: () => Promise<number>;
  readonly titleOf: (work: string, language: string) => string;
}

/** Where the household was taken by the living room's guide, newest first. */
export interface Move {
  readonly at: Instant;
  readonly territory: Territory;
}

/** What is told first of one instant: a play ends with its last receipt, and begins before its keys. */
const LATER = ['ended', 'withdrawn', 'moved', 'watched', 'keys', 'allowed'];
const MOST_ACTS = 60;
const MOST_TOLD = 30;

export async function happening(ports: HappeningPorts, moves: readonly Move[], language: string) {
  const [acts, playing, denials, logged] = await Promise.all([
    ports.newestActs(MOST_ACTS),
    ports.playing(),
    ports.denials(),
    ports.logged(),
  ]);
  const titleOf = (work: string) => ports.titleOf(work, language);
  const told = [
    ...acts.map((act) => toldAct(act, titleOf)),
    ...denials.flatMap((denial) => toldDenial(denial, titleOf)),
    ...moves.map(({ at, territory }) => ({ at, kind: 'moved' as const, territory })),
  ];
  const now = ports.clock.now();
  return {
    now: formatInstant(now),
    playing: playing
      .filter(({ lease }) => now < lease.until)
      .map((play) => ({ ...licenceOf(play, titleOf), leaseUntil: formatInstant(play.lease.until) })),
    acts: told
      .sort((a, b) => b.at - a.at || LATER.indexOf(a.kind) - LATER.indexOf(b.kind))
      .slice(0, MOST_TOLD)
      .map((each) => ({ ...each, at: formatInstant(each.at) })),
    /** The newest receipts' seconds, oldest first. */
    watchedSeconds: acts.flatMap((act) => (act.kind === 'watched' ? [Math.round(act.watchedMs / 1000)] : [])).reverse(),
    logged,
  };
}

function toldAct(act: PlaybackAct, titleOf: (work: string) => string) {
  const { at, play } = act;
  const common = { at, ...licenceOf(play, titleOf) };
  switch (act.kind) {
    case 'allowed':
      return { ...common, kind: act.kind };
    case 'keys':
      return { ...common, kind: act.kind, keys: act.keys };
    case 'watched':
      return { ...common, kind: act.kind, watchedSeconds: Math.round(act.watchedMs / 1000), receipt: act.receipt };
    case 'ended':
      return { ...common, kind: act.kind, reason: play.ended?.reason ?? null };
  }
}

/** A play with the words of the contract that it runs under: which version, which row of which delivery. */
function licenceOf({ id, screen, territory, work, permission }: Play, titleOf: (work: string) => string) {
  const { contract, contractVersion, place, until, grant } = permission;
  return {
    ...{ play: id, screen, territory, title: titleOf(work), grant, contract, contractVersion },
    row: 'row' in place ? place.row : (place.line ?? null),
    until: until === null ? null : formatInstant(until),
  };
}

/** Only what was said about one title: a partner's whole catalog is the console's matter. */
function toldDenial(
  { kind, scope, window, knownFrom }: Denial & { knownFrom: Instant },
  titleOf: (work: string) => string,
) {
  if (scope.work === undefined || kind === 'clearance') return [];
  return [
    {
      ...{ at: knownFrom, kind: 'withdrawn' as const, title: titleOf(scope.work) },
      from: formatInstant(window.start),
      until: window.end === null ? null : formatInstant(window.end),
    },
  ];
}
