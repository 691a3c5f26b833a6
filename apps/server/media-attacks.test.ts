/** Attacks on what is worth most, the bytes of a film and its keys, against the real server. Ids as in docs/attacks.md. */
import { join } from 'node:path';
import { asId, parseInstant } from '@duoping/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeDevice } from '#devices';
import { issueToken } from '#keys';
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
import { artworkUrl } from './http/artwork-link.ts';
import { TOKEN_ISSUER } from './play-media.ts';

const LAMP = 'md:alid:org:cinema:lamp';
const SOON = 'md:alid:org:cinema:soon';

let house: TestHouse;
let television: Caller;
let operator: Caller;

beforeAll(async () => {
  house = await openHouse({ streamLimit: 4 });
  operator = callerOf(house, house.server.house.secrets.operatorToken);
  const folder = join(house.home, 'drop');
  await writeAvails(
    folder,
    [
      { alid: LAMP, title: 'The Lamp' },
      { alid: SOON, title: 'Soon Over' },
    ],
    house.server.house.clock.now(),
  );
  await shootFilm(join(folder, 'lamp.mp4'), 4);
  await shootFilm(join(folder, 'soon.mp4'), 5); // films of the same bytes would be one asset
  const media = [`${LAMP}=lamp.mp4`, `${SOON}=soon.mp4`].flatMap((each) => ['--media', each]);
  expect((await house.duoping('deliver', folder, '--partner', PARTNER, ...media)).stderr).toContain('Applied.');
  await waitForMedia(house, LAMP);
  await waitForMedia(house, SOON);
  television = callerOf(house, await pairDevice(house));
});
afterAll(() => house?.close());

