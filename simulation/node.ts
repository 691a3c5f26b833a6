/** One node of the service: the real use cases over a database that may be far, slow or gone, and a clock that may lie. */
import { asId, type Instant, MINUTE_MS, SECOND_MS } from '@duoping/kit';
import {
  endPlaysOf,
  expirePlays,
  keysForPlay,
  type PlaybackPorts,
  renewPlay,
  startPlay,
  stopElsewhere,
  stopPlay,
  trustClock,
  viewersFrom,
} from '#playback';
import { decideBy, type Facts, offerOf } from './licences.ts';
import { ASSET, type World } from './world.ts';

/** What devices may ask of a node. A planted bug may stand before any of it. */
export interface Server {
  start(request: Parameters<typeof startPlay>[1]): ReturnType<typeof startPlay>;
  beat(request: Parameters<typeof renewPlay>[1]): ReturnType<typeof renewPlay>;
  keys(request: Parameters<typeof keysForPlay>[1]): ReturnType<typeof keysForPlay>;
  stop(request: Parameters<typeof stopPlay>[1]): ReturnType<typeof stopPlay>;
  stopOther(request: Parameters<typeof stopElsewhere>[1]): ReturnType<typeof stopElsewhere>;
  /** Does this node serve a segment of the track to the bearer of the token? */
  segment(token: string, track: string): boolean;
}

export interface SimulatedNode {
  readonly name: string;
  /** False while it is down. */
  up(): boolean;
  /** Kept once it isn't paused. */
  awake(): Promise<void>;
  /** Can devices reach it? */
  reachable(): boolean;
  /** Changes with each crash: what was begun in another life never ends. */
  life(): number;
  readonly server: Server;
}

/** Where planted bugs come in: around the ports of a node, its server, or the one database. */
export interface Plant {
  readonly ports?: (ports: PlaybackPorts, world: World) => PlaybackPorts;
  readonly server?: (server: Server, world: World) => Server;
  readonly plays?: (world: World) => World['plays'];
  readonly wallClock?: (world: World, wall: () => Instant) => PlaybackPorts['clock'];
}

export interface TokenClaims {
  readonly play: string;
  readonly device: string;
  readonly asset: string;
  readonly tracks: readonly string[];
  readonly expiresAt: Instant;
}

const RIGHTS_POLL_MS = SECOND_MS;
const CLOCK_POLL_MS = 5 * SECOND_MS;
const SWEEP_MS = 20 * SECOND_MS;
const FATE_MS = 10 * SECOND_MS;

