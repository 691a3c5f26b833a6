/** Every page of television, set-top box, tablet and phone, in both languages: axe finds nothing, and it looks as kept. */
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Built, buildScreens } from '../../apps/screens/testing/built.ts';
import { makeClip } from '../../apps/screens/testing/clip.ts';
import { type FakeServer, startFakeServer, type Wishes } from '../../apps/screens/testing/fake-server.ts';
import { crawlFocus } from './crawl-focus.mjs';
import { look, NOW, openGlass, openStillBrowser } from './look.ts';

const GLASSES = [
  { name: 'tv', path: 'tv', width: 1920, height: 1080, touch: false },
  { name: 'stb', path: 'stb', width: 1280, height: 720, touch: false },
  { name: 'tablet', path: 'tablet', width: 1180, height: 820, touch: true },
  { name: 'phone', path: 'phone', width: 390, height: 844, touch: true },
] as const;
const LANGUAGES = ['zh-CN', 'en'] as const;
/** A film has another picture each moment, and gets there at its own pace. */
const STILL_FILM = `
  .frame { visibility: hidden !important; }
  .track i { width: 40% !important; } .knob { left: 40% !important; }
  .times span, .touch-bar span, .touch-bar input { visibility: hidden !important; }
`;

let browser: Browser;
let built: Built;
let folder = '';
let media: NonNullable<Wishes['media']>;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  built = buildScreens();
  folder = await mkdtemp(join(tmpdir(), 'duoping-looks-'));
  media = makeClip(folder);
  browser = await openStillBrowser();
});
afterAll(async () => {
  await browser?.close();
  built?.remove();
  rmSync(folder, { recursive: true, force: true });
  vi.useRealTimers();
});

const walks = GLASSES.flatMap((glass) => LANGUAGES.map((language) => ({ ...glass, language })));

test.concurrent.each(walks)('$name, $language', async (glass) => {
  const server = await startFakeServer(built.folder, { language: glass.language, media });
  const page = await openGlass(browser, glass);
  try {
    const walk = { ...glass, server, page, wrong: [] as string[] };
    await pairingPages(walk);
    await homePages(walk);
    await searchPages(walk);
    await titleAndPlay(walk);
    await otherScreens(walk);
    await seriesPages(walk);
    await whoPages(walk);
    await devicePages(walk);
    await troubles(walk);
    expect(walk.wrong).toEqual([]);
  } finally {
    await page.context().close();
    await server.close();
  }
});

type Walk = (typeof walks)[number] & {
  readonly server: FakeServer;
  readonly page: Page;
  readonly wrong: string[];
};

async function see(walk: Walk, name: string, still = ''): Promise<void> {
  walk.wrong.push(...(await look(walk.page, { name: `${walk.name}-${name}-${walk.language}`, still })));
}

/** By remote control, from everywhere to everywhere. Places are the same in both languages: one of them is walked. */
async function crawl(walk: Walk, name: string): Promise<void> {
  if (walk.touch || walk.language !== 'en') return;
  const { places, findings } = await walk.page.evaluate<Awaited<ReturnType<typeof crawlFocus>>>(`(${crawlFocus})()`);
  expect(places, name).toBeGreaterThan(0);
  walk.wrong.push(...findings.map((line) => `${walk.name}-${name}, by remote control: ${line}`));
}

async function pairingPages(walk: Walk): Promise<void> {
  const { page, server, path, language } = walk;
  // The address on the glass holds the port that happened to be free.
  await page.route('**/api/device_authorization', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replaceAll(/localhost:\d+/g, 'duoping.example');
    await route.fulfill({ response: answer, body });
  });
  await page.goto(`${server.url}/${path}?lang=${language}`);
  await page.waitForSelector('.code');
  await see(walk, 'pairing');
  await crawl(walk, 'pairing');
  await page.unroute('**/api/device_authorization'); // while anything is caught, every request takes the way round
  server.wishes.approved = true;
}

async function homePages(walk: Walk): Promise<void> {
  const { page, touch } = walk;
  await page.waitForSelector(touch ? '.touch-card' : '.card.focused');
  await see(walk, 'home');
  if (touch) return;
  await press(page, 'ArrowLeft');
  await see(walk, 'menu');
  await press(page, 'ArrowRight', 'ArrowDown', 'ArrowRight');
  await see(walk, 'second-rail');
  await press(page, 'ArrowUp');
  await crawl(walk, 'home');
  if (walk.language === 'en') await comeBack(walk);
}