describe('bytes of a film', () => {
  test('A01, A02: every kind of file is closed to no, foreign, expired and malformed tokens, whoever asks', async () => {
    const play = await start(television, LAMP);
    const files = await filesOf(play);
    expect(files.length).toBeGreaterThan(3);
    const good = String(play.mediaToken);
    const asset = house.server.house.shelf.assetOf(PARTNER, LAMP)?.id ?? '';
    const now = house.server.house.clock.now();
    const claims = {
      issuer: TOKEN_ISSUER,
      ...{ playId: String(play.id), pathPrefix: `/media/${asset}/`, tracks: tracksOf(LAMP) },
    };
    const own = { current: '1', keys: new Map([['1', house.server.house.secrets.mediaTokenKey]]) };
    const foreign = { current: '1', keys: new Map([['1', new Uint8Array(32).fill(7)]]) };
    const issued = (by: typeof own, issuedAt: number, issuer = TOKEN_ISSUER): string => {
      const token = issueToken({ ...claims, issuer, issuedAt, expires: issuedAt + 30_000 }, by);
      if (!token.ok) throw new Error(token.reason);
      return token.value;
    };
    const bad = {
      none: undefined,
      empty: '',
      'of another house': issued(foreign, now),
      'of another issuer': issued(own, now, 'somebody'),
      expired: issued(own, now - 31_000),
      'of next year': issued(own, now + 365 * 86_400_000),
      torn: good.slice(0, -9),
      doubled: `${good}, ${good}`,
      'with a tail': `${good}=`,
      'a word': 'token',
      'a JWT with no signature': 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZSJ9.',
      'the access token of a device': await pairDevice(house),
      "the operator's": house.server.house.secrets.operatorToken,
    };
    for (const path of files) {
      expect(`${path} ${(await read(path, good)).status}`).toBe(`${path} 200`);
      for (const [kind, token] of Object.entries(bad)) {
        // A right to something else, sent along, opens nothing either: nobody is let in as somebody less.
        for (const caller of [callerOf(house), television, operator]) {
          const answer = await read(path, token, caller);
          const status = token === undefined || token === '' ? 401 : 403;
          expect(`${path} ${kind} ${answer.status}`).toBe(`${path} ${kind} ${status}`);
          expect(answer.bytes.length).toBeLessThan(80);
          expect(reasonOf(answer)).toMatch(/^(no-token|token-)/);
        }
      }
      const inQuery = await callerOf(house).call('GET', `${path}?CAT=${good}&cta-common-access-token=${good}`);
      expect(inQuery.status).toBe(401);
      const ranged = await callerOf(house).call('GET', path, undefined, { range: 'bytes=0-99' });
      expect(ranged.status).toBe(401);
    }
    await stop(television, play);
  });

  test('A01: manifests, keys and pictures open to nobody without the right that each asks for', async () => {
    const play = await start(television, LAMP);
    for (const path of [String(play.dash), String(play.hls), `${String(play.clearKey)}/${'0'.repeat(32)}`]) {
      for (const caller of [callerOf(house), callerOf(house, String(play.mediaToken)), operator]) {
        const answer = await caller.call('GET', path, undefined, {
          'cta-common-access-token': String(play.mediaToken),
        });
        expect(`${path} ${answer.status} ${String(reasonOf(answer))}`).toBe(`${path} 401 unpaired`);
      }
    }
    const end = house.server.house.clock.now() + 60_000;
    for (const query of [
      '',
      `?s=${'0'.repeat(64)}&c=CN&d=tv&e=${end}&t=`,
      `?s=${'0'.repeat(64)}&c=CN&d=tv&e=1e99&t=x`,
    ]) {
      for (const file of ['poster.jpg', 'wide.jpg']) {
        const answer = await television.call('GET', `/artwork/${workOf(LAMP)}/${file}${query}`);
        expect([400, 403]).toContain(answer.status);
        expect(answer.headers.get('content-type')).toContain('json');
      }
    }
    await stop(television, play);
  });

  test('A01: a picture is shown under the rights of the partner whose it is, and goes with them', async () => {
    const { db, objects, clock, secrets, announce } = house.server.house;
    const work = workOf(LAMP);
    await db.run('insert into work_offer (partner, alid, work) values ($1, $2, $3)', ['rival', 'rivals-lamp', work]);
    const { sha256 } = await objects.put(new TextEncoder().encode('a picture of the rival'), { maxBytes: 100 });
    const illustrate = (partner: string, alid: string) =>
      db.run('insert into work_artwork (partner, alid, kind, sha256) values ($1, $2, $3, $4)', [
        ...[partner, alid, 'poster', sha256],
      ]);
    const poster = async () => (await television.call('GET', `/api/titles/${work}`)).json?.poster;
    await illustrate('rival', 'rivals-lamp');
    await announce();
    expect(await poster()).toBeNull();
    // Such a link was handed out while the rival's own right lasted.
    const link = { work, kind: 'poster', sha256, territory: 'CN', screen: 'tv', model: 'demo-tv' } as const;
    const handed = artworkUrl(secrets.artworkKey, link, null, clock.now());
    expect((await callerOf(house).call('GET', handed)).status).toBe(403);
    await illustrate(PARTNER, LAMP);
    await announce();
    expect((await callerOf(house).call('GET', String(await poster()))).status).toBe(200);
  });

  test("A03: a play's token opens the tracks that this play was allowed, and no others of the same film", async () => {
    const play = await start(television, LAMP);
    const [path = ''] = await filesOf(play);
    const [, asset, , file] = path.slice(1).split('/');
    const now = house.server.house.clock.now();
    const audio =
      house.server.house.shelf.assetOf(PARTNER, LAMP)?.tracks.find(({ kind }) => kind === 'audio')?.id ?? '';
    const keys = { current: '1', keys: new Map([['1', house.server.house.secrets.mediaTokenKey]]) };
    const narrow = issueToken(
      {
        ...{ issuer: TOKEN_ISSUER, playId: String(play.id), pathPrefix: `/media/${asset}/`, tracks: [audio] },
        ...{ issuedAt: now, expires: now + 30_000 },
      },
      keys,
    );
    expect(audio).not.toBe('');
    const token = narrow.ok ? narrow.value : '';
    expect((await read(`/media/${asset}/${audio}/${file}`, token)).status).toBe(200);
    expect(reasonOf(await read(path, token))).toBe('token-track');
    const other = house.server.house.shelf.assetOf(PARTNER, SOON)?.id ?? '';
    expect(other).not.toBe(asset);
    expect(reasonOf(await read(`/media/${other}/${audio}/${file}`, token))).toBe('token-asset');
    await stop(television, play);
  });

  test('A04: a media token in other hands opens its segments for under a minute and gives neither keys nor time', async () => {
    const play = await start(television, LAMP);
    const thief = callerOf(house, await pairDevice(house, 'demo-phone'));
    const [path = ''] = await filesOf(play);
    const token = String(play.mediaToken);
    expect((await read(path, token, thief)).status).toBe(200); // it is a bearer token: what it opens is encrypted
    for (const [method, tail] of [
      ['POST', '/keys'],
      ['POST', '/heartbeat'],
      ['POST', '/stop'],
      ['GET', '/manifest.mpd'],
    ] as const) {
      const body = method === 'GET' ? undefined : { kids: ['x'], sequence: 1, positionSeconds: 0 };
      const answer = await thief.call(method, `/api/plays/${String(play.id)}${tail}`, body, {
        'cta-common-access-token': token,
      });
      expect(`${tail} ${answer.status}`).toBe(`${tail} 404`);
    }
    const until = parseInstant(String(play.leaseUntil)) ?? Number.POSITIVE_INFINITY;
    expect(until - house.server.house.clock.now()).toBeLessThan(60_000);
    expect(house.server.house.verifyToken(token, { path, now: until })).toEqual({ ok: false, reason: 'expired' });
    await stop(television, play);
  });
});

