/** The search page in a real browser: by remote control, by keyboard, and back to the very title. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, openBrowser, openTelevision, type Television } from '../testing/browser.ts';
import { type Built, buildScreens } from '../testing/built.ts';
import { type FakeServer, startFakeServer } from '../testing/fake-server.ts';

const LONG_NIGHT = 'card:search:the-long-night-and-the-lanterns-of-the-old-city';

let browser: Browser;
let built: Built;
let server: FakeServer | null = null;
let television: Television | null = null;

beforeAll(async () => {
  if (!hasBrowser) return console.log('No Chromium here: the search page was not opened. Set CHROMIUM to its path.');
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

async function open(path = '/tv') {
  server = await startFakeServer(built.folder, { approved: true });
  television = await openTelevision(browser, server.url + path);
  await television.focused('card:continue:thirty-north');
  return { server, tv: television };
}
const found = (tv: Television) => tv.page.locator('.found b').allTextContents();

describe.skipIf(!hasBrowser)('the search page', () => {
  test('four presses of digit keys find a title by its first letters; Back returns to it, and then home', async () => {
    const { tv } = await open();
    await tv.press('ArrowLeft', 'ArrowDown', 'Enter');
    await tv.at('search');
    await tv.focused('key:5');
    expect(await tv.page.textContent('.search-note')).toContain('DJDH');
    // 2 9 3 4: 长夜灯火
    await tv.press('ArrowUp', 'Enter', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'Enter');
    await tv.press('ArrowUp', 'ArrowUp', 'Enter', 'ArrowDown', 'ArrowLeft', 'ArrowLeft', 'Enter');
    await tv.page.waitForSelector(`[id="${LONG_NIGHT}"]`);
    await expect.poll(() => found(tv)).toEqual(['长夜灯火']);
    expect(await tv.page.textContent('.query')).toBe('2934');
    await tv.press('ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter');
    await tv.at('title');
    expect(await tv.page.textContent('h1')).toBe('长夜灯火');
    await tv.press('Escape');
    await tv.at('search');
    await tv.focused(LONG_NIGHT);
    await tv.press('Escape');
    await tv.at('home');
    await tv.focused('card:continue:thirty-north');
    expect(tv.complaints).toEqual([]);
  }, 30_000);

  test('typing on a keyboard opens it; Backspace takes letters back and then goes home', async () => {
    const { tv } = await open('/tv?lang=en');
    await tv.press('c', 'y', 'd', 'h');
    await tv.at('search');
    await expect.poll(() => found(tv)).toEqual(['The Long Night and the Lanterns of the Old City']);
    expect(await tv.page.locator('.syllable em').allTextContents()).toEqual(['C', 'Y', 'D', 'H']);
    await tv.press('Backspace', 'Backspace', 'Backspace', 'Backspace');
    await tv.page.waitForSelector('.examples');
    await tv.press('Backspace');
    await tv.at('home');
    expect(tv.complaints).toEqual([]);
  }, 30_000);

  test('nothing found says what is shown here, and the keys stay at hand', async () => {
    const { tv } = await open();
    await tv.press('z', 'z', 'z');
    await tv.page.waitForFunction(() => document.querySelector('h1')?.textContent === '没有找到这个片名');
    await tv.focused('key:5');
    await tv.press('ArrowRight', 'ArrowRight');
    await tv.focused('key:6');
  }, 30_000);

  test('the other keys stand where the switch is, and stay chosen', async () => {
    const { tv } = await open();
    await tv.press('ArrowLeft', 'ArrowDown', 'Enter');
    await tv.at('search');
    await tv.press('ArrowDown', 'ArrowDown', 'ArrowRight', 'Enter');
    await tv.focused('key:switch');
    expect(await tv.page.locator('.keys.letters .key').count()).toBe(39);
    await tv.press('Escape', 'ArrowLeft', 'Enter');
    await tv.focused('key:a');
  }, 30_000);

  test('a title that left the catalog leaves the answers; a failure can be tried again', async () => {
    const { server, tv } = await open();
    await tv.press('y');
    await expect.poll(() => found(tv)).toContain('渔火');
    server.wishes.hidden.add('fishing-lamps');
    await tv.press('u');
    await tv.page.waitForFunction(() => document.querySelector('h1')?.textContent === '没有找到这个片名');
    server.wishes.hidden.clear();
    server.wishes.searchFails = 'unexpected';
    await tv.press('h');
    await tv.page.waitForSelector('#retry');
    server.wishes.searchFails = null;
    await tv.press('ArrowRight', 'ArrowRight');
    await tv.focused('retry');
    await tv.press('Enter');
    await expect.poll(() => found(tv)).toEqual(['渔火']);
  }, 30_000);

  test.each([
    [1280, 720],
    [1920, 1080],
  ])(
    'at %i×%i nothing stands outside the glass and text stays readable',
    async (width, height) => {
      server = await startFakeServer(built.folder, { approved: true });
      television = await openTelevision(browser, `${server.url}/tv?lang=en`, { width, height });
      await television.focused('card:continue:thirty-north');
      await television.press('g');
      await television.page.waitForSelector('.found');
      const texts = await television.page.evaluate(() =>
        [...document.querySelectorAll('.search-keys *, .search-found *')]
          .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()))
          .map((element) => ({
            size: Number.parseFloat(getComputedStyle(element).fontSize),
            right: element.getBoundingClientRect().right,
            bottom: element.getBoundingClientRect().bottom,
          })),
      );
      expect(Math.min(...texts.map(({ size }) => size))).toBeGreaterThanOrEqual((24 * height) / 1080 - 0.01);
      expect(Math.max(...texts.map(({ right }) => right))).toBeLessThanOrEqual(width * 0.951);
      expect(Math.max(...texts.map(({ bottom }) => bottom))).toBeLessThanOrEqual(height * 0.951);
    },
    30_000,
  );
});
