import { asId, MINUTE_MS } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import {
  endPlaysNotPermitted,
  endPlaysOf,
  endPlaysOfDevice,
  expirePlays,
  isRunning,
  keysForPlay,
  LEASE_MS,
  type Play,
  renewPlay,
  runningPlay,
  stopElsewhere,
  stopPlay,
} from './index.ts';
import { somePlay } from './testing.ts';
import { beat, beatOf, playing, reasonOf, secondsOf, start } from './testing-acts.ts';
import { anEvening, EVENING, type Evening, FILM, PHONE, TABLET, TV } from './testing-evening.ts';

describe('keys', () => {
  const ask = (evening: Evening, play: string, kids: string[], device = TV) =>
    keysForPlay(evening.ports, { play: asId(play), device, territory: 'CN', kids });

  test('only the tracks that this moment allows have keys', async () => {
    const evening = anEvening();
    const play = await playing(evening);
    evening.maxHeight = 480;
    const keys = await ask(evening, play, ['hd', 'sd', 'audio', 'of-another-title']);
    expect(keys.ok && keys.value.kids).toEqual(['sd', 'audio']);
    expect(reasonOf(await ask(evening, play, ['hd']))).toBe('no-key');
  });

  test('may be used until the lease ends, or until the decision does if that is sooner', async () => {
    const evening = anEvening();
    const play = await playing(evening);
    const until = async () => {
      const keys = await ask(evening, play, ['hd']);
      return keys.ok && keys.value.until - EVENING;
    };
    evening.at += 5000;
    expect(await until()).toBe(LEASE_MS);
    evening.window = { start: 0, end: EVENING + 20_000 };
    expect(await until()).toBe(20_000);
  });

  test('none after the stop, none after the lease, none for another device, none once the rights are gone', async () => {
    const evening = anEvening();
    const play = await playing(evening);
    expect(reasonOf(await ask(evening, play, ['hd'], PHONE))).toBe('unknown-play');
    evening.denies = () => 'denied:takedown';
    expect(reasonOf(await ask(evening, play, ['hd']))).toBe('denied:takedown');
    evening.denies = () => undefined;
    evening.at += LEASE_MS;
    expect(reasonOf(await ask(evening, play, ['hd']))).toBe('lease-expired');
    evening.at = EVENING + 1;
    await stopPlay(evening.ports, { play, device: TV, beat: beatOf(1, []) });
    expect(reasonOf(await ask(evening, play, ['hd']))).toBe('stopped');
    expect(reasonOf(await runningPlay(evening.ports, { play, device: TV }))).toBe('stopped');
    expect(evening.plays.keyIssues).toHaveLength(1);
  });

  test('none for a removed device, a profile that is gone, or by a clock that is not believed', async () => {
    const evening = anEvening();
    const play = await playing(evening);
    evening.profileGone = true;
    expect(reasonOf(await ask(evening, play, ['hd']))).toBe('unknown-profile');
    evening.removed.add(TV);
    expect(reasonOf(await ask(evening, play, ['hd']))).toBe('device-removed');
    evening.clockTrusted = false;
    expect(reasonOf(await ask(evening, play, ['hd']))).toBe('clock-untrusted');
    expect(reasonOf(await runningPlay(evening.ports, { play, device: TV }))).toBe('clock-untrusted');
  });

  test('a lease that may have run out by the clock’s error has', async () => {
    const evening = anEvening();
    const play = await playing(evening);
    evening.errorMs = 500;
    evening.at += LEASE_MS - 501;
    expect((await runningPlay(evening.ports, { play, device: TV })).ok).toBe(true);
    evening.at++;
    expect(reasonOf(await runningPlay(evening.ports, { play, device: TV }))).toBe('lease-expired');
  });

  test.each<[string, Partial<Evening>, string]>([
    ['within its time is handed out', { at: EVENING + LEASE_MS - 101 }, 'ok'],
    ['past its time, as the clock may be wrong, is not', { at: EVENING + LEASE_MS - 100 }, 'lease-expired'],
    ['with a clock no longer believed is not', { clockTrusted: false }, 'lease-expired'],
  ])('a key whose writing took long and ended %s', async (_, meanwhile, reason) => {
    const evening = anEvening();
    const play = await playing(evening);
    evening.errorMs = 100;
    const { ports } = evening;
    const write: typeof ports.plays.write = async (change) => {
      const written = await ports.plays.write(change);
      Object.assign(evening, meanwhile);
      return written;
    };
    const slow = { ...ports, plays: { ...ports.plays, write } };
    expect(reasonOf(await keysForPlay(slow, { play, device: TV, territory: 'CN', kids: ['hd'] }))).toBe(reason);
  });
});

