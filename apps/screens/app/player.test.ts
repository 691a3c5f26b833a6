/** The player's keys, its tracks and its ends, on a stage written by hand. */
import { type Heartbeat, type Lease, no, type Play, type Reason, yes } from '@duoping/client';
import { handClock } from '@duoping/client/testing';
import { expect, test } from 'vitest';
import type { Key } from './keys.ts';
import { createPlayer } from './player.ts';
import type { Stage, StageSource } from './stage.ts';

const PLAY: Play = {
  id: 'p1',
  work: 'w1',
  title: 'Thirty North',
  otherTitle: '北纬三十度',
  positionSeconds: 120,
  durationSeconds: 3600,
  dash: '/d',
  hls: '/h',
  clearKey: '/k',
  mediaToken: 't0',
  leaseUntil: '2026-11-20T20:00:45Z',
  leaseSeconds: 45,
  heartbeatSeconds: 20,
  until: null,
  formatProfile: 'SD',
  maxHeight: 576,
  cappedByScreen: true,
  audio: [{ language: 'zh-CN', label: '中文' }],
  text: [{ language: 'en', label: 'English' }],
};

interface Given {
  readonly refused?: Reason;
  readonly loadFails?: Reason;
  readonly fromStart?: boolean;
  /** The picture never opens. */
  readonly slow?: boolean;
  readonly opening?: Play['opening'];
}

async function watching({ refused, loadFails, fromStart = false, slow = false, opening }: Given = {}) {
  const clock = handClock(Date.parse('2026-11-20T20:00:00Z'));
  const beats: Heartbeat[] = [];
  const stops: number[] = [];
  const wishes: { end: Reason | null; hasNext: boolean } = { end: null, hasNext: false };
  const film = { position: 0, playing: false, sinceMs: 0, open: true, text: 'never' as string | null };
  let source: StageSource | null = null;
  const now = () => film.position + (film.playing ? (clock.now() - film.sinceMs) / 1000 : 0);
  const moveOn = (playing: boolean, position = now()) => {
    film.position = position;
    film.playing = playing;
    film.sinceMs = clock.now();
  };
  const stage: Stage = {
    load: async (given) => {
      source = given;
      if (slow) return new Promise(() => {});
      film.open = true;
      moveOn(false, given.startSeconds);
      return loadFails ?? null;
    },
    play: () => moveOn(true),
    pause: () => moveOn(false),
    seek: (seconds) => moveOn(film.playing, seconds),
    setAudio: () => {},
    setText: (language) => {
      film.text = language;
    },
    look: () => ({
      positionSeconds: now(),
      durationSeconds: 3600,
      bufferedToSeconds: now() + 20,
      moving: film.playing,
      waiting: false,
    }),
    close: () => {
      moveOn(false);
      film.open = false;
    },
  };
  const lease = (): Lease => ({
    leaseUntil: new Date(clock.now() + 45_000).toISOString(),
    leaseSeconds: 45,
    mediaToken: `t${beats.length}`,
    heartbeatSeconds: 20,
    until: null,
  });
  const refusal = (reason: Reason, status: number) => no({ reason, status, until: null, others: [] });
  const left: string[] = [];
  const asked: unknown[] = [];
  const player = createPlayer(
    { work: 'w1', fromStart, language: 'en' },
    {
      timers: clock,
      serverAheadMs: 0,
      accessToken: () => 'secret',
      openStage: () => stage,
      onChange: () => {},
      hasNext: () => wishes.hasNext,
      onLeave: (how) => left.push(how),
      calls: {
        startPlay: async ({ open }) => {
          asked.push(open);
          return refused ? refusal(refused, 403) : yes({ ...PLAY, ...(opening ? { opening } : {}) });
        },
        heartbeat: async (_, beat) => {
          beats.push(beat);
          return wishes.end ? refusal(wishes.end, 410) : yes(lease());
        },
        orders: async () => yes({ orders: [] }),
        screensFor: async () => yes({ screens: [] }),
        offerPlay: async () => yes(null),
        stopPlay: async (_, last) => {
          stops.push(last.positionSeconds);
          return yes(null);
        },
      },
    },
  );
  await clock.pass(0);
  const press = (...keys: Key[]) =>
    keys.forEach((key) => {
      player.press(key);
    });
  return { clock, player, press, film, beats, stops, left, wishes, at: now, source: () => source, asked };
}

test('play starts where the household left off', async () => {
  const { player, at } = await watching();
  expect(player.state().phase).toBe('playing');
  expect(at()).toBe(120);
});

test('a picture that is slow to open never moves the household’s place', async () => {
  const { source, beats, clock, player } = await watching({ slow: true });
  source()?.onChange();
  await clock.pass(25_000);
  expect([player.state().positionSeconds, beats[1]?.positionSeconds]).toEqual([120, 120]);
});

test('what the start brought along opens the first picture; a second one asks the server anew', async () => {
  const opening = { manifest: '<MPD/>', license: { keys: [], type: 'temporary' } };
  const { source, asked } = await watching({ opening });
  expect([asked, source()?.opening]).toEqual([['dash'], opening]);
  source()?.onFailure('media-failed');
  expect(source()).toMatchObject({ opening: null, dash: '/d', clearKey: '/k' });
});

test('play from the start starts at the start', async () => {
  const { at } = await watching({ fromStart: true });
  expect(at()).toBe(0);
});

