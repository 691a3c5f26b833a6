import { asId } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { goesOnIn, householdPlays, type Play, renewPlay, startPlay, stopPlay, whyNot } from './index.ts';
import { beat, beatOf, playing, reasonOf, start } from './testing-acts.ts';
import { anEvening, type Evening, FILM, PHONE, TABLET, TV } from './testing-evening.ts';

const moveTo = (evening: Evening, device: typeof TV, from: Play['id'], changes: { work?: string } = {}) =>
  startPlay(evening.ports, { device, work: FILM, territory: 'CN', from, ...changes });

const seenFrom = (evening: Evening, device: typeof TV) => householdPlays(evening.ports, { device, territory: 'CN' });

describe('a film that goes on elsewhere', () => {
  test('begins where the other screen is, and that one ends with a reason of its own', async () => {
    const evening = anEvening();
    evening.streamLimit = 1;
    const source = await playing(evening, TV);
    evening.at += 15_000;
    await beat(evening, source, 1, [[100, 115]]);
    evening.at += 4_000;
    const moved = await moveTo(evening, PHONE, source);
    if (!moved.ok) throw new Error(moved.reason.reason);
    expect(moved.value.positionMs).toBe(119_000);
    expect(reasonOf(await beat(evening, source, 2, [[115, 119]]))).toBe('continued-elsewhere');
    expect(evening.plays.unendedPlays.size).toBe(1);
    const on = await goesOnIn(evening.ports, { id: source, household: asId('wang') });
    expect([on?.id, on?.device]).toEqual([moved.value.play.id, PHONE]);
  });

  test('begins where a paused picture stands, however long ago that was said', async () => {
    const evening = anEvening();
    const source = await playing(evening, TV);
    evening.at += 15_000;
    const paused = { ...beatOf(1, [[0, 15]]), state: 'paused' as const };
    await renewPlay(evening.ports, { play: source, device: TV, territory: 'CN', beat: paused });
    evening.at += 40_000;
    const moved = await moveTo(evening, PHONE, source);
    expect(moved.ok && moved.value.positionMs).toBe(15_000);
  });

  test('is never guessed further than one heartbeat ahead, nor beyond its end', async () => {
    const evening = anEvening();
    const source = await playing(evening, TV);
    evening.at += 10_000;
    await beat(evening, source, 1, [[0, 10]]);
    evening.at += 44_000;
    expect((await seenFrom(evening, PHONE))[0]?.positionMs).toBe(25_000);
    await beat(evening, source, 2, [[5390, 5400]]);
    evening.at += 10_000;
    expect((await seenFrom(evening, PHONE))[0]?.positionMs).toBe(5_400_000);
  });

  test('is refused by what the target may not show, before anything moves, and the source plays on', async () => {
    const evening = anEvening();
    evening.streamLimit = 1;
    evening.denies = ({ screen }) => (screen === 'phone' ? 'screen' : undefined);
    const source = await playing(evening, TV);
    expect((await seenFrom(evening, PHONE)).map(({ refused }) => refused?.reason)).toEqual(['screen']);
    expect((await seenFrom(evening, TABLET)).map(({ refused }) => refused)).toEqual([null]);
    expect(reasonOf(await moveTo(evening, PHONE, source))).toBe('screen');
    evening.at += 15_000;
    expect(reasonOf(await beat(evening, source, 1, [[0, 15]]))).toBe('ok');
  });

  test('takes no slot that others hold: where the limit was lowered meanwhile, the source plays on', async () => {
    const evening = anEvening();
    const source = await playing(evening, TV);
    const other = await playing(evening, TABLET);
    evening.streamLimit = 1;
    const refused = await moveTo(evening, PHONE, source);
    expect(refused.ok ? [] : refused.reason.others.map(({ id }) => id)).toEqual([other]);
    expect(reasonOf(await beat(evening, source, 1, []))).toBe('ok');
  });

  test('is taken over by one of two screens that press at once', async () => {
    const evening = anEvening();
    evening.streamLimit = 1;
    const source = await playing(evening, TV);
    const answers = await Promise.all([PHONE, TABLET].map((device) => moveTo(evening, device, source)));
    expect(answers.map(reasonOf).sort()).toEqual(['ok', 'stream-limit']);
    expect(evening.plays.unendedPlays.size).toBe(1);
  });

  test('does not become another film on the way', async () => {
    const evening = anEvening();
    const source = await playing(evening, TV);
    expect(reasonOf(await moveTo(evening, PHONE, source, { work: 'another' }))).toBe('unknown-play');
    expect(reasonOf(await moveTo(evening, PHONE, asId('nothing')))).toBe('unknown-play');
  });
});