describe('keys', () => {
  test('A05: of kids asked for by the hundred, only those of the running play are ever answered', async () => {
    const play = await start(television, LAMP);
    const own = kidsOf(LAMP);
    const keysAt = `/api/plays/${String(play.id)}/keys`;
    const mixed = await television.call('POST', keysAt, { kids: [...kidsOf(SOON), ...own].map(base64url) });
    expect(mixed.status).toBe(200);
    const { keys } = mixed.json as { keys: { kid: string }[] }; // W3C ClearKey license
    expect(keys.map(({ kid }) => kid).sort()).toEqual(own.map(base64url).sort());
    for (let guess = 0; guess < 300; guess++) {
      const kid = guess.toString(16).padStart(32, '0');
      const asked = await television.call('POST', keysAt, { kids: [base64url(kid)] });
      expect([asked.status, asked.json]).toEqual([403, expect.not.objectContaining({ keys: expect.anything() })]);
    }
    const tricks: readonly unknown[] = [[], [''], ['*'], ['%'], [null], [own[0]?.toUpperCase()], own[0], { 0: own[0] }];
    for (const kids of tricks) {
      const asked = await television.call('POST', keysAt, { kids });
      expect([400, 403]).toContain(asked.status);
      expect(asked.json).not.toHaveProperty('keys');
    }
    for (const kid of kidsOf(SOON)) expect((await television.call('GET', `${keysAt}/${kid}`)).status).toBe(403);
    await stop(television, play);
  });

  test('A11: no cache keeps a key or a manifest, and none stands in an address or in the log', async () => {
    const play = await start(television, LAMP);
    const manifests = [String(play.dash), String(play.hls), ...tracksOf(LAMP).map((id) => `${base(play)}/${id}.m3u8`)];
    const kids = kidsOf(LAMP);
    const license = await television.call('POST', `${base(play)}/keys`, { kids: kids.map(base64url) });
    const { keys } = license.json as { keys: { k: string }[] }; // W3C ClearKey license
    const secrets = keys.flatMap(({ k }) => [k, Buffer.from(k, 'base64url').toString('hex')]);
    secrets.push(String(play.mediaToken));
    const single = await television.call('GET', `${base(play)}/keys/${kids[0]}`);
    expect(single.bytes.length).toBe(16);
    for (const answer of [license, single]) expect(answer.headers.get('cache-control')).toBe('no-store');
    for (const path of manifests) {
      const manifest = await television.call('GET', path);
      if (manifest.status === 404) continue; // subtitles without a playlist of their own
      expect(manifest.headers.get('cache-control')).toBe('no-store');
      expect(manifest.headers.get('referrer-policy')).toBe('no-referrer');
      for (const secret of secrets) expect(new TextDecoder().decode(manifest.bytes)).not.toContain(secret);
    }
    const [path = ''] = await filesOf(play);
    const segment = await read(path, String(play.mediaToken));
    expect(segment.headers.get('cache-control')).toBe('no-store');
    expect(segment.headers.get('vary')).toContain('CTA-Common-Access-Token');
    for (const secret of secrets) expect(house.log.join('\n')).not.toContain(secret);
    await stop(television, play);
  });
});

