/** Every layout, page by page, in both languages: nothing runs out of the glass, everything can be pressed, the film can be steered. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, openBrowser, openTelevision, type Television } from './testing/browser.ts';
import { type Built, buildScreens } from './testing/built.ts';
import { type FakeServer, startFakeServer } from './testing/fake-server.ts';

const SCREENS = [
  { name: 'television', path: 'tv', width: 1920, height: 1080, touch: false },
  { name: 'television of 720 lines', path: 'tv', width: 1280, height: 720, touch: false },
  { name: 'set-top box', path: 'stb', width: 1280, height: 720, touch: false },
  { name: 'tablet', path: 'tablet', width: 1180, height: 820, touch: true },
  { name: 'tablet upright', path: 'tablet', width: 820, height: 1180, touch: true },
  { name: 'phone', path: 'phone', width: 390, height: 844, touch: true },
] as const;
/** What a finger needs (WCAG 2.2 asks for 24, the house for 44). */
const FINGER_PX = 44;

describe.skipIf(!hasBrowser)('layouts', () => {
  let built: Built;
  let browser: Browser;
  let server: FakeServer;
  beforeAll(async () => {
    built = buildScreens();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    built?.remove();
  });

  const walks = SCREENS.flatMap((screen) => (['zh-CN', 'en'] as const).map((language) => ({ ...screen, language })));
  test.each(walks)('$name, $language: pairing, home, a title, this screen', async (screen) => {
    server = await startFakeServer(built.folder, { language: screen.language });
    const set = await openTelevision(browser, `${server.url}/${screen.path}?lang=${screen.language}`, screen);
    try {
      await set.page.waitForSelector('.code');
      await sound(set, screen.touch);
      server.wishes.approved = true;
      await set.page.waitForSelector(screen.touch ? '.touch-card' : '.card');
      await sound(set, screen.touch);
      await set.page.click(screen.touch ? '.touch-card' : '.card.focused');
      await set.page.waitForSelector('#play, #resume');
      await sound(set, screen.touch);
      server.wishes.playRefused = 'stream-limit';
      server.wishes.others = [{ playId: 'p1', deviceName: 'Living room', title: 'Thirty North' }];
      await set.page.click('#play, #resume');
      await set.page.waitForSelector('[id="stop:p1"]');
      await sound(set, screen.touch);
      await set.press('Escape');
      await set.at('title');
      await set.press('Escape');
      await set.at('home');
      if (screen.touch) {
        await searched(set);
        await set.page.click('[id="menu:device"]');
      } else {
        await set.press('ArrowLeft', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter');
      }
      await set.at('device');
      await sound(set, screen.touch);
      expect(set.complaints).toEqual([]);
    } finally {
      await set.page.context().close();
      await server.close();
    }
  });
});

/** By thumb: the field takes what a keyboard writes, a title is opened and left again, and home is one tab away. */
async function searched(set: Television): Promise<void> {
  const { page } = set;
  await page.click('[id="menu:search"]');
  await set.at('search');
  await sound(set, true);
  await set.focused('query');
  await page.keyboard.type('ch');
  await page.waitForSelector('.touch-found .touch-card');
  await sound(set, true);
  await page.keyboard.press('Backspace');
  expect(await page.inputValue('#query')).toBe('c');
  await page.fill('#query', '雪线');
  await page.waitForSelector('[id="card:search:snow-country-line"]:only-of-type');
  await page.click('[id="card:search:snow-country-line"]');
  await set.at('title');
  await page.waitForSelector('#play, #resume');
  await page.click('#back');
  await set.at('search');
  expect(await page.inputValue('#query')).toBe('雪线');
  await page.click('#clear-query');
  expect(await page.inputValue('#query')).toBe('');
  await page.keyboard.type('zzz');
  await page.waitForSelector('.touch-note[role="status"]');
  await sound(set, true);
  await page.click('[id="menu:home"]');
  await set.at('home');
}

/** Runs in the page: says what runs out of the glass to the side, and what is too small for a finger. */
async function sound({ page, focus }: Television, touch: boolean): Promise<void> {
  const seen = await page.evaluate((finger) => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    const main = document.querySelector('main');
    const inside = main ? main.scrollWidth - main.clientWidth : 0;
    const small = Array.from(document.querySelectorAll('button'))
      .filter((button) => button.offsetHeight > 0 && (button.offsetHeight < finger || button.offsetWidth < finger))
      .map((button) => button.id);
    return { wide, inside, small };
  }, FINGER_PX);
  if (touch) expect(seen).toEqual({ wide: 0, inside: 0, small: [] });
  else {
    expect(seen.wide).toBe(0);
    expect(await focus()).not.toBe('');
  }
}
