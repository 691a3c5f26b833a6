/** The README's ten minutes: an operator's own avails and own film, by the commands that it names. */
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, shootFilm, type TestHouse, waitForMedia } from './house.ts';
import { openBrowser, unpackTelevision } from './living-room.ts';

const ALID = 'md:alid:org:mine.example:my-film';

let browser: Browser;
let house: TestHouse;
beforeAll(async () => {
  browser = await openBrowser();
  house = await openHouse();
});
afterAll(async () => {
  await house?.close();
  await browser?.close();
});

test('the commands of the README bring an own film onto the television, and take it away again', async () => {
  const film = join(house.home, 'film.mp4');
  const avails = join(house.home, 'avails.csv');
  await shootFilm(film, 20);
  await cp('examples/own/avails.csv', avails);

  const checked = await house.duoping('avails', 'check', avails);
  expect(JSON.parse(checked.stdout)).toMatchObject({ format: 'avails-csv', counts: { errors: 0 }, clauses: 2 });
  expect(checked.code).toBe(0);
  expect((await house.duoping('partner', 'mine', '--name', 'My films')).code).toBe(0);
  expect((await house.duoping('contract', 'examples/own/contract.json')).code).toBe(0);

  const told = await house.duoping('deliver', avails, '--partner', 'mine', '--dry-run');
  expect(told.stderr).toContain('2 appear');
  const delivered = await house.duoping('deliver', avails, '--partner', 'mine', '--media', `${ALID}=${film}`);
  expect(delivered).toMatchObject({ code: 0 });
  await waitForMedia(house, ALID, 'mine');

  const television = await unpackTelevision(browser, house);
  await television.sees('My film');
  await television.press('Enter', 'Enter');
  await television.plays();

  const withdrawn = await house.duoping('withdraw', '--alid', ALID, '--authority', 'My films');
  expect(withdrawn.code).toBe(0);
  await television.sees('This title was withdrawn at the request of its rights holder.', 60_000);
  await television.close();
});

test('the README names exactly the commands that this journey went by', async () => {
  const readme = await readFile('README.md', 'utf8');
  for (const command of [
    'avails check',
    'partner mine',
    'contract examples/own/contract.json',
    'deliver',
    'withdraw --alid',
  ]) {
    expect(readme).toContain(`npm run -s duoping -- ${command}`);
  }
});
