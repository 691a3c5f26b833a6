/** A television made of the machine's own Chromium: opens the page, presses keys, says what has focus. */
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Without it browser tests are left out, and say so. */
export const hasBrowser = existsSync(CHROMIUM);

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required', '--mute-audio'],
  });

export interface Television {
  readonly page: Page;
  press(...keys: string[]): Promise<void>;
  /** The id of what has focus, by the browser. */
  focus(): Promise<string>;
  /** Waits until this has focus. */
  focused(id: string): Promise<void>;
  /** Waits until the page is at this place: `home`, `title`, `play`, `pairing` … */
  at(place: string): Promise<void>;
  /** Policy violations, script errors and the like; a sound page has none. */
  readonly complaints: string[];
}

export async function openTelevision(
  browser: Browser,
  url: string,
  { width = 1920, height = 1080 }: { width?: number; height?: number } = {},
): Promise<Television> {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'en-GB' });
  const page = await context.newPage();
  page.setDefaultTimeout(8_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
      complaints.push(message.text());
  });
  await page.goto(url);
  const focus = () => page.evaluate(() => document.activeElement?.id ?? '');
  return {
    page,
    complaints,
    focus,
    press: async (...keys) => {
      for (const key of keys) {
        await page.keyboard.press(key);
        await page.waitForTimeout(30);
      }
    },
    focused: async (id) => {
      await page.waitForFunction((wanted) => document.activeElement?.id === wanted, id);
    },
    at: async (place) => {
      await page.waitForSelector(`.stage[data-place="${place}"]`);
    },
  };
}
