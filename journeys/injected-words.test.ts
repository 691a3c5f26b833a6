/** Words that partners, operators and devices state, written as script, on every page that shows them: none runs. */
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, callerOf } from './device.ts';
import { openHouse, PARTNER, type TestHouse, writeAvails } from './house.ts';
import { openBrowser, unpackTelevision } from './living-room.ts';

const FILM = 'md:alid:org:cinema:lamp';
/** Each says so when it runs; the number in it says which. */
const SCRIPTS = [
  '<script>globalThis.ran=1</script>',
  '<img src=x onerror="globalThis.ran=2">',
  '"><svg/onload=globalThis.ran=3>',
  "'-(globalThis.ran=4)-'",
  '<iframe srcdoc="<script>parent.ran=5</script>"></iframe>',
  '</title><style onload=globalThis.ran=6></style>',
  '{{constructor.constructor("globalThis.ran=7")()}}',
  '<a href="javascript:globalThis.ran=8" autofocus onfocus="globalThis.ran=8">x</a>',
].join('');
const WITHIN_MS = 20_000;

let house: TestHouse;
let browser: Browser;
let operator: Caller;
let password = '';
let delivery = '';

beforeAll(async () => {
  browser = await openBrowser();
  house = await openHouse();
  operator = callerOf(house, house.server.house.secrets.operatorToken);
  const folder = join(house.home, 'drop');
  await operator.call('PUT', `/api/partners/${PARTNER}`, { name: `Cinema ${SCRIPTS}`.slice(0, 200), names: {} });
  await writeAvails(folder, [{ alid: FILM, title: `Lamp ${SCRIPTS}` }], house.server.house.clock.now());
  expect((await house.duoping('deliver', folder, '--partner', PARTNER)).stderr).toContain('Applied.');
  const opened = await operator.call('POST', '/api/deliveries', {
    partner: PARTNER,
    name: `drop ${SCRIPTS}`.slice(0, 400),
  });
  delivery = String(opened.json?.id);
  await operator.call('PUT', '/api/partners/somebody', { name: 'Somebody', names: {} });
  const takedown = {
    kind: 'takedown',
    authority: `court ${SCRIPTS}`.slice(0, 400),
    partner: 'somebody',
    case: SCRIPTS.slice(0, 400),
  };
  expect((await operator.call('POST', '/api/withdrawals', takedown)).status).toBe(201);
  const email = 'op@house.example';
  const added = await operator.call('POST', '/api/accounts', { email, name: SCRIPTS.slice(0, 200) });
  password = String(added.json?.password);
});
afterAll(async () => {
  await house?.close();
  await Promise.race([browser?.close(), rest(WITHIN_MS)]);
});

describe('F01: words as script', () => {
  test('F01: a title that is a script is read on the television as its letters', async () => {
    const television = await unpackTelevision(browser, house);
    await television.sees('Lamp <script>', WITHIN_MS);
    await watchFor(television.page);
    await television.page.reload({ timeout: WITHIN_MS });
    await television.sees('Lamp <script>', WITHIN_MS);
    await television.press('Enter');
    await television.sees('<img src=x', WITHIN_MS);
    await nothingRan(television.page);
    await television.close();
  });

  test('F01: the pair page shows the name of a device, whatever it is, as its letters', async () => {
    const body = new URLSearchParams({ client_id: 'demo-tv', device_name: SCRIPTS.slice(0, 190) });
    const asked = await fetch(`${house.address}/api/device_authorization`, { method: 'POST', body });
    const { user_code: code } = (await asked.json()) as { user_code: string }; // RFC 8628 §3.2
    const { context, page } = await openPage();
    await page.goto(`${house.address}/pair?code=${code}`, { timeout: WITHIN_MS });
    expect(await page.locator('.device').innerHTML({ timeout: WITHIN_MS })).toContain('&lt;');
    await nothingRan(page);
    await page.goto(`${house.address}/pair?code=${encodeURIComponent('"><svg onload=x>')}`, { timeout: WITHIN_MS });
    await nothingRan(page);
    await close(context);
  });

  test('F01: the console shows partners, deliveries, titles, people and takedowns as they are written', async () => {
    const { context, page } = await openPage();
    await signIn(page);
    const pages = [
      ...[
        '',
        '/deliveries',
        `/deliveries/${delivery}`,
        '/calendar',
        '/what-if',
        '/claims',
        '/takedowns',
        '/media',
        '/people',
      ].map((path) => `/console${path}`),
      '/portal',
    ];
    let shown = 0;
    for (const path of pages) {
      await page.goto(house.address + path, { timeout: WITHIN_MS });
      await page.waitForLoadState('networkidle', { timeout: 4_000 }).catch(() => undefined); // a page that goes on asking
      const text = await page.locator('body').textContent({ timeout: WITHIN_MS });
      if (text?.includes('<script>globalThis.ran')) shown++;
      await nothingRan(page, path);
    }
    expect(shown).toBeGreaterThan(2);
    await close(context);
  });
});

describe('F02: script put into a page', () => {
  test('F02: the policy of every page lets no inline script run, wherever it was put', async () => {
    for (const path of ['/tv', '/pair', '/console', '/portal']) {
      const { context, page } = await openPage();
      await page.route(`${house.address}${path}`, async (route) => {
        const answer = await route.fetch({ timeout: WITHIN_MS });
        const html = (await answer.text()).replace('</head>', '<script>globalThis.ran=9</script></head>');
        await route.fulfill({ response: answer, body: html });
      });
      await page.goto(house.address + path, { timeout: WITHIN_MS });
      await page.evaluate(`(() => {
        const script = document.createElement('script');
        script.textContent = 'globalThis.ran = 10';
        document.body.append(script);
        document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="globalThis.ran = 11">');
      })()`);
      await rest(300);
      expect(`${path} ${String(await page.evaluate('globalThis.ran'))}`).toBe(`${path} undefined`);
      const blocked = await page.evaluate<readonly string[]>('globalThis.violations');
      expect(`${path} ${blocked.filter((each) => each.startsWith('script-src')).length >= 2}`).toBe(`${path} true`);
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await close(context);
    }
  });
});

async function openPage(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'en' });
  const page = await context.newPage();
  await watchFor(page);
  return { context, page };
}

/** From its first line on, a page keeps what its policy had to stop: what a report of it would say. */
const watchFor = (page: Page) =>
  page.addInitScript(`
    globalThis.violations = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      globalThis.violations.push(effectiveDirective + ' ' + blockedURI));
  `);

/** Neither has a script run nor did the policy have to stop one: the words were never more than words. */
async function nothingRan(page: Page, where = page.url()): Promise<void> {
  await rest(300);
  expect(`${where} ${String(await page.evaluate('globalThis.ran'))}`).toBe(`${where} undefined`);
  expect({ where, stopped: await page.evaluate('globalThis.violations') }).toEqual({ where, stopped: [] });
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

const close = (context: BrowserContext): Promise<unknown> => Promise.race([context.close(), rest(10_000)]);

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
