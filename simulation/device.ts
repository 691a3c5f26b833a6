/**
 * A screen and the person before it: a conforming player with its buffer, its keys and its own steady clock. It shows
 * nothing longer than the lease it was lent plus a buffer of thirty seconds, counted from when it asked.
 */
import { asId, type Id, type Instant, SECOND_MS } from '@duoping/kit';
import { isPassing, type Lent, type Play, type Refusal } from '#playback';
import { BUFFER_MS, type Watch } from './invariants.ts';
import { WORKS } from './licences.ts';
import { call } from './network.ts';
import type { SimulatedNode } from './node.ts';
import { FILM_SECONDS, type Screening, type World } from './world.ts';

const SEGMENT_SECONDS = 5;
const BUFFER_SEGMENTS = BUFFER_MS / SECOND_MS / SEGMENT_SECONDS;

interface Sitting {
  readonly play: Id<'play'>;
  readonly work: string;
  token: string;
  keys: ReadonlySet<string>;
  paused: boolean;
  position: number;
  /** Starts of the segments at hand, in media seconds, and their heights. */
  readonly buffer: Map<number, number>;
  fetching: boolean;
  asking: boolean;
  /** Until when the lease lets it play, by its own clock. */
  leaseEnds: Instant;
  beatDue: Instant;
  sequence: number;
  /** Shown and not yet acknowledged. */
  unsaid: [number, number][];
  /** The beat that is on its way: said again word for word until it is answered. */
  beat: Said | null;
  /** The last one that was answered. */
  past: Said | null;
}

interface Said {
  readonly sequence: number;
  readonly state: 'playing' | 'paused';
  readonly positionSeconds: number;
  readonly watched: readonly [number, number][];
  readonly firstSent: Instant;
}

/** Beats that can't be true of any film. */
const GARBLED = [
  { positionSeconds: -1, watched: [] },
  { positionSeconds: Number.NaN, watched: [[0, 15]] },
  { positionSeconds: 0, watched: [[15, 0]] },
  { positionSeconds: FILM_SECONDS + 60, watched: [] },
  { positionSeconds: 0, watched: [[0, FILM_SECONDS + 60]] },
] as const;

