/** Series on the screen, without a browser: the page of an episode, and what follows it by itself. */
import { describe, expect, test } from 'vitest';
import { livingRoom, PLAY } from './living-room.test-support.ts';
import { seasonShown } from './series.ts';
import { currentRoute } from './state.ts';

/** The page of the second episode, as its card on the home page opens it. */
async function aPage() {
  const room = await livingRoom();
  room.app.choose('card:new:lamps-1-2');
  await room.clock.pass(0);
  expect(room.focus()).toBe('resume');
  return room;
}

/** The second episode plays, and is where the test puts it. */
async function aPlay(atSeconds = 0) {
  const room = await aPage();
  room.wishes.play = PLAY;
  await room.press('ok');
  room.picture.atSeconds = atSeconds;
  await room.clock.pass(300);
  const player = () => room.app.state().player;
  expect(player()?.phase).toBe('playing');
  const ends = async () => {
    room.picture.source?.onEnd();
    await room.clock.pass(300);
  };
  const works = () => room.started.map(({ work }) => work);
  const stack = () =>
    room.app.state().stack.map((route) => ('work' in route ? `${route.name} ${route.work}` : route.name));
  return { ...room, player, ends, works, stack };
}

const NEARLY_OVER = 2515;

describe('the page of an episode', () => {
  test('has seasons and episodes below its buttons; the episode that it is of comes first', async () => {
    const { press, focus } = await aPage();
    await press('down');
    expect(focus()).toBe('season:1');
    await press('down');
    expect(focus()).toBe('episode:lamps-1-2');
    await press('left', 'left');
    expect(focus()).toBe('episode:lamps-1-1');
    await press('up', 'up');
    expect(focus()).toBe('resume');
  });

  test('shows the episodes of the season that focus is on, and each season keeps its place', async () => {
    const { press, focus, app } = await aPage();
    const season = () => {
      const page = app.state().titles['lamps-1-2'];
      return page?.status === 'ready' ? seasonShown(app.state(), page.value)?.number : undefined;
    };
    expect(season()).toBe(1);
    await press('down', 'down', 'right', 'up', 'right');
    expect([focus(), season()]).toEqual(['season:2', 2]);
    await press('down');
    expect(focus()).toBe('episode:lamps-2-1');
    await press('up', 'left', 'down');
    expect(focus()).toBe('episode:lamps-1-3');
  });

  test('plays an episode where it was left; one in preparation shows its own page', async () => {
    const { press, app, started, place, clock } = await aPage();
    app.choose('episode:lamps-1-3');
    await clock.pass(0);
    expect([place(), started.map(({ work }) => work)]).toEqual(['play', ['lamps-1-3']]);
    await press('back');
    app.choose('season:2');
    app.choose('episode:lamps-2-2');
    await clock.pass(0);
    expect([currentRoute(app.state()), started.length]).toMatchObject([{ name: 'title', work: 'lamps-2-2' }, 1]);
  });
});