test('OK pauses and plays on', async () => {
  const { clock, press, at, player } = await watching();
  await clock.pass(10_000);
  press('ok');
  await clock.pass(60_000);
  expect([at(), player.state().phase, player.state().controls]).toEqual([130, 'paused', true]);
  press('ok');
  await clock.pass(5_000);
  expect(at()).toBe(135);
});

test('Right shows where it would go, and goes there once the keys rest', async () => {
  const { clock, press, at, player } = await watching();
  press('right', 'right');
  expect(player.state().seek?.toSeconds).toBe(140);
  expect(at()).toBe(120);
  await clock.pass(900);
  expect(player.state().seek).toBe(null);
  expect(at()).toBe(140);
});

test('a finger goes to a place at once, and ten seconds further, and never past the end', async () => {
  const { at, player } = await watching();
  player.seekTo(60);
  expect([at(), player.state().seek]).toEqual([60, null]);
  player.skip(10);
  expect(at()).toBe(70);
  player.skip(-500);
  expect(at()).toBe(0);
  player.seekTo(1_000_000);
  expect(at()).toBe(player.state().durationSeconds - 1);
});

test('OK goes there at once, Back forgets it', async () => {
  const { press, at, player, left } = await watching();
  press('left', 'ok');
  expect(at()).toBe(110);
  press('right', 'right', 'back');
  expect([player.state().seek, at(), left.length]).toEqual([null, 110, 0]);
});

test('steps grow while Right is held and start small again after a turn', async () => {
  const { press, player } = await watching();
  for (let n = 0; n < 10; n++) press('right');
  expect(player.state().seek?.stepSeconds).toBe(40);
  press('left');
  expect(player.state().seek?.stepSeconds).toBe(10);
});

test('the skipped part is not watched', async () => {
  const { clock, press, beats } = await watching();
  await clock.pass(4_000);
  press('right', 'ok');
  await clock.pass(30_000);
  const watched = beats.flatMap((beat) => beat.watched);
  const before = watched.filter(([from]) => from < 134);
  expect([before[0]?.[0], before.at(-1)?.[1]]).toEqual([120, 124]);
  expect(watched[before.length]?.[0]).toBe(134);
});

test('Down opens the tracks, Back closes them and the film goes on', async () => {
  const { press, player, left, film } = await watching();
  press('down');
  expect(player.state().panel).toBe(true);
  expect(player.press('right')).toBe(false); // focus moves among the tracks
  player.setText('en');
  expect(film.text).toBe('en');
  press('back');
  expect([player.state().panel, left.length]).toEqual([false, 0]);
});

test('the controls leave by themselves, but not during a pause', async () => {
  const { clock, press, player } = await watching();
  await clock.pass(5_000);
  expect(player.state().controls).toBe(false);
  press('ok');
  await clock.pass(20_000);
  expect(player.state().controls).toBe(true);
});

test('Back leaves, tells the place and lets the stream go', async () => {
  const { clock, press, stops, left, film } = await watching();
  await clock.pass(3_000);
  press('back');
  await clock.pass(0);
  expect([stops, left.length, film.open]).toEqual([[123], 1, false]);
});

test.each(['ended', 'denied:takedown', 'stopped-elsewhere'] as const)(
  'a play that is ended by %s stops the picture and says so',
  async (reason) => {
    const { clock, wishes, player, film, press, left } = await watching();
    wishes.end = reason;
    await clock.pass(20_000);
    expect(player.state()).toMatchObject({ phase: 'stopped', refusal: { reason }, canRetry: false });
    expect(film.open).toBe(false);
    press('back');
    expect(left.length).toBe(1);
  },
);

test('the end of the film goes back by itself', async () => {
  const { source, left, clock } = await watching();
  source()?.onEnd();
  await clock.pass(0);
  expect(left.length).toBe(1);
});

test.each([
  ['no-entitlement', false],
  ['stream-limit', true],
] as const)('a play refused by %s loads nothing, and closes the stage that got ready', async (refused, canRetry) => {
  const { player, source, film } = await watching({ refused });
  expect(player.state()).toMatchObject({ phase: 'stopped', refusal: { reason: refused }, canRetry });
  expect(source()).toBe(null);
  expect(film.open).toBe(false);
});

test('a picture that can’t be read lets the stream go', async () => {
  const { player, stops, clock } = await watching({ loadFails: 'media-failed' });
  await clock.pass(0);
  expect(player.state()).toMatchObject({ phase: 'stopped', refusal: { reason: 'media-failed' }, canRetry: true });
  expect(stops.length).toBe(1);
});

test('a decoder that stumbles gets a second picture from the same place, and no third', async () => {
  const { clock, player, source, at, beats } = await watching();
  await clock.pass(8_000);
  source()?.onFailure('media-failed');
  await clock.pass(0);
  expect([player.state().phase, at()]).toEqual(['playing', 128]);
  source()?.onFailure('media-failed');
  expect(player.state()).toMatchObject({ phase: 'stopped', refusal: { reason: 'media-failed' } });
  expect(beats.length).toBe(1); // one play all along
});

test('segments get the newest token', async () => {
  const { clock, source } = await watching();
  expect(source()?.mediaToken()).toBe('t0');
  await clock.pass(41_000);
  expect(source()?.mediaToken()).toBe('t2');
});
