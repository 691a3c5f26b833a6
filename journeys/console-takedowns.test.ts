/** A person at the takedown desk: a notice comes, the title goes, the clocks run, the proof is there; and an authority's stop. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callerOf } from './device.ts';
import { openHouse, PARTNER, TERRITORY, type TestHouse, writeAvails } from './house.ts';
import { openBrowser } from './living-room.ts';
import { axeFindings } from './looks/axe.ts';

const TITLES = ['The Lantern', 'Harbour Lights', 'Night Train'];
/** Where pictures of the pages go, for a person who wants to look at them. */
const PICTURES = process.env.DUOPING_PICTURES;

let house: TestHouse;
let browser: Browser;
let password = '';
beforeAll(async () => {
  house = await openHouse();
  browser = await openBrowser();
  const { secrets, clock, licensing, refreshRights } = house.server.house;
  const operator = callerOf(house, secrets.operatorToken);
  const added = await operator.call('POST', '/api/accounts', { email: 'op@house.example', name: 'Wang Mei' });
  password = String(added.json?.password);
  const films = TITLES.map((title, at) => ({ alid: `md:alid:org:cinema:${at}`, title }));
  await writeAvails(join(house.home, 'drop'), films, clock.now());
  expect((await house.duoping('deliver', join(house.home, 'drop'), '--partner', PARTNER)).code).toBe(0);
  const territories = { include: [TERRITORY], exclude: [] };
  await licensing.requireClearance({ authority: 'platform', screens: ['stb'], territories, since: 0 }, clock.now());
  for (const work of house.server.house.library().works.keys())
    await operator.call('POST', '/api/clearances', {
      act: 'approve',
      authority: 'platform',
      work,
      reference: '(总)网审 7',
    });
  await refreshRights();
});
afterAll(async () => {
  await Promise.race([browser?.close(), new Promise((resolve) => setTimeout(resolve, 10_000))]);
  await house?.close();
});

async function signedIn(language: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: language });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
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
const withdrawn = async () => (await house.server.house.licensing.denials()).map(({ kind }) => kind);