test('a play of another household cannot be taken over, seen or ended', async () => {
  const evening = anEvening();
  const source = await playing(evening, TV);
  const { viewing } = evening.ports.viewers;
  const neighbours: Evening['ports'] = {
    ...evening.ports,
    viewers: {
      async viewing(...ask) {
        const found = await viewing(...ask);
        if (found === undefined || found === 'unknown-profile') return found;
        return { ...found, household: { ...found.household, id: asId('neighbours') } };
      },
    },
  };
  const taken = await startPlay(neighbours, { device: PHONE, work: FILM, territory: 'CN', from: source });
  expect(reasonOf(taken)).toBe('unknown-play');
  expect(await householdPlays(neighbours, { device: PHONE, territory: 'CN' })).toEqual([]);
  expect(reasonOf(await beat(evening, source, 1, []))).toBe('ok');
});

test('what has ended or fallen silent is not told as playing', async () => {
  const evening = anEvening();
  await start(evening, TV);
  expect(await seenFrom(evening, PHONE)).toHaveLength(1);
  evening.at += 45_000;
  expect(await seenFrom(evening, PHONE)).toEqual([]);
});

describe('what plays in the household', () => {
  test('is told to its own screens alone, and to none whose viewer is nobody', async () => {
    const evening = anEvening();
    await playing(evening, TV);
    evening.profileGone = true;
    expect(await seenFrom(evening, PHONE)).toEqual([]);
    evening.profileGone = false;
    evening.removed.add(PHONE);
    expect(await seenFrom(evening, PHONE)).toEqual([]);
    expect(await seenFrom(evening, TABLET)).toHaveLength(1);
  });

  test('is told by no clock that isn’t believed', async () => {
    const evening = anEvening();
    await playing(evening, TV);
    evening.clockTrusted = false;
    expect(await seenFrom(evening, PHONE)).toEqual([]);
  });

  test('a screen’s own play needs no moving there, whatever the rights say now', async () => {
    const evening = anEvening();
    await playing(evening, TV);
    evening.denies = () => 'screen';
    expect((await seenFrom(evening, TV)).map(({ refused }) => refused)).toEqual([null]);
  });

  test('whether it may move is no by a clock that stopped being believed, and for a profile that is gone', async () => {
    const evening = anEvening();
    const source = await playing(evening, TV);
    const play = evening.plays.plays.get(source);
    if (!play) throw new Error('no play');
    const why = async () => (await whyNot(evening.ports, { device: PHONE, territory: 'CN' }, play))?.reason;
    expect(await why()).toBeUndefined();
    evening.profileGone = true;
    expect(await why()).toBe('unknown-profile');
    evening.clockTrusted = false;
    expect(await why()).toBe('clock-untrusted');
  });
});

test('a film that was stopped goes on elsewhere from where it stopped, however long ago', async () => {
  const evening = anEvening();
  const source = await playing(evening, TV);
  evening.at += 10_000;
  const stop = { play: source, device: TV, beat: beatOf(1, [[100, 110]]) };
  await stopPlay(evening.ports, stop);
  evening.at += 10_000;
  const moved = await moveTo(evening, PHONE, source);
  expect(moved.ok && moved.value.positionMs).toBe(110_000);
});
