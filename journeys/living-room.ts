/** A real browser as the household's screens: opens the page, pairs by the code it shows, presses keys, looks. */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { TestHouse } from './house.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

/** `more` switches, and variables of its environment, for who looks closer than most. */
export async function openBrowser(more: { args?: string[]; env?: NodeJS.ProcessEnv } = {}): Promise<Browser> {
  const executablePath = CHROMIUM.find((path) => existsSync(path));
  if (!executablePath)
    throw new Error('No Chromium on this machine: apt-get install -y --no-install-recommends chromium');
  const { args = [], env = {} } = more;
  return chromium.launch({ executablePath, args: [...QUIET, ...args], env: { ...process.env, ...env } });
}

export interface Television {
  readonly page: Page;
  press(...keys: string[]): Promise<void>;
  text(): Promise<string>;
  /** Resolves when the text stands on the screen. */
  sees(text: string | RegExp, withinMs?: number): Promise<void>;
  picture(): Promise<Picture | null>;
  /** Resolves when the film is moving, with the picture then. */
  plays(withinMs?: number): Promise<Picture>;
  close(): Promise<void>;
}

export interface Picture {
  readonly seconds: number;
  readonly height: number;
  readonly frames: number;
  readonly paused: boolean;
}

/** A television that has just been unpacked: opens its page and is approved into the household. */
export const unpackTelevision = (browser: Browser, house: TestHouse, language = 'en'): Promise<Television> =>
  unpack(browser, house, { path: '/tv', width: 1280, height: 720, language });

/** The same for a phone, which is held in a hand: what is a key there is a tap here. */
export const unpackPhone = (browser: Browser, house: TestHouse, language = 'en'): Promise<Television> =>
  unpack(browser, house, { path: '/phone', width: 390, height: 844, language });

interface Unpacked {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly language: string;
}

async function unpack(
  browser: Browser,
  house: TestHouse,
  { path, width, height, language }: Unpacked,
): Promise<Television> {
  const context = await browser.newContext({ viewport: { width, height }, locale: language });
  const television = televisionOn(context, await context.newPage());
  await television.page.goto(house.address + path);
  await television.sees(CODE);
  const code = CODE.exec(compact(await television.text()))?.[0] ?? '';
  const phone = await context.newPage();
  await phone.goto(`${house.address}/pair?code=${code}`);
  await phone.click('button');
  await phone.waitForSelector(language.startsWith('zh') ? 'text=完成' : 'text=Done');
  await phone.close();
  return television;
}

const CODE = /[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}/;
const compact = (text: string): string => text.replace(/\s+/g, '');

function televisionOn(context: BrowserContext, page: Page): Television {
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not on the screen
  const text = () => page.locator('body').innerText();
  const picture = () => within(5_000, page.evaluate<Picture | null>(LOOK));
  return {
    page,
    text,
    picture,
    async press(...keys) {
      for (const key of keys) {
        await page.keyboard.press(key);
        await page.waitForTimeout(250);
      }
    },
    async sees(wanted, withinMs = 20_000) {
      const found = await until(withinMs, async () => {
        const shown = await text();
        return typeof wanted === 'string' ? shown.includes(wanted) : wanted.test(shown) || wanted.test(compact(shown));
      });
      if (!found) throw new Error(`The screen does not show ${wanted} but: ${await text()}`);
    },
    async plays(withinMs = 20_000) {
      let before: Picture | null = null;
      let now: Picture | null = null;
      const moving = await until(withinMs, async () => {
        before = now;
        now = await picture();
        return before !== null && now !== null && now.seconds > before.seconds && now.frames > before.frames;
      });
      if (!moving || !now) throw new Error(`No picture moves; the screen shows: ${await text()}`);
      return now;
    },
    close: async () => {
      await within(10_000, context.close());
    },
  };
}

/** A browser that doesn't answer in time counts as showing nothing: a journey must never wait for ever. */
const within = <T>(ms: number, answer: Promise<T>): Promise<T | null> =>
  Promise.race([answer, new Promise<null>((resolve) => setTimeout(() => resolve(null), ms))]);

/** Runs in the page: its types are the browser's, which this project's are not. */
const LOOK = `(() => {
  const video = document.querySelector('video');
  if (!video) return null;
  const frames = video.getVideoPlaybackQuality().totalVideoFrames;
  return { seconds: video.currentTime, height: video.videoHeight, frames, paused: video.paused };
})()`;

async function until(withinMs: number, holds: () => Promise<boolean>): Promise<boolean> {
  const end = performance.now() + withinMs;
  while (performance.now() < end) {
    if (await holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}
