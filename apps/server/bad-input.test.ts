/** Files that are not what they say, devices nobody knows and clocks that jump, on the real server: refused plainly, the rest unharmed. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAvailsXlsx } from '@duoping/avails';
import { asId, HOUR_MS } from '@duoping/kit';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Caller, callerOf, pairDevice } from '../../journeys/device.ts';
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

let house: TestHouse;
let television: Caller;
let operator: Caller;

beforeAll(async () => {
  house = await openHouse({ streamLimit: 2 });
  operator = callerOf(house, house.server.house.secrets.operatorToken);
  const folder = join(house.home, 'drop');
  await writeAvails(folder, [{ alid: LAMP, title: 'The Lamp' }], house.server.house.clock.now());
  await shootFilm(join(folder, 'lamp.mp4'), 4);
  const delivered = await house.duoping('deliver', folder, '--partner', PARTNER, '--media', `${LAMP}=lamp.mp4`);
  expect(delivered.stderr).toContain('Applied.');
  await waitForMedia(house, LAMP);
  television = callerOf(house, await pairDevice(house));
});
afterAll(() => house?.close());

/** What viewers may see and whether the server is well: the same before and after. */
async function state(): Promise<string> {
  const [home, health] = [await television.call('GET', '/api/home'), await operator.call('GET', '/healthz')];
  const { rails } = home.json as { rails: { cards: { work: string }[] }[] }; // the API's shape of a home page
  return JSON.stringify([rails.map(({ cards }) => cards.map(({ work }) => work)), health.json]);
}

const goodWorkbook = () => readFile(join(house.home, 'drop', 'avails.xlsx'));

/** The same workbook with its first sheet's text changed. */
async function withSheet(change: (sheet: string) => string): Promise<Uint8Array> {
  const parts = unzipSync(await goodWorkbook());
  const name = Object.keys(parts).find((each) => /worksheets\/.*\.xml$/.test(each)) ?? '';
  const sheet = new TextDecoder().decode(parts[name]);
  return zipSync({ ...parts, [name]: strToU8(change(sheet)) });
}

const XML = (value: string) =>
  `<!DOCTYPE AvailList [<!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
<AvailList xmlns="http://www.movielabs.com/schema/avails/v2.7/avails">${value}</AvailList>`;

const FILES: readonly [string, string, () => Promise<Uint8Array>, RegExp][] = [
  [
    'a text named .xlsx',
    'avails.xlsx',
    async () => strToU8('this is no workbook\n'.repeat(40)),
    /no row of EMA column/,
  ],
  ['nothing at all', 'avails.xlsx', async () => new Uint8Array(0), /the file has no bytes/],
  ['half a workbook', 'avails.xlsx', async () => (await goodWorkbook()).subarray(0, 1500), /not a whole, sound ZIP/],
  ['a sheet without rows', 'avails.xlsx', async () => writeAvailsXlsx([]), /Avails 2: no row of data/],
  ['unknown columns', 'avails.csv', async () => strToU8('Colour,Weight\nred,7\n'), /no row of EMA column names/],
  [
    'a part that inflates a thousandfold',
    'avails.xlsx',
    () => withSheet((sheet) => sheet.replace('</sheetData>', `${' '.repeat(100 * 1024 ** 2)}</sheetData>`)),
    /sheet1\.xml: a part inflates beyond a limit/,
  ],
  [
    'entities of a file',
    'avails.xml',
    async () => strToU8(XML('<Avail>&file;</Avail>')),
    /1: a document type declaration/,
  ],
  [
    'entities of entities',
    'avails.xml',
    async () => strToU8(XML('<Avail>&b;</Avail>')),
    /1: a document type declaration/,
  ],
];

describe('a delivery of', () => {
  test.each(FILES)('%s is told in its own terms, and changes nothing', async (what, name, bytes, said) => {
    const before = await state();
    const folder = join(house.home, what.replaceAll(' ', '-'));
    await mkdir(folder);
    await writeFile(join(folder, name), await bytes());
    const delivered = await house.duoping('deliver', folder, '--partner', PARTNER);
    expect(delivered.code).toBe(1);
    expect(delivered.stderr).toMatch(said);
    expect(delivered.stderr).not.toMatch(/Applied|\bat .*\.ts:\d+|root:x:0/);
    expect(await state()).toBe(before);
    expect(house.log.filter((line) => /failed/.test(line))).toEqual([]);
  });
});

