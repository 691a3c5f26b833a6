import { MINUTE_MS } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { LEASE_MS, renewPlay } from './index.ts';
import { beat, beatOf, playing, reasonOf, secondsOf, start, type Watched } from './testing-acts.ts';
import { anEvening, EVENING, type Evening, PHONE, TV } from './testing-evening.ts';

describe('heartbeats', () => {
  test('watched time becomes a receipt that names the licence it was watched under', async () => {
    const evening = anEvening();
    const play = await playing(evening);
    evening.at += 15_000;
    evening.epoch = 2;
    const renewed = await beat(evening, play, 1, [[0, 15]]);
    expect(renewed.ok && renewed.value.leaseUntil).toBe(EVENING + 15_000 + LEASE_MS);
    expect(evening.plays.receipts).toMatchObject([
      { id: `${play}.1`, grant: 'grant-1', epoch: 1, intervals: [[0, 15_000]], watchedMs: 15_000, screen: 'tv' },
    ]);
    evening.at += 15_000;
    await beat(evening, play, 2, [[15, 30]]);
    expect(evening.plays.receipts[1]).toMatchObject({ epoch: 2, watchedMs: 15_000 });
  });

  test('the same heartbeat again is answered the same and counts once', async () => {
    const evening = anEvening();
    const play = await playing(evening);
    evening.at += 15_000;
    const first = await beat(evening, play, 1, [[0, 15]]);
    evening.at += 5_000;
    const again = await beat(evening, play, 1, [[0, 15]]);
    expect(again).toEqual(first);
    expect(evening.plays.receipts).toHaveLength(1);
  });

  test('two copies at the same moment count once', async () => {
    const evening = anEvening();
    const play = await playing(evening);
    evening.at += 15_000;
    const answers = await Promise.all([1, 2, 3].map(() => beat(evening, play, 1, [[0, 15]])));
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(secondsOf(evening)).toBe(15);
  });

  test.each<[string, Watched, number]>([
    ['no more than the clock allows', [[0, 600]], 15],
    ['nothing for a pause', [], 0],
    ['nothing for no more than a moment', [[7, 7]], 0],
    [
      'overlapping claims once',
      [
        [0, 10],
        [5, 12],
        [0, 3],
      ],
      12,
    ],
    ['less than the clock when less was watched', [[100, 104]], 4],
  ])('count %s', async (_, watched, seconds) => {
    const evening = anEvening();
    const play = await playing(evening);
    evening.at += 15_000;
    await beat(evening, play, 1, watched);
    expect(secondsOf(evening)).toBe(seconds);
    expect(evening.plays.receipts).toHaveLength(seconds > 0 ? 1 : 0);
  });

  test('what was counted once is not counted again in the same play', async () => {
    const evening = anEvening();
    const play = await playing(evening);
    evening.at += 15_000;
    await beat(evening, play, 1, [[0, 15]]);
    evening.at += 15_000;
    await beat(evening, play, 2, [[0, 20]]);
    expect(secondsOf(evening)).toBe(20);
  });

  test('a beat that the network held up loses nothing, and a pause leaves no credit', async () => {
    const evening = anEvening();
    const play = await playing(evening);
    evening.at += 19_000;
    await beat(evening, play, 1, [[0, 15]]);
    evening.at += 11_000;
    await beat(evening, play, 2, [[15, 30]]);
    expect(secondsOf(evening)).toBe(30);
    evening.at += 30_000;
    await renewPlay(evening.ports, { play, device: TV, territory: 'CN', beat: beatOf(3, [], 'paused') });
    evening.at += 10_000;
    await beat(evening, play, 4, [[30, 60]]);
    expect(secondsOf(evening)).toBe(40);
  });

  test('time after the lease ran out is nobody’s, and the play goes on when its slot is still free', async () => {
    const evening = anEvening();
    const play = await playing(evening);
    evening.at += LEASE_MS + 30_000;
    const late = await beat(evening, play, 1, [[0, 75]]);
    expect(late.ok).toBe(true);
    expect(secondsOf(evening)).toBe(LEASE_MS / 1000);
  });

  test('nothing counts that was claimed without a key', async () => {
    const evening = anEvening();
    const started = await start(evening);
    if (!started.ok) throw new Error(started.reason.reason);
    evening.at += 15_000;
    await beat(evening, started.value.play.id, 1, [[0, 15]]);
    expect(evening.plays.receipts).toHaveLength(0);
  });

  test('another device’s heartbeat is refused as if the play did not exist', async () => {
    const evening = anEvening();
    const play = await playing(evening);
    evening.at += 15_000;
    expect(reasonOf(await beat(evening, play, 1, [[0, 15]], PHONE))).toBe('unknown-play');
    expect(reasonOf(await beat(evening, 'no-such-play', 1, [[0, 15]]))).toBe('unknown-play');
    expect(evening.plays.receipts).toHaveLength(0);
  });

  test.each<[string, number, Watched]>([
    ['a sequence of zero', 0, [[0, 5]]],
    ['half a sequence', 1.5, [[0, 5]]],
    ['an interval that ends before it begins', 1, [[5, 0]]],
    ['a negative place', 1, [[-5, 5]]],
    ['a place behind the end', 1, [[0, 90 * 60 + 2]]],
    ['not a number', 1, [[Number.NaN, 5]]],
    ['without end', 1, [[0, Number.POSITIVE_INFINITY]]],
    ['too many intervals', 1, Array.from({ length: 65 }, (_, n) => [n, n + 0.5] as const)],
  ])('%s is malformed and changes nothing', async (_, sequence, watched) => {
    const evening = anEvening();
    const play = await playing(evening);
    const before = evening.plays.plays.get(play);
    evening.at += 15_000;
    expect(reasonOf(await beat(evening, play, sequence, watched))).toBe('malformed');
    expect(evening.plays.plays.get(play)).toBe(before);
  });

  test.each([
    [
      'denied:takedown',
      (evening: Evening) => {
        evening.denies = () => 'denied:takedown';
      },
    ],
    [
      'device-removed',
      (evening: Evening) => {
        evening.removed.add(TV);
      },
    ],
    [
      'unknown-profile',
      (evening: Evening) => {
        evening.profileGone = true;
      },
    ],
    [
      'no-entitlement',
      (evening: Evening) => {
        evening.entitled = false;
      },
    ],
    [
      'not-ready',
      (evening: Evening) => {
        evening.asset = undefined;
      },
    ],
  ])('%s ends a running play at its next heartbeat, and what was lawful still counts', async (reason, change) => {
    const evening = anEvening();
    const play = await playing(evening);
    evening.at += 15_000;
    change(evening);
    expect(reasonOf(await beat(evening, play, 1, [[0, 15]]))).toBe(reason);
    expect(secondsOf(evening)).toBe(15);
    evening.at += 1000;
    expect(reasonOf(await beat(evening, play, 2, [[15, 16]]))).toBe(reason);
    expect(secondsOf(evening)).toBe(15);
  });

  test.each([
    [
      'clock-untrusted',
      (evening: Evening) => {
        evening.clockTrusted = false;
      },
    ],
    [
      'rights-unconfirmed',
      (evening: Evening) => {
        evening.rightsConfirmedAt = EVENING - MINUTE_MS;
      },
    ],
  ])('%s prolongs nothing and ends nothing', async (reason, change) => {
    const evening = anEvening();
    const play = await playing(evening);
    const before = evening.plays.plays.get(play);
    evening.at += 15_000;
    change(evening);
    expect(reasonOf(await beat(evening, play, 1, [[0, 15]]))).toBe(reason);
    expect(evening.plays.plays.get(play)).toBe(before);
  });

  test('a play goes on over an instant at which its decision changes', async () => {
    const evening = anEvening();
    evening.window = { start: 0, end: EVENING + 20_000 };
    const play = await playing(evening);
    evening.at += 15_000;
    await beat(evening, play, 1, [[0, 15]]);
    evening.at = EVENING + 20_000;
    evening.window = { start: EVENING + 20_000, end: null };
    expect((await beat(evening, play, 2, [[15, 20]])).ok).toBe(true);
    expect(secondsOf(evening)).toBe(20);
  });
});
