/** A play is kept allowed by heartbeats and ends by itself when they are refused or fail. */
import { expect, test } from 'vitest';
import { type Answer, no, yes } from '../answer.ts';
import type { Heartbeat, Lease, Play, Reason } from '../api.ts';
import { handClock } from '../testing.ts';
import { startSession } from './session.ts';

const START = Date.parse('2026-11-20T20:00:00Z');
const at = (ms: number) => new Date(ms).toISOString();

const PLAY: Play = {
  id: 'p1',
  work: 'w1',
  title: 'Thirty North',
  otherTitle: '',
  leaseUntil: '2026-11-20T20:00:45Z',
  leaseSeconds: 45,
  positionSeconds: 0,
  durationSeconds: 60,
  dash: '/d',
  hls: '/h',
  clearKey: '/k',
  mediaToken: 'token-0',
  heartbeatSeconds: 20,
  until: null,
  formatProfile: 'HD',
  maxHeight: 1080,
  cappedByScreen: false,
  audio: [],
  text: [],
};

/** A server written by hand: it answers what the test says, and keeps what it was sent. */
function evening(
  reply: (beat: Heartbeat, nowMs: number) => Answer<Lease>,
  serverAheadMs = 0,
  play = PLAY,
  firstBeatMs = 0,
) {
  const clock = handClock(START);
  const beats: Heartbeat[] = [];
  const stops: Omit<Heartbeat, 'state'>[] = [];
  const ends: Reason[] = [];
  const session = startSession(play, {
    timers: clock,
    serverAheadMs,
    firstBeatMs,
    onEnd: (reason) => ends.push(reason),
    calls: {
      heartbeat: async (_, beat) => {
        beats.push(beat);
        return reply(beat, clock.now());
      },
      stopPlay: async (_, last) => {
        stops.push(last);
        return yes(null);
      },
    },
  });
  const watch = async (fromSeconds: number, seconds: number) => {
    for (let n = 0; n <= seconds * 4; n++) {
      session.observe({ positionSeconds: fromSeconds + n / 4, moving: true });
      if (n < seconds * 4) await clock.pass(250);
    }
  };
  return { clock, beats, stops, ends, session, watch };
}

const renewed = (beat: Heartbeat, nowMs: number): Answer<Lease> =>
  yes({
    leaseUntil: at(nowMs + 45_000),
    leaseSeconds: 45,
    mediaToken: `token-${beat.sequence}`,
    heartbeatSeconds: 20,
    until: null,
  });
const offline = (): Answer<Lease> => no({ reason: 'offline', status: 0, until: null, others: [] });
const gone = (reason: Reason): Answer<Lease> => no({ reason, status: 410, until: null, others: [] });

test('each heartbeat tells what was watched since the last, numbered, and brings a fresh token', async () => {
  const { beats, session, watch } = evening(renewed);
  await watch(0, 50);
  expect(beats.map((beat) => [beat.sequence, beat.watched])).toEqual([
    [1, []],
    [2, [[0, 19.75]]], // the sample at 20 s comes just after
    [3, [[19.75, 39.75]]],
  ]);
  expect(session.mediaToken()).toBe('token-3');
});

test('a paused play goes on renewing and reports nothing watched', async () => {
  const { beats, clock, session } = evening(renewed);
  session.observe({ positionSeconds: 12, moving: false });
  await clock.pass(41_000);
  expect(beats.slice(1).map((beat) => [beat.state, beat.positionSeconds, beat.watched])).toEqual([
    ['paused', 12, []],
    ['paused', 12, []],
  ]);
});

test('a heartbeat that got no answer is sent again unchanged, more and more slowly', async () => {
  let down = false;
  const { beats, watch, ends } = evening((beat, now) => (down ? offline() : renewed(beat, now)));
  await watch(0, 19);
  down = true;
  await watch(19, 9);
  const unanswered = beats.slice(1);
  expect(unanswered.length).toBe(4); // at 20 s, then after 1, 2 and 4 s
  for (const beat of unanswered) expect(beat).toEqual(unanswered[0]);
  down = false;
  await watch(28, 30);
  const counted = beats.filter((beat) => beat.sequence > 2).flatMap((beat) => beat.watched);
  expect(unanswered[0]?.watched).toEqual([[0, 19.75]]);
  expect(counted[0]?.[0]).toBe(19.75);
  expect(ends).toEqual([]);
});