describe('a device', () => {
  test('that was removed, or never was, is told to pair, and its play is over', async () => {
    const token = await pairDevice(house);
    const gone = callerOf(house, token);
    const play = (await start(gone)).json ?? {};
    const { devices, clock, deviceOf } = house.server.house;
    await devices.remove(asId((await deviceOf(token))?.id ?? ''), HOUSEHOLD, clock.now());
    expect((await gone.call('GET', '/api/home')).status).toBe(401);
    expect((await beat(gone, play, 1)).status).toBe(401);
    expect((await callerOf(house, 'x'.repeat(43)).call('GET', '/api/home')).status).toBe(401);
  });
});

describe('a clock that jumps', () => {
  afterEach(async () => {
    vi.restoreAllMocks();
    await house.server.house.clock.observe();
  });

  test.each([3 * HOUR_MS, -3 * HOUR_MS])(
    'by %i ms stops lists, pictures, segments and new plays and spares the running one; all mend',
    async (ms) => {
      const play = (await start(television)).json ?? {};
      const looks = await looksAt(play);
      expect(await looks()).toEqual(Array.from({ length: 6 }, () => 'answered'));
      const real = Date.now;
      vi.spyOn(Date, 'now').mockImplementation(() => real() + ms);
      await house.server.house.clock.observe();
      const refused = await start(television);
      expect([refused.status, reasonOf(refused)]).toEqual([503, 'clock-untrusted']);
      expect(reasonOf(await beat(television, play, 1))).toBe('clock-untrusted');
      expect(await looks()).toEqual(Array.from({ length: 6 }, () => 'clock-untrusted'));
      expect((await operator.call('GET', '/healthz')).status).toBe(503);
      vi.restoreAllMocks();
      await house.server.house.clock.observe();
      await house.server.house.refreshRights();
      expect((await beat(television, play, 1)).status).toBe(200);
      expect((await operator.call('GET', '/healthz')).status).toBe(200);
      await television.call('POST', `/api/plays/${String(play.id)}/stop`, {
        sequence: 9,
        positionSeconds: 0,
        watched: [],
      });
    },
  );
});

async function start(caller: Caller) {
  const [work] = [...house.server.house.library().works.values()];
  return caller.call('POST', '/api/plays', { work: work?.id });
}

/** Everything that a viewer may look at while the play runs: what each answers, or why not. */
async function looksAt(play: Readonly<Record<string, unknown>>): Promise<() => Promise<unknown[]>> {
  const { rails } = (await television.call('GET', '/api/home')).json as { rails: { cards: { wide: string }[] }[] }; // the API's shape of a home page
  const playlist = await television.call('GET', String(play.hls));
  const [media = ''] = /\/api\/plays\/[^\s"]+\.m3u8/.exec(new TextDecoder().decode(playlist.bytes)) ?? [];
  const [segment = ''] =
    /\/media\/[^\s"]+/.exec(new TextDecoder().decode((await television.call('GET', media)).bytes)) ?? [];
  const title = `/api/titles/${String(play.work)}`;
  const paths = ['/api/home', title, '/api/search?q=lamp', String(play.dash), segment, rails[0]?.cards[0]?.wide ?? ''];
  const token = { 'cta-common-access-token': String(play.mediaToken) };
  return () =>
    Promise.all(
      paths.map(async (path) => {
        const answer = await television.call('GET', path, undefined, token);
        return answer.status === 200 ? 'answered' : reasonOf(answer);
      }),
    );
}

const beat = (caller: Caller, play: Readonly<Record<string, unknown>>, sequence: number) =>
  caller.call('POST', `/api/plays/${String(play.id)}/heartbeat`, {
    ...{ sequence, state: 'playing', positionSeconds: 0, watched: [] },
  });

const reasonOf = ({ json }: { json: Readonly<Record<string, unknown>> | undefined }): unknown =>
  (json?.error as Record<string, unknown> | undefined)?.reason; // the API's shape of errors
