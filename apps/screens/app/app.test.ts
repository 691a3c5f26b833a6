/** The whole screen without a browser: pairing, home, a title, back to the very card, and what happens when things change. */
import type { HouseholdPlay } from '@duoping/client';
import { describe, expect, test } from 'vitest';
import { homeOf } from '../testing/titles.ts';
import type { Key } from './keys.ts';
import { livingRoom } from './living-room.test-support.ts';
import { sceneOf } from './scene.ts';
import { currentRoute } from './state.ts';

test('an unpaired screen shows how to pair it, and home as soon as that is confirmed', async () => {
  const { place, pairing, clock, kept, focus } = await livingRoom({ token: null });
  expect(place()).toBe('pairing');
  pairing({ phase: 'paired', token: 'new', deviceId: 'd' });
  await clock.pass(0);
  expect([place(), kept.token, focus()]).toEqual(['home', 'new', 'card:continue:thirty-north']);
});

test('a code that expires is replaced by itself, but not for ever', async () => {
  const { app, pairing, press, focus } = await livingRoom({ token: null });
  for (let code = 0; code < 5; code++) {
    pairing({ phase: 'expired' });
    expect(app.state().pairing.phase).toBe('asking');
  }
  pairing({ phase: 'expired' });
  expect([app.state().pairing.phase, sceneOf(app.state()).zones[0]?.items]).toEqual([
    'expired',
    ['new-code', 'language'],
  ]);
  await press('left', 'ok');
  expect([app.state().pairing.phase, focus()]).toEqual(['asking', 'language']);
});

test('the profile’s language is the screen’s, until the viewer chooses another', async () => {
  const { app, press, kept } = await livingRoom();
  expect(app.state().language).toBe('zh-CN');
  await press('left', 'down', 'down', 'ok');
  expect([app.state().language, kept.language]).toEqual(['en', 'en']);
});

test('Back from a title returns to the very card', async () => {
  const { press, place, focus } = await livingRoom();
  await press('down', 'right', 'right', 'ok');
  expect([place(), focus()]).toEqual(['title', 'play']);
  await press('back');
  expect([place(), focus()]).toEqual(['home', 'card:leaving:paper-birds']);
});

test('a title with a place to go on from offers that first', async () => {
  const { press, focus } = await livingRoom();
  await press('ok');
  expect(focus()).toBe('resume');
});

test('a title that is still being prepared can be looked at but not played', async () => {
  const { app, press, focus } = await livingRoom();
  const rail = homeOf('en', 0, new Set()).rails[2]?.cards ?? [];
  const steps = rail.findIndex((card) => !card.ready);
  await press('down', 'down', ...Array.from({ length: steps }, (): Key => 'right'), 'ok');
  expect(focus()).toBe('back');
  expect(sceneOf(app.state()).zones.flatMap((zone) => zone.items)).toEqual(['back']);
});

test('a title that leaves the catalog leaves the page by itself, and focus stays near', async () => {
  const { press, clock, wishes, focus } = await livingRoom();
  await press('right');
  expect(focus()).toBe('card:continue:letters-from-the-deep');
  wishes.hidden.add('letters-from-the-deep');
  await clock.pass(30_000);
  expect(focus()).toBe('card:continue:harbour-lights');
});

test('a refused title says why and can be left', async () => {
  const { press, wishes, focus, place } = await livingRoom();
  wishes.titleFails = 'territory';
  await press('ok');
  expect(focus()).toBe('back');
  await press('ok');
  expect(place()).toBe('home');
});

test('a refused play says why and leads back to the title', async () => {
  const { press, place, focus, app } = await livingRoom();
  await press('ok', 'ok');
  expect([place(), focus(), app.state().player?.refusal?.reason]).toEqual(['play', 'back', 'no-entitlement']);
  await press('ok');
  expect([place(), focus()]).toEqual(['title', 'resume']);
});

test('a play over the limit offers to stop the other screen, and then asks again', async () => {
  const { press, place, focus, app, wishes, stoppedElsewhere } = await livingRoom();
  wishes.streamTaken = true;
  await press('ok', 'ok');
  expect([place(), focus()]).toEqual(['play', 'stop:p7']);
  await press('ok');
  expect([stoppedElsewhere, place(), app.state().player?.refusal?.reason]).toEqual([['p7'], 'play', 'no-entitlement']);
});

test('a home that fails offers to try again', async () => {
  const { press, wishes, clock, focus, app } = await livingRoom({ home: () => ({ rails: [], until: null }) });
  expect(focus()).toBe('retry');
  wishes.homeFails = 'unexpected';
  await clock.pass(30_000);
  expect([app.state().home.status, focus()]).toEqual(['failed', 'retry']);
  wishes.homeFails = null;
  await press('ok');
  expect(app.state().home.status).toBe('ready');
});

test('a screen that is removed from its household shows nothing of it any more', async () => {
  const { wishes, clock, place, kept, app } = await livingRoom();
  wishes.removed = true;
  await clock.pass(30_000);
  expect([place(), kept.token, app.state().removed, app.state().home.status]).toEqual([
    'pairing',
    null,
    true,
    'loading',
  ]);
});

test('to unpair asks first, and Back keeps everything', async () => {
  const { press, place, focus, kept } = await livingRoom();
  await press('left', 'down', 'down', 'down', 'ok', 'down', 'down', 'ok');
  expect([place(), focus()]).toEqual(['device', 'keep']);
  await press('back', 'back');
  expect([place(), kept.token]).toEqual(['home', 'secret']);
  await press('left', 'down', 'down', 'ok', 'down', 'down', 'ok', 'right', 'ok');
  expect([place(), kept.token]).toEqual(['pairing', null]);
});