test.each(['ended', 'denied:takedown', 'stopped-elsewhere', 'device-removed'] as const)(
  'a heartbeat answered 410 stops the picture at once and says %s',
  async (reason) => {
    const { ends, watch, beats, clock } = evening((beat, now) =>
      beat.sequence < 2 ? renewed(beat, now) : gone(reason),
    );
    await watch(0, 21);
    expect(ends).toEqual([reason]);
    await clock.pass(300_000);
    expect(ends.length).toBe(1);
    expect(beats.length).toBe(2);
  },
);

test('when no answer comes at all the picture stops as the lease runs out, not later', async () => {
  const { ends, clock } = evening((beat, now) => (beat.sequence < 2 ? renewed(beat, now) : offline()));
  await clock.pass(44_999);
  expect(ends).toEqual([]);
  await clock.pass(1);
  expect(ends).toEqual(['lease-expired']);
});

test('a play whose first heartbeat is never answered does not go on for ever', async () => {
  const { ends, clock } = evening(offline);
  await clock.pass(60_000);
  expect(ends).toEqual(['lease-expired']);
});

test('a screen whose clock is wrong still keeps the server’s lease', async () => {
  const ahead = 7 * 3_600_000;
  const { ends, clock } = evening((beat, now) => (beat.sequence < 2 ? renewed(beat, now + ahead) : offline()), ahead);
  await clock.pass(44_999);
  expect(ends).toEqual([]);
  await clock.pass(1);
  expect(ends).toEqual(['lease-expired']);
});

test('a heartbeat is sent just as the right may end, so that the reason is heard at once', async () => {
  const until = at(START + 7_000);
  const { beats, ends, clock } = evening((beat, now) =>
    beat.sequence === 1
      ? yes({ leaseUntil: until, leaseSeconds: 45, mediaToken: 't', heartbeatSeconds: 20, until })
      : now > START + 7_000
        ? gone('ended')
        : renewed(beat, now),
  );
  await clock.pass(7_100);
  expect(beats.length).toBeLessThanOrEqual(2);
  expect(ends).toEqual(['ended']);
});

test('leaving sends the rest that was watched and lets the stream go', async () => {
  const { session, stops, watch, ends, clock } = evening(renewed);
  await watch(0, 25);
  await session.stop();
  expect(stops).toEqual([{ sequence: 3, positionSeconds: 25, watched: [[19.75, 25]] }]);
  await clock.pass(300_000);
  expect(ends).toEqual([]);
});

test('the first heartbeat may leave the picture the way, yet never comes late in a short lease', async () => {
  const usual = evening(renewed, 0, PLAY, 3_000);
  await usual.clock.pass(2_999);
  expect(usual.beats).toEqual([]);
  await usual.clock.pass(1);
  expect(usual.beats.length).toBe(1);
  const short = evening(renewed, 0, { ...PLAY, leaseSeconds: 6, leaseUntil: at(START + 6_000) }, 3_000);
  await short.clock.pass(2_000);
  expect(short.beats.length).toBe(1);
});

test('a play whose first heartbeats get no answer ends with the lease that it was started with', async () => {
  const { clock, ends } = evening(offline, 0, { ...PLAY, leaseSeconds: 6, leaseUntil: at(START + 6_000) }, 3_000);
  await clock.pass(5_999);
  expect(ends).toEqual([]);
  await clock.pass(1);
  expect(ends).toEqual(['lease-expired']);
});

test('what other screens show is told soon, and presses that follow each other closely in one heartbeat', async () => {
  const { beats, clock, session } = evening(renewed);
  session.observe({ positionSeconds: 12, moving: true });
  await clock.pass(5_000);
  session.observe({ positionSeconds: 17, moving: false });
  session.tell();
  session.tell();
  await clock.pass(500);
  session.tell();
  await clock.pass(1_000);
  expect(beats.map(({ sequence, state }) => [sequence, state])).toEqual([
    [1, 'paused'],
    [2, 'paused'],
    [3, 'paused'],
  ]);
  await clock.pass(18_000);
  expect(beats).toHaveLength(3);
  await clock.pass(2_000);
  expect(beats).toHaveLength(4);
});

test('a heartbeat that got no answer is not overtaken by a press', async () => {
  let down = false;
  const { beats, clock, session } = evening((beat, now) => (down ? offline() : renewed(beat, now)));
  await clock.pass(19_000);
  down = true;
  await clock.pass(1_500);
  session.tell();
  await clock.pass(400);
  expect(beats.map(({ sequence }) => sequence)).toEqual([1, 2]);
});
