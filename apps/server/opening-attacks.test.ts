/** Attacks on the keys that come with the start of a play, against the real server: no way around any guard of the ordinary ones. */
import { join } from 'node:path';
import { asId } from '@duoping/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeDevice } from '#devices';
import { endPlaysOfDevice } from '#playback';
import { type Answer, type Caller, callerOf, pairDevice } from '../../journeys/device.ts';
import {
  HOUSEHOLD,
  openHouse,
  PARTNER,
  shootFilm,
  type TestHouse,
  waitForMedia,
  writeAvails,
} from '../../journeys/house.ts';

const LAMP = 'md:alid:org:cinema:lamp';
const GONE = 'md:alid:org:cinema:gone';

let house: TestHouse;
let television: Caller;

beforeAll(async () => {
  house = await openHouse({ streamLimit: 1 });
  const folder = join(house.home, 'drop');
  const rows = [
    { alid: LAMP, title: 'The Lamp' },
    { alid: GONE, title: 'Gone' },
  ];
  await writeAvails(folder, rows, house.server.house.clock.now());
  await shootFilm(join(folder, 'lamp.mp4'), 4);
  await shootFilm(join(folder, 'gone.mp4'), 5); // films of the same bytes would be one asset
  const media = [`${LAMP}=lamp.mp4`, `${GONE}=gone.mp4`].flatMap((each) => ['--media', each]);
  expect((await house.duoping('deliver', folder, '--partner', PARTNER, ...media)).stderr).toContain('Applied.');
  for (const alid of [LAMP, GONE]) await waitForMedia(house, alid);
  television = callerOf(house, await pairDevice(house));
});
afterAll(() => house?.close());

