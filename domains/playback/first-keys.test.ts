import { asId, MINUTE_MS, ok, SECOND_MS } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { LEASE_MS, type PlaybackPorts, startPlay } from './index.ts';
import { beat, reasonOf, secondsOf, start } from './testing-acts.ts';
import { anEvening, EVENING, type Evening, FILM, PHONE, TV } from './testing-evening.ts';

const startWithKeys = (evening: Evening, changes: { device?: typeof TV; ports?: Partial<PlaybackPorts> } = {}) => {
  const { device = TV, ports } = changes;
  return startPlay({ ...evening.ports, ...ports }, { device, work: FILM, territory: 'CN', keys: true });
};

describe('keys that come with the start', () => {
  test('are those of the allowed tracks and no others, under one issue that names its grant', async () => {
    const evening = anEvening();
    evening.maxHeight = 480;
    const started = await startWithKeys(evening);
    if (!started.ok) throw new Error(started.reason.reason);
    const { play, keys } = started.value;
    expect(keys).toEqual({ asset: 'asset', kids: ['sd', 'audio'], until: EVENING + LEASE_MS });
    expect(evening.plays.keyIssues).toEqual([
      { id: play.key?.issue, play: play.id, kids: ['sd', 'audio'], grant: 'grant-1', epoch: 1, at: EVENING },
    ]);
  });

  test('may be used no longer than the licence, the subscription and the lease', async () => {
    const evening = anEvening();
    evening.window = { start: 0, end: EVENING + 9 * SECOND_MS };
    evening.entitledUntil = EVENING + 5 * SECOND_MS;
    const started = await startWithKeys(evening);
    expect(started).toMatchObject({ ok: true, value: { keys: { until: EVENING + 5 * SECOND_MS } } });
  });

  test('are not given to a screen that did not ask, and nothing is issued', async () => {
    const evening = anEvening();
    const started = await start(evening);
    expect(started.ok && started.value.keys).toBeUndefined();
    expect(evening.plays.keyIssues).toEqual([]);
  });

  test('let time count from the start, and a play that got none still counts nothing', async () => {
    for (const [asked, seconds] of [
      [startWithKeys, 10],
      [start, 0],
    ] as const) {
      const evening = anEvening();
      const started = await asked(evening);
      if (!started.ok) throw new Error(started.reason.reason);
      evening.at += 15 * SECOND_MS;
      await beat(evening, started.value.play.id, 1, [[0, 10]]);
      expect(secondsOf(evening)).toBe(seconds);
    }
  });

  test.each<[string, (evening: Evening) => void]>([
    ['clock-untrusted', (evening) => Object.assign(evening, { clockTrusted: false })],
    ['device-removed', (evening) => evening.removed.add(TV)],
    ['no-entitlement', (evening) => Object.assign(evening, { entitled: false })],
    ['denied:takedown', (evening) => Object.assign(evening, { denies: () => 'denied:takedown' })],
    ['ended', (evening) => Object.assign(evening, { window: { start: 0, end: EVENING } })],
    ['rights-unconfirmed', (evening) => Object.assign(evening, { rightsConfirmedAt: EVENING - 2 * MINUTE_MS })],
    ['format', (evening) => Object.assign(evening, { maxHeight: 240 })],
    ['not-ready', (evening) => Object.assign(evening, { asset: undefined })],
  ])('%s: none are issued', async (reason, change) => {
    const evening = anEvening();
    change(evening);
    expect(reasonOf(await startWithKeys(evening))).toBe(reason);
    expect(evening.plays.keyIssues).toEqual([]);
  });

  test('are not issued when the household has no stream left', async () => {
    const evening = anEvening();
    evening.streamLimit = 1;
    await start(evening, PHONE);
    expect(reasonOf(await startWithKeys(evening))).toBe('stream-limit');
    expect(evening.plays.keyIssues).toEqual([]);
  });

  test.each<[string, (evening: Evening) => void]>([
    ['the lease ran out meanwhile', (evening) => Object.assign(evening, { at: EVENING + LEASE_MS })],
    [
      'its end may have come by an error of the clock',
      (evening) => Object.assign(evening, { at: EVENING + LEASE_MS - 1, errorMs: 1 }),
    ],
    ['nobody can tell the time any more', (evening) => Object.assign(evening, { clockTrusted: false })],
  ])('stay here when the claim took its time and %s', async (_, meanwhile) => {
    const evening = anEvening();
    const { plays } = evening;
    const claim: typeof plays.claim = async (asked) => {
      await plays.claim(asked);
      meanwhile(evening);
      return ok(null);
    };
    const started = await startWithKeys(evening, { ports: { plays: { ...plays, claim } } });
    expect(started.ok && started.value.keys).toBeUndefined();
    expect(evening.plays.unendedPlays.size).toBe(1);
  });

  test('go nowhere when the claim fails', async () => {
    const evening = anEvening();
    const claim = () => Promise.reject(new Error('The database is away'));
    await expect(startWithKeys(evening, { ports: { plays: { ...evening.plays, claim } } })).rejects.toThrow('away');
    expect(evening.plays.keyIssues).toEqual([]);
  });

  test('are of another issue than those of the screen that the film comes from', async () => {
    const evening = anEvening();
    evening.streamLimit = 1;
    const first = await startWithKeys(evening);
    if (!first.ok) throw new Error(first.reason.reason);
    const second = await startPlay(evening.ports, {
      ...{ device: PHONE, work: FILM, territory: 'CN', keys: true, from: asId<'play'>(first.value.play.id) },
    });
    expect(second.ok && second.value.keys?.kids).toEqual(['sd', 'hd', 'audio']);
    expect(new Set(evening.plays.keyIssues.map(({ id }) => id)).size).toBe(2);
  });
});