describe('near the end of an episode', () => {
  test('the next one is announced, and not before', async () => {
    const { player, picture, clock } = await aPlay(2500);
    expect(player()).toMatchObject({ hasNext: true, offersNext: false });
    picture.atSeconds = NEARLY_OVER;
    await clock.pass(300);
    expect(player()?.offersNext).toBe(true);
  });

  test('it follows by itself, and Back leads to its own page and then home', async () => {
    const { ends, works, stack, press } = await aPlay(NEARLY_OVER);
    await ends();
    expect(works()).toEqual(['lamps-1-2', 'lamps-1-3']);
    expect(stack()).toEqual(['home', 'title lamps-1-3', 'play lamps-1-3']);
    await press('back');
    expect(stack()).toEqual(['home', 'title lamps-1-3']);
    await press('back');
    expect(stack()).toEqual(['home']);
  });

  test('OK goes on at once; without an announcement OK only pauses', async () => {
    const { press, works, player } = await aPlay(NEARLY_OVER);
    await press('ok');
    expect(works()).toEqual(['lamps-1-2', 'lamps-1-3']);
    const early = await aPlay(100);
    await early.press('ok');
    expect([early.works(), early.player()?.phase]).toEqual([['lamps-1-2'], 'paused']);
    expect(player()?.phase).toBe('playing');
  });

  test('Back stays with this one to its end, which leads to its page', async () => {
    const { press, player, ends, stack, clock } = await aPlay(NEARLY_OVER);
    await press('back');
    await clock.pass(600);
    expect(player()?.offersNext).toBe(false);
    await ends();
    expect(stack()).toEqual(['home', 'title lamps-1-2']);
  });

  test('going back from the end announces it anew', async () => {
    const { press, player, picture, clock } = await aPlay(NEARLY_OVER);
    await press('back');
    picture.atSeconds = 1000;
    await clock.pass(300);
    picture.atSeconds = NEARLY_OVER;
    await clock.pass(300);
    expect(player()?.offersNext).toBe(true);
  });

  test('a refused start says why, and Back leads to the page of that episode', async () => {
    const { ends, wishes, player, press, stack } = await aPlay(NEARLY_OVER);
    wishes.play = null;
    await ends();
    expect([player()?.phase, player()?.refusal?.reason]).toEqual(['stopped', 'no-entitlement']);
    await press('back');
    expect(stack()).toEqual(['home', 'title lamps-1-3']);
  });

  test('the last one leads to its own page', async () => {
    const room = await livingRoom();
    room.app.choose('card:new:lamps-1-2');
    await room.clock.pass(0);
    room.wishes.play = PLAY;
    room.app.choose('season:2');
    room.app.choose('episode:lamps-2-1');
    await room.clock.pass(300);
    room.picture.atSeconds = NEARLY_OVER;
    await room.clock.pass(300);
    expect(room.app.state().player).toMatchObject({ phase: 'playing', hasNext: false, offersNext: false });
    room.picture.source?.onEnd();
    await room.clock.pass(300);
    expect(room.place()).toBe('title');
  });

  test('after three that nobody touched, the next one waits to be asked for', async () => {
    const { ends, works, stack, press } = await aPlay(NEARLY_OVER);
    await ends();
    await ends();
    expect(works()).toEqual(['lamps-1-2', 'lamps-1-3', 'lamps-1-4']);
    await ends();
    expect(stack()).toEqual(['home', 'title lamps-2-1']);
    await press('ok');
    expect(works()).toHaveLength(4);
  });

  test('a touch counts the three anew', async () => {
    const { ends, works, press } = await aPlay(NEARLY_OVER);
    await ends();
    await ends();
    await press('pause', 'play');
    await ends();
    expect(works()).toHaveLength(4);
  });
});

describe('within a series', () => {
  test('the panel offers the next episode first', async () => {
    const { press, focus, works } = await aPlay(100);
    await press('up');
    expect(focus()).toBe('next');
    await press('ok');
    expect(works()).toEqual(['lamps-1-2', 'lamps-1-3']);
  });

  test('the languages chosen for one episode hold for the next ones', async () => {
    const { app, ends, player, picture } = await aPlay(NEARLY_OVER);
    app.press('up');
    app.choose('audio:en');
    app.choose('text:en');
    app.press('back');
    await ends();
    expect([player()?.audio, player()?.text, picture.source?.audio]).toEqual(['en', 'en', 'en']);
  });

  test('a language that the next one lacks is passed over', async () => {
    const { app, ends, player, wishes } = await aPlay(NEARLY_OVER);
    app.press('up');
    app.choose('audio:en');
    app.press('back');
    wishes.play = { ...PLAY, audio: [{ language: 'zh-CN', label: '' }] };
    await ends();
    expect(player()?.audio).toBe('zh-CN');
  });
});
