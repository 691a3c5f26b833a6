/** The operator's month by keyboard and mouse in the real console: from the palette to a statement and down to its receipts. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chargeOf, contractOf, receiptOf, shareOf } from '../domains/settlement/testing.ts';
import { openHouse, type TestHouse } from './house.ts';
import { openBrowser } from './living-room.ts';

const OCTOBER = Date.UTC(2026, 9, 10);

let browser: Browser;
let house: TestHouse;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  house = await openHouse();
  const { deals, charging, clock, db } = house.server.house;
  await deals.savePartner({ id: 'youku', name: 'Youku', names: {}, illustrative: false });
  await deals.addContract(contractOf({ id: 'yk', partner: 'youku', money: shareOf(5500, '500') }), clock.now());
  await charging.payments.append(chargeOf({ key: 'c1', at: OCTOBER }));
  for (const id of ['p1', 'p2']) {
    const receipt = receiptOf({ id: `${id}.1`, play: id, to: OCTOBER, alid: 'md:alid:org:youku:lamp' });
    await db.run('insert into playback.receipt (id, play, at, receipt) values ($1, $2, $3, $4)', [
      ...[receipt.id, receipt.play, new Date(receipt.to), JSON.stringify(receipt)],
    ]);
  }
  const added = await house.duoping('account', 'add', 'me@example.org', '--name', 'Me');
  const { password } = JSON.parse(added.stdout) as { password: string }; // the command's own answer
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en' })).newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${house.address}/console`);
  await page.getByLabel('E-mail').fill('me@example.org');
  await page.locator('input[type=password]').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForSelector('nav >> text=Settlement');
});
afterAll(async () => {
  await page?.context().close();
  await house?.close();
  await browser?.close();
});

test('the palette finds a page by its name, and two letters go to another', async () => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('settl');
  await page.keyboard.press('Enter');
  await page.getByText('State the books').first().waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await page.getByText('No content plan is stated yet').waitFor();
  expect(new URL(page.url()).pathname).toBe('/console/plan');
});

test('books are stated, the month is closed, and its statement opens down to the receipts and downloads', async () => {
  await page.goto(`${house.address}/console/settlement`);
  await page.getByLabel('Time zone').fill('Asia/Shanghai');
  await page.getByPlaceholder('CNY').fill('cny');
  await page.getByRole('button', { name: 'State them' }).click();
  await page.getByRole('button', { name: 'Close the month' }).click();
  await page.getByRole('button', { name: 'Close it' }).click();
  await page.getByText('Debits and credits are equal.').waitFor();
  await page.getByRole('link', { name: 'Youku' }).click();
  // ¥19.90 × 55 %, of which ¥5.00 recoup the guarantee.
  await page.locator('.sum').getByText('CN¥10.95').waitFor();
  await page.locator('.sum').getByText('CN¥5.95').waitFor();
  await page.getByRole('button', { name: 'md:alid:org:youku:lamp' }).click();
  await page.getByRole('button', { name: 'Why was it allowed?' }).first().waitFor();
  expect(await page.getByRole('button', { name: 'Why was it allowed?' }).count()).toBe(2);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'JSON' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('2026-10-youku-CNY.json');
});
