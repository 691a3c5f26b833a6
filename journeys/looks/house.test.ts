/** The living room, the console, the portal and the page behind the QR code, in both languages: axe finds nothing, and they look as kept. */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings } from './axe.ts';
import { type DemoHouse, OPERATOR, openDemoHouse, PARTNER } from './demo-house.ts';
import { look, openGlass, openStillBrowser } from './look.ts';

const DESK = { width: 1440, height: 900 };
const LANGUAGES = ['zh-CN', 'en'] as const;
type Language = (typeof LANGUAGES)[number];
/** Each screen is looked at by itself. */
const DARK_SCREENS = 'iframe { visibility: hidden !important; }';
/** Figures stand in the machine's own typewriter letters, which no two machines share. */
const OWN_LETTERS = '.mono { font-family: "Inter Variable" !important; }';

let browser: Browser;
let house: DemoHouse;
beforeAll(async () => {
  [browser, house] = await Promise.all([openStillBrowser(), openDemoHouse()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

test.concurrent.each(LANGUAGES)('the living room, %s', async (language) => {
  const page = await openGlass(browser, { width: 1680, height: 1050, language });
  await page.goto(house.address);
  await page.waitForSelector('.acts li');
  expect(await look(page, { name: `wall-${language}`, still: DARK_SCREENS })).toEqual([]);
  await page.click('.tries li:nth-child(2) button');
  const before = await page.textContent('#said');
  await page.click('#language');
  await page.waitForFunction(`document.querySelector('#said').textContent !== ${JSON.stringify(before)}`);
  expect(await page.textContent('#said')).toContain(language === 'en' ? '电视' : 'TV');
  await page.context().close();
});

/** Without a picture: it is written in whatever letters the phone has. */
test.concurrent.each(LANGUAGES)('the page behind the QR code, %s', async (language) => {
  const page = await openGlass(browser, { width: 390, height: 844, language });
  await page.goto(`${house.address}/pair`);
  expect(await axeFindings(page)).toEqual([]);
  await page.context().close();
});

test.concurrent.each(LANGUAGES)('the console, %s', async (language) => {
  const page = await openGlass(browser, { ...DESK, language });
  const wrong = await signIn(page, language);
  for (const path of await pathsUnder('/console')) {
    await page.goto(house.address + exampleOf(path));
    await settled(page);
    const name = nameOf(path);
    wrong.push(...(await look(page, { name: `${name}-${language}`, still: OWN_LETTERS })));
    if (language === 'zh-CN') continue; // by night the same words stand on other colours
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForFunction(`document.documentElement.dataset.mantineColorScheme === 'dark'`);
    wrong.push(...(await axeFindings(page)).map((line) => `${name}, dark: ${line}`));
    await page.emulateMedia({ colorScheme: 'light' });
  }
  expect(wrong).toEqual([]);
  await page.context().close();
});

test.concurrent.each(LANGUAGES)('the portal, %s', async (language) => {
  const page = await openGlass(browser, { ...DESK, language });
  await enter(page, '/portal', PARTNER);
  const wrong: string[] = [];
  for (const path of await pathsUnder('/portal')) {
    await page.goto(house.address + exampleOf(path));
    await settled(page);
    wrong.push(...(await look(page, { name: `${nameOf(path)}-${language}`, still: OWN_LETTERS })));
  }
  expect(wrong).toEqual([]);
  await page.context().close();
});

/** The address of one of the pages that there are many of. */
const exampleOf = (path: string): string =>
  path
    .replace('/takedowns/$id', `/takedowns/${house.takedown}`)
    .replace('$id', house.waiting)
    .replace('$period/$partner', '2026-11/iqiyi')
    .replace('$period', '2026-11');

const nameOf = (path: string): string =>
  path
    .slice(1)
    .replace(/\$\w+(\/\$\w+)*/, 'one')
    .replaceAll('/', '-');

/** Every page that the table of addresses names: a new one is looked at without being asked for. */
async function pathsUnder(door: '/console' | '/portal'): Promise<readonly string[]> {
  const table = await readFile('apps/console/app/routes.tsx', 'utf8');
  const paths = [...table.matchAll(/path: '(\/[^']*)'/g)].map(([, path = '']) => path);
  const own = paths.filter((path) => path.startsWith(door));
  expect(own.length).toBeGreaterThan(3);
  return own;
}

async function signIn(page: Page, language: Language): Promise<string[]> {
  await page.goto(`${house.address}/console`);
  await page.waitForSelector('input[type="password"]');
  await settled(page);
  const wrong = [...(await look(page, { name: `sign-in-${language}` }))];
  await enter(page, '/console', OPERATOR);
  return wrong;
}

async function enter(page: Page, path: string, person: { email: string; password: string }): Promise<void> {
  await page.goto(house.address + path);
  await page.fill('input[type="email"]', person.email);
  await page.fill('input[type="password"]', person.password);
  await page.press('input[type="password"]', 'Enter');
  await page.waitForSelector('nav.side');
}

/** Every answer has come and been drawn. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.waitForSelector('.mantine-Loader-root', { state: 'detached' });
}