describe('what comes with the start of a play', () => {
  test('is what the manifest and the license of that very play say, traced by one issue of these keys', async () => {
    const { json: play } = await open(television, LAMP);
    const { opening } = play as unknown as { opening: Opening }; // the API's play
    const manifest = await television.call('GET', String(play?.dash));
    expect(opening.manifest).toBe(new TextDecoder().decode(manifest.bytes));
    const [issue, ...others] = await issuesOf(String(play?.id));
    expect([issue?.kids.toSorted(), others]).toEqual([kidsOf(LAMP).toSorted(), []]);
    const kids = kidsOf(LAMP).map(base64url);
    const license = await television.call('POST', String(play?.clearKey), { kids, type: 'temporary' });
    expect(byKid(opening.license)).toEqual(byKid(license.json as unknown as License)); // the API's license
    await stop(television, play);
  });

  test('A11: is kept by no cache, and no key of it stands in the log or in the manifest', async () => {
    const answer = await open(television, LAMP);
    const { opening } = answer.json as unknown as { opening: Opening }; // the API's play
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(opening.license.keys.length).toBeGreaterThan(0);
    for (const { k } of opening.license.keys) {
      for (const secret of [k, Buffer.from(k, 'base64url').toString('hex')]) {
        expect(opening.manifest).not.toContain(secret);
        expect(house.log.join('\n')).not.toContain(secret);
      }
    }
    await stop(television, answer.json);
  });

  test('comes to nobody who did not ask for it, and nothing is issued then', async () => {
    for (const wish of [{}, { open: undefined }]) {
      const { json: play } = await television.call('POST', '/api/plays', { work: workOf(LAMP), ...wish });
      expect(play).not.toHaveProperty('opening');
      expect(await issuesOf(String(play?.id))).toEqual([]);
      await stop(television, play);
    }
    for (const wish of ['hls', 'DASH', '', true, ['dash'], { dash: 1 }]) {
      const answer = await television.call('POST', '/api/plays', { work: workOf(LAMP), open: wish });
      expect(answer.status).toBe(400);
    }
  });

  test('A05: holds only the keys of the tracks that the contract lets this screen have', async () => {
    const { playback } = house.server.house;
    const audio = house.server.house.shelf.assetOf(PARTNER, LAMP)?.tracks.find(({ kind }) => kind === 'audio');
    const { ready } = playback.assets;
    // A taller picture with a key of its own, which this contract doesn't reach.
    const tall = { id: 'v2160', kind: 'video', height: 2160, kid: 'e'.repeat(32) } as const;
    Object.assign(playback.assets, {
      ready: async (work: string) =>
        (await ready(work)).map((asset) => ({ ...asset, tracks: [...asset.tracks, tall] })),
    });
    try {
      const { json: play } = await open(television, LAMP);
      expect(JSON.stringify(play)).not.toContain(base64url(tall.kid));
      const [issue] = await issuesOf(String(play?.id));
      expect(issue?.kids).not.toContain(tall.kid);
      expect(audio && 'kid' in audio && issue?.kids).toContain(audio && 'kid' in audio ? audio.kid : '');
      await stop(television, play);
    } finally {
      Object.assign(playback.assets, { ready });
    }
  });

  test('is not had beyond the household’s streams, whatever else is sent along', async () => {
    const { json: play } = await open(television, LAMP);
    const phone = callerOf(house, await pairDevice(house, 'demo-phone'));
    const before = await issueCount();
    const answer = await open(phone, LAMP);
    expect([answer.status, reasonOf(answer)]).toEqual([409, 'stream-limit']);
    expect(JSON.stringify(answer.json)).not.toMatch(/manifest|license|"k"/);
    expect(await issueCount()).toBe(before);
    await stop(television, play);
  });

  test('D02: a neighbour gets it by no play of another household', async () => {
    const { households, subscriptions } = house.server.house;
    const neighbours = asId<'household'>('neighbours');
    await households.put({ id: neighbours, name: 'Neighbours', streamLimit: 2, pseudonymKey: '7'.repeat(64) });
    await households.putProfile({ id: asId('them'), household: neighbours, name: 'They', language: 'en' });
    const stranger = callerOf(house, await pairDevice(house, 'demo-tv', neighbours));
    const { json: play } = await open(television, LAMP);
    const before = await issueCount();
    const taken = await open(stranger, LAMP, { from: play?.id });
    expect([taken.status, reasonOf(taken)]).toEqual([404, 'unknown-play']);
    const unpaid = await open(stranger, LAMP);
    expect([unpaid.status, reasonOf(unpaid)]).toEqual([403, 'no-entitlement']);
    await subscriptions.put({
      ...{ id: asId('theirs'), household: neighbours, plan: 'all' },
      window: { start: 0, end: 1 },
    });
    expect((await open(stranger, LAMP)).status).toBe(403);
    for (const answer of [taken, unpaid]) expect(JSON.stringify(answer.json)).not.toMatch(/manifest|license|"k"/);
    expect(await issueCount()).toBe(before);
    await stop(television, play);
  });

  test('A06: a removed device, and a token that is none, get nothing', async () => {
    const token = await pairDevice(house, 'demo-phone');
    const phone = callerOf(house, token);
    const { device } = (await phone.call('GET', '/api/me')).json as { device: { id: string } }; // the API's answer
    const { devices, playback, clock } = house.server.house;
    await removeDevice(
      { devices, endPlays: async (id) => void (await endPlaysOfDevice(playback, id)) },
      { device: asId(device.id), household: HOUSEHOLD, at: clock.now() },
    );
    const before = await issueCount();
    for (const caller of [phone, callerOf(house), callerOf(house, house.server.house.secrets.operatorToken)]) {
      const answer = await open(caller, LAMP);
      expect(answer.status).toBe(401);
      expect(JSON.stringify(answer.json)).not.toMatch(/manifest|license|"k"/);
    }
    expect(await issueCount()).toBe(before);
  });

  test('A06: a withdrawn title brings nothing, and the picture that runs gets no second key', async () => {
    const { json: play } = await open(television, GONE);
    expect(play).toHaveProperty('opening.license');
    const withdrawn = await house.duoping('withdraw', '--alid', GONE, '--authority', 'court');
    expect(withdrawn.code).toBe(0);
    await house.server.house.refreshRights();
    const before = await issueCount();
    const again = await open(television, GONE);
    expect([again.status, reasonOf(again)]).toEqual([403, 'denied:takedown']);
    expect(JSON.stringify(again.json)).not.toMatch(/manifest|license|"k"/);
    const keys = await television.call('POST', String(play?.clearKey), { kids: kidsOf(GONE).map(base64url) });
    expect(keys.status).toBe(403);
    expect(await issueCount()).toBe(before);
  });
});

type Json = Readonly<Record<string, unknown>>;
type License = { readonly keys: readonly { readonly kid: string; readonly k: string }[] };
type Opening = { readonly manifest: string; readonly license: License };

const open = (caller: Caller, alid: string, more: object = {}): Promise<Answer> =>
  caller.call('POST', '/api/plays', { work: workOf(alid), open: 'dash', ...more });

const stop = (caller: Caller, play: Answer['json']) =>
  caller.call('POST', `/api/plays/${String(play?.id)}/stop`, { sequence: 99, positionSeconds: 0, watched: [] });

const issuesOf = (play: string): Promise<{ kids: string[] }[]> =>
  house.server.house.db.rows('select kids from playback.key_issue where play = $1', [play]);

const issueCount = async (): Promise<number> =>
  (await house.server.house.db.rows('select id from playback.key_issue')).length;

const byKid = ({ keys }: License) => Object.fromEntries(keys.map(({ kid, k }) => [kid, k]));
const kidsOf = (alid: string): readonly string[] =>
  (house.server.house.shelf.assetOf(PARTNER, alid)?.kids ?? []).map(({ kid }) => kid);
const base64url = (kid: string): string => Buffer.from(kid, 'hex').toString('base64url');

function workOf(alid: string): string {
  const works = [...house.server.house.library().works.values()];
  return works.find(({ offers }) => offers.some((offer) => offer.alid === alid))?.id ?? '';
}

const reasonOf = ({ json }: Answer): unknown => (json?.error as Json | undefined)?.reason; // the API's shape of errors
