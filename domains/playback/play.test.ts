import { asId, MINUTE_MS } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { LEASE_MS, renewPlay, stopElsewhere } from './index.ts';
import { beat, beatOf, playing, reasonOf, start, tokenOf, type Watched } from './testing-acts.ts';
import { anEvening, EVENING, type Evening, PHONE, TV } from './testing-evening.ts';

describe('starting', () => {
  test('a play begins with a lease, a token that ends with it, and the tracks that were allowed', async () => {
    const evening = anEvening();
    evening.maxHeight = 480;
    const started = await start(evening);
    if (!started.ok) throw new Error(started.reason.reason);
    expect(started.value.leaseUntil).toBe(EVENING + LEASE_MS);
    expect(tokenOf(started.value.mediaToken)).toMatchObject({
      expiresAt: EVENING + LEASE_MS,
      tracks: ['v480', 'zh', 'es', 'zh-text'],
    });
  });

  test.each([
    [
      'clock-untrusted',
      (evening: Evening) => {
        evening.clockTrusted = false;
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
      'denied:takedown',
      (evening: Evening) => {
        evening.denies = () => 'denied:takedown';
      },
    ],
    [
      'screen',
      (evening: Evening) => {
        evening.denies = ({ screen }) => (screen === 'tv' ? 'screen' : undefined);
      },
    ],
    [
      'not-yet',
      (evening: Evening) => {
        evening.window = { start: EVENING + 1, end: null };
      },
    ],
    [
      'ended',
      (evening: Evening) => {
        evening.window = { start: 0, end: EVENING };
      },
    ],
    [
      'not-ready',
      (evening: Evening) => {
        evening.asset = undefined;
      },
    ],
    [
      'format',
      (evening: Evening) => {
        evening.maxHeight = 240;
      },
    ],
    [
      'rights-unconfirmed',
      (evening: Evening) => {
        evening.rightsConfirmedAt = EVENING - MINUTE_MS;
      },
    ],
  ])('%s: nothing starts and nothing is written', async (reason, change) => {
    const evening = anEvening();
    change(evening);
    expect(reasonOf(await start(evening))).toBe(reason);
    expect(evening.plays.plays.size).toBe(0);
  });

  test('an unknown territory is a no', async () => {
    expect(reasonOf(await start(anEvening(), TV, null))).toBe('unknown-territory');
  });

  test('the screen beyond the limit is told which plays hold the slots', async () => {
    const evening = anEvening();
    evening.streamLimit = 1;
    const first = await playing(evening, TV);
    const refused = await start(evening, PHONE);
    expect(refused.ok ? [] : [refused.reason.reason, ...refused.reason.others.map((play) => play.id)]).toEqual([
      'stream-limit',
      first,
    ]);
    await stopElsewhere(evening.ports, { play: first, household: asId('wang') });
    expect((await start(evening, PHONE)).ok).toBe(true);
    expect(reasonOf(await beat(evening, first, 1, []))).toBe('stopped-elsewhere');
  });

  test('where two errors of the clock lie on both sides of a window edge, the answer is no', async () => {
    const evening = anEvening();
    evening.errorMs = 500;
    evening.window = { start: EVENING - 499, end: null };
    expect(reasonOf(await start(evening))).toBe('not-yet');
    evening.window = { start: 0, end: EVENING + 500 };
    expect(reasonOf(await start(evening))).toBe('ended');
    evening.window = { start: EVENING - 500, end: EVENING + 501 };
    const started = await start(evening);
    expect(started.ok && started.value.leaseUntil).toBe(EVENING + 1);
  });
});

test('no receipt reaches back before its grant, though the clock can be wrong about when that began', async () => {
  const evening = anEvening();
  evening.errorMs = 500;
  const play = await playing(evening);
  evening.window = { start: 0, end: EVENING + 15_200 };
  const { decide } = evening.ports.rights.current();
  const next = { ...evening.grant, id: 'grant-2', window: { start: EVENING + 15_200, end: null } };
  const rights: typeof evening.ports.rights = {
    current: () => ({
      confirmedAt: evening.at,
      decide: (request, at) => {
        const decision = decide(request, Math.min(at, EVENING + 15_199));
        if (!decision.allow || at < EVENING + 15_200) return decision;
        return { ...decision, grants: [next], chosen: next, until: null };
      },
    }),
  };
  const ports = { ...evening.ports, rights };
  const say = (sequence: number, watched: Watched) =>
    renewPlay(ports, { play, device: TV, territory: 'CN', beat: beatOf(sequence, watched) });
  evening.at = EVENING + 15_000;
  await say(1, [[0, 15]]);
  evening.at = EVENING + 30_000;
  await say(2, [[15, 30]]);
  const [, second] = evening.plays.receipts;
  expect(second).toMatchObject({ grant: 'grant-2', from: EVENING + 15_500 });
});

test('a slot is free only when its lease has surely run out', async () => {
  const evening = anEvening();
  evening.errorMs = 500;
  evening.streamLimit = 1;
  await playing(evening, TV);
  evening.at = EVENING + LEASE_MS + 499;
  expect(reasonOf(await start(evening, PHONE))).toBe('stream-limit');
  evening.at++;
  expect((await start(evening, PHONE)).ok).toBe(true);
});

describe('the end of what is lent', () => {
  test.each([
    [
      'the window',
      (evening: Evening) => {
        evening.window = { start: 0, end: EVENING + 9000 };
      },
    ],
    [
      'the subscription',
      (evening: Evening) => {
        evening.entitledUntil = EVENING + 9000;
      },
    ],
    [
      'a minute after the rights were last confirmed',
      (evening: Evening) => {
        evening.rightsConfirmedAt = EVENING - 51_000;
      },
    ],
  ])('never lies beyond %s', async (_, change) => {
    const evening = anEvening();
    change(evening);
    const started = await start(evening);
    expect(started.ok && started.value.leaseUntil).toBe(EVENING + 9000);
    expect(started.ok && tokenOf(started.value.mediaToken).expiresAt).toBe(EVENING + 9000);
  });
});