describe('ending', () => {
  test('a stop counts the last seconds, once', async () => {
    const evening = anEvening();
    const play = await playing(evening);
    evening.at += 7_000;
    const stop = () => stopPlay(evening.ports, { play, device: TV, beat: beatOf(1, [[0, 7]]) });
    expect((await stop()).ok).toBe(true);
    expect((await stop()).ok).toBe(true);
    expect(secondsOf(evening)).toBe(7);
  });

  test('a stop that comes with an old number stops, counts nothing and says nothing about the place', async () => {
    const evening = anEvening();
    const play = await playing(evening);
    evening.at += 15_000;
    await beat(evening, play, 5, [[0, 15]]);
    evening.at += 5_000;
    await stopPlay(evening.ports, { play, device: TV, beat: beatOf(4, [[600, 605]]) });
    expect(secondsOf(evening)).toBe(15);
    expect(evening.plays.plays.get(play)).toMatchObject({
      ended: { reason: 'stopped' },
      heard: { sequence: 5, positionMs: 15_000 },
    });
  });

  test('a stop with the number of the last heartbeat counts nothing more', async () => {
    const evening = anEvening();
    const play = await playing(evening);
    evening.at += 15_000;
    await beat(evening, play, 1, [[0, 15]]);
    evening.at += 5_000;
    await stopPlay(evening.ports, { play, device: TV, beat: beatOf(1, [[15, 20]]) });
    expect(secondsOf(evening)).toBe(15);
  });

  test('a stop by another screen, or one that makes no sense, stops nothing', async () => {
    const evening = anEvening();
    const play = await playing(evening);
    const stop = (device: typeof TV, sequence: number) =>
      stopPlay(evening.ports, { play, device, beat: beatOf(sequence, []) });
    expect(reasonOf(await stop(PHONE, 1))).toBe('unknown-play');
    expect(reasonOf(await stop(TV, 0))).toBe('malformed');
    expect(evening.plays.plays.get(play)?.ended).toBeNull();
  });

  test('a stop by a clock that is not believed stops when the play was last heard, and counts nothing', async () => {
    const evening = anEvening();
    const play = await playing(evening);
    evening.at += 7_000;
    evening.clockTrusted = false;
    expect((await stopPlay(evening.ports, { play, device: TV, beat: beatOf(1, [[0, 7]]) })).ok).toBe(true);
    expect(secondsOf(evening)).toBe(0);
    expect(evening.plays.plays.get(play)).toMatchObject({
      ended: { at: EVENING, reason: 'stopped' },
      heard: { sequence: 0, at: EVENING, positionMs: 0 },
    });
  });

  test('a stop from elsewhere needs no clock: the play ended when it was last heard', async () => {
    const evening = anEvening();
    const play = await playing(evening);
    evening.at += 7_000;
    const stop = () => stopElsewhere(evening.ports, { play, household: asId('wang') });
    evening.clockTrusted = false;
    expect((await stop()).ok).toBe(true);
    expect(evening.plays.plays.get(play)?.ended).toEqual({ at: EVENING, reason: 'stopped-elsewhere' });
  });

  test('a stop from elsewhere tells when it was', async () => {
    const evening = anEvening();
    const play = await playing(evening);
    evening.at += 7_000;
    await stopElsewhere(evening.ports, { play, household: asId('wang') });
    expect(evening.plays.plays.get(play)?.ended?.at).toBe(EVENING + 7_000);
  });

  test('an end that meets another write is written on what that one left', async () => {
    const evening = anEvening();
    const play = await playing(evening);
    evening.at += 15_000;
    const { ports } = evening;
    const stale = await ports.plays.byId(play);
    await beat(evening, play, 1, [[0, 15]]);
    const reads = [stale];
    const byId: typeof ports.plays.byId = async (id) => reads.shift() ?? ports.plays.byId(id);
    await stopElsewhere({ ...ports, plays: { ...ports.plays, byId } }, { play, household: asId('wang') });
    expect(evening.plays.plays.get(play)).toMatchObject({
      heard: { sequence: 1 },
      ended: { reason: 'stopped-elsewhere' },
    });
  });

  test('what ended meanwhile stays ended as it did, and isn’t written again', async () => {
    const evening = anEvening();
    const play = await playing(evening);
    const { ports } = evening;
    await stopPlay(ports, { play, device: TV, beat: beatOf(1, []) });
    const write = () => Promise.reject(new Error('written again'));
    await stopElsewhere({ ...ports, plays: { ...ports.plays, write } }, { play, household: asId('wang') });
    expect(evening.plays.plays.get(play)?.ended?.reason).toBe('stopped');
  });

  test('a play that is gone from the store needs no end', async () => {
    const evening = anEvening();
    const play = await playing(evening);
    const { ports } = evening;
    const reads = [await ports.plays.byId(play)];
    const plays = { ...ports.plays, byId: async () => reads.shift(), write: async () => false };
    const stopped = await stopElsewhere({ ...ports, plays }, { play, household: asId('wang') });
    expect(stopped.ok).toBe(true);
  });

  test('a withdrawal ends the plays it touches and leaves the others', async () => {
    const evening = anEvening();
    const tv = await playing(evening, TV);
    const phone = await playing(evening, PHONE);
    evening.denies = ({ screen }) => (screen === 'phone' ? 'denied:takedown' : undefined);
    expect(await endPlaysOf(evening.ports, FILM)).toBe(1);
    expect(evening.plays.plays.get(phone)?.ended?.reason).toBe('denied:takedown');
    expect(evening.plays.plays.get(tv)?.ended).toBeNull();
  });

  test.each<[string, (evening: Evening) => unknown]>([
    ['device-removed', (evening) => evening.removed.add(TV)],
    ['unknown-profile', (evening) => Object.assign(evening, { profileGone: true })],
  ])('when rights are judged anew, %s ends a play as well', async (reason, change) => {
    const evening = anEvening();
    const play = await playing(evening, TV);
    change(evening);
    expect(await endPlaysOf(evening.ports, FILM)).toBe(1);
    expect(evening.plays.plays.get(play)?.ended?.reason).toBe(reason);
  });

  test.each<[string, Partial<Evening>]>([
    ['a clock that is not believed', { clockTrusted: false }],
    ['rights that were not confirmed', { rightsConfirmedAt: EVENING - MINUTE_MS }],
  ])('%s ends no play', async (_, changes) => {
    const evening = anEvening();
    const play = await playing(evening, TV);
    Object.assign(evening, changes);
    expect(await endPlaysOf(evening.ports, FILM)).toBe(0);
    evening.at += 10 * MINUTE_MS;
    const endLapsed = () => Promise.reject(new Error('asked by a clock that nobody believes'));
    const unasked = { ...evening.ports, plays: { ...evening.ports.plays, endLapsed } };
    if (!evening.clockTrusted) expect(await expirePlays(unasked)).toBe(0);
    expect(evening.plays.plays.get(play)?.ended).toBeNull();
  });

  test('after any change of the rights every work is judged, and it is told how many plays ended', async () => {
    const evening = anEvening();
    await playing(evening, TV);
    await playing(evening, PHONE);
    expect(await endPlaysNotPermitted(evening.ports)).toBe(0);
    evening.denies = () => 'denied:takedown';
    expect(await endPlaysNotPermitted(evening.ports)).toBe(2);
  });

  test('a removed device’s plays end', async () => {
    const evening = anEvening();
    const play = await playing(evening);
    expect(await endPlaysOfDevice(evening.ports, TV)).toBe(1);
    expect(reasonOf(await beat(evening, play, 1, []))).toBe('device-removed');
  });

  test('only the own household can stop a play from elsewhere', async () => {
    const evening = anEvening();
    const play = await playing(evening);
    expect(reasonOf(await stopElsewhere(evening.ports, { play, household: asId('li') }))).toBe('unknown-play');
    expect(evening.plays.plays.get(play)?.ended).toBeNull();
  });

  test('silence ends a play: its slot is free at once, the sweep writes it down later', async () => {
    const evening = anEvening();
    evening.streamLimit = 1;
    const play = await playing(evening);
    evening.at += LEASE_MS;
    expect(await expirePlays(evening.ports)).toBe(0);
    evening.errorMs = 300;
    evening.at += MINUTE_MS + 299;
    expect(await expirePlays(evening.ports)).toBe(0);
    evening.at++;
    expect(await expirePlays(evening.ports)).toBe(1);
    expect(reasonOf(await beat(evening, play, 1, []))).toBe('lease-expired');
    expect((await start(evening, TABLET)).ok).toBe(true);
  });
});

