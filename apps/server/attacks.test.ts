/** What no honest screen would ask for, asked of the real server. The ids are those of the attack list in docs/attacks.md. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, callerOf, pairDevice } from '../../journeys/device.ts';
import { openHouse, PARTNER, shootFilm, type TestHouse, waitForMedia, writeAvails } from '../../journeys/house.ts';

const LAMP = 'md:alid:org:cinema:lamp';
const RIVER = 'md:alid:org:cinema:river';
const ABROAD = 'md:alid:org:cinema:abroad';

let house: TestHouse;
let television: Caller;
let operator: Caller;
const stranger = () => callerOf(house);

beforeAll(async () => {
  house = await openHouse({ streamLimit: 3 });
  operator = callerOf(house, house.server.house.secrets.operatorToken);
  const folder = join(house.home, 'drop');
  await writeAvails(
    folder,
    [
      { alid: LAMP, title: 'The Lamp' },
      { alid: RIVER, title: 'The River' },
      { alid: ABROAD, title: 'Only Abroad', territory: 'FR' },
    ],
    house.server.house.clock.now(),
  );
  await shootFilm(join(folder, 'lamp.mp4'), 6);
  await shootFilm(join(folder, 'river.mp4'), 5);
  const media = [`${LAMP}=lamp.mp4`, `${RIVER}=river.mp4`].flatMap((each) => ['--media', each]);
  const delivered = await house.duoping('deliver', folder, '--partner', PARTNER, ...media);
  expect(delivered.stderr).toContain('Applied.');
  await waitForMedia(house, LAMP);
  await waitForMedia(house, RIVER);
  television = callerOf(house, await pairDevice(house));
});
afterAll(() => house?.close());

describe('who may call', () => {
  test('D01: no route that asks for a device or the operator answers anybody else', async () => {
    const guarded = house.server.routes.filter(({ access }) => access !== 'anyone');
    expect(guarded.length).toBeGreaterThan(15);
    for (const { method, url, access } of guarded) {
      const path = url.replace(/:[a-z]+|\*/gi, 'x');
      const wrong = [stranger(), callerOf(house, 'x'.repeat(43)), access === 'device' ? operator : television];
      if (access === 'partner' || access === 'staff') wrong.push(operator);
      for (const caller of wrong) {
        const { status } = await caller.call(method, path, method === 'GET' ? undefined : {});
        expect(`${method} ${url} ${status}`).toBe(`${method} ${url} 401`);
      }
    }
  });

  test('every route says what decides, and none shows a title by its own word', () => {
    for (const { decides, url } of house.server.routes) expect(`${url} ${decides}`).toMatch(/ (rights|public: .{8,})$/);
  });
});

describe('what is listed', () => {
  test('a title that is licensed elsewhere stands in no list and on no page', async () => {
    const home = await television.call('GET', '/api/home');
    expect(titlesIn(home.json)).toEqual(['The Lamp', 'The River']);
    const abroad = workOf(ABROAD);
    const page = await television.call('GET', `/api/titles/${abroad}`);
    expect(page.status).toBe(403);
    expect(JSON.stringify(page.json)).not.toContain('Only Abroad');
    expect(reasonOf(page)).toBe('territory');
    expect(reasonOf(await television.call('POST', '/api/plays', { work: abroad }))).toBe('territory');
  });

  test('search finds only what may be listed here, however it is asked, and not what was withdrawn', async () => {
    const search = async (query: string, caller = television) => {
      const answer = await caller.call('GET', `/api/search?${query}`);
      return { status: answer.status, text: JSON.stringify(answer.json) };
    };
    expect((await search('q=the')).text).toContain('The River');
    for (const q of ['Only Abroad', 'only', 'abroad', 'oa', 'o', 'nly%20Abr', ABROAD, workOf(ABROAD)]) {
      const { status, text } = await search(`q=${q}&limit=60`);
      expect([status, text.includes('Abroad'), text.includes(workOf(ABROAD))]).toEqual([200, false, false]);
    }
    expect((await search('q=6659&mode=t9')).text).not.toContain('Abroad');
    expect((await search('q=o', stranger())).status).toBe(401);
    expect((await search(`q=${'x'.repeat(101)}`)).status).toBe(400);
    for (const query of ['', 'q=a&mode=sql', 'q=a&limit=0', 'q=a&limit=100000', 'q=a&q=b']) {
      expect((await search(query)).status).toBe(400);
    }
    for (const q of ['', '%00', '%F0%9F%8D%BF', "'%20or%201=1--", '%25_%25', '.*', '(((((']) {
      expect(await search(`q=${q}`)).toEqual({ status: 200, text: '{"titles":[]}' });
    }
    const { json } = await operator.call('POST', '/api/withdrawals', { alid: RIVER, authority: 'its owner' });
    const [withdrawn] = (json as { withdrawals: { id: string }[] }).withdrawals; // the API's answer to a withdrawal
    expect((await search('q=river')).text).toBe('{"titles":[]}');
    await operator.call('DELETE', `/api/withdrawals/${withdrawn?.id}`);
    expect((await search('q=river')).text).toContain('The River');
  });

  test('a device that asks without rest is told to wait, and others are not', async () => {
    const hasty = callerOf(house, await pairDevice(house));
    const answers = await Promise.all(Array.from({ length: 60 }, () => hasty.call('GET', '/api/search?q=lamp')));
    expect(answers.some(({ status }) => status === 429)).toBe(true);
    expect((await television.call('GET', '/api/search?q=lamp')).status).toBe(200);
  });

  test('D08: a place told by anyone but a trusted proxy is no place', async () => {
    const abroad = workOf(ABROAD);
    const page = await television.call('GET', `/api/titles/${abroad}`, undefined, {
      'x-viewer-country': 'FR',
      'x-forwarded-for': '203.0.113.9',
    });
    expect(page.status).toBe(403);
  });
});

