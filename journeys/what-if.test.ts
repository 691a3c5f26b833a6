/** An operator looks ahead before signing or losing a partner, and back at what was taken from days gone by, in a real browser. */
import { DAY_MS } from '@duoping/kit';
import type { Grant } from '@duoping/rights';
import { grant } from '@duoping/rights/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callerOf } from './device.ts';
import { openHouse, type TestHouse } from './house.ts';
import { openBrowser } from './living-room.ts';

const WITHIN_MS = 20_000;
/** A folder for pictures of the pages, for whoever wants to look at them. */
const PICTURES = process.env.PICTURES;

let house: TestHouse;
let browser: Browser;
let password = '';

beforeAll(async () => {
  browser = await openBrowser();
  house = await openHouse();
  const { licensing, clock, announce } = house.server.house;
  const now = clock.now();
  const offered = (work: string, members: Partial<Grant> = {}): Grant =>
    grant({
      ...{ partner: 'tide', contract: 'T-1', work, alid: work, territories: { include: ['CN'], exclude: [] } },
      window: { start: now - 60 * DAY_MS, end: now + 400 * DAY_MS },
      ...members,
    });
  const put = (grants: readonly Grant[], at: number) =>
    licensing.replaceGrants({ partner: grants[0]?.partner ?? '', alids: grants.map(({ alid }) => alid), grants }, at);
  await put([offered('Lanterns'), offered('River'), offered('Harbour Lights'), offered('Snow')], now - 50 * DAY_MS);
  await put([offered('River', { window: { start: now - 60 * DAY_MS, end: now - 20 * DAY_MS } })], now - 5 * DAY_MS);
  await put([offered('Snow', { partner: 'isle', contract: 'I-1', exclusive: true })], now - DAY_MS);
  const late = { waits: [{ event: 'Theatrical' }], window: { start: 0, end: 0 } };
  await put([offered('Moor', { ...late, partner: 'reef', contract: 'R-1' })], now - DAY_MS);
  await announce();
  const operator = callerOf(house, house.server.house.secrets.operatorToken);
  const added = await operator.call('POST', '/api/accounts', { email: 'op@house.example', name: 'Mei' });
  password = String(added.json?.password);
});
afterAll(async () => {
  await house?.close();
  await Promise.race([browser?.close(), rest(WITHIN_MS)]);
});

test.each([
  [
    ...(['en', 'What if', 'Without these contracts', 'reef · R-1 (1) · 1 row waits for an event'] as const),
    ...([/Closes/, 'Cuts and claims', 'one claims to be the only one'] as const),
  ],
  [
    ...(['zh-CN', '推演', '假如没有这些合同', 'reef · R-1 (1) · 1 行授权在等事件日期'] as const),
    ...([/关闭/, '收回与冲突', '其中一家称独家'] as const),
  ],
] as const)('an operator sees what losing a partner closes, and what collides (%s)', async (...told) => {
  const [locale, whatIf, lose, waits, closes, claims, broken] = told;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale });
  const page = await context.newPage();
  await signIn(page);
  await page.getByRole('link', { name: whatIf, exact: true }).click({ timeout: WITHIN_MS });
  await page.getByRole('combobox', { name: lose }).click({ timeout: WITHIN_MS });
  await page.getByRole('option', { name: waits, exact: true }).waitFor({ timeout: WITHIN_MS });
  await page.getByRole('option', { name: 'tide · T-1 (4)', exact: true }).waitFor({ timeout: WITHIN_MS });
  await picture(page, `what-if-contracts-${locale}`);
  await page.getByRole('option', { name: /T-1/ }).click({ timeout: WITHIN_MS });
  await page.keyboard.press('Escape');
  await page.getByRole('columnheader', { name: closes }).waitFor({ timeout: WITHIN_MS });
  const row = page.locator('tbody tr').first();
  await row.getByText('Harbour Lights · Lanterns').waitFor({ timeout: WITHIN_MS });
  expect(await row.textContent({ timeout: WITHIN_MS })).not.toContain('Snow'); // the other partner has it too
  await picture(page, `what-if-${locale}`);
  await page.getByRole('link', { name: claims, exact: true }).click({ timeout: WITHIN_MS });
  await page.getByText(broken).waitFor({ timeout: WITHIN_MS });
  const sides = page.locator('tr', { hasText: broken }).locator('.grant');
  const said = await sides.allTextContents();
  expect(said).toEqual(
    [/isle.*I-1 v1.*(row|行) 4 · (sheet|工作表) Movies/, /tide.*T-1 v1.*(row|行) 4 · (sheet|工作表) Movies/].map(
      matching,
    ),
  );
  await page.locator('tr', { hasText: 'River' }).first().waitFor({ timeout: WITHIN_MS });
  await picture(page, `claims-${locale}`);
  await Promise.race([context.close(), rest(10_000)]);
});

const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES !== undefined) await page.screenshot({ path: `${PICTURES}/${name}.png`, timeout: WITHIN_MS });
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${house.address}/console`, { timeout: WITHIN_MS });
  await page.fill('input[type="email"]', 'op@house.example', { timeout: WITHIN_MS });
  await page.fill('input[type="password"]', password, { timeout: WITHIN_MS });
  const answered = page.waitForResponse((answer) => answer.url().endsWith('/api/session'), { timeout: WITHIN_MS });
  await page.press('input[type="password"]', 'Enter', { timeout: WITHIN_MS });
  expect((await answered).status()).toBe(200);
  await page.waitForSelector('nav', { timeout: WITHIN_MS });
}

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