test('a film is taken up on the phone where the TV left it, and from the start once it was seen', async () => {
  const evening = anEvening();
  const tv = await playing(evening, TV);
  evening.at += 15_000;
  await beat(evening, tv, 1, [[600, 615]]);
  const phone = await start(evening, PHONE);
  expect(phone.ok && phone.value.positionMs).toBe(615_000);
  evening.at += 15_000;
  await beat(evening, tv, 2, [[5200, 5215]]);
  const tablet = await start(evening, TABLET);
  expect(tablet.ok ? '' : tablet.reason.reason).toBe('stream-limit');
  await stopPlay(evening.ports, { play: tv, device: TV, beat: beatOf(3, [[5214, 5215]]) });
  const again = await start(evening, TABLET);
  expect(again.ok && again.value.positionMs).toBe(0);
});

test('a work whose plays can’t be read keeps no other from being ended, and is told', async () => {
  const evening = anEvening();
  const play = await playing(evening);
  evening.denies = () => 'denied:takedown';
  const { ports } = evening;
  const plays: typeof ports.plays = {
    ...ports.plays,
    worksPlaying: async () => ['broken', FILM],
    unended: async (of) => {
      if ('work' in of && of.work === 'broken') throw new Error('a row that nobody can read');
      return ports.plays.unended(of);
    },
  };
  await expect(endPlaysNotPermitted({ ...ports, plays })).rejects.toThrow('The plays of 1 works were not judged');
  expect((await ports.plays.byId(play))?.ended?.reason).toBe('denied:takedown');
});

