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
import { type Facts, someLicences, TERRITORIES } from './licences.ts';
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

/** How often things go wrong in this run: each seed draws its own mix, and leaves some kinds out altogether. */
export interface Faults {
  readonly lostRequest: number;
  readonly lostAnswer: number;
  readonly doubled: number;
  readonly slowNetwork: number;
  readonly databaseFails: number;
  readonly commitUnknown: number;
  readonly slowDatabase: number;
  readonly crash: number;
  readonly cutOff: number;
  readonly clockJump: number;
  readonly offline: number;
  readonly missedPoll: number;
  readonly rightsStuck: number;
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
  readonly limits: ReadonlyMap<string, number>;
  readonly screenings: readonly Screening[];
  /** Current facts, and each epoch's by its number. */
  facts: Facts;
  readonly history: Map<number, Facts>;
  /** By device, and by household: when a right to watch was taken before its time. */
  readonly removedAt: Map<string, Instant>;
  readonly held: Map<string, readonly Subscription[]>;
  readonly cancelledAt: Map<string, Instant>;
  readonly counts: Map<string, number>;
  count(what: string): void;
  /** Takes part in the trace's hash. */
  trace(what: string): void;
  hash(): string;
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
  const truth = memoryPlays((play) => void written.push(play));
  const devices = memoryDevices(SCREENS.map((screen) => ({ id: screen, name: screen, screen })));
  const households = memoryHouseholds();
  const subscriptions = memorySubscriptions();
  const screenings: Screening[] = [];
  const limits = new Map<string, number>();
  const held = new Map<string, readonly Subscription[]>();
  for (const [index, streamLimit] of LIMITS.entries()) {
    const id = asId<'household'>(`household-${index}`);
    limits.set(id, streamLimit);
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
  const facts = someLicences(chance, START, SPAN_MS);
  const counts = new Map<string, number>();
  let [low, high] = [0x811c9dc5, 0x9dc5811c];
  return {
    chance,
    time,
    faults: someFaults(chance),
    truth,
    written,
    plays: truth,
    devices,
    households,
    subscriptions,
    limits,
    screenings,
    facts,
    history: new Map([[facts.epoch, facts]]),
    removedAt: new Map(),
    held,
    cancelledAt: new Map(),
    counts,
    count: (what) => void counts.set(what, (counts.get(what) ?? 0) + 1),
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

function someFaults(chance: Chance): Faults {
  const some = (most: number): number => (chance.flip(0.7) ? most * chance.next() : 0);
  return {
    lostRequest: some(0.1),
    lostAnswer: some(0.1),
    doubled: some(0.15),
    slowNetwork: some(0.1),
    databaseFails: some(0.03),
    commitUnknown: some(0.03),
    slowDatabase: some(0.03),
    crash: some(0.01),
    cutOff: some(0.01),
    clockJump: some(0.02),
    offline: some(0.01),
    missedPoll: some(0.5),
    rightsStuck: some(0.02),
  };
}
