/** The TV page in a real browser, by remote control: every place is reached and left, and Back finds the very card. */
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, openBrowser, openTelevision, type Television } from '../testing/browser.ts';
import { type Built, buildScreens } from '../testing/built.ts';
import { hasFfmpeg, makeClip } from '../testing/clip.ts';
import { type FakeServer, startFakeServer, type Wishes } from '../testing/fake-server.ts';

let browser: Browser;
let built: Built;
let server: FakeServer | null = null;
let television: Television | null = null;

beforeAll(async () => {
  if (!hasBrowser) return console.log('No Chromium here: the TV page was not opened. Set CHROMIUM to its path.');
  built = buildScreens();
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  built?.remove();
});
afterEach(async () => {
  await television?.page.context().close();
  await server?.close();
});

async function open(wishes: Partial<Wishes> = {}, path = '/tv') {
  server = await startFakeServer(built.folder, { approved: true, ...wishes });
  television = await openTelevision(browser, server.url + path);
  return { server, tv: television };
}

describe.skipIf(!hasBrowser)('the TV page', () => {
  test('from the first code to a title and back to the very card, by arrows, OK and Back', async () => {
    const { server, tv } = await open({ approved: false });
    await tv.at('pairing');
    await tv.page.waitForSelector('.qr svg path');
    expect(await tv.page.textContent('.code')).toBe('BCDF-GHJK');
    expect(await tv.page.textContent('.until')).toMatch(/\d:\d\d/);
    server.wishes.approved = true;
    await tv.at('home');
    await tv.focused('card:continue:thirty-north');
    await tv.press('ArrowDown', 'ArrowRight', 'ArrowRight');
    await tv.focused('card:leaving:paper-birds');
    expect(await tv.page.textContent('h1')).toBe('纸鸢');
    await tv.press('Enter');
    await tv.at('title');
    await tv.focused('play');
    await tv.press('Backspace');
    await tv.at('home');
    await tv.focused('card:leaving:paper-birds');
    expect(tv.complaints).toEqual([]);
  }, 30_000);

  test('a paired screen stays paired, under its own path', async () => {
    const { server, tv } = await open();
    await tv.at('home');
    await tv.page.reload();
    await tv.focused('card:continue:thirty-north');
    expect(server.seen.codes).toBe(1);
    expect(await tv.page.evaluate(() => Object.keys(localStorage))).toEqual(['duoping:/tv:token']);
  }, 30_000);

  test('the focus point stays where it is while rails and cards move under it', async () => {
    const { tv } = await open();
    await tv.focused('card:continue:thirty-north');
    const corner = async () => {
      await tv.page.waitForTimeout(400);
      const box = await tv.page.locator('.card.focused').boundingBox();
      return [Math.round(box?.x ?? -1), Math.round(box?.y ?? -1)];
    };
    const first = await corner();
    await tv.press('ArrowRight', 'ArrowRight');
    expect(await corner()).toEqual(first);
    await tv.press('ArrowDown', 'ArrowDown', 'ArrowRight');
    expect(await corner()).toEqual(first);
  }, 30_000);

  test.each([
    [1280, 720],
    [1920, 1080],
    [3840, 2160],
  ])(
    'at %i×%i the stage fills the glass and text stays readable',
    async (width, height) => {
      server = await startFakeServer(built.folder, { approved: true });
      television = await openTelevision(browser, `${server.url}/tv`, { width, height });
      await television.focused('card:continue:thirty-north');
      const box = await television.page.locator('.stage').boundingBox();
      expect([box?.x, box?.y, box?.width, box?.height].map((side) => Math.round(side ?? -1))).toEqual([
        0,
        0,
        width,
        height,
      ]);
      const smallest = await television.page.evaluate(() =>
        Math.min(
          ...[...document.querySelectorAll('.stage *')]
            .filter((element) =>
              [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
            )
            .map((element) => Number.parseFloat(getComputedStyle(element).fontSize)),
        ),
      );
      expect(smallest).toBeGreaterThanOrEqual((24 * height) / 1080 - 0.01);
    },
    30_000,
  );

  test('the language of the address is the page’s', async () => {
    const { tv } = await open({}, '/tv?lang=en');
    await tv.focused('card:continue:thirty-north');
    expect(await tv.page.textContent('h1')).toBe('Thirty North');
    expect(await tv.page.getAttribute('html', 'lang')).toBe('en');
  }, 30_000);

  test('an empty catalog and a failed one say what to do, and can be left', async () => {
    const { server, tv } = await open({ empty: true });
    await tv.focused('retry');
    server.wishes.empty = false;
    server.wishes.homeFails = 'unexpected';
    await tv.press('Enter');
    await tv.page.waitForFunction(() => document.querySelector('h1')?.textContent === '片库没有加载出来');
    server.wishes.homeFails = null;
    await tv.focused('retry');
    await tv.press('Enter');
    await tv.focused('card:continue:thirty-north');
  }, 30_000);

  test('with motion unwanted nothing moves by itself', async () => {
    const { tv } = await open();
    await tv.focused('card:continue:thirty-north');
    await tv.page.emulateMedia({ reducedMotion: 'reduce' });
    const moving = await tv.page.evaluate(
      () =>
        [...document.querySelectorAll('.stage *')].filter((element) => {
          const { transitionDuration, animationDuration } = getComputedStyle(element);
          return /[1-9]/.test(transitionDuration) || /[1-9]/.test(animationDuration);
        }).length,
    );
    expect(moving).toBe(0);
  }, 30_000);
});

describe.skipIf(!hasBrowser || !hasFfmpeg)('the player', () => {
  let folder = '';
  let media: NonNullable<Wishes['media']>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duoping-clip-'));
    media = makeClip(folder);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const play = async () => {
    const room = await open({ media });
    await room.tv.focused('card:continue:thirty-north');
    await room.tv.press('Enter');
    await room.tv.focused('resume');
    await room.tv.press('Enter');
    await room.tv.page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.2);
    return room;
  };

  test('what is reported as watched is what was shown: a seek splits, a pause counts nothing', async () => {
    const { server, tv } = await play();
    await tv.page.waitForTimeout(3_000);
    await tv.press('ArrowRight', 'Enter');
    await tv.page.waitForTimeout(2_500);
    await tv.press('Enter');
    await tv.page.waitForTimeout(2_500);
    await tv.press('Escape');
    await tv.at('title');
    await expect.poll(() => server.seen.stops.length).toBe(1);
    const told = [...server.seen.beats, ...server.seen.stops];
    const watchedSeconds = told.flatMap((beat) => beat.watched).reduce((sum, [from, to]) => sum + to - from, 0);
    const place = server.seen.stops[0]?.positionSeconds ?? 0;
    expect(place).toBeGreaterThan(12);
    expect(watchedSeconds).toBeGreaterThan(place - 10 - 1);
    expect(watchedSeconds).toBeLessThan(place - 8.5);
    expect(told.map((beat) => beat.sequence)).toEqual(told.map((_, index) => index + 1));
    expect(server.seen.segments.every(({ token }) => token !== undefined)).toBe(true);
    expect(new Set(server.seen.segments.map(({ token }) => token)).size).toBeGreaterThan(1);
    expect(tv.complaints).toEqual([]);
  }, 40_000);

  test('subtitles are chosen by arrows and shown', async () => {
    const { tv } = await play();
    await tv.press('ArrowDown', 'ArrowDown', 'ArrowRight', 'Enter');
    await tv.page.waitForFunction(() => document.querySelector('.captions')?.textContent === '暗室一灯。');
    await tv.press('Escape');
    expect(await tv.page.locator('.panel').count()).toBe(0);
    await tv.at('play');
  }, 40_000);

  test('a licence that ends takes the picture away, says so, and leads back', async () => {
    const { server, tv } = await play();
    server.wishes.endPlay = 'ended';
    await tv.page.waitForSelector('.notice');
    expect(await tv.page.textContent('.notice')).toContain('这部影片的授权已到期。');
    await expect.poll(() => tv.page.locator('video').count()).toBe(0);
    const asked = server.seen.segments.length;
    await tv.page.waitForTimeout(1_000);
    expect(server.seen.segments.length).toBe(asked);
    await tv.focused('back');
    await tv.press('Enter');
    await tv.at('title');
    await tv.focused('resume');
  }, 40_000);

  test('the end of the film goes back to its title', async () => {
    const { tv } = await play();
    await tv.press('ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter');
    await tv.at('title');
    await tv.focused('resume');
  }, 40_000);
});