export function simulatedDevice(
  world: World,
  watch: Watch,
  nodes: readonly SimulatedNode[],
  screening: Screening,
): void {
  const { chance, time } = world;
  const device = asId<'device'>(screening.id);
  const { territory } = screening;
  let sitting: Sitting | null = null;
  let busy = false;
  let offlineUntil = 0;
  let stalledUntil = 0;

  const tick = (): void => {
    time.after(SECOND_MS, tick);
    if (world.strikes('offline')) offlineUntil = time.now() + chance.between(5, 120) * SECOND_MS;
    if (world.strikes('stalled')) stalledUntil = time.now() + chance.between(5, 50) * SECOND_MS;
    if (time.now() < stalledUntil) return;
    if (!sitting) {
      if (!busy && chance.flip(0.06)) begin(chance.pick(WORKS));
      return;
    }
    live(sitting);
    if (sitting) play(sitting);
    if (sitting) fetchNext(sitting);
    if (sitting) sayBeat(sitting);
    if (sitting) saySomethingElse(sitting);
  };
  time.after(chance.between(0, 5000), tick);

  const ask: <T>(act: Parameters<typeof call<T>>[2]) => Promise<T | 'lost'> = (act) =>
    time.now() < Math.max(offlineUntil, world.houseOfflineUntil.get(screening.household) ?? 0)
      ? time.sleep(SECOND_MS).then(() => 'lost' as const)
      : call(world, chance.pick(nodes), act);

  /** `from` is what another screen of the household plays, to go on with it here. */
  function begin(work: string, from?: Play): void {
    busy = true;
    const keys = chance.flip(0.5); // other players ask for theirs afterwards
    let next: Play | undefined;
    const sentAt = time.now();
    if (world.strikes('withdrawnAtStart')) time.after(chance.between(0, 60), () => world.withdraw(work));
    const press = () =>
      ask((server) => server.start({ device, work, territory, keys, ...(from ? { from: from.id } : {}) }));
    if (world.strikes('pressedTwice')) void press();
    void press()
      .then(async (answer) => {
        if (answer === 'lost') return;
        if (!answer.ok) {
          world.count(`start refused: ${answer.reason.reason}`);
          const [other] = answer.reason.others;
          if (other && chance.flip(0.5)) {
            world.count('stopped another screen');
            await ask((server) => server.stopOther({ play: other.id, household: asId(screening.household) }));
          } else if (!from) next = other;
          return;
        }
        world.count(from ? 'went on with what another screen played' : 'play started');
        const lent = answer.value;
        if (lent.keys) world.count('keys came with the start');
        if (lent.positionMs > 0) world.count('play resumed where another left it');
        sitting = {
          play: lent.play.id,
          work,
          token: lent.mediaToken,
          keys: new Set(lent.keys?.kids),
          paused: false,
          position: Math.min(FILM_SECONDS - 1, Math.floor(lent.positionMs / SECOND_MS)),
          buffer: new Map(),
          fetching: false,
          asking: false,
          leaseEnds: sentAt + (lent.play.lease.until - lent.play.lease.from),
          beatDue: time.now() + lent.heartbeatSeconds * SECOND_MS,
          sequence: 0,
          unsaid: [],
          beat: null,
          past: null,
        };
      })
      .finally(() => {
        busy = false;
        if (next) begin(next.work, next);
      });
  }

  /** What the person does. */
  function live(now: Sitting): void {
    const mood = chance.next();
    if (mood < (now.paused ? 0.05 : 0.01)) {
      now.paused = !now.paused;
      if (now.paused) world.count('paused');
    } else if (mood < 0.06) return;
    else if (mood < 0.07) {
      now.position = chance.between(0, FILM_SECONDS - 1);
      now.buffer.clear();
      world.count('sought');
    } else if (mood < 0.073) {
      sitting = null;
      world.count('switched off');
    } else if (mood < 0.076) stop(now);
    else if (mood < 0.079 && !busy) {
      world.count('took another film without stopping');
      begin(chance.pick(WORKS));
    }
  }

  /** Some players ask for keys once more after they stopped: they must not get any. */
  function stop(now: Sitting): void {
    sitting = null;
    world.count('stopped');
    const { play, position: positionSeconds, unsaid: watched } = now;
    const beat = { sequence: now.sequence + 2, state: 'paused', positionSeconds, watched } as const;
    const say = () => ask((server) => server.stop({ play, device, beat }));
    void say();
    if (world.strikes('stoppedTwice')) void say();
    if (world.strikes('stoppedLate')) time.after(chance.between(46, 150) * SECOND_MS, () => void say());
    if (chance.flip(0.5)) time.after(chance.between(1, 40) * SECOND_MS, () => askKeys(now));
  }

  /** One second of picture, if everything for it is there and nothing forbids it. */
  function play(now: Sitting): void {
    const height = now.buffer.get(Math.floor(now.position / SEGMENT_SECONDS) * SEGMENT_SECONDS);
    const hasKey = height !== undefined && now.keys.has(height === 1080 ? 'hd' : 'sd');
    if (now.paused || !hasKey || time.now() >= now.leaseEnds + BUFFER_MS) return;
    watch.used('second', { screening, work: now.work, height }, BUFFER_MS);
    watch.shown(now.play, now.position);
    world.count('second shown');
    const last = now.unsaid.at(-1);
    if (last && last[1] === now.position) last[1]++;
    else now.unsaid.push([now.position, now.position + 1]);
    now.unsaid = now.unsaid.slice(-60);
    now.position++;
    if (now.position >= FILM_SECONDS) now.position = 0;
  }

  function fetchNext(now: Sitting): void {
    if (now.keys.size === 0) askKeys(now);
    if (now.fetching) return;
    const first = Math.floor(now.position / SEGMENT_SECONDS) * SEGMENT_SECONDS;
    for (const start of now.buffer.keys()) if (start < first) now.buffer.delete(start);
    const wanted = Array.from({ length: BUFFER_SEGMENTS }, (_, index) => first + index * SEGMENT_SECONDS);
    const missing = wanted.find((start) => start < FILM_SECONDS && !now.buffer.has(start));
    if (missing === undefined) return;
    now.fetching = true;
    // A tampered player asks for what it was not offered: the edge has to know better.
    const tampered = chance.flip(0.05);
    const height = tampered || (now.keys.has('hd') && chance.flip(0.7)) ? 1080 : 480;
    void ask(async (server) => {
      const served = server.segment(now.token, `v${height}`);
      if (served) watch.used('segment', { screening, work: now.work, height }, 0);
      world.count(served ? 'segment served' : 'segment refused');
      return served;
    })
      .then((served) => {
        if (served === true && sitting === now && !tampered) now.buffer.set(missing, height);
      })
      .finally(() => {
        now.fetching = false;
      });
  }

  function askKeys(now: Sitting): void {
    if (now.asking) return;
    now.asking = true;
    const request = { play: now.play, device, territory, kids: ['sd', 'hd', 'audio'] };
    void ask((server) => server.keys(request))
      .then(useKeys(now))
      .finally(() => {
        now.asking = false;
      });
  }

  function useKeys(now: Sitting) {
    return (answer: Awaited<ReturnType<SimulatedNode['server']['keys']>> | 'lost'): void => {
      if (answer === 'lost') return;
      world.count(answer.ok ? 'keys issued' : `keys refused: ${answer.reason.reason}`);
      if (answer.ok) now.keys = new Set(answer.value.kids);
    };
  }

  function sayBeat(now: Sitting): void {
    if (now.asking || (now.beat === null && time.now() < now.beatDue)) return;
    if (now.beat === null) {
      now.sequence += world.strikes('skippedNumber') ? chance.between(2, 1000) : 1;
      now.beat = {
        sequence: now.sequence,
        state: now.paused ? 'paused' : 'playing',
        positionSeconds: now.position,
        watched: now.unsaid.map(([from, to]) => [from, to]),
        firstSent: time.now(),
      };
    } else world.count('beat said again');
    const said = now.beat;
    now.asking = true;
    void ask((server) => server.beat({ play: now.play, device, territory, beat: said }))
      .then((answer) => {
        if (answer === 'lost' || sitting !== now) return;
        if (answer.ok) hear(now, said, answer.value);
        else refused(now, answer.reason);
      })
      .finally(() => {
        now.asking = false;
      });
  }

  /** What a conforming player never says, or says at the wrong time: it must not be believed, nor do harm. */
  function saySomethingElse(now: Sitting): void {
    const { play, past: old } = now;
    if (world.strikes('earlyBeat')) now.beatDue = time.now();
    if (old && world.strikes('oldBeat')) void ask((server) => server.beat({ play, device, territory, beat: old }));
    const sequence = now.sequence + 1;
    if (world.strikes('garbledBeat')) {
      const beat = { sequence, state: 'playing', ...chance.pick(GARBLED) } as const;
      void ask((server) => server.beat({ play, device, territory, beat })).then(told('garbled beat'));
    }
    if (world.strikes('foreignBeat')) {
      const other = asId<'device'>(chance.pick(world.screenings.filter(({ id }) => id !== device)).id);
      const beat = { sequence, state: 'playing', positionSeconds: 0, watched: [[0, 15]] } as const;
      void ask((server) => server.beat({ play, device: other, territory, beat })).then(told('foreign beat'));
    }
  }

  const told = (what: string) => (answer: Awaited<ReturnType<SimulatedNode['server']['beat']>> | 'lost') => {
    if (answer !== 'lost') world.count(`${what} ${answer.ok ? 'taken' : `refused: ${answer.reason.reason}`}`);
  };

  function hear(now: Sitting, said: NonNullable<Sitting['beat']>, lent: Lent): void {
    watch.acknowledged(now.play, said.sequence);
    world.count('beat acknowledged');
    const leaseEnds = said.firstSent + (lent.play.lease.until - lent.play.lease.from);
    if (said.firstSent > now.leaseEnds) world.count('lapsed lease taken up again');
    now.leaseEnds = leaseEnds;
    now.token = lent.mediaToken;
    now.beatDue = time.now() + lent.heartbeatSeconds * SECOND_MS;
    beatAtEdge(now, lent);
    now.unsaid = now.unsaid.filter(([from]) => !said.watched.some(([known]) => known === from));
    now.beat = null;
    now.past = said;
    // The decision may allow another height from now on: keys are asked for again.
    if (!lent.play.permission.tracks.includes('v1080') !== !now.keys.has('hd')) now.keys = new Set();
  }

  /** Where the decision can change before the next beat, a player beats at that very moment, to go on without a gap. */
  function beatAtEdge(now: Sitting, { play, heartbeatSeconds }: Lent): void {
    const edgeMs = (play.permission.until ?? Number.POSITIVE_INFINITY) - time.now();
    if (edgeMs > heartbeatSeconds * SECOND_MS) return;
    time.after(edgeMs + chance.between(-20, 20), () => {
      if (sitting !== now) return;
      world.count('beat at the edge of a decision');
      now.beatDue = time.now();
      sayBeat(now);
    });
  }

  function refused(now: Sitting, refusal: Refusal): void {
    world.count(`beat refused: ${refusal.reason}`);
    if (isPassing(refusal.reason)) return;
    now.buffer.clear();
    sitting = null;
  }
}
