/** What other screens play, as this one knows it: heard every few seconds, believed at once when it was pressed here. */
import { type Answer, type HouseholdPlay, no, type Steering, yes } from '@duoping/client';
import { handClock } from '@duoping/client/testing';
import { expect, test } from 'vitest';
import { createElsewhere, type OtherScreenPlay, placeNow, refusedHere } from './elsewhere.ts';

const ON_TV: HouseholdPlay = {
  id: 'p1',
  work: 'w1',
  title: 'Thirty North',
  deviceId: 'tv',
  deviceName: 'Living room',
  screen: 'tv',
  here: false,
  offered: false,
  moving: true,
  positionSeconds: 100,
  durationSeconds: 3600,
  since: '2026-11-20T20:00:00Z',
  refused: null,
};

const heard = (plays: readonly HouseholdPlay[], pagesAsOf = '1') => yes({ plays, pagesAsOf });

async function watching(...first: HouseholdPlay[]) {
  const clock = handClock(0);
  const steered: Steering[] = [];
  const stopped: string[] = [];
  const sent: string[] = [];
  let plays: readonly OtherScreenPlay[] = [];
  let answer: Answer<{ plays: readonly HouseholdPlay[]; pagesAsOf: string }> = heard(first);
  let otherPages = 0;
  let asked = 0;
  const elsewhere = createElsewhere({
    timers: clock,
    language: () => 'en',
    calls: {
      householdPlays: async () => {
        asked++;
        return answer;
      },
      steer: async (_, order) => {
        steered.push(order);
        return yes(null);
      },
      stopElsewhere: async (id) => {
        stopped.push(id);
        return yes(null);
      },
    },
    onChange: (next, offered) => {
      plays = next;
      if (offered) sent.push(offered.id);
    },
    onOtherPages: () => {
      otherPages++;
    },
    onLost: (refusal) => refusal.status === 401,
  });
  elsewhere.watch(false);
  await clock.pass(0);
  const one = (): OtherScreenPlay => {
    const [play] = plays;
    if (!play) throw new Error('Nothing plays');
    return play;
  };
  const say = (next: typeof answer) => {
    answer = next;
  };
  return {
    clock,
    elsewhere,
    steered,
    stopped,
    sent,
    one,
    say,
    plays: () => plays,
    asked: () => asked,
    otherPages: () => otherPages,
  };
}

const refused = (status: number) => no({ reason: 'unexpected', status, until: null, others: [] });

test('what plays here is not told as playing elsewhere', async () => {
  const { plays } = await watching({ ...ON_TV, here: true });
  expect(plays()).toEqual([]);
});

test('the place moves on between two answers, by no more than a heartbeat, and stands while it is paused', async () => {
  const { one, clock } = await watching(ON_TV);
  expect(placeNow(one(), clock.now() + 4_000)).toBe(104);
  expect(placeNow(one(), clock.now() + 60_000)).toBe(115);
  expect(placeNow({ ...one(), moving: false }, clock.now() + 4_000)).toBe(100);
});

test('what was pressed is shown at once, until the other screen could have said so itself', async () => {
  const { one, elsewhere, clock, steered, say } = await watching(ON_TV);
  elsewhere.steer(one(), 'pause');
  expect(one().moving).toBe(false);
  elsewhere.watch(true);
  await clock.pass(0);
  expect(one().moving).toBe(false);
  say(heard([{ ...ON_TV, moving: true, positionSeconds: 110 }]));
  await clock.pass(4_000);
  expect([one().moving, one().positionSeconds]).toEqual([true, 110]);
  expect(steered).toMatchObject([{ kind: 'pause' }]);
});

test('each press is an order of its own, and no skip leads out of the film', async () => {
  const { one, elsewhere, steered } = await watching({ ...ON_TV, moving: false, positionSeconds: 4 });
  elsewhere.steer(one(), 'back');
  expect(one().positionSeconds).toBe(0);
  elsewhere.steer(one(), 'on');
  elsewhere.steer(one(), 'on');
  expect(one().positionSeconds).toBe(20);
  expect(steered.map(({ seconds }) => seconds)).toEqual([-10, 10, 10]);
  expect(new Set(steered.map(({ id }) => id)).size).toBe(3);
});

test('what is sent here is told once, not at every answer', async () => {
  const { clock, sent, say } = await watching(ON_TV);
  say(heard([{ ...ON_TV, offered: true }]));
  await clock.pass(5_000);
  await clock.pass(5_000);
  expect(sent).toEqual(['p1']);
});

test('while the server can’t be reached what was known stays; a refusal clears it', async () => {
  const { clock, plays, say } = await watching(ON_TV);
  say(refused(0));
  await clock.pass(5_000);
  expect(plays()).toHaveLength(1);
  say(refused(503));
  await clock.pass(5_000);
  expect(plays()).toEqual([]);
});

test('a screen at rest asks nothing and shows nothing', async () => {
  const { clock, elsewhere, plays, asked } = await watching(ON_TV);
  elsewhere.rest();
  expect(plays()).toEqual([]);
  await clock.pass(30_000);
  expect(asked()).toBe(1);
});

test('stopping lets the other screen’s stream go, and asks at once what is left', async () => {
  const { clock, elsewhere, one, stopped, plays, say } = await watching(ON_TV);
  say(heard([]));
  elsewhere.steer(one(), 'stop');
  await clock.pass(0);
  expect([stopped, plays()]).toEqual([['p1'], []]);
});

test('a reason that this version does not know is still a no', () => {
  expect(refusedHere({ ...ON_TV, refused: 'something new' })).toBe('unexpected');
  expect(refusedHere(ON_TV)).toBeNull();
});

test('pages are asked for again when the server makes other ones, and not before', async () => {
  const { clock, say, otherPages } = await watching();
  await clock.pass(20_000);
  expect(otherPages()).toBe(0);
  say(heard([], '2'));
  await clock.pass(5_000);
  expect(otherPages()).toBe(1);
  await clock.pass(20_000);
  expect(otherPages()).toBe(1);
});