describe('segments', () => {
  test('A01: no token, a torn, forged or expired one opens nothing', async () => {
    const play = await start(LAMP);
    const path = await segmentOf(play);
    const read = (token?: string) =>
      stranger().call('GET', path, undefined, token === undefined ? {} : { 'cta-common-access-token': token });
    expect((await read()).status).toBe(401);
    const good = String(play.mediaToken);
    expect((await read(good)).status).toBe(200);
    const flipped = good.slice(0, -2) + (good.endsWith('AA') ? 'BB' : 'AA');
    for (const bad of [good.slice(0, 40), flipped, 'x', `${good}A`]) {
      const answer = await read(bad);
      expect(answer.status).toBe(403);
      expect(reasonOf(answer)).toMatch(/^token-/);
    }
    await stop(play);
  });

  test("A03: a title's token opens no other title", async () => {
    const lamp = await start(LAMP);
    const lampToken = String(lamp.mediaToken);
    await stop(lamp);
    const river = await start(RIVER);
    const answer = await stranger().call('GET', await segmentOf(river), undefined, {
      'cta-common-access-token': lampToken,
    });
    expect(reasonOf(answer)).toBe('token-asset');
    await stop(river);
  });

  test('A12: no spelling of a path leaves the folder of the asset', async () => {
    const play = await start(LAMP);
    const [, asset] = (await segmentOf(play)).split('/media/');
    const [id] = (asset ?? '').split('/');
    for (const tail of [
      '../../secrets/operator-token',
      '..%2f..%2fsecrets/kek',
      'video/..%5c..%5csecrets',
      'v%00/1.m4s',
      '%2e%2e/x/y',
    ]) {
      const answer = await stranger().call('GET', `/media/${id}/${tail}`, undefined, {
        'cta-common-access-token': String(play.mediaToken),
      });
      expect([400, 403, 404]).toContain(answer.status);
      expect(answer.json).toHaveProperty('error');
    }
    await stop(play);
  });
});

describe('keys', () => {
  test('A05: a play gives the keys of its own title alone', async () => {
    const lamp = await start(LAMP);
    const river = house.server.house.shelf.assetOf(PARTNER, RIVER);
    const kids = (river?.kids ?? []).map(({ kid }) => Buffer.from(kid, 'hex').toString('base64url'));
    const answer = await television.call('POST', String(lamp.clearKey), { kids, type: 'temporary' });
    expect(answer.status).toBe(403);
    expect(answer.json).not.toHaveProperty('keys');
    expect((await television.call('GET', `${lamp.clearKey}/${river?.kids[0]?.kid}`)).status).toBe(403);
    await stop(lamp);
  });

  test('A06: after the stop there are no keys, no manifest and no heartbeat; and never for another device', async () => {
    const play = await start(LAMP);
    const kids = (house.server.house.shelf.assetOf(PARTNER, LAMP)?.kids ?? []).map(({ kid }) =>
      Buffer.from(kid, 'hex').toString('base64url'),
    );
    const other = callerOf(house, await pairDevice(house, 'demo-phone'));
    expect((await other.call('POST', String(play.clearKey), { kids })).status).toBe(404);
    expect((await other.call('GET', String(play.dash))).status).toBe(404);
    expect((await television.call('POST', String(play.clearKey), { kids })).status).toBe(200);
    await stop(play);
    expect((await television.call('POST', String(play.clearKey), { kids })).status).toBe(403);
    expect((await television.call('GET', String(play.dash))).status).toBe(410);
    expect(reasonOf(await beat(play, 9, []))).toBe('stopped');
  });

  test('A11: keys, manifests and lists are never kept by a cache', async () => {
    const play = await start(LAMP);
    for (const path of [String(play.dash), '/api/home', '/api/me']) {
      expect((await television.call('GET', path)).headers.get('cache-control')).toBe('no-store');
    }
    await stop(play);
  });
});

