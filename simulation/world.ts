/** The simulated world's ground truth: time, households, licences as they are, and what is counted and checked on the way. */
import { asId, type Instant, MINUTE_MS, SECOND_MS } from '@duoping/kit';
import type { Subscription, SubscriptionStore } from '#commerce';
import type { DeviceStore } from '#devices';
import type { HouseholdStore } from '#households';
import type { Play, PlayableAsset, PlayStore } from '#playback';
import type { Screen } from '#rights';
import { memorySubscriptions } from '../domains/commerce/testing.ts';
import { memoryDevices } from '../domains/devices/testing.ts';
import { memoryHouseholds } from '../domains/households/testing.ts';
import { type MemoryPlays, memoryPlays } from '../domains/playback/testing.ts';
import { type Fault, type Faults, someFaults, wordOf } from './faults.ts';
import { type Facts, isWithdrawn, someLicences, TERRITORIES, withdraw } from './licences.ts';
import { type Chance, chanceOf } from './random.ts';
import { type Scheduler, schedule } from './scheduler.ts';

export const START: Instant = Date.UTC(2026, 10, 22, 18);
export const FILM_SECONDS = 40 * 60;
/** How long a run's licences and subscriptions are laid out for. */
const SPAN_MS = 6 * 60 * MINUTE_MS;

export interface Screening {
  readonly id: string;
  readonly household: string;
  readonly screen: Screen;
  /** Where it stands; devices don't travel while they play. */
  readonly territory: string;
}

export class Violation extends Error {
  override readonly name = 'Violation';
  readonly invariant: string;
  constructor(invariant: string, detail: string) {
    super(`${invariant}: ${detail}`);
    this.invariant = invariant;
  }
}

export interface World {
  readonly chance: Chance;
  readonly time: Scheduler;
  readonly faults: Faults;
  /** What the database really holds. */
  readonly truth: MemoryPlays;
  /** Plays written since they were last looked at. */
  readonly written: Play[];
  /** The database as nodes reach it; a planted bug may stand before the truth. */
  plays: PlayStore;
  readonly devices: DeviceStore;
  readonly households: HouseholdStore;
  readonly subscriptions: SubscriptionStore;
  /** By household: each limit with the instant since which it holds, the first one first. */
  readonly limits: ReadonlyMap<string, Limit[]>;
  readonly screenings: readonly Screening[];
  /** Current facts, and each epoch's by its number. */
  facts: Facts;
  readonly history: Map<number, Facts>;
  /** Makes the next epoch what is current, and withdraws a film. */
  publish(facts: Facts): void;
  withdraw(work: string): void;
  /** By device, and by household: when a right to watch was taken before its time. */
  readonly removedAt: Map<string, Instant>;
  readonly held: Map<string, readonly Subscription[]>;
  readonly cancelledAt: Map<string, Instant>;
  /** A play as it was before it was last written: what a lagging copy of the database still says. */
  readonly earlier: ReadonlyMap<string, Play>;
  /** The database is gone for everybody until then; a household's router, by its id. */
  databaseDownUntil: Instant;
  readonly houseOfflineUntil: Map<string, Instant>;
  readonly counts: Map<string, number>;
  count(what: string): void;
  /** Does this kind of fault strike now? Counts it. */
  strikes(fault: Fault): boolean;
  /** Takes part in the trace's hash. */
  trace(what: string): void;
  hash(): string;
}

export interface Limit {
  readonly since: Instant;
  readonly streams: number;
}

/** The one film's media; whose offer it is depends on the work. */
export const ASSET: Omit<PlayableAsset, 'partner' | 'alid'> = {
  id: 'asset',
  durationMs: FILM_SECONDS * SECOND_MS,
  tracks: [
    { id: 'v480', kind: 'video', height: 480, kid: 'sd' },
    { id: 'v1080', kind: 'video', height: 1080, kid: 'hd' },
    { id: 'zh', kind: 'audio', language: 'zh-CN', kid: 'audio' },
  ],
};