describe('after the end', () => {
  test('A06: after the stop the token in hand ends with its lease, and nothing renews it', async () => {
    const play = await start(television, LAMP);
    await stop(television, play);
    const asked = await television.call('POST', `${base(play)}/keys`, { kids: kidsOf(LAMP).map(base64url) });
    expect([asked.status, reasonOf(asked)]).toEqual([403, 'stopped']);
    expect((await television.call('GET', String(play.dash))).status).toBe(410);
    for (const sequence of [0, 1, 50, 1_000_000]) {
      const { status, json } = await beat(television, play, sequence);
      expect([status, json?.mediaToken]).toEqual([410, undefined]);
    }
  });

  test('A06: after its device was removed a play has no keys, no manifest and no heartbeat, and its token is nobody’s', async () => {
    const token = await pairDevice(house, 'demo-phone');
    const phone = callerOf(house, token);
    const play = await start(phone, LAMP);
    const { devices, playback, clock } = house.server.house;
    const { device } = (await phone.call('GET', '/api/me')).json as { device: { id: string } }; // the API's answer
    const removed = await removeDevice(
      { devices, endPlays: async (id) => void (await endPlaysOfDevice(playback, id)) },
      { device: asId(device.id), household: HOUSEHOLD, at: clock.now() },
    );
    expect(removed.ok).toBe(true);
    for (const path of ['/api/me', '/api/home', String(play.dash)]) {
      expect((await phone.call('GET', path)).status).toBe(401);
    }
    expect((await phone.call('POST', '/api/plays', { work: workOf(LAMP) })).status).toBe(401);
    expect((await phone.call('POST', `${base(play)}/keys`, { kids: ['x'] })).status).toBe(401);
    expect((await house.server.house.plays.byId(asId(String(play.id))))?.ended?.reason).toBe('device-removed');
  });

  test('A06: at the end of its window a play gets no token and no key beyond that very second', async () => {
    const end = house.server.house.clock.now() + 6_000;
    const folder = join(house.home, 'shorter');
    await writeAvails(folder, [{ alid: SOON, title: 'Soon Over', end }], house.server.house.clock.now());
    expect((await house.duoping('deliver', folder, '--partner', PARTNER)).stderr).toContain('Applied.');
    const play = await start(television, SOON);
    const [path = ''] = await filesOf(play);
    expect(parseInstant(String(play.leaseUntil))).toBeLessThanOrEqual(end);
    const renewed = await beat(television, play, 1);
    expect(parseInstant(String(renewed.json?.leaseUntil))).toBeLessThanOrEqual(end);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, end - house.server.house.clock.now())));
    for (const token of [play.mediaToken, renewed.json?.mediaToken]) {
      expect((await read(path, String(token))).status).toBe(403);
    }
    expect((await television.call('POST', `${base(play)}/keys`, { kids: kidsOf(SOON).map(base64url) })).status).toBe(
      403,
    );
    expect((await beat(television, play, 2)).status).toBe(410);
    expect((await television.call('POST', '/api/plays', { work: workOf(SOON) })).status).toBe(403);
    expect(JSON.stringify((await television.call('GET', '/api/home')).json)).not.toContain('Soon Over');
  });
});