export function simulatedNode(world: World, name: string, plant: Plant): SimulatedNode {
  const { chance, time } = world;
  let lives = 1;
  let downUntil = 0;
  let cutUntil = 0;
  let stuckUntil = 0;
  let pausedUntil = 0;
  let unreachableUntil = 0;
  /** The wall clock is off by this, and by so much more with each millisecond since then. */
  let wall0 = { offset: 0, rate: 0, since: time.now() };
  /** Milliseconds that the counter did not count while the node was suspended. */
  let uncounted = 0;
  const drift = 1 + (chance.next() - 0.5) * 0.0003;
  const booted = time.now();
  let held: { facts: Facts; confirmedAt: Instant } | null = null;

  const wall = () => Math.floor(time.now() + wall0.offset + (time.now() - wall0.since) * wall0.rate);
  const monotonic = () => (time.now() - booted - uncounted) * drift;
  const clock = trustClock({ wall, monotonic });
  const up = () => time.now() >= downUntil;

  const crash = (): void => {
    lives++;
    held = null;
    downUntil = time.now() + chance.between(SECOND_MS, 30 * SECOND_MS);
  };

  /** Time passes for a node only while it isn't paused. */
  const sleep = async (ms: number): Promise<void> => {
    await time.sleep(ms);
    while (time.now() < pausedUntil) await time.sleep(pausedUntil - time.now());
  };

  const database = async <T>(act: () => Promise<T>, writes = false): Promise<T> => {
    const life = lives;
    const half = world.strikes('slowDatabase') ? chance.between(500, 6000) : chance.between(0, 8);
    await sleep(half);
    if (life !== lives) return never();
    if (time.now() < Math.max(cutUntil, world.databaseDownUntil)) {
      world.count('database out of reach');
      throw new Error('database out of reach');
    }
    if (world.strikes('databaseFails')) throw new Error('database failed');
    const result = await act();
    if (writes && world.strikes('killedAfterCommit')) crash();
    else if (writes && world.strikes('commitUnknown')) throw new Error('commit unknown');
    await sleep(half);
    return life === lives ? result : never();
  };

  const { plays } = world;
  const viewers = viewersFrom(world);
  let made = 0;
  const base: PlaybackPorts = {
    plays: {
      claim: (claim) => database(() => plays.claim(claim), true),
      byId: (play) =>
        database(async () => {
          const old = world.earlier.get(play);
          return old && world.strikes('staleRead') ? old : plays.byId(play);
        }),
      write: (change) => database(() => plays.write(change), true),
      worksPlaying: () => database(() => plays.worksPlaying()),
      unended: (of) => database(() => plays.unended(of)),
      endLapsed: (before) => database(() => plays.endLapsed(before), true),
      resumeMark: (profile, work) => database(() => plays.resumeMark(profile, work)),
      resumeMarks: (profile, most) => database(() => plays.resumeMarks(profile, most)),
      forgetMarks: (profile) => database(() => plays.forgetMarks(profile), true),
      receiptsOf: (play) => database(() => plays.receiptsOf(play)),
    },
    viewers: { viewing: (device, at, profile) => database(() => viewers.viewing(device, at, profile)) },
    rights: {
      current: () => ({
        confirmedAt: held?.confirmedAt ?? 0,
        decide: (request, at) => decideBy(held?.facts ?? { epoch: 0, grants: [], withdrawals: [] }, request, at),
      }),
    },
    assets: { ready: async (work) => [{ ...ASSET, ...offerOf(work) }] },
    tokens: { sign: (claims: TokenClaims) => JSON.stringify(claims) },
    clock: plant.wallClock?.(world, wall) ?? clock,
    ids: { next: <Of extends string>() => asId<Of>(`${name}-${++made}`) },
  };
  const ports = plant.ports?.(base, world) ?? base;
  const server: Server = {
    start: (request) => startPlay(ports, request),
    beat: (request) => renewPlay(ports, request),
    keys: (request) => keysForPlay(ports, request),
    stop: (request) => stopPlay(ports, request),
    stopOther: (request) => stopElsewhere(ports, request),
    segment(token, track) {
      const claims = JSON.parse(token) as TokenClaims; // only this node's own tokens go round here
      const now = ports.clock.read();
      return now.trusted && now.at + now.errorMs < claims.expiresAt && claims.tracks.includes(track);
    },
  };

  const every = (intervalMs: number, act: () => Promise<unknown>): void => {
    time.after(intervalMs * (0.5 + chance.next()), () => {
      if (up() && time.now() >= pausedUntil) act().catch(() => world.count('background act failed'));
      every(intervalMs, act);
    });
  };
  every(RIGHTS_POLL_MS, async () => {
    if (time.now() < stuckUntil || world.strikes('missedPoll')) return;
    const before = held;
    const life = lives;
    const seen = await database(async () => ({ facts: world.facts, confirmedAt: time.now() }));
    if (world.strikes('rightsDelayed')) await sleep(chance.between(SECOND_MS, 40 * SECOND_MS));
    if (life !== lives) return;
    // Answers may overtake each other: what was confirmed later stays.
    if (held === null || seen.confirmedAt > held.confirmedAt) held = seen;
    if (before === null || before.facts.epoch === seen.facts.epoch) return;
    const works = seen.facts.withdrawals.filter((one) => !before.facts.withdrawals.includes(one));
    for (const { work } of works) {
      const ended = await endPlaysOf(ports, work);
      for (let index = 0; index < ended; index++) world.count('a withdrawal ended a running play');
    }
  });
  every(CLOCK_POLL_MS, async () => {
    const sent = monotonic();
    const seen = await database(async () => time.now());
    clock.observe({ database: seen, sent, heard: monotonic() });
  });
  every(SWEEP_MS, async () => {
    if ((await expirePlays(ports)) > 0) world.count('the sweep ended a lapsed play');
  });
  every(FATE_MS, async () => {
    const now = time.now();
    if (world.strikes('crash')) crash();
    if (world.strikes('cutOff')) cutUntil = now + chance.between(SECOND_MS, 3 * MINUTE_MS);
    if (world.strikes('partition')) unreachableUntil = now + chance.between(SECOND_MS, 2 * MINUTE_MS);
    if (world.strikes('rightsStuck')) stuckUntil = now + chance.between(SECOND_MS, 4 * MINUTE_MS);
    if (world.strikes('paused')) pausedUntil = now + chance.between(SECOND_MS, 90 * SECOND_MS);
    if (world.strikes('suspended')) {
      pausedUntil = now + chance.between(SECOND_MS, 90 * SECOND_MS);
      uncounted += pausedUntil - now;
    }
    if (world.strikes('clockJump')) {
      const hours = chance.flip(0.3) ? chance.between(-3, 3) * 60 * MINUTE_MS : 0;
      wall0 = { offset: chance.flip(0.3) ? 0 : hours + chance.between(-4000, 4000), rate: 0, since: now };
    }
    if (chance.flip(0.05)) wall0 = { offset: 0, rate: 0, since: now }; // somebody set it right
    if (world.strikes('clockRate')) wall0 = { offset: 0, rate: (chance.next() - 0.5) * 0.1, since: now };
  });
  const reachable = (): boolean => time.now() >= unreachableUntil;
  const awake = (): Promise<void> => (time.now() < pausedUntil ? sleep(0) : Promise.resolve());
  return { name, up, awake, reachable, life: () => lives, server: plant.server?.(server, world) ?? server };
}

const never = <T>(): Promise<T> => new Promise(() => {});