describe('heartbeats', () => {
  test('A08: time that has not passed, a repeat, and another play count nothing', async () => {
    const play = await start(LAMP);
    await television.call('POST', String(play.clearKey), {
      kids: (house.server.house.shelf.assetOf(PARTNER, LAMP)?.kids ?? []).map(({ kid }) =>
        Buffer.from(kid, 'hex').toString('base64url'),
      ),
    });
    expect((await beat(play, 1, [[0, 6]])).status).toBe(200);
    expect((await beat(play, 1, [[0, 6]])).status).toBe(200);
    expect((await beat(play, 2, [[0, 6]])).status).toBe(200);
    const watched = await watchedMs(play);
    expect(watched).toBeLessThan(3000);
    expect((await beat({ ...play, id: '01a204c6-0000-7000-8000-000000000000' }, 1, [])).status).toBe(404);
    expect((await beat(play, 3, [[-1, 4]])).status).toBe(400);
    expect((await beat(play, 4, [[0, 1e9]])).status).toBe(400);
    await stop(play);
  });
});

describe('deliveries', () => {
  test('a drop with a wrong checksum changes nothing', async () => {
    const folder = join(house.home, 'wrong');
    await mkdir(folder, { recursive: true });
    await writeAvails(folder, [{ alid: LAMP, title: 'The Lamp', territory: 'FR' }], house.server.house.clock.now());
    await writeFile(
      join(folder, 'media.csv'),
      `alid,file,sha256,track,language\n${LAMP},avails.xlsx,${'0'.repeat(64)},video,\n`,
    );
    const delivered = await house.duoping('deliver', folder, '--partner', PARTNER);
    expect(delivered.code).toBe(1);
    expect(delivered.stderr).toContain('media.csv 2 sha256: avails.xlsx arrived with the checksum');
    expect(titlesIn((await television.call('GET', '/api/home')).json)).toContain('The Lamp');
  });

  test("B10: a partner's drop can't speak of another partner's title", async () => {
    await house.duoping('partner', 'rival');
    const folder = join(house.home, 'rival');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'metadata.csv'), `alid,language,title\n${LAMP},en,Stolen\n`);
    const delivered = await house.duoping('deliver', folder, '--partner', 'rival');
    expect(delivered.code).toBe(1);
    expect(delivered.stderr).toContain(`${LAMP} is in no avail of rival`);
    expect(titlesIn((await television.call('GET', '/api/home')).json)).toEqual(['The Lamp', 'The River']);
  });

  test('C01: a playlist named .mp4 is refused as media, and the title stays as it was', async () => {
    const folder = join(house.home, 'playlist');
    await mkdir(folder, { recursive: true });
    const film = join(folder, 'film.mp4');
    await writeFile(film, '#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n');
    await writeAvails(
      folder,
      [{ alid: ABROAD, title: 'Only Abroad', territory: 'FR' }],
      house.server.house.clock.now(),
    );
    expect((await house.duoping('deliver', folder, '--partner', PARTNER, '--media', `${ABROAD}=${film}`)).code).toBe(0);
    await expect(waitForMedia(house, ABROAD)).rejects.toThrow(/Packaging failed/);
    expect(house.server.house.shelf.assetOf(PARTNER, LAMP)).toBeDefined();
  });

  test('a file name that leads out of the drop is refused', async () => {
    const opened = await operator.call('POST', '/api/deliveries', { partner: PARTNER, name: 'x' });
    for (const name of ['..%2f..%2fetc%2fpasswd', 'a%5c..%5cb', '%2fetc%2fpasswd', 'c:%2fx']) {
      const answer = await operator.call('PUT', `/api/deliveries/${String(opened.json?.id)}/files/${name}`, undefined, {
        'content-type': 'application/octet-stream',
      });
      expect([400, 404]).toContain(answer.status);
    }
  });
});

type Json = Readonly<Record<string, unknown>>;

function workOf(alid: string): string {
  const works = [...house.server.house.library().works.values()];
  return works.find(({ offers }) => offers.some((offer) => offer.alid === alid))?.id ?? '';
}

async function start(alid: string): Promise<Json> {
  const started = await television.call('POST', '/api/plays', { work: workOf(alid) });
  expect(started.status).toBe(201);
  return started.json ?? {};
}

const stop = (play: Json) =>
  television.call('POST', `/api/plays/${String(play.id)}/stop`, { sequence: 99, positionSeconds: 0, watched: [] });

const beat = (play: Json, sequence: number, watched: readonly (readonly [number, number])[]) =>
  television.call('POST', `/api/plays/${String(play.id)}/heartbeat`, {
    sequence,
    state: 'playing',
    positionSeconds: 1,
    watched,
  });

async function segmentOf(play: Json): Promise<string> {
  const manifest = new TextDecoder().decode((await television.call('GET', String(play.dash))).bytes);
  const [, path] = /initialization="([^"]+)"/.exec(manifest) ?? [];
  return path ?? '';
}

async function watchedMs(play: Json): Promise<number> {
  const receipts = await house.server.house.plays.receiptsOf(play.id as never); // the id of a play, as the API tells it
  return receipts.reduce((sum, receipt) => sum + receipt.watchedMs, 0);
}

const reasonOf = ({ json }: { json: Json | undefined }): unknown => (json?.error as Json | undefined)?.reason; // the API's shape of errors

const titlesIn = (home: Json | undefined): readonly string[] => {
  const { rails } = home as { rails: { cards: { title: string }[] }[] }; // the API's shape of a home page
  return [...new Set(rails.flatMap(({ cards }) => cards.map(({ title }) => title)))].sort();
};
