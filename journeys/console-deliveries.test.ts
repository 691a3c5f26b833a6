/** A person at the console with a delivery: findings beside the rows, the difference by place, held, applied and rolled back. */
import { join } from 'node:path';
import { type AvailRow, writeAvailsXlsx } from '@duoping/avails';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callerOf } from './device.ts';
import { openHouse, PARTNER, type TestHouse, writeAvails } from './house.ts';
import { openBrowser } from './living-room.ts';

const WITHIN = { timeout: 15_000 };
/** Where pictures of the pages go, for a person who wants to look at them. */
const PICTURES = process.env.DUOPING_PICTURES;

let house: TestHouse;
let browser: Browser;
let password = '';
beforeAll(async () => {
  house = await openHouse();
  browser = await openBrowser();
  const operator = callerOf(house, house.server.house.secrets.operatorToken);
  const account = { email: 'op@house.example', name: 'Wang Mei' };
  password = String((await operator.call('POST', '/api/accounts', account)).json?.password);
});
afterAll(async () => {
  await Promise.race([browser?.close(), new Promise((resolve) => setTimeout(resolve, 10_000))]);
  await house?.close();
});

async function signedIn(language: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: language });
  const page = await context.newPage();
  page.setDefaultTimeout(WITHIN.timeout);
  await page.goto(`${house.address}/console`);
  await page.fill('input[type="email"]', 'op@house.example');
  await page.fill('input[type="password"]', password);
  const answered = page.waitForResponse(
    (answer) => answer.url().endsWith('/api/session') && answer.request().method() === 'POST',
  );
  await page.press('input[type="password"]', 'Enter');
  expect((await answered).status()).toBe(200);
  await page.waitForSelector('nav');
  return page;
}

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES) await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

const TITLES = ['The Lantern', '群山回响', 'Harbour Lights', '海上来信', 'Orbit 9', 'Steel River', 'Snowline'];
const row = (at: number, members: AvailRow = {}): AvailRow => ({
  ...{ ALID: `md:alid:org:cinema:film-${at}`, ContentID: `md:cid:org:cinema:film-${at}`, DisplayName: 'Cinema' },
  ...{ EntryType: 'Full Extract', WorkType: 'Movie', Territory: at % 3 === 0 ? 'HK' : 'CN', LicenseType: 'SVOD' },
  TitleInternalAlias: `${TITLES[at % TITLES.length]} ${at}`,
  TitleDisplayUnlimited: `${TITLES[at % TITLES.length]} ${at}`,
  ...{ FormatProfile: at % 4 === 0 ? 'UHD' : 'HD', Start: '2026-01-01', End: '2027-12-31', PriceType: 'NA' },
  ...members,
});

/** Hands in a workbook as the console does, and opens its page. */
async function dropped(page: Page, name: string, rows: readonly AvailRow[]): Promise<void> {
  await page.goto(`${house.address}/console/deliveries`);
  await page.setInputFiles('input[type="file"]', { name, mimeType: '', buffer: Buffer.from(writeAvailsXlsx(rows)) });
  await page.click('input[aria-haspopup="listbox"]');
  await page.click('[role="option"]');
  await page.click('.line button:not([disabled])');
  await page.waitForURL(/deliveries\/[0-9a-f-]{36}$/, { timeout: 60_000 });
}

