import { asId, MINUTE_MS } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import {
  endPlaysNotPermitted,
  endPlaysOf,
  endPlaysOfDevice,
  expirePlays,
  keysForPlay,
  LEASE_MS,
  runningPlay,
  stopElsewhere,
  stopPlay,
} from './index.ts';
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

  test('a withdrawal ends the plays it touches and leaves the others', async () => {
    const evening = anEvening();
    const tv = await playing(evening, TV);
    const phone = await playing(evening, PHONE);
    evening.denies = ({ screen }) => (screen === 'phone' ? 'denied:takedown' : undefined);
    expect(await endPlaysOf(evening.ports, FILM)).toBe(1);
    expect(evening.plays.plays.get(phone)?.ended?.reason).toBe('denied:takedown');
    expect(evening.plays.plays.get(tv)?.ended).toBeNull();
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
    evening.at += MINUTE_MS;
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
  await stopPlay(evening.ports, { play: tv, device: TV, beat: beatOf(3, []) });
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