describe('a write that loses against others', () => {
  /** The store as one finds it that is always, or the first few times, overtaken. */
  function overtaken(evening: Evening, times: number) {
    const { ports } = evening;
    const state = { tries: 0 };
    const write: typeof ports.plays.write = async (change) => {
      // A fault that never gives up must not take the test along.
      if (++state.tries > 20) throw new Error('tried for ever');
      return state.tries <= times ? false : ports.plays.write(change);
    };
    return { state, ports: { ...ports, plays: { ...ports.plays, write } } };
  }
  const acts = {
    'a heartbeat': {
      tries: 3,
      act: (ports: Evening['ports'], play: Play['id']) =>
        renewPlay(ports, { play, device: TV, territory: 'CN', beat: beatOf(1, [[0, 15]]) }),
    },
    'a key request': {
      tries: 5,
      act: (ports: Evening['ports'], play: Play['id']) =>
        keysForPlay(ports, { play, device: TV, territory: 'CN', kids: ['hd'] }),
    },
    'a stop': {
      tries: 3,
      act: (ports: Evening['ports'], play: Play['id']) =>
        stopPlay(ports, { play, device: TV, beat: beatOf(1, [[0, 15]]) }),
    },
  };

  test.each(Object.entries(acts))(
    '%s is tried again, answered when it was written, and is told when it never was',
    async (_, { tries, act }) => {
      const evening = anEvening();
      const play = await playing(evening);
      evening.at += 15_000;
      const never = overtaken(evening, Number.POSITIVE_INFINITY);
      await expect(act(never.ports, play)).rejects.toThrow(`was written by others ${tries} times in a row`);
      expect(never.state.tries).toBe(tries);
      const version = evening.plays.plays.get(play)?.version ?? 0;
      const once = overtaken(evening, 1);
      expect((await act(once.ports, play)).ok).toBe(true);
      expect(once.state.tries).toBe(2);
      expect(evening.plays.plays.get(play)?.version).toBe(version + 1);
    },
  );

  test('a heartbeat that ends its play ends it for sure', async () => {
    const evening = anEvening();
    const play = await playing(evening);
    evening.at += 15_000;
    evening.denies = () => 'denied:takedown';
    const { ports } = overtaken(evening, 1);
    const refused = await renewPlay(ports, { play, device: TV, territory: 'CN', beat: beatOf(1, [[0, 15]]) });
    expect(refused).toMatchObject({ ok: false, reason: { reason: 'denied:takedown', until: null } });
    expect(evening.plays.plays.get(play)?.ended).toEqual({ at: evening.at, reason: 'denied:takedown' });
    expect(secondsOf(evening)).toBe(15);
  });
});

test('what has ended runs no more, however long it was lent', () => {
  const play = somePlay();
  const { from, until } = play.lease;
  expect([from, until - 1, until].map((at) => isRunning(play, at))).toEqual([true, true, false]);
  expect(isRunning({ ...play, ended: { at: from, reason: 'stopped' } }, from)).toBe(false);
});
