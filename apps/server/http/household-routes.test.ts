/** The household's own routes on the real server: what its screens may tell each other, and that nobody else hears of it. */
import { join } from 'node:path';
import { asId, DAY_MS, MINUTE_MS } from '@duoping/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Caller, callerOf, pairDevice } from '../../../journeys/device.ts';
import { openHouse, PARTNER, shootFilm, type TestHouse, waitForMedia, writeAvails } from '../../../journeys/house.ts';

const LAMP = 'md:alid:org:cinema:lamp';
const NEIGHBOURS = asId<'household'>('neighbours');
const NEVER = '00000000-0000-4000-8000-000000000000';

let house: TestHouse;
let television: Caller;
let phone: Caller;
let neighbour: Caller;
let play = '';
let work = '';

beforeAll(async () => {
  house = await openHouse({ streamLimit: 1 });
  const { households, subscriptions, clock } = house.server.house;
  await households.put({ id: NEIGHBOURS, name: 'Neighbours', streamLimit: 1, pseudonymKey: '7'.repeat(64) });
  await households.putProfile({ id: asId('them'), household: NEIGHBOURS, name: 'They', language: 'en' });
  const window = { start: clock.now() - DAY_MS, end: null };
  await subscriptions.put({ id: asId('theirs'), household: NEIGHBOURS, plan: 'all', window });
  const folder = join(house.home, 'drop');
  await writeAvails(folder, [{ alid: LAMP, title: 'The Lamp' }], clock.now());
  await shootFilm(join(folder, 'lamp.mp4'), 6);
  const delivered = await house.duoping('deliver', folder, '--partner', PARTNER, '--media', `${LAMP}=lamp.mp4`);
  expect(delivered.stderr).toContain('Applied.');
  await waitForMedia(house, LAMP);
  television = callerOf(house, await pairDevice(house));
  phone = callerOf(house, await pairDevice(house, 'demo-phone'));
  neighbour = callerOf(house, await pairDevice(house, 'demo-phone', NEIGHBOURS));
  work = [...house.server.house.library().works.values()][0]?.id ?? '';
  play = idOf(await television.call('POST', '/api/plays', { work }));
}, MINUTE_MS);
afterAll(() => house?.close());

const idOf = ({ json }: Answer): string => String(json?.id);
const reasonOf = ({ status, json }: Answer): string =>
  `${status} ${(json?.error as { reason?: string } | undefined)?.reason ?? ''}`.trim(); // the API's shape of errors
const playsOf = async (caller: Caller) =>
  ((await caller.call('GET', '/api/household/plays')).json as { plays: Record<string, unknown>[] }).plays; // the route's own answer
const pause = (id: string) => ({ id, kind: 'pause' });

describe('D02: what a household plays is to its neighbours what never was', () => {
  test('D02: they are not told of it, and every path of it answers like one of a play that never was', async () => {
    expect(await playsOf(neighbour)).toEqual([]);
    const asked: [string, string, unknown?][] = [
      ['GET', 'screens'],
      ['GET', 'orders'],
      ['POST', 'orders', pause('a')],
      ['POST', 'offer', { deviceId: NEVER }],
    ];
    for (const [method, path, body] of asked) {
      const [theirs, never] = await Promise.all(
        [play, NEVER].map((id) => neighbour.call(method, `/api/plays/${id}/${path}`, body)),
      );
      expect([path, theirs?.json]).toEqual([path, never?.json]);
      expect(theirs && reasonOf(theirs)).toBe('404 unknown-play');
    }
  });

  test('D02: they cannot take it over, and it plays on', async () => {
    expect(reasonOf(await neighbour.call('POST', '/api/plays', { work, from: play }))).toBe('404 unknown-play');
    expect((await playsOf(phone)).map(({ id }) => id)).toEqual([play]);
    expect(await television.call('GET', `/api/plays/${play}/orders`)).toMatchObject({ json: { orders: [] } });
  });

  test('D02: what is sent goes to no screen of another household', async () => {
    const [theirs] = await house.server.house.devices.ofHousehold(NEIGHBOURS);
    const sent = await television.call('POST', `/api/plays/${play}/offer`, { deviceId: theirs?.id });
    expect(reasonOf(sent)).toBe('403 device-removed');
    expect(await playsOf(neighbour)).toEqual([]);
  });
});

describe('the screens of one household', () => {
  test('are told what plays where, and which of them may take it over', async () => {
    expect(await playsOf(phone)).toMatchObject([
      { id: play, work, title: 'The Lamp', screen: 'tv', here: false, offered: false, refused: null },
    ]);
    expect(await playsOf(television)).toMatchObject([{ id: play, here: true }]);
    const { json } = await television.call('GET', `/api/plays/${play}/screens`);
    expect(json?.screens).toMatchObject([{ screen: 'phone', refused: null }]);
  });

  test('steer each other: an order is heard once by the screen that plays, and by no other', async () => {
    expect((await phone.call('POST', `/api/plays/${play}/orders`, pause('one'))).status).toBe(204);
    expect((await phone.call('POST', `/api/plays/${play}/orders`, pause('one'))).status).toBe(204);
    const heard = await television.call('GET', `/api/plays/${play}/orders`);
    expect(heard.json?.orders).toMatchObject([{ kind: 'pause' }]);
    expect(reasonOf(await phone.call('GET', `/api/plays/${play}/orders`))).toBe('404 unknown-play');
  });

  test('cannot give orders that are none, nor without end', async () => {
    for (const body of [
      {},
      { id: '', kind: 'pause' },
      { id: 'x'.repeat(61), kind: 'pause' },
      { id: 'x', kind: 'format' },
      { id: 'x', kind: 'skip', seconds: 3601 },
      { id: 'x', kind: 'skip', seconds: 0.5 },
    ]) {
      expect((await phone.call('POST', `/api/plays/${play}/orders`, body)).status).toBe(400);
    }
    const many = await Promise.all(
      Array.from({ length: 40 }, (_, n) => phone.call('POST', `/api/plays/${play}/orders`, pause(`many-${n}`))),
    );
    expect(many.map(reasonOf)).toContain('429 too-many-requests');
    expect((await television.call('GET', `/api/plays/${play}/orders`)).status).toBe(200);
  });

  test('send what they play: it waits on the other screen, and moves there with a limit of one stream', async () => {
    const [, handset] = await house.server.house.devices.ofHousehold(asId('family'));
    const tablet = callerOf(house, await pairDevice(house, 'demo-phone'));
    expect((await television.call('POST', `/api/plays/${play}/offer`, { deviceId: handset?.id })).status).toBe(204);
    expect(await playsOf(phone)).toMatchObject([{ id: play, offered: true }]);
    expect(await playsOf(tablet)).toMatchObject([{ id: play, offered: false }]);
    const moved = await phone.call('POST', '/api/plays', { work, from: play });
    expect(moved.status).toBe(201);
    const ended = await television.call('GET', `/api/plays/${play}/orders`);
    expect(ended.status).toBe(410);
    expect(ended.json?.error).toMatchObject({
      reason: 'continued-elsewhere',
      others: [{ playId: idOf(moved), title: 'The Lamp' }],
    });
    const late = { sequence: 1, positionSeconds: 1, watched: [] };
    const heartbeat = await television.call('POST', `/api/plays/${play}/heartbeat`, late);
    expect([heartbeat.status, heartbeat.json?.error]).toEqual([410, ended.json?.error]);
    expect((await television.call('POST', '/api/plays', { work, from: 'no play' })).status).toBe(400);
  });
});