const SCREENS: readonly Screen[] = ['tv', 'stb', 'phone', 'tablet'];
const LIMITS = [1, 2, 2, 3];

export async function aWorld(seed: number): Promise<World> {
  const chance = chanceOf(seed);
  const time = schedule(START, chance);
  const written: Play[] = [];
  const [latest, earlier] = [new Map<string, Play>(), new Map<string, Play>()];
  const truth = memoryPlays((play) => {
    const before = latest.get(play.id);
    if (before) earlier.set(play.id, before);
    latest.set(play.id, play);
    written.push(play);
  });
  const devices = memoryDevices(SCREENS.map((screen) => ({ id: screen, name: screen, screen })));
  const households = memoryHouseholds();
  const subscriptions = memorySubscriptions();
  const screenings: Screening[] = [];
  const limits = new Map<string, Limit[]>();
  const held = new Map<string, readonly Subscription[]>();
  for (const [index, streamLimit] of LIMITS.entries()) {
    const id = asId<'household'>(`household-${index}`);
    limits.set(id, [{ since: START, streams: streamLimit }]);
    await households.put({ id, name: id, streamLimit, pseudonymKey: `key-${index}` });
    await households.putProfile({ id: asId(`profile-${index}`), household: id, name: id, language: 'zh-CN' });
    const mine = someSubscriptions(chance, id);
    for (const subscription of mine) await subscriptions.put(subscription);
    held.set(id, mine);
    for (const screen of SCREENS) {
      const device = asId<'device'>(`${screen}-${index}`);
      screenings.push({ id: device, household: id, screen, territory: chance.pick(TERRITORIES) });
      await devices.add({
        id: device,
        household: id,
        model: screen,
        name: screen,
        tokenHash: device,
        pairedAt: START,
        removedAt: null,
      });
    }
  }
  const first = someLicences(chance, START, SPAN_MS);
  const counts = new Map<string, number>();
  const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
  const faults = someFaults(chance);
  let [low, high] = [0x811c9dc5, 0x9dc5811c];
  const world: World = {
    chance,
    time,
    faults,
    truth,
    written,
    plays: truth,
    devices,
    households,
    subscriptions,
    limits,
    screenings,
    facts: first,
    history: new Map([[first.epoch, first]]),
    publish(facts) {
      world.facts = facts;
      world.history.set(facts.epoch, facts);
    },
    withdraw(work) {
      if (isWithdrawn(world.facts, work, time.now())) return;
      count('film withdrawn');
      world.publish(withdraw(world.facts, work, time.now()));
    },
    removedAt: new Map(),
    held,
    cancelledAt: new Map(),
    earlier,
    databaseDownUntil: START,
    houseOfflineUntil: new Map(),
    counts,
    count,
    strikes(fault) {
      const strikes = chance.flip(faults[fault]);
      if (strikes) count(wordOf(fault));
      return strikes;
    },
    trace(what) {
      const line = `${time.now()} ${what}`;
      for (let index = 0; index < line.length; index++) {
        const code = line.charCodeAt(index);
        low = Math.imul(low ^ code, 0x01000193);
        high = Math.imul(high ^ (code + low), 0x85ebca6b);
      }
    },
    hash: () => (low >>> 0).toString(16).padStart(8, '0') + (high >>> 0).toString(16).padStart(8, '0'),
  };
  return world;
}

function someSubscriptions(chance: Chance, household: Subscription['household']): Subscription[] {
  const made: Subscription[] = [];
  let from = START - MINUTE_MS;
  while (from < START + SPAN_MS) {
    const end = from + chance.between(10, 60) * MINUTE_MS;
    const id = asId<'subscription'>(`${household}/${made.length}`);
    made.push({ id, household, plan: 'family', window: { start: from, end } });
    from = chance.flip(0.5) ? end : end + chance.between(1, 3 * MINUTE_MS);
  }
  return made;
}
