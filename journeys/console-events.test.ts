/** An operator finds what waits for a premiere, sees what a date opens, says it, and takes it back, in a real browser. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY_MS } from '@duoping/kit';
import Papa from 'papaparse';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callerOf } from './device.ts';
import { openHouse, PARTNER, TERRITORY, type TestHouse, writeAvails } from './house.ts';
import { openBrowser } from './living-room.ts';
import { axeFindings } from './looks/axe.ts';

const WITHIN_MS = 20_000;
/** A folder for pictures of the pages, for whoever wants to look at them. */
const PICTURES = process.env.PICTURES;

let house: TestHouse;
let browser: Browser;
let password = '';

const rowOf = (name: string, members: Readonly<Record<string, string>>) => ({
  ...{ ALID: `md:alid:org:cinema:${name}`, ContentID: `md:cid:org:${PARTNER}:${name}`, DisplayName: 'Cinema' },
  ...{ EntryType: 'Full Extract', WorkType: 'Movie', TitleInternalAlias: name, TitleDisplayUnlimited: name },
  ...{ Territory: TERRITORY, LicenseType: 'SVOD', FormatProfile: 'HD', PriceType: 'NA', End: 'Open' },
  ...members,
});

beforeAll(async () => {
  browser = await openBrowser();
  house = await openHouse();
  const folder = join(house.home, 'drop');
  await writeAvails(folder, [{ alid: 'md:alid:org:cinema:other', title: 'The Other' }], house.server.house.clock.now());
  const rows = [
    rowOf('Harbour Lights', { Start: 'Theatrical', StartLag: 'P30D' }),
    rowOf('Snow Country', { Start: 'Broadcast' }),
    rowOf('The Long River', { Start: '2026-01-01', End: 'Broadcast', EndLag: '-P1D' }),
  ];
  await writeFile(
    join(folder, 'premieres.csv'),
    Papa.unparse({ fields: Object.keys({ ...rows[0], ...rows[2] }), data: rows }),
  );
  const delivered = await house.duoping('deliver', folder, '--partner', PARTNER);
  expect(delivered.stderr).toContain('Applied.');
  const operator = callerOf(house, house.server.house.secrets.operatorToken);
  const added = await operator.call('POST', '/api/accounts', { email: 'op@house.example', name: 'Mei' });
  password = String(added.json?.password);
});
afterAll(async () => {
  await house?.close();
  await Promise.race([browser?.close(), rest(WITHIN_MS)]);
});

test.each([
  {
    ...{ locale: 'en', needs: '3 rows wait for an event', dateIt: 'Date it: Harbour Lights', opens: 'opens' },
    ...{
      event: '30 days after Theatrical release',
      when: 'Happens at',
      say: 'Say so',
      left: '2 rows wait for an event',
    },
    ...{ date: 'Date an event', takenBack: 'It has no date any more', gone: 'taken back', closes: 'closes' },
    ...{ moveIt: 'Move it: Harbour Lights', moves: 'moves', cancel: 'Cancel' },
  },
  {
    ...{ locale: 'zh-CN', needs: '3 行授权在等事件日期', dateIt: '定日期: Harbour Lights', opens: '开放' },
    ...{ event: '院线上映后 30 天', when: '发生时间', say: '确认', left: '2 行授权在等事件日期' },
    ...{ date: '确定事件日期', takenBack: '日期已取消', gone: '已取消', closes: '关闭' },
    ...{ moveIt: '改期: Harbour Lights', moves: '改期', cancel: '取消' },
  },
])('an operator dates a premiere and takes it back ($locale)', async (words) => {
  const { locale } = words;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale });
  const page = await context.newPage();
  page.setDefaultTimeout(WITHIN_MS);
  await signIn(page);
  await page.getByRole('link', { name: words.needs }).click();
  const row = page.locator('tr', { hasText: 'Harbour Lights' }).first();
  await row.getByText(words.event).waitFor();
  await row.getByRole('link', { name: 'premieres.csv' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await picture(page, `events-${locale}`);

  await page.getByRole('button', { name: words.dateIt }).click();
  await page.getByLabel(words.when).fill(localTime(Date.now() - 60 * DAY_MS));
  await page.getByRole('cell', { name: words.opens, exact: true }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await picture(page, `events-dating-${locale}`);
  await page.getByRole('button', { name: words.say }).click();
  await page.getByRole('heading', { name: words.left }).waitFor();

  await page.getByRole('button', { name: words.moveIt }).first().click();
  await page.getByLabel(words.when).fill(localTime(Date.now() - 20 * DAY_MS));
  await page.getByRole('cell', { name: words.moves, exact: true }).waitFor();
  await picture(page, `events-moving-${locale}`);
  await page.getByRole('button', { name: words.cancel }).click();

  await page.getByRole('button', { name: words.date }).click();
  await page.getByRole('combobox', { name: locale === 'en' ? 'Title' : '作品' }).fill('Harbour');
  await page.getByRole('option', { name: /Harbour Lights/ }).click();
  await page.getByRole('switch', { name: words.takenBack }).click();
  await page.getByRole('cell', { name: words.closes, exact: true }).waitFor();
  await page.getByRole('button', { name: words.say }).click();
  await page.getByRole('heading', { name: words.needs }).waitFor();
  await page.getByRole('cell', { name: words.gone }).first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await picture(page, `events-said-${locale}`);
  await Promise.race([context.close(), rest(10_000)]);
});

test('titles that are offered stay while the next letters are looked for', async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en' });
  const page = await context.newPage();
  page.setDefaultTimeout(WITHIN_MS);
  await signIn(page);
  await page.getByRole('link', { name: 'Events', exact: true }).click();
  await page.getByRole('button', { name: 'Date an event' }).click();
  await page.getByRole('combobox', { name: 'Title' }).click();
  const offered = page.getByRole('option', { name: /Harbour Lights/ });
  await offered.waitFor();
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  await page.route(/\/api\/works\?.*q=Harb/, async (route) => {
    await held;
    await route.continue();
  });
  const looked = page.waitForRequest(/\/api\/works\?.*q=Harb/);
  await page.getByRole('combobox', { name: 'Title' }).pressSequentially('Harb');
  await looked;
  await rest(300);
  expect(await offered.count()).toBe(1);
  letGo();
  await page.getByRole('option', { name: /Snow Country/ }).waitFor({ state: 'detached' });
  await offered.click();
  await Promise.race([context.close(), rest(10_000)]);
});

/** As a field for a local time takes it. */
const localTime = (at: number): string =>
  new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES !== undefined) await page.screenshot({ path: `${PICTURES}/${name}.png` });
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${house.address}/console`);
  await page.fill('input[type="email"]', 'op@house.example');
  await page.fill('input[type="password"]', password);
  const answered = page.waitForResponse((answer) => answer.url().endsWith('/api/session'));
  await page.press('input[type="password"]', 'Enter');
  expect((await answered).status()).toBe(200);
  await page.waitForSelector('nav');
}

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