describe('who a device is', () => {
  test('A07: a device is its token: no id, name or model that it states makes it another', async () => {
    const mine = (await television.call('GET', '/api/me')).json as { device: { id: string } }; // the API's answer
    const other = callerOf(house, await pairDevice(house, 'demo-phone'));
    const me = { 'x-device-id': mine.device.id, 'x-device': mine.device.id, cookie: `device=${mine.device.id}` };
    const told = await other.call('GET', `/api/me?device=${mine.device.id}&device_id=${mine.device.id}`, undefined, me);
    expect((told.json as { device: { id: string } }).device.id).not.toBe(mine.device.id);
    expect(told.json).toMatchObject({ device: { screen: 'phone' } });
    for (const token of [mine.device.id, `Bearer ${mine.device.id}`, mine.device.id.toUpperCase(), '']) {
      expect((await callerOf(house, token).call('GET', '/api/me')).status).toBe(401);
    }
    const play = await start(television, LAMP);
    const body = { kids: kidsOf(LAMP).map(base64url), device: mine.device.id };
    expect((await other.call('POST', `${base(play)}/keys`, body, me)).status).toBe(404);
    await stop(television, play);
  });

  test("D02: a household's play is to its neighbours what a play that never was is, on every path of it", async () => {
    const { households, subscriptions } = house.server.house;
    const neighbours = asId<'household'>('neighbours');
    await households.put({ id: neighbours, name: 'Neighbours', streamLimit: 2, pseudonymKey: '7'.repeat(64) });
    await households.putProfile({ id: asId('them'), household: neighbours, name: 'They', language: 'en' });
    const window = { start: 0, end: null };
    await subscriptions.put({ id: asId('theirs'), household: neighbours, plan: 'all', window });
    const stranger = callerOf(house, await pairDevice(house, 'demo-tv', neighbours));
    const brother = callerOf(house, await pairDevice(house));
    const play = await start(television, LAMP);
    const asks = [
      ['POST', '/heartbeat'],
      ['POST', '/stop'],
      ['POST', '/stop-elsewhere'],
      ['GET', '/manifest.mpd'],
      ['GET', '/master.m3u8'],
      ['POST', '/keys'],
      ['GET', `/keys/${kidsOf(LAMP)[0]}`],
    ] as const;
    for (const [method, path] of asks) {
      for (const caller of path === '/stop-elsewhere' ? [stranger] : [stranger, brother]) {
        const body =
          method === 'GET' ? undefined : { kids: kidsOf(LAMP), sequence: 1, positionSeconds: 0, watched: [] };
        const theirs = await caller.call(method, base(play) + path, body);
        const none = await caller.call(method, `/api/plays/01a204c6-0000-7000-8000-000000000000${path}`, body);
        expect(`${path} ${theirs.status}`).toBe(`${path} 404`);
        expect(theirs.json).toEqual(none.json);
      }
    }
    expect((await beat(television, play, 1)).status).toBe(200);
    await stop(television, play);
  });
});

type Json = Readonly<Record<string, unknown>>;

const base = (play: Json): string => `/api/plays/${String(play.id)}`;

const read = (path: string, token: string | undefined, caller: Caller = callerOf(house)): Promise<Answer> =>
  caller.call('GET', path, undefined, token === undefined ? {} : { 'cta-common-access-token': token });

async function start(caller: Caller, alid: string): Promise<Json> {
  const started = await caller.call('POST', '/api/plays', { work: workOf(alid) });
  expect([started.status, started.json?.error]).toEqual([201, undefined]);
  return started.json ?? {};
}

const stop = (caller: Caller, play: Json) =>
  caller.call('POST', `${base(play)}/stop`, { sequence: 99, positionSeconds: 0, watched: [] });

const beat = (caller: Caller, play: Json, sequence: number) =>
  caller.call('POST', `${base(play)}/heartbeat`, { sequence, positionSeconds: 0, watched: [] });

/** One file of every track and the storyboard: an init segment, a segment, subtitles, a picture. */
async function filesOf(play: Json): Promise<readonly string[]> {
  const manifest = new TextDecoder().decode((await television.call('GET', String(play.dash))).bytes);
  const inits = [...manifest.matchAll(/initialization="([^"]+)"/g)].map(([, path = '']) => path);
  const segments = [...manifest.matchAll(/media="([^"]+)"/g)].map(([, path = '']) =>
    path.replace(/\$Number[^$]*\$/, '1'),
  );
  const texts = [...manifest.matchAll(/<BaseURL>([^<]+)</g)].map(([, path = '']) => path);
  const board = (play.storyboard as { url?: string } | undefined)?.url; // the API's play
  return [...inits, ...segments, ...texts, ...(board === undefined ? [] : [board])];
}

const assetOf = (alid: string) => house.server.house.shelf.assetOf(PARTNER, alid);
const tracksOf = (alid: string): readonly string[] => (assetOf(alid)?.tracks ?? []).map(({ id }) => id);
const kidsOf = (alid: string): readonly string[] => (assetOf(alid)?.kids ?? []).map(({ kid }) => kid);
const base64url = (kid: string): string => Buffer.from(kid, 'hex').toString('base64url');

function workOf(alid: string): string {
  const works = [...house.server.house.library().works.values()];
  return works.find(({ offers }) => offers.some((offer) => offer.alid === alid))?.id ?? '';
}

const reasonOf = ({ json }: Answer): unknown => (json?.error as Json | undefined)?.reason; // the API's shape of errors
