/** The same ten minutes by hand: an operator's own workbook and own film, dropped into the console. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY_MS } from '@duoping/kit';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, shootFilm, type TestHouse, writeAvails } from './house.ts';
import { openBrowser, unpackTelevision } from './living-room.ts';

const ALID = 'md:alid:org:mine.example:my-film';
const EMAIL = 'me@example.org';

let browser: Browser;
let house: TestHouse;
beforeAll(async () => {
  browser = await openBrowser();
  house = await openHouse();
});
afterAll(async () => {
  await house?.close();
  await browser?.close();
});

test('an own workbook and an own film, dropped into the console, play encrypted on the television', async () => {
  const folder = join(house.home, 'drop');
  await writeAvails(folder, [{ alid: ALID, title: 'My film' }], house.server.house.clock.now() - DAY_MS);
  await shootFilm(join(folder, 'film.mp4'), 20);
  const added = await house.duoping('account', 'add', EMAIL, '--name', 'Me');
  const { password } = JSON.parse(added.stdout) as { password: string }; // the command's own answer

  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(`${house.address}/console/deliveries`);
  await page.getByLabel('E-mail').fill(EMAIL);
  await page.locator('input[type=password]').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForSelector('nav >> text=Deliveries');

  await drop(page, folder, ['avails.xlsx', 'film.mp4']);
  await page.getByLabel('New partner').fill('mine');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();

  await page.getByPlaceholder('film of').click();
  await page.getByRole('option', { name: /My film/ }).click();
  await page.waitForSelector('text=media.csv');
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await page.waitForSelector('b:has-text("Applied")');
  await page.locator('nav').getByRole('link', { name: 'Media', exact: true }).click();
  await page.locator('tr', { hasText: 'My film' }).getByText('ready').waitFor({ timeout: 60_000 });
  await context.close();

  const television = await unpackTelevision(browser, house);
  await television.sees('My film');
  const protectedTracks: Promise<boolean>[] = [];
  television.page.on('response', (answer) => {
    if (/init[^/]*\.mp4/.test(answer.url())) protectedTracks.push(answer.body().then((bytes) => isProtected(bytes)));
  });
  await television.press('Enter', 'Enter');
  expect((await television.plays()).height).toBe(360);
  expect(await television.page.evaluate('document.querySelector("video").mediaKeys !== null')).toBe(true);
  expect(protectedTracks.length).toBeGreaterThanOrEqual(2);
  expect(await Promise.all(protectedTracks)).not.toContain(false);
  await television.close();
});

/** Lets go of these files over the page's place for them, as a hand does. */
async function drop(page: Page, folder: string, names: readonly string[]): Promise<void> {
  const files = await Promise.all(
    names.map(async (name) => ({ name, base64: (await readFile(join(folder, name))).toString('base64') })),
  );
  const dataTransfer = await page.evaluateHandle(`(() => {
    const carried = new DataTransfer();
    for (const { name, base64 } of ${JSON.stringify(files)})
      carried.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name));
    return carried;
  })()`);
  await page.dispatchEvent('.drop', 'drop', { dataTransfer });
}

/** ISO/IEC 14496-12: the sample entry of an encrypted track is `encv` or `enca`. */
const isProtected = (init: Uint8Array): boolean => /enc[va]/.test(Buffer.from(init).toString('latin1'));