test('Back at home opens the menu, Back in the menu closes it', async () => {
  const { press, focus } = await livingRoom();
  await press('right', 'back');
  expect(focus()).toBe('menu:home');
  await press('back');
  expect(focus()).toBe('card:continue:letters-from-the-deep');
});

test('the home page is asked for again at the very instant at which it could differ', async () => {
  let asked = 0;
  const { clock } = await livingRoom({
    home: (language) => {
      asked += 1;
      const until = new Date(Date.parse('2026-11-20T20:00:00Z') + 4_000).toISOString();
      return { ...homeOf(language, 0, new Set()), until: asked === 1 ? until : null };
    },
  });
  await clock.pass(3_999);
  expect(asked).toBe(1);
  await clock.pass(1);
  expect(asked).toBe(2);
  await clock.pass(29_999);
  expect(asked).toBe(2);
  await clock.pass(1);
  expect(asked).toBe(3);
});

test('what the server hears of a withdrawal or a move shows on every page within seconds', async () => {
  const { app, clock, press, wishes, focus } = await livingRoom();
  await press('right');
  wishes.hidden.add('letters-from-the-deep');
  wishes.pagesAsOf = '2';
  await clock.pass(5_000);
  expect(focus()).toBe('card:continue:harbour-lights');
  await press('ok');
  wishes.titleFails = 'denied:takedown';
  wishes.pagesAsOf = '3';
  await clock.pass(5_000);
  expect(app.state().titles).toMatchObject({ 'harbour-lights': { status: 'failed' } });
});

test('an open title whose licence ends says so within half a minute', async () => {
  const { app, clock, press, wishes } = await livingRoom();
  await press('ok');
  const shown = () => {
    const route = currentRoute(app.state());
    return route.name === 'title' ? app.state().titles[route.work] : undefined;
  };
  expect(shown()?.status).toBe('ready');
  wishes.titleFails = 'denied:takedown';
  await clock.pass(30_000);
  expect(shown()).toMatchObject({ status: 'failed', refusal: { reason: 'denied:takedown' } });
});

describe('what another screen plays', () => {
  const onPhone = (changes: Partial<HouseholdPlay> = {}): HouseholdPlay => ({
    ...{ id: 'p9', work: 'w1', title: 'Thirty North', deviceId: 'phone', deviceName: 'Phone', screen: 'phone' },
    ...{ here: false, offered: false, moving: true, positionSeconds: 100, durationSeconds: 3600 },
    ...{ since: '2026-11-20T19:00:00Z', refused: null },
    ...changes,
  });

  test('goes on here by one press above the rails, from that very play', async () => {
    const { wishes, clock, press, focus, place, started } = await livingRoom();
    wishes.elsewhere = [onPhone()];
    await clock.pass(5_000);
    expect(focus()).toContain('card:');
    await press('up');
    expect(focus()).toBe('move:p9');
    await press('ok');
    expect(place()).toBe('play');
    expect(started).toEqual([{ work: 'w1', language: 'zh-CN', from: 'p9', open: 'dash' }]);
  });

  test('cannot be chosen where it is not licensed; the remote can', async () => {
    const { wishes, clock, press, focus, place } = await livingRoom();
    wishes.elsewhere = [onPhone({ refused: 'screen' })];
    await clock.pass(5_000);
    await press('up');
    expect(focus()).toBe('remote:p9');
    await press('ok');
    expect([place(), focus()]).toEqual(['remote', 'steer:back']);
    await press('back');
    expect(place()).toBe('home');
  });

  test('and was sent here, a television shows at once wherever it is', async () => {
    const { wishes, clock, press, focus, place } = await livingRoom();
    await press('ok');
    expect(place()).toBe('title');
    wishes.elsewhere = [onPhone({ offered: true })];
    await clock.pass(5_000);
    expect([place(), focus()]).toEqual(['home', 'move:p9']);
  });

  test('leaves the page with its play, and focus goes back among the titles', async () => {
    const { wishes, clock, press, focus } = await livingRoom();
    wishes.elsewhere = [onPhone()];
    await clock.pass(5_000);
    await press('up');
    wishes.elsewhere = [];
    await clock.pass(5_000);
    expect(focus()).toContain('card:');
  });
});

test('a household of several is asked who is watching, once, and each screen remembers it', async () => {
  const { place, focus, press, kept, app } = await livingRoom({ profiles: ['妈妈', '小满'] });
  expect([place(), focus()]).toEqual(['choosing', 'profile:p0']);
  await press('back', 'right', 'ok');
  expect([place(), kept.profile, app.state().me?.profile.id]).toEqual(['home', 'p1', 'p1']);
  const { place: alone } = await livingRoom();
  expect(alone()).toBe('home');
  const { place: framed, kept: keptThere } = await livingRoom({ profiles: ['妈妈', '小满'], asksWho: false });
  expect([framed(), keptThere.profile]).toEqual(['home', null]);
});

test('another profile is chosen on the page of this screen, and Back leaves everything as it was', async () => {
  const { place, press, app, kept } = await livingRoom({ profiles: ['妈妈', '小满'] });
  await press('ok');
  app.choose('menu:device');
  await press('ok');
  expect(place()).toBe('choosing');
  await press('back');
  expect([place(), kept.profile]).toEqual(['device', 'p0']);
  await press('ok', 'right', 'ok');
  expect([place(), kept.profile]).toEqual(['home', 'p1']);
});

test('a profile that has left the household is asked for anew, and nothing is shown in its name', async () => {
  const { place, press, kept, clock } = await livingRoom({ profiles: ['妈妈', '小满'] });
  await press('ok');
  expect(place()).toBe('home');
  kept.profile = 'gone';
  await clock.pass(31_000);
  expect([place(), kept.profile]).toEqual(['choosing', null]);
});
