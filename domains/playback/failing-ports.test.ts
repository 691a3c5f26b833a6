import { asId } from '@duoping/kit';
import { expect, test } from 'vitest';
import { keysForPlay, type PlaybackPorts, renewPlay, startPlay, stopPlay } from './index.ts';
import { anEvening, type Evening, FILM, PHONE, TV } from './testing-evening.ts';

/** Makes the Nth call of any asynchronous port fail, before it does anything or after it has done it all. */
function failNth(ports: PlaybackPorts, nth: number, when: 'before' | 'after') {
  const state = { calls: 0, failed: false };
  const failing = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return async (...args: unknown[]): Promise<unknown> => {
          const fails = ++state.calls === nth;
          if (fails) state.failed = true;
          if (fails && when === 'before') throw new Error('port failed');
          const result: unknown = await member.apply(target, args);
          if (fails) throw new Error('port failed after all');
          return result;
        };
      },
    });
  const { plays, viewers, assets } = ports;
  return { state, ports: { ...ports, plays: failing(plays), viewers: failing(viewers), assets: failing(assets) } };
}

/** Each act is said again, as a device does, until it is answered. */
const again = async <T>(act: () => Promise<T>): Promise<T> => act().catch(act);

async function wholePlay(evening: Evening, ports: PlaybackPorts): Promise<void> {
  const started = await again(() => startPlay(ports, { device: TV, work: FILM, territory: 'CN' }));
  if (!started.ok) throw new Error(started.reason.reason);
  const ids = { play: started.value.play.id, device: TV, territory: 'CN' };
  const keys = await again(() => keysForPlay(ports, { ...ids, kids: ['hd'] }));
  expect(keys.ok).toBe(true);
  for (const sequence of [1, 2]) {
    evening.at += 15_000;
    const to = sequence * 15;
    const beat = { sequence, state: 'playing', positionSeconds: to, watched: [[to - 15, to]] } as const;
    expect((await again(() => renewPlay(ports, { ...ids, beat }))).ok).toBe(true);
  }
  evening.at += 5_000;
  const beat = { sequence: 3, state: 'paused', positionSeconds: 35, watched: [[30, 35]] } as const;
  expect((await again(() => stopPlay(ports, { ...ids, beat }))).ok).toBe(true);
}

test.each(['before', 'after'] as const)(
  'whichever call of a port fails %s its work, each second counts once',
  async (when) => {
    let nth = 0;
    for (let failed = true; failed; ) {
      nth++;
      const evening = anEvening();
      evening.streamLimit = 1;
      const { state, ports } = failNth(evening.ports, nth, when);
      await wholePlay(evening, ports);
      failed = state.failed;
      const { receipts, unendedPlays } = evening.plays;
      expect(receipts.map((receipt) => [receipt.sequence, receipt.watchedMs])).toEqual([
        [1, 15_000],
        [2, 15_000],
        [3, 5_000],
      ]);
      expect(new Set(receipts.map((receipt) => receipt.play))).toHaveLength(1);
      expect(unendedPlays.size).toBe(0);
      expect((await evening.plays.resumeMark(asId('mother'), FILM))?.positionMs).toBe(35_000);
    }
    expect(nth).toBeGreaterThan(15);
  },
);

/** Fifteen seconds on the television, then the same film goes on by the phone for as long. */
async function movedPlay(evening: Evening, ports: PlaybackPorts): Promise<void> {
  const watch = async (device: typeof TV, from?: string): Promise<string> => {
    const source = from === undefined ? {} : { from: asId<'play'>(from) };
    const started = await again(() => startPlay(ports, { device, work: FILM, territory: 'CN', ...source }));
    if (!started.ok) throw new Error(started.reason.reason);
    expect(evening.plays.unendedPlays.size).toBe(1);
    const { play, positionMs } = started.value;
    expect(positionMs).toBe(from === undefined ? 0 : 15_000);
    const ids = { play: play.id, device, territory: 'CN' };
    expect((await again(() => keysForPlay(ports, { ...ids, kids: ['hd'] }))).ok).toBe(true);
    evening.at += 15_000;
    const at = positionMs / 1000;
    const beat = { sequence: 1, state: 'paused', positionSeconds: at + 15, watched: [[at, at + 15]] } as const;
    expect((await again(() => renewPlay(ports, { ...ids, beat }))).ok).toBe(true);
    return play.id;
  };
  const source = await watch(TV);
  await watch(PHONE, source);
  expect(evening.plays.plays.get(source)?.ended?.reason).toBe('continued-elsewhere');
  expect([...evening.plays.unendedPlays.values()].map(({ device }) => device)).toEqual([PHONE]);
}

test.each(['before', 'after'] as const)(
  'whichever call of a port fails %s its work while a film moves, one screen has it and each second counts once',
  async (when) => {
    let nth = 0;
    for (let failed = true; failed; ) {
      nth++;
      const evening = anEvening();
      evening.streamLimit = 1;
      const { state, ports } = failNth(evening.ports, nth, when);
      await movedPlay(evening, ports);
      failed = state.failed;
      const { receipts } = evening.plays;
      expect(receipts.map(({ device, watchedMs, intervals }) => [device, watchedMs, intervals])).toEqual([
        [TV, 15_000, [[0, 15_000]]],
        [PHONE, 15_000, [[15_000, 30_000]]],
      ]);
    }
    expect(nth).toBeGreaterThan(12);
  },
);