describe.each(['en', 'zh-CN'])('in %s', (language) => {
  const says = (en: string, zh: string): string => (language === 'en' ? en : zh);

  test('why is answered as known now, and as known before a title was delivered', async () => {
    const page = await signedIn(language);
    await page.goto(`${house.address}/console/calendar`);
    await page.locator('.calendar-row', { hasText: 'Harbour Lights' }).locator('button.stretch').first().click();
    const box = page.locator('aside');
    await box.getByText(says('Yes.', '能。'), { exact: true }).waitFor();
    const knownAt = box.getByLabel(says('As known at', '按当时所知'));
    await knownAt.fill('2020-03-04T10:30');
    await box.getByText(says('No.', '不能。'), { exact: true }).waitFor();
    await box.getByText('unknown-work').waitFor();
    expect(await box.locator('p.quiet').first().textContent()).toContain('2020');
    await picture(page, `why-known-${language}`);
    await knownAt.fill('');
    await box.getByText(says('Yes.', '能。'), { exact: true }).waitFor();
    await Promise.race([page.context().close(), new Promise((resolve) => setTimeout(resolve, 10_000))]);
  });

  test('a notice becomes a case: the title goes at once, the clocks run, a counter-notice starts the next', async () => {
    const page = await signedIn(language);
    await page.goto(`${house.address}/console/takedowns`);
    await page.click(`button:has-text("${says('New case', '新建案件')}")`);
    await page.fill(`input[aria-haspopup="listbox"]`, 'Lantern');
    await page.click('[role="option"]:has-text("The Lantern")');
    await page.keyboard.press('Escape');
    const field = async (label: string, text: string) => page.getByLabel(label, { exact: true }).first().fill(text);
    await field(says('Name', '姓名（名称）'), 'Rights & Co');
    await field(says('On whose behalf', '代表谁'), says('the author', '作者本人'));
    await field(says('Contact', '联系方式'), 'legal@rights.example');
    await field(says('Work as they call it', '作品名称'), 'The Lantern');
    await field(says('Where it stands', '网络地址'), 'https://example.org/title/lantern');
    for (const box of await page.locator('.form-wide input[type="checkbox"]').all()) await box.check();
    await picture(page, `takedown-form-${language}`);
    await page.click(`.panel .line button:has-text("${says('Open the case', '立案')}")`);
    await page.waitForURL(/takedowns\/[0-9a-f-]{36}$/);
    await page.locator('.head', { hasText: says('removed', '已下架') }).waitFor();
    expect(await withdrawn()).toEqual(['takedown']);
    await page.locator('.notice-facts .good', { hasText: 'ms' }).first().waitFor();
    await page.click(`button:has-text("${says('Forwarded to…', '已转送…')}")`);
    await page.fill('[role="dialog"] textarea', 'Cinema');
    await page.click('[role="dialog"] .line button');
    await page.locator('.acts', { hasText: 'Cinema' }).waitFor();
    await page.click(`button:has-text("${says('Counter-notice came…', '收到反通知…')}")`);
    const dialog = page.locator('[role="dialog"]');
    const answer = async (label: string, text: string) => dialog.getByLabel(label, { exact: true }).fill(text);
    await answer(says('Name', '姓名（名称）'), 'Cinema');
    await answer(says('Contact', '联系方式'), 'cinema@example.org');
    await answer(says('Address', '地址'), '2 Side Street');
    await answer(says('Where it stands', '网络地址'), 'https://example.org/title/lantern');
    for (const box of await dialog.locator('input[type="checkbox"]').all()) await box.check();
    await dialog.locator('.line button').click();
    await page.locator('.head', { hasText: says('countered', '有反通知') }).waitFor();
    await page.locator('.figure', { hasText: says('not before', '后才可恢复') }).waitFor();
    await picture(page, `takedown-case-${language}`);
    await page.click(`button:has-text("${says('the claimant withdrew', '权利人撤回')}")`);
    await page.locator('.head', { hasText: says('restored', '已恢复') }).waitFor();
    expect(await withdrawn()).toEqual([]);
    await page.goto(`${house.address}/console/takedowns`);
    await page.locator('.rows', { hasText: 'The Lantern' }).first().waitFor();
    await picture(page, `takedowns-${language}`);
    await page.context().close();
  });

  test('a partner is suspended and comes back', async () => {
    const page = await signedIn(language);
    await page.goto(`${house.address}/console/takedowns`);
    await page.click(`button:has-text("${says('Embargo or suspension', '禁播期或暂停')}")`);
    await page
      .locator('.panel label', { hasText: says('suspension', '暂停') })
      .first()
      .click();
    await page.click('input[aria-haspopup="listbox"]');
    await page.click('[role="option"]:has-text("Cinema")');
    await page.getByLabel(says('At whose request', '应谁的要求')).fill('Wang Mei');
    await page.click(`.panel .line button:has-text("${says('Withdraw now', '立即下架')}")`);
    await page
      .locator('.rows td', { hasText: says('suspension', '暂停') })
      .first()
      .waitFor();
    expect(await withdrawn()).toEqual(['suspension']);
    await page.click(`button:has-text("${says('Lift', '解除')}")`);
    await page.waitForSelector(`text=${says('Nothing is withdrawn.', '没有下架的作品。')}`);
    await page.context().close();
  });

  test('an authority must approve a title: it waits, is approved, is stopped, by keyboard, and nobody here can lift it', async () => {
    const page = await signedIn(language);
    const office = says('film office', '电影局');
    await page.goto(`${house.address}/console/clearances`);
    await page.getByRole('button', { name: says('An authority must approve', '登记须经许可') }).click();
    await page.getByLabel(says('Authority', '主管方'), { exact: true }).fill(office);
    await page.fill('input[aria-haspopup="listbox"]', 'Night');
    await page.click('[role="option"]:has-text("Night Train")');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: says('Record it', '登记'), exact: true }).click();
    const open = page.getByRole('button', { name: `${says('Open', '打开')}: Night Train, ${office}` });
    const row = page.locator('.sheet-row', { has: open });
    await row.getByText(says('waiting', '待许可')).waitFor();
    await open.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(says('Its number', '批准文号')).fill('F-2026-7');
    await dialog.locator('.acts', { hasText: says('approval required', '须经许可') }).waitFor();
    await picture(page, `clearance-open-${language}`);
    await dialog.getByRole('button', { name: says('Record the approval', '登记许可') }).press('Enter');
    await row.getByText('F-2026-7').waitFor();
    await open.press('Enter');
    await dialog.getByRole('button', { name: says('The authority stops it', '主管方叫停') }).press('Enter');
    await dialog.getByRole('button', { name: says('Stop it', '叫停'), exact: true }).press('Enter');
    await row.getByText(says('stopped', '已叫停'), { exact: true }).waitFor();
    await open.press('Enter');
    await dialog
      .getByText(says('Only the authority’s own key lifts this.', '只有主管方自己的密钥才能解除。'))
      .waitFor();
    expect(await dialog.locator('.acts li').allTextContents()).toEqual([
      expect.stringContaining('op@house.example'),
      expect.stringContaining('F-2026-7'),
      expect.stringContaining('op@house.example'),
    ]);
    expect(await dialog.locator('input').count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, `clearance-stopped-${language}`);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, `clearances-${language}`);
    expect(await withdrawn()).toEqual([]);
    await page.context().close();
  });
});