/** Back leads from wherever one went to the very card that one left. */
async function comeBack(walk: Walk): Promise<void> {
  const { page } = walk;
  const focus = () => page.evaluate<string>('document.activeElement.id');
  const places = [
    { way: ['ArrowRight'], open: ['Enter'], to: 'title' },
    { way: ['ArrowDown', 'ArrowRight'], open: ['Enter'], to: 'title' },
    { way: ['ArrowDown', 'ArrowRight'], open: ['1'], to: 'search' },
    { way: [], open: ['Escape', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter'], to: 'device' },
  ];
  for (const { way, open, to } of places) {
    await press(page, ...way);
    const card = await focus();
    expect(card).toMatch(/^card:/);
    await press(page, ...open);
    await at(page, to);
    await press(page, 'Escape');
    await at(page, 'home');
    if ((await focus()) !== card) walk.wrong.push(`Back from ${to} leads to ${await focus()} instead of ${card}`);
  }
  await press(page, 'ArrowUp', 'ArrowUp', 'ArrowLeft');
}

async function searchPages(walk: Walk): Promise<void> {
  const { page, touch } = walk;
  await page.click('[id="menu:search"]');
  await at(page, 'search');
  await see(walk, 'search');
  await crawl(walk, 'search');
  await page.keyboard.type('ch');
  await page.waitForSelector(touch ? '.touch-found .touch-card' : '.found .card');
  await see(walk, 'search-found');
  await crawl(walk, 'search-found');
  await page.keyboard.type('zz');
  await page.waitForSelector(touch ? '.touch-note[role="status"]' : '.search-note[role="status"]');
  await see(walk, 'search-nothing');
  await crawl(walk, 'search-nothing');
  if (touch) await page.click('[id="menu:home"]');
  else await press(page, 'Escape');
  await at(page, 'home');
}

async function titleAndPlay(walk: Walk): Promise<void> {
  const { page, server, touch } = walk;
  await page.click(touch ? '.touch-card' : '.card.focused');
  await page.waitForSelector('#resume');
  await see(walk, 'title');
  await crawl(walk, 'title');
  server.wishes.playRefused = 'stream-limit';
  server.wishes.others = [{ playId: 'p1', deviceName: 'iPad', title: walk.language === 'en' ? 'Snow Line' : '雪线' }];
  await page.click('#resume');
  await page.waitForSelector('[id="stop:p1"]');
  await see(walk, 'stream-limit');
  await crawl(walk, 'stream-limit');
  await press(page, 'Escape');
  await page.waitForSelector('#resume');
  server.wishes.playRefused = null;
  server.wishes.others = [];
  server.wishes.screens = [
    { id: 'd2', name: 'Pixel 9', screen: 'phone', refused: null },
    { id: 'd3', name: 'iPad', screen: 'tablet', refused: 'screen' },
  ];
  await page.click('#resume');
  await page.waitForFunction('document.querySelector("video")?.currentTime > 0.2');
  if (touch) await page.click('.touch-wake');
  await press(page, 'MediaPlayPause');
  if (!touch) await page.waitForSelector('.paused');
  await see(walk, 'player', STILL_FILM);
  if (touch) await page.click('.touch-link');
  else await press(page, 'ArrowDown');
  await page.waitForSelector('.choices');
  await see(walk, 'player-tracks', STILL_FILM);
  await crawl(walk, 'player-tracks');
  server.wishes.endPlay = 'ended';
  await page.waitForSelector('.notice');
  await see(walk, 'player-ended');
  await crawl(walk, 'player-ended');
  await press(page, 'Escape');
  server.wishes.endPlay = null;
  await page.click('#resume');
  await page.waitForFunction('document.querySelector("video")?.currentTime > 0.2');
  server.wishes.others = [{ playId: 'p2', deviceName: 'Pixel 9', title: '' }];
  server.wishes.endPlay = 'continued-elsewhere';
  await page.waitForSelector('.notice');
  await see(walk, 'player-goes-on');
  await crawl(walk, 'player-goes-on');
  server.wishes.endPlay = null;
  await press(page, 'Escape', 'Escape');
  await at(page, 'home');
}

/** A series: the page of its episode, another season, and what is announced near the end. */
async function seriesPages(walk: Walk): Promise<void> {
  const { page, touch, server } = walk;
  if (touch) await page.click('[id$=":card:new:lamps-1-2"]');
  else {
    await page.reload(); // to the first card, wherever the crawl went
    await page.waitForSelector('.card.focused');
    await press(page, 'ArrowDown', 'ArrowDown');
    await page.waitForSelector('[id="card:new:lamps-1-2"].focused');
    await see(walk, 'home-series');
    await press(page, 'Enter');
  }
  await page.waitForSelector('[id="season:2"]');
  await see(walk, 'series');
  await crawl(walk, 'series');
  await page.click('[id="season:2"]');
  await page.waitForSelector('[id="episode:lamps-2-1"]');
  if (!touch) await press(page, 'ArrowDown');
  await see(walk, 'series-season');
  await page.click('#resume');
  await page.waitForFunction('document.querySelector("video")?.currentTime > 0.2');
  await page.evaluate(
    `(() => { const film = document.querySelector('video'); film.pause(); film.currentTime = film.duration - 1; })()`,
  );
  await page.waitForSelector('.next-up');
  await see(walk, 'player-next', STILL_FILM);
  server.wishes.playRefused = 'ended';
  await press(page, 'Escape', 'Escape', 'Escape');
  server.wishes.playRefused = null;
  await at(page, 'home');
}

/** Another screen of the household plays: what it plays may go on here, or be steered from here. */
async function otherScreens(walk: Walk): Promise<void> {
  const { page, server, language } = walk;
  const film = { work: 'snow-country-line', title: language === 'en' ? 'Snow Line' : '雪线', durationSeconds: 5400 };
  const device = { deviceId: 'd4', deviceName: 'Xiaomi TV', screen: 'tv', here: false, offered: false } as const;
  const place = { moving: false, positionSeconds: 2460, since: new Date(NOW).toISOString() };
  server.wishes.elsewhere = [{ id: 'p7', ...film, ...device, ...place, refused: null }];
  await page.waitForSelector('[id="move:p7"]');
  await see(walk, 'elsewhere');
  await crawl(walk, 'elsewhere');
  await page.click('[id="remote:p7"]');
  await at(page, 'remote');
  await see(walk, 'remote');
  await crawl(walk, 'remote');
  server.wishes.elsewhere = [];
  await press(page, 'Escape');
  await at(page, 'home');
  await page.waitForSelector('[id="move:p7"]', { state: 'detached' });
}

/** Who watches here: faces to choose from, to change, and names to give. */
async function whoPages(walk: Walk): Promise<void> {
  const { page, server } = walk;
  server.wishes.profiles = 3;
  await page.reload();
  await page.waitForSelector('[id="profile:p1"]');
  await see(walk, 'who');
  await crawl(walk, 'who');
  await page.click('[id="who:add"]');
  await page.waitForSelector('.who-names');
  await see(walk, 'who-name');
  await crawl(walk, 'who-name');
  await page.click('.who-names .choice');
  await page.waitForSelector('[id="profile:p4"]');
  await page.click('[id="who:edit"]');
  await page.waitForSelector('[id="edit:p4"]');
  await see(walk, 'who-edit');
  await crawl(walk, 'who-edit');
  await page.click('[id="edit:p4"]');
  await page.click('[id="who:remove"]');
  await page.waitForSelector('[id="who:remove-now"]');
  await see(walk, 'who-remove');
  await crawl(walk, 'who-remove');
  await page.click('[id="who:remove-now"]');
  await page.waitForSelector('[id="edit:p4"]', { state: 'detached' });
  await page.click('[id="who:done"]');
  await page.click('[id="profile:p1"]');
  await at(page, 'home');
}

async function devicePages(walk: Walk): Promise<void> {
  const { page } = walk;
  await page.click('[id="menu:device"]');
  await at(page, 'device');
  await see(walk, 'device');
  await crawl(walk, 'device');
  await page.click('#ask-forget');
  await page.waitForSelector('#keep');
  await see(walk, 'device-leave');
  await crawl(walk, 'device-leave');
}

async function troubles(walk: Walk): Promise<void> {
  const { page, server } = walk;
  server.wishes.empty = true;
  await page.reload();
  await page.waitForSelector('#retry');
  await see(walk, 'home-empty');
  await crawl(walk, 'home-empty');
  server.wishes.homeFails = 'unexpected';
  await page.click('#retry');
  await page.waitForFunction(`document.querySelector('.notice p.synopsis')?.textContent !== ''`);
  await see(walk, 'home-failed');
  await crawl(walk, 'home-failed');
  await page.route('**/api/me', (route) => route.abort());
  await page.reload();
  await page.waitForSelector('#retry');
  await see(walk, 'unreachable');
  await crawl(walk, 'unreachable');
}

const at = (page: Page, place: string) => page.waitForSelector(`.stage[data-place="${place}"]`);

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(30);
  }
}
