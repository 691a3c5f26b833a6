/** A title that came without a picture is shown by a frame of its own film, under the right to list it. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readContract } from '#deals';
import { amendContract } from '#deliveries';
import { withdraw } from '#licensing';
import { type Caller, callerOf, pairDevice } from '../../journeys/device.ts';
import { openHouse, PARTNER, shootFilm, type TestHouse, waitForMedia, writeAvails } from '../../journeys/house.ts';
import { artworkUrl } from './http/artwork-link.ts';

const LAMP = 'md:alid:org:cinema:lamp';
const SOON = 'md:alid:org:cinema:soon';

let house: TestHouse;
let television: Caller;
beforeAll(async () => {
  house = await openHouse();
  const folder = join(house.home, 'drop');
  const films = [
    { alid: LAMP, title: 'The Lamp' },
    { alid: SOON, title: 'Soon Over' },
  ];
  await writeAvails(folder, films, house.server.house.clock.now());
  await shootFilm(join(folder, 'lamp.mp4'), 4);
  const delivered = await house.duoping('deliver', folder, '--partner', PARTNER, '--media', `${LAMP}=lamp.mp4`);
  expect(delivered.stderr).toContain('Applied.');
  await waitForMedia(house, LAMP);
  television = callerOf(house, await pairDevice(house));
});
afterAll(() => house?.close());

const workOf = (alid: string): string =>
  [...house.server.house.library().works.values()].find(({ offers }) => offers.some((offer) => offer.alid === alid))
    ?.id ?? '';
const pictures = async (alid: string) => (await television.call('GET', `/api/titles/${workOf(alid)}`)).json;

test('the frame stands in for the wide picture once the film is packaged, and is no one else’s', async () => {
  expect(await pictures(SOON)).toMatchObject({ poster: null, wide: null });
  const { poster, wide } = (await pictures(LAMP)) ?? {};
  expect(poster).toBeNull();
  const frame = await callerOf(house).call('GET', String(wide));
  expect([frame.status, frame.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  expect([...frame.bytes.slice(0, 2)]).toEqual([0xff, 0xd8]);

  const { shelf, secrets, clock } = house.server.house;
  const asset = shelf.assetOf(PARTNER, LAMP)?.id ?? '';
  const link = {
    work: workOf(SOON),
    kind: 'wide',
    sha256: asset,
    territory: 'CN',
    screen: 'tv',
    model: 'demo-tv',
  } as const;
  const elsewhere = artworkUrl(secrets.artworkKey, link, null, clock.now());
  expect((await callerOf(house).call('GET', elsewhere)).status).toBe(403);
});

test('a picture that was delivered comes before the frame', async () => {
  const { db, objects, announce } = house.server.house;
  const { sha256 } = await objects.put(new TextEncoder().encode('a wide picture'), { maxBytes: 100 });
  await db.run('insert into work_artwork (partner, alid, kind, sha256) values ($1, $2, $3, $4)', [
    ...[PARTNER, LAMP, 'wide', sha256],
  ]);
  await announce();
  expect((await pictures(LAMP))?.wide).toContain(sha256);
  await db.run('delete from work_artwork where sha256 = $1', [sha256]);
  await announce();
});

test('a title that is for one model alone is pictured on that model, and by no link for another', async () => {
  const { deliveries } = house.server.house;
  const tv = { models: ['demo-tv'] };
  const terms = {
    id: 'cinema-1',
    version: 2,
    partner: PARTNER,
    screens: { tv },
    window: { start: '2020-01-01T00:00:00Z' },
  };
  const contract = readContract(terms);
  if (!contract.ok) throw new Error(contract.reason);
  expect(await amendContract(deliveries, contract.value)).toMatchObject({ ok: true });
  const handed = String((await pictures(LAMP))?.wide);
  expect((await callerOf(house).call('GET', handed)).status).toBe(200);
  expect((await callerOf(house).call('GET', handed.replace('m=demo-tv', 'm=demo-stb'))).status).toBe(403);
});

test('the frame goes with the right to list its title', async () => {
  const handed = String((await pictures(LAMP))?.wide);
  expect((await callerOf(house).call('GET', handed)).status).toBe(200);
  await withdraw(
    house.server.house.withdrawal,
    { kind: 'takedown', work: workOf(LAMP), authority: 'Cinema' },
    'operator',
  );
  expect((await callerOf(house).call('GET', handed)).status).toBe(403);
});
