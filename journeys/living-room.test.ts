/** The living room at `/`: four screens pair themselves, one film is carried between them, and what takes a licence away takes the picture away. */
import { join } from 'node:path';
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toldBy } from '../apps/server/demo/told-by.ts';
import { wallPage } from '../apps/server/wall/wall-page.ts';
import {
  HOUSEHOLD,
  openHouse,
  PARTNER,
  shootFilm,
  TERRITORY,
  type TestHouse,
  waitForMedia,
  writeAvails,
} from './house.ts';
import { openBrowser } from './living-room.ts';

const LAMP = 'md:alid:org:cinema:lamp';
const SCREENS = ['tv', 'stb', 'tablet', 'phone'] as const;

let browser: Browser;
let house: TestHouse;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  house = await openHouse({
    extend: async (app, opened) => {
      const playing = () => opened.plays.unended({ household: HOUSEHOLD });
      const { withdrawal } = opened;
      const place = { place: () => TERRITORY, move: () => {}, isLocal: () => true };
      await wallPage(app, { ...toldBy(opened), playing, withdrawal, ...place });
    },
  });
  const drop = join(house.home, 'drop');
  await writeAvails(drop, [{ alid: LAMP, title: 'The Lamp' }], house.server.house.clock.now());
  await shootFilm(join(drop, 'film.mp4'), 120);
  const delivered = await house.duoping('deliver', drop, '--partner', PARTNER, '--media', `${LAMP}=film.mp4`);
  expect(delivered.stderr).toContain('Applied.');
  await waitForMedia(house, LAMP);
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 }, locale: 'en' });
  page = await context.newPage();
  await page.goto(house.address);
});
afterAll(async () => {
  await page?.context().close();
  await house?.close();
  await browser?.close();
});

const guide = (place: number) =>
  page
    .locator('.tries button')
    .nth(place - 1)
    .click({ timeout: 10_000 });
const said = () => page.locator('#said').textContent();
const textOf = (frame: Frame) => frame.evaluate<string>('document.body.innerText');
const secondsOf = (frame: Frame) => frame.evaluate<number | null>(PICTURE);
/** Where the film is while it moves. */
const PICTURE =
  "(() => { const film = document.querySelector('video'); return film && !film.paused && film.readyState > 2 ? film.currentTime : null; })()";

function screen(name: (typeof SCREENS)[number]): Frame {
  const frame = page.frames().find((one) => new URL(one.url()).pathname === `/${name}`);
  if (!frame) throw new Error(`The living room has no ${name}`);
  return frame;
}

/** Resolves with what was looked for. */
async function until<T>(what: string, look: () => Promise<T | null | false>, withinMs = 20_000): Promise<T> {
  for (const end = performance.now() + withinMs; performance.now() < end; ) {
    const found = await look();
    if (found !== null && found !== false) return found;
    await page.waitForTimeout(200);
  }
  const shown = await Promise.all(SCREENS.map(async (name) => `${name}: ${await textOf(screen(name))}`));
  throw new Error(`Not in time: ${what}. ${await said()}\n${shown.join('\n\n')}`);
}

/** Takes the name under one screen and lets it go over another one. */
async function carry(from: string, to: string): Promise<void> {
  const handle = page.locator(`.set.${from} .carried`);
  await handle.waitFor({ timeout: 10_000 });
  const [start, goal] = [await handle.boundingBox(), await page.locator(`.set.${to} .glass`).boundingBox()];
  if (!start || !goal) throw new Error(`${from} or ${to} is not to be seen`);
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(goal.x + goal.width / 2, goal.y + goal.height / 2, { steps: 8 });
  await page.mouse.up();
}

test('the four screens pair themselves and show the household’s film', async () => {
  for (const name of SCREENS.filter((one) => one !== 'tablet'))
    await until(`the film on ${name}`, async () => (await textOf(screen(name))).includes('The Lamp'), 30_000);
});

test('the keys go to the television, which plays; before that there is nothing to send', async () => {
  await guide(2);
  expect(await said()).toContain('Play something first');
  await guide(1);
  await page.keyboard.press('Enter');
  await until('the title’s page', async () => (await textOf(screen('tv'))).includes('Play'));
  await page.keyboard.press('Enter');
  await until('the picture on the television', () => secondsOf(screen('tv')));
});

test('it is sent to the phone, and the television stops', async () => {
  const left = await until('some seconds of film', async () => {
    const seconds = await secondsOf(screen('tv'));
    return seconds !== null && seconds > 4 && seconds;
  });
  await guide(2);
  const taken = await until('the picture on the phone', () => secondsOf(screen('phone')));
  expect(Math.abs(taken - left)).toBeLessThan(6);
  expect(await said()).toContain('by rights decided for that screen');
  await until('the television’s words', async () => (await textOf(screen('tv'))).includes('Goes on on'));
  await until('the television without a picture', async () => (await secondsOf(screen('tv'))) === null);
});

test('its name is dragged to the set-top box, and it goes on there', async () => {
  const left = await until('the picture on the phone', () => secondsOf(screen('phone')));
  await carry('phone', 'stb');
  const taken = await until('the picture on the box', () => secondsOf(screen('stb')));
  expect(Math.abs(taken - left)).toBeLessThan(8);
  await until('the phone without a picture', async () => (await secondsOf(screen('phone'))) === null);
});

test('a screen that its contract doesn’t name is refused the film, and the box plays on', async () => {
  await carry('stb', 'tablet');
  await until('the refusal', async () => (await said())?.includes('can’t go on') ?? false);
  expect(await textOf(screen('tablet'))).toContain('This title isn’t licensed for this kind of screen.');
  expect(await secondsOf(screen('stb'))).not.toBeNull();
});

test('what is withdrawn stops within seconds and says why', async () => {
  await page.locator('.set.tv .glass').click();
  await page.keyboard.press('Escape');
  await until('the title’s page', async () => (await textOf(screen('tv'))).includes('Play'));
  await guide(4);
  await until('the guide’s words', async () => (await said())?.includes('Withdrawn for three minutes') ?? false);
  await until(
    'the end on the box',
    async () => (await textOf(screen('stb'))).includes('withdrawn at the request'),
    10_000,
  );
  expect(await secondsOf(screen('stb'))).toBeNull();
  await until('the reason on the television', async () =>
    (await textOf(screen('tv'))).includes('withdrawn at the request'),
  );
  await page.locator('.set.tv .glass').click();
  await page.keyboard.press('Escape');
  await until('a home without it', async () => !(await textOf(screen('tv'))).includes('The Lamp'));
});
