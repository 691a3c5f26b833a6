/** One film on two screens of a household: it goes on where the other one was, and only where it is licensed. */
import { join } from 'node:path';
import { DAY_MS, SECOND_MS } from '@duoping/kit';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readContract } from '#deals';
import { openHouse, PARTNER, shootFilm, type TestHouse, waitForMedia, writeAvails } from './house.ts';
import { openBrowser, type Television, unpackPhone, unpackTelevision } from './living-room.ts';

const LAMP = 'md:alid:org:cinema:lamp';
const BIG_SCREEN = 'md:alid:org:big:screen';
const BIG = 'big';

let browser: Browser;
let house: TestHouse;
let television: Television;
let phone: Television;

beforeAll(async () => {
  browser = await openBrowser();
  house = await openHouse({ streamLimit: 1 });
  const { deals, clock } = house.server.house;
  await deals.savePartner({ id: BIG, name: 'Big', names: {}, illustrative: false });
  const contract = readContract({
    ...{ id: 'big-1', version: 1, partner: BIG, screens: { tv: {} } },
    window: { start: '2020-01-01T00:00:00Z', end: null },
  });
  if (!contract.ok) throw new Error(contract.reason);
  await deals.addContract(contract.value, clock.now() - DAY_MS);
  await deliver(PARTNER, LAMP, 'The Lamp');
  await deliver(BIG, BIG_SCREEN, 'Only Large');
  television = await unpackTelevision(browser, house);
  phone = await unpackPhone(browser, house);
});
afterAll(async () => {
  await television?.close();
  await phone?.close();
  await house?.close();
  await browser?.close();
});

async function deliver(partner: string, alid: string, title: string): Promise<void> {
  const folder = join(house.home, partner);
  await writeAvails(folder, [{ alid, title }], house.server.house.clock.now());
  await shootFilm(join(folder, 'film.mp4'), 120);
  const delivered = await house.duoping('deliver', folder, '--partner', partner, '--media', `${alid}=film.mp4`);
  expect(delivered.stderr).toContain('Applied.');
  await waitForMedia(house, alid, partner);
}

const tap = (screen: Television, text: string | RegExp) =>
  screen.page.getByRole('button', { name: text, exact: true }).first().click({ timeout: 15_000 });

/** Opens a title from the television's home, wherever it stands there. */
async function playOnTelevision(title: string): Promise<void> {
  await television.sees(title);
  await television.page.getByRole('button', { name: title }).first().click({ timeout: 15_000 });
  await tap(television, 'Play');
  await television.plays();
}

test('a film goes on by the phone from the same place, and the television says where', async () => {
  await playOnTelevision('The Lamp');
  await television.page.waitForTimeout(8 * SECOND_MS);
  await phone.sees(/Playing on/);
  await phone.sees('The Lamp');
  const left = await television.picture();
  await tap(phone, 'Continue here');
  const taken = await phone.plays();
  expect(Math.abs(taken.seconds - (left?.seconds ?? 0))).toBeLessThan(6);
  expect(taken.seconds).toBeGreaterThan(4);
  await television.sees('Goes on on A phone', 6_000);
  expect(await television.picture()).toSatisfy((picture) => picture === null || picture.paused);
  const running = await house.server.house.db.rows('select id from playback.play where ended_at is null');
  expect(running).toHaveLength(1);
});

test('and back: the television takes it over from its home page by remote control', async () => {
  const left = await phone.picture();
  await television.press('Escape', 'Escape');
  await television.sees('Playing on A phone');
  await television.press('ArrowUp', 'ArrowUp', 'ArrowUp', 'Enter');
  const taken = await television.plays();
  expect(Math.abs(taken.seconds - (left?.seconds ?? 0))).toBeLessThan(8);
  await phone.sees('Goes on on A tv', 6_000);
});

test('the phone is the remote of what the television plays', async () => {
  await tap(phone, 'Back');
  await tap(phone, /^Remote The Lamp/);
  await tap(phone, 'Pause');
  await until(async () => (await television.picture())?.paused === true);
  const paused = (await television.picture())?.seconds ?? 0;
  await tap(phone, 'Forward 10 seconds');
  await until(async () => Math.abs(((await television.picture())?.seconds ?? 0) - paused - 10) < 2);
});

test('what is sent from the television’s panel waits on the phone until it is taken', async () => {
  await tap(phone, 'Back');
  await television.press('ArrowDown');
  await television.sees('Send to another screen');
  await tap(television, 'A phone');
  await television.sees('Sent. Choose “Continue here” on A phone.');
  await phone.sees('Sent from A tv');
  await tap(phone, 'Continue here');
  await phone.plays();
  await television.sees('Goes on on A phone', 6_000);
  await television.press('Escape');
});

test('a title for televisions only cannot go to the phone: it says why, and the television plays on', async () => {
  await phone.page.reload();
  await playOnTelevision('Only Large');
  await phone.sees('This title isn’t licensed for this kind of screen.');
  expect(await phone.page.getByRole('button', { name: 'Continue here' }).count()).toBe(0);
  await television.press('ArrowDown');
  await television.sees('This title isn’t licensed for this kind of screen.');
  const { seconds } = await television.plays();
  await television.page.waitForTimeout(3 * SECOND_MS);
  expect((await television.picture())?.seconds).toBeGreaterThan(seconds + 2);
});

async function until(holds: () => Promise<boolean>, withinMs = 10_000): Promise<void> {
  for (const end = performance.now() + withinMs; !(await holds()); ) {
    if (performance.now() > end) throw new Error(`Not in time; the television shows: ${await television.text()}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
