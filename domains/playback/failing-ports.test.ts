import { asId } from '@duoping/kit';
import { expect, test } from 'vitest';
import { keysForPlay, type PlaybackPorts, renewPlay, startPlay, stopPlay } from './index.ts';
import { anEvening, type Evening, FILM, TV } from './testing-evening.ts';

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

/** A whole play; each act is said again, as a device does, until it is answered. */
async function wholePlay(evening: Evening, ports: PlaybackPorts): Promise<void> {
  const again = async <T>(act: () => Promise<T>): Promise<T> => act().catch(act);
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
