/** The main job, seen on a real screen: a partner's file becomes a lawful, encrypted play that can be stopped. */
import { join } from 'node:path';
import { SECOND_MS } from '@duoping/kit';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, PARTNER, shootFilm, type TestHouse, waitForMedia, writeAvails } from './house.ts';
import { openBrowser, unpackTelevision } from './living-room.ts';

describe('an evening with one film', () => {
  let browser: Browser;
  let house: TestHouse;

  beforeAll(async () => {
    browser = await openBrowser();
    house = await openHouse({ streamLimit: 1 });
    const folder = join(house.home, 'drop');
    await writeAvails(folder, [{ alid: FILM, title: 'The Lamp' }], house.server.house.clock.now());
    await shootFilm(join(folder, 'film.mp4'), 60);
    const delivered = await house.duoping('deliver', folder, '--partner', PARTNER, '--media', `${FILM}=film.mp4`);
    expect(delivered.stderr).toContain('Applied.');
    await waitForMedia(house, FILM);
  });
  afterAll(async () => {
    await house?.close();
    await browser?.close();
  });

  test('a television pairs by its code, finds the delivered film and plays it decrypted', async () => {
    const television = await unpackTelevision(browser, house);
    await television.sees('The Lamp');
    await television.press('Enter', 'Enter');
    const picture = await television.plays();
    expect(picture.height).toBe(360);
    await television.page.waitForTimeout(17 * SECOND_MS);
    await television.press('Escape');
    await television.sees('The Lamp');
    const [play] = await plays(house);
    const receipts = await house.server.house.plays.receiptsOf(play?.id as never); // the row's id is a play id
    const watched = receipts.reduce((sum, receipt) => sum + receipt.watchedMs, 0);
    expect(watched).toBeGreaterThan(15 * SECOND_MS);
    expect(watched).toBeLessThan(22 * SECOND_MS);
    expect(receipts[0]).toMatchObject({ territory: 'CN', screen: 'tv', alid: FILM, partner: PARTNER });
    await television.close();
  });

  test('a second screen over the limit is refused and told which one is playing', async () => {
    const first = await unpackTelevision(browser, house);
    await first.sees('The Lamp');
    await first.press('Enter', 'Enter');
    await first.plays();
    const second = await unpackTelevision(browser, house);
    await second.sees('The Lamp');
    await second.press('Enter', 'Enter');
    await second.sees('All of your household’s streams are in use.');
    expect(await second.picture()).toSatisfy((picture) => picture === null || picture.frames === 0);
    await first.press('Escape');
    await first.close();
    await second.close();
  });

  test('a withdrawn film leaves the page, and the running play ends with the reason on the screen', async () => {
    const television = await unpackTelevision(browser, house);
    await television.sees('The Lamp');
    await television.press('Enter', 'Enter');
    await television.plays();
    const withdrawn = await house.duoping('withdraw', '--alid', FILM, '--authority', 'Cinema');
    expect(withdrawn.code).toBe(0);
    await television.sees('This title was withdrawn at the request of its rights holder.', 60 * SECOND_MS);
    const ended = await television.picture();
    expect(ended).toSatisfy((picture) => picture === null || picture.paused);
    const other = await unpackTelevision(browser, house);
    await other.sees('Nothing to watch here yet');
    const { withdrawals } = JSON.parse(withdrawn.stdout);
    expect((await house.duoping('withdraw', '--lift', withdrawals[0].id)).code).toBe(0);
    await other.page.reload();
    await other.sees('The Lamp');
    await television.close();
    await other.close();
  });

  test('when the right ends in the middle of the film, the picture stops and the title leaves', async () => {
    const television = await unpackTelevision(browser, house);
    await television.sees('The Lamp');
    const folder = join(house.home, 'shorter');
    const now = house.server.house.clock.now();
    await writeAvails(folder, [{ alid: FILM, title: 'The Lamp', end: now + 25 * SECOND_MS }], now);
    const delivered = await house.duoping('deliver', folder, '--partner', PARTNER);
    expect(delivered.stderr).toContain('1 change');
    await television.press('Enter', 'Enter');
    await television.plays();
    await television.sees('The licence for this title has ended.', 50 * SECOND_MS);
    expect(await television.picture()).toSatisfy((picture) => picture === null || picture.paused);
    await television.press('Escape', 'Escape');
    await television.page.reload();
    await television.sees('Nothing to watch here yet');
    await television.close();
  });
});

const FILM = 'md:alid:org:cinema:lamp';

async function plays(house: TestHouse): Promise<readonly { id: string }[]> {
  return house.server.house.db.rows<{ id: string }>(`select id from playback.play order by state->'startedAt'`);
}
