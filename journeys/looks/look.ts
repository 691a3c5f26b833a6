/** One look at a page: axe finds nothing, nothing runs out of the glass, and it looks as its kept picture. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../living-room.ts';
import { axeFindings } from './axe.ts';
import { type Difference, differenceOf, type Picture, readPng, reduced, writePng } from './picture.ts';

/** When it is, on every page and every server of these tests: a Sunday evening in Shanghai. */
export const NOW = Date.parse('2026-11-22T12:04:00Z');
/** Share of a picture's pixels that may differ: another build of Chromium draws some letters otherwise. */
const PIXELS_MAY_DIFFER = 0.001;
/** `renew` keeps what differs; `whole` compares nothing and shows each page at its real size, for a person. */
const { DUOPING_PICTURES: WISH } = process.env;
/** Kept at a half or a third of their size, so that they stay small; a phone's are kept whole. */
const scaleOf = (width: number): number => (WISH === 'whole' || width <= 600 ? 1 : width <= 1500 ? 1 / 2 : 1 / 3);
const MOST_LOOKS = WISH === 'renew' ? 2 : 4;
const PAINTS_WITHIN_MS = 250;
const KEPT = join(import.meta.dirname, 'pictures');
/** Where a person finds what differed. */
const SEEN = join(import.meta.dirname, '../../.cache/pictures');

/** Letters are drawn alike whatever the machine's own fonts and settings are. */
export const openStillBrowser = (): Promise<Browser> =>
  openBrowser({
    args: ['--font-render-hinting=none', '--disable-lcd-text'],
    env: { FONTCONFIG_FILE: join(import.meta.dirname, 'fonts.conf') },
  });

export interface Glass {
  readonly width: number;
  readonly height: number;
  readonly language: 'zh-CN' | 'en';
}

/** A page with nothing left to chance: clock, place, language, and no motion. */
export async function openGlass(browser: Browser, { width, height, language }: Glass): Promise<Page> {
  const context = await browser.newContext({
    ...{ viewport: { width, height }, locale: language, timezoneId: 'Asia/Shanghai', colorScheme: 'light' },
    deviceScaleFactor: scaleOf(width),
    ...{ reducedMotion: 'reduce', bypassCSP: true }, // the policy is tried elsewhere; axe and still pictures need a way in
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.clock.setFixedTime(NOW);
  return page;
}

/** Runs in the page: pictures further down are fetched when somebody scrolls there. */
const PAINTED = `() => [...document.images].every((image) =>
  image.complete || image.getBoundingClientRect().top > innerHeight || image.getBoundingClientRect().left > innerWidth)`;

export interface Sight {
  /** Name of the kept picture: `tv-home-en`. */
  readonly name: string;
  /** What no two looks share, made alike: a style sheet for the moment of the picture. */
  readonly still?: string;
}

/** Everything that is wrong with what is seen, a line each; empty when all is well. */
export async function look(page: Page, { name, still = '' }: Sight): Promise<readonly string[]> {
  await page.evaluate('document.fonts.ready');
  await page.waitForFunction(`(${PAINTED})()`);
  const findings = [...(await axeFindings(page)), ...(await compared(page, name, still))];
  return findings.map((line) => `${name}: ${line}`);
}

/** A picture that differs may not be finished: it is looked at again before that counts. */
async function compared(page: Page, name: string, still: string): Promise<readonly string[]> {
  const file = join(KEPT, `${name}.png`);
  const kept = existsSync(file) ? readPng(readFileSync(file)) : undefined;
  for (let looks = 1; ; looks++) {
    const screenshot = await page.screenshot({ animations: 'disabled', caret: 'hide', style: still });
    if (WISH === 'whole' && looks > 1) return shown(name, screenshot);
    const now = reduced(readPng(screenshot));
    const difference = kept && differenceOf(kept, now);
    if (difference && difference.share <= PIXELS_MAY_DIFFER && WISH !== 'whole') return forget(name);
    if (looks === MOST_LOOKS) return WISH === 'renew' ? keep(file, now) : differs(name, screenshot, difference);
    await page.waitForTimeout(PAINTS_WITHIN_MS);
  }
}

function keep(file: string, picture: Picture): readonly string[] {
  mkdirSync(KEPT, { recursive: true });
  writeFileSync(file, writePng(picture));
  return [];
}

function differs(name: string, screenshot: Uint8Array, difference: Difference | undefined): readonly string[] {
  shown(name, screenshot);
  if (!difference) return ['no picture is kept of it: see journeys/looks/README.md'];
  writeFileSync(join(SEEN, `${name}.differs.png`), writePng(difference.marked));
  return [`${(difference.share * 100).toFixed(2)} % of the picture differ, see .cache/pictures/${name}.differs.png`];
}

function shown(name: string, screenshot: Uint8Array): readonly string[] {
  mkdirSync(SEEN, { recursive: true });
  writeFileSync(join(SEEN, `${name}.png`), screenshot);
  return [];
}

/** What was kept of an earlier difference. */
function forget(name: string): readonly string[] {
  for (const ending of ['png', 'differs.png']) rmSync(join(SEEN, `${name}.${ending}`), { force: true });
  return [];
}