describe.each(['en', 'zh-CN'])('in %s', (language) => {
  const says = (en: string, zh: string): string => (language === 'en' ? en : zh);

  test('findings stand beside the partner’s own rows, with the cell that is meant marked', async () => {
    const page = await signedIn(language);
    const rows = Array.from({ length: 40 }, (_, at) => row(at));
    rows[7] = row(7, { Territory: 'JJ' });
    rows[20] = row(20, { End: '2025-01-01' });
    await dropped(page, `faulty-${language}.xlsx`, rows);
    const marked = page.locator('.sheet-row.error .cell-error', { hasText: 'JJ' });
    await marked.waitFor();
    expect(await page.locator('.sheet-row.error').count()).toBeGreaterThanOrEqual(2);
    await page.locator('.sheet-row.error .found').first().click();
    await page.waitForSelector('.sheet-opened li');
    await picture(page, `delivery-findings-${language}`);
    await page.locator('label', { hasText: says('All rows · 41', '全部行 · 41') }).click();
    await page.locator('.sheet-row', { hasText: 'film-0' }).first().waitFor();
    expect(
      await page
        .locator('button', { hasText: says('Apply', '生效') })
        .first()
        .isDisabled(),
    ).toBe(true);
    await page.context().close();
  });

  test('a held delivery asks for a reason, is applied, shows its history, and is rolled back with a reason', async () => {
    const before = (await house.server.house.licensing.facts()).grants.length;
    const drop = join(house.home, `first-${language}`);
    const name = (at: number) => ({ alid: `md:alid:org:cinema:${language}-${at}`, title: `${TITLES[at]}` });
    await writeAvails(
      drop,
      TITLES.map((_, at) => name(at)),
      house.server.house.clock.now(),
    );
    expect((await house.duoping('deliver', drop, '--partner', PARTNER)).code).toBe(0);
    const page = await signedIn(language);
    const gone = TITLES.map((_, at) => row(at, { ALID: name(at).alid, EntryType: 'Full Delete' }));
    await dropped(page, `shrinking-${language}.xlsx`, gone);
    await page.waitForSelector('.hold[data-tone="warn"]');
    await picture(page, `delivery-held-${language}`);
    await page.click(`button:has-text("${says('Apply anyway', '仍要生效')}")`);
    await page.fill('[role="dialog"] textarea', says('The contract ended', '合同已到期'));
    await picture(page, `delivery-reason-${language}`);
    await page.locator('[role="dialog"] .line button').first().click();
    await page.waitForSelector(`.head button:has-text("${says('Roll back', '撤回')}")`);
    expect((await house.server.house.licensing.facts()).grants).toHaveLength(before);
    await page.click(`.head button:has-text("${says('Roll back', '撤回')}")`);
    await page.fill('[role="dialog"] textarea', says('It had not ended after all', '合同并未到期'));
    await page.locator('[role="dialog"] .line button').first().click();
    await page.waitForSelector(`.acts li:has-text("${says('It had not ended', '合同并未到期')}")`);
    expect((await house.server.house.licensing.facts()).grants).toHaveLength(before + TITLES.length);
    await picture(page, `delivery-rolled-back-${language}`);
    await page.context().close();
  });
});

test('an upload that is cut off goes on by itself', async () => {
  const page = await signedIn('en');
  let cuts = 0;
  await page.route('**/api/uploads/*', async (route) => {
    if (route.request().method() === 'PATCH' && cuts++ < 2) await route.abort('connectionreset');
    else await route.continue();
  });
  await dropped(page, 'cut.xlsx', [row(901)]);
  expect(cuts).toBe(3);
  await page.locator('.figure', { hasText: '1' }).first().waitFor();
  await page.context().close();
});

test('fifty thousand rows scroll at once, and only those in sight are drawn', { timeout: 300_000 }, async () => {
  const page = await signedIn('en');
  const rows = Array.from({ length: 50_000 }, (_, at) => row(at, at % 1000 === 999 ? { Territory: 'JJ' } : {}));
  await dropped(page, 'large.xlsx', rows);
  await page.locator('.sheet-row.error').first().waitFor();
  const all = page.locator('label', { hasText: 'All rows' });
  await all.click();
  await page.locator('.sheet-row', { hasText: 'film-0' }).first().waitFor();
  const sheet = page.locator('.sheet').first();
  for (const share of [0.5, 0.99, 0.2, 0.75]) {
    const wanted = Math.floor(50_000 * share);
    await sheet.evaluate((box, at) => box.scrollTo({ top: at * 32 }), wanted);
    await page
      .locator(`[aria-rowindex="${wanted + 4}"]`, { hasText: `film-${wanted + 1}` })
      .first()
      .waitFor();
    expect(await page.locator('.sheet').first().locator('[role="row"]').count()).toBeLessThan(60);
  }
  await picture(page, 'delivery-large-en');
  await page.context().close();
});
