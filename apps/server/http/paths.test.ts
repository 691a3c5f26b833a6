/** A12: every spelling of a way out of a folder, sent as raw bytes to each route that turns a path into a file. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueToken } from '#keys';
import { callerOf } from '../../../journeys/device.ts';
import { openHouse, PARTNER, type TestHouse } from '../../../journeys/house.ts';
import { TOKEN_ISSUER } from '../play-media.ts';

const MARK = 'a-word-that-stands-in-no-answer';
const HONEST = 'the bytes of a segment';
const AT_ONCE = 16;

let house: TestHouse;
let token = '';
let agent: Agent;

beforeAll(async () => {
  house = await openHouse();
  agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const { mediaFolder, secrets, clock } = house.server.house;
  await mkdir(join(mediaFolder, 'film', 'v1'), { recursive: true });
  await mkdir(join(mediaFolder, 'other', 'v1'), { recursive: true });
  await writeFile(join(mediaFolder, 'film', 'v1', '1.m4s'), HONEST);
  for (const path of ['secret', 'media/secret', 'media/film/secret', 'media/other/v1/1.m4s', 'secrets/mark']) {
    await writeFile(join(house.home, path), MARK);
  }
  const now = clock.now();
  const issued = issueToken(
    {
      ...{ issuer: TOKEN_ISSUER, playId: 'play', pathPrefix: '/media/film/', tracks: ['v1'] },
      ...{ issuedAt: now, expires: now + 60_000 },
    },
    { current: '1', keys: new Map([['1', secrets.mediaTokenKey]]) },
  );
  token = issued.ok ? issued.value : '';
});
afterAll(async () => {
  agent?.destroy();
  await house?.close();
});

describe('A12: paths', () => {
  test('A12: the list is long and has every kind in it', () => {
    expect(new Set(PAYLOADS).size).toBe(PAYLOADS.length);
    expect(PAYLOADS.length).toBeGreaterThan(2000);
    for (const kind of ['%2e%2e%5c', '%252e', '%c0%ae', '%00', '..\\', '%u002e', '....//']) {
      expect(PAYLOADS.some((payload) => payload.includes(kind))).toBe(true);
    }
  });

  test('A12: a good token reads the one file that it is for, and nothing beside it', async () => {
    const headers = { 'cta-common-access-token': token };
    expect((await send('GET', '/media/film/v1/1.m4s', headers)).text).toBe(HONEST);
    for (const start of ['/media/film/v1/', '/media/film/', '/media/']) {
      await refusesAll('GET', start, headers);
    }
  });

  test('A12: a range is no way round the token, and asks for no more than the file', async () => {
    const ranges = [
      'bytes=0-',
      'bytes=-1',
      'bytes=5-1',
      'bytes=0-99999999999999',
      'bytes=0-0,1-1,2-2',
      'bytes=--',
      '0',
    ];
    for (const range of [...ranges, `bytes=${'0-0,'.repeat(2000)}0-0`]) {
      expect((await send('GET', '/media/film/v1/1.m4s', { range })).status).toBe(401);
      const { status, text } = await send('GET', '/media/film/v1/1.m4s', { range, 'cta-common-access-token': token });
      expect([200, 206, 416, 431]).toContain(status);
      if (status === 200) expect(text).toBe(HONEST);
    }
  });

  test('A12: pictures, and the files of the screens and of the console, are those that were built and no others', async () => {
    await refusesAll('GET', '/artwork/01a204c6-0000-7000-8000-000000000000/', {});
    for (const start of ['/assets/console/', '/assets/screens/']) await refusesAll('GET', start, {});
  });

  test('A12: a delivered file is stored by its hash, wherever its name points', async () => {
    const operator = callerOf(house, house.server.house.secrets.operatorToken);
    const opened = await operator.call('POST', '/api/deliveries', { partner: PARTNER, name: 'x' });
    const before = await filesIn(house.home);
    const start = `/api/deliveries/${String(opened.json?.id)}/files/`;
    const headers = {
      authorization: `Bearer ${house.server.house.secrets.operatorToken}`,
      'content-type': 'application/octet-stream',
    };
    await inParallel(PAYLOADS, async (payload) => {
      const { status, text } = await send('PUT', start + payload, headers, 'x');
      expect(`${payload} ${status < 500}`).toBe(`${payload} true`);
      expect(text).not.toContain(MARK);
      if (status !== 200) return;
      const { name } = JSON.parse(text) as { name: string }; // the API's answer
      expect(name.split('/')).not.toContain('..');
      expect(name).not.toMatch(/^\/|^[a-z]:|\\|\p{Cc}/iu);
    });
    const added = (await filesIn(house.home)).filter((path) => !before.includes(path));
    expect(added.filter((path) => !path.startsWith('objects/'))).toEqual([]);
  });
});

/** Ways to write "up", separators, and what may stand in front of and behind the name of a file. */
const UPS = [
  ...['..', '%2e%2e', '.%2e', '%2e.', '%2E%2E', '%252e%252e', '%25252e%25252e', '%c0%ae%c0%ae', '%e0%80%ae%e0%80%ae'],
  ...['%u002e%u002e', '%f0%80%80%ae', '..%00', '%00..', '..;', '....', '%ef%bc%8e%ef%bc%8e', '%2e%2e%20'],
];
const SLASHES = ['/', '\\', '%2f', '%5c', '%252f', '%255c', '%c0%af', '%c1%9c', '//', '%u2215', '%ef%bc%8f'];
const GOALS = ['secret', 'secrets/mark', 'other/v1/1.m4s', 'secret%00.m4s', 'secret%20', 'secret::$DATA', 'etc/passwd'];
const BESIDES = [
  ...[
    '%2fetc%2fpasswd',
    '//etc/passwd',
    'c:%2fwindows',
    'file:%2f%2f%2fetc%2fpasswd',
    'http:%2f%2fx%2f',
    '1.m4s%00',
    '.',
  ],
  ...[
    '1.m4s%2f',
    '1.m4s/.',
    '1.m4s/',
    '1.m4s;x',
    '%ff%fe',
    '%',
    '%zz',
    '%e0%80',
    '~',
    '~root',
    '*',
    '?',
    '....//secret',
  ],
  ...[
    'CON',
    'NUL.jpg',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'index.html',
    '.git%2fconfig',
    `${'a/'.repeat(600)}x`,
  ],
];
const PAYLOADS: readonly string[] = [
  ...new Set([
    ...BESIDES,
    ...UPS.flatMap((up) =>
      SLASHES.flatMap((slash) =>
        GOALS.flatMap((goal) => [1, 2].map((deep) => `${(up + slash).repeat(deep)}${goal.replaceAll('/', slash)}`)),
      ),
    ),
  ]),
];

async function refusesAll(method: string, start: string, headers: Record<string, string>): Promise<void> {
  await inParallel(PAYLOADS, async (payload) => {
    const { status, text } = await send(method, start + payload, headers);
    expect(`${start + payload} ${[400, 401, 403, 404, 414].includes(status) ? 'refused' : status}`).toBe(
      `${start + payload} refused`,
    );
    expect(text).not.toContain(MARK);
    expect(text).not.toContain('root:');
  });
}

/** The path goes out as it stands: no client tidies it up. */
function send(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(house.server.address);
  return new Promise((resolve, reject) => {
    const asked = request({ agent, hostname, port, method, path, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }));
    });
    asked.on('error', reject);
    asked.setTimeout(10_000, () => asked.destroy(new Error(`No answer to ${path}`)));
    asked.end(body);
  });
}

async function inParallel<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = all[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const one of left) await work(one);
    }),
  );
}

const filesIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
