/** What a hostile or broken feed would do to the server, by the ids of docs/attacks.md: JSON, addresses, half and shrunken drops. */
import { globSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeAvailsXlsx } from '@duoping/avails';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readContracts } from '#deals';
import { type Caller, callerOf } from '../../journeys/device.ts';
import { openHouse, PARTNER, type TestHouse, writeAvails } from '../../journeys/house.ts';
import { rightsCommand } from './commands/rights.ts';

const ALIDS = Array.from({ length: 10 }, (_, at) => `md:alid:org:cinema:film${at}`);

let house: TestHouse;
let operator: Caller;
/** Whoever reaches out from the server reaches this, and is counted. */
let canary: Server;
let visits = 0;
let port = 0;

beforeAll(async () => {
  house = await openHouse();
  operator = callerOf(house, house.server.house.secrets.operatorToken);
  canary = createServer((_request, response) => {
    visits++;
    response.end();
  });
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
  port = (canary.address() as AddressInfo).port; // a TCP server's address
  const folder = join(house.home, 'first');
  await writeAvails(
    folder,
    ALIDS.map((alid) => ({ alid, title: alid })),
    house.server.house.clock.now(),
  );
  expect((await house.duoping('deliver', folder, '--partner', PARTNER)).stderr).toContain('Applied.');
});
afterAll(async () => {
  await new Promise((resolve) => canary?.close(resolve));
  await house?.close();
});

const catalogue = async (): Promise<readonly string[]> =>
  (await house.server.house.licensing.facts()).grants.map(({ alid }) => alid).sort();

/** Sends a body exactly as written. */
const send = (path: string, body: string) =>
  fetch(house.address + path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${house.server.house.secrets.operatorToken}`,
      'content-type': 'application/json',
    },
    body,
  });

describe('B06: JSON', () => {
  const deep = (sign: string, end: string) => sign.repeat(100_000) + end.repeat(100_000);
  test.each([
    ['a depth of a hundred thousand arrays', deep('[', ']')],
    ['a depth of a hundred thousand objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['__proto__', '{"__proto__":{"work":"x"},"authority":"court","alid":"x"}'],
    ['constructor.prototype', '{"constructor":{"prototype":{"work":"x"}},"authority":"court","alid":"x"}'],
    ['a number beyond all', '{"authority":1e400,"alid":"x"}'],
    ['a member twice, the second forbidden', '{"authority":"court","alid":"x","role":1,"role":"operator"}'],
    ['half a document', '{"authority":"court"'],
    ['two documents', '{"authority":"court","alid":"x"}{}'],
    ['a comment', '{"authority":"court"/**/,"alid":"x"}'],
    ['NaN', '{"authority":NaN}'],
    ['nothing', ''],
    ['a text', '"court"'],
  ])('%s is refused as a request, and changes nothing', async (_, body) => {
    const before = await house.server.house.licensing.epoch();
    const { status } = await send('/api/withdrawals', body);
    expect([400, 413, 415]).toContain(status);
    expect(await house.server.house.licensing.epoch()).toBe(before);
    expect(({} as Record<string, unknown>).work).toBeUndefined();
  });

  test('a member twice counts once, by its last word; lone surrogates and ids beyond 2^53 are texts that name nothing', async () => {
    for (const body of [
      '{"authority":"court","alid":"md:alid:org:cinema:film0","alid":"nobody"}',
      String.raw`{"authority":"court","alid":"\ud800"}`,
      '{"authority":"court","alid":"9007199254740993"}',
    ])
      expect((await send('/api/withdrawals', body)).status).toBe(404);
    expect(await catalogue()).toEqual(ALIDS);
  });

  const contract = { id: 'C', partner: 'p', window: { start: '2026-01-01T00:00:00Z' }, screens: { tv: {} } };
  test.each([
    ['version', 2 ** 53],
    ['version', -1],
    ['version', 1.5],
    ['id', 9],
    ['__proto__', { id: 'other' }],
    ['window', { start: '2026-01-01T00:00:00Z', __proto__: null, constructor: 1 }],
  ])('a contract whose %s is %j is refused', (member, value) => {
    const text = JSON.stringify({ ...contract, x: 0 }).replace('"x":0', `"${member}":${JSON.stringify(value)}`);
    expect(readContracts(JSON.parse(text)).ok).toBe(false);
  });

  test('questions and contracts of the commands that are no sound JSON are refused line by line', async () => {
    const lines: string[] = [];
    const queries = [deep('[', ']'), '{"__proto__":1}', '{"id":1e400,"alid":"x"}', '{"id":"\\ud800"}', '[]', '0'].join(
      '\n',
    );
    const code = await rightsCommand(['ask', '--avails', 'a.xlsx', '--queries', 'q'], {
      stdout: (line) => lines.push(line),
      stderr: () => {},
      readFile: async (path) => new TextEncoder().encode(path === 'q' ? queries : ''),
      readAvails: () => ({ file: 'a.xlsx', format: 'avails-xlsx', version: '1.9', clauses: [], findings: [] }),
    });
    expect(code).toBe(1);
    expect(lines.map((line) => JSON.parse(line).allow)).toEqual(Array.from({ length: 6 }, () => false));
  });
});

/** Forty spellings of addresses that a careless server would go to. */
const spellings = (): readonly string[] => {
  const hosts = [
    ...[
      '127.0.0.1',
      'localhost',
      '127.1',
      '0',
      '0.0.0.0',
      '2130706433',
      '0x7f000001',
      '0177.0.0.1',
      '127.0.0.1.nip.io',
    ],
    ...['[::1]', '[::]', '[::ffff:127.0.0.1]', '[0:0:0:0:0:ffff:7f00:1]', '[fe80::1%25lo]', 'LOCALHOST', 'localhost.'],
    ...[
      '①②⑦.⓪.⓪.①',
      '127。0。0。1',
      '127.0.0.1%00.example.com',
      'example.com@127.0.0.1',
      '127.0.0.1#@example.com',
      '169.254.169.254',
    ],
  ];
  const others = [
    ...['file:///etc/passwd', 'gopher://127.0.0.1:', 'data:text/plain,x', 'ftp://127.0.0.1:', 'dict://127.0.0.1:'],
    ...[
      'jar:http://127.0.0.1:',
      'ldap://127.0.0.1:',
      'concat:http://127.0.0.1:',
      'subfile:http://127.0.0.1:',
      '\\\\127.0.0.1\\x',
    ],
    ...[
      '//127.0.0.1:',
      'http:127.0.0.1:',
      'http:/\\127.0.0.1:',
      'tcp://127.0.0.1:',
      'udp://127.0.0.1:',
      'unix:/var/run/x',
    ],
    ...['rtmp://127.0.0.1:', 'https+unix://x', 'http://[::1]:80@127.0.0.1:'],
  ];
  return [...hosts.map((host) => `http://${host}:${port}/x`), ...others.map((other) => `${other}${port}/x`)];
};

describe('B07: addresses in what partners write', () => {
  test('forty spellings in every cell of a drop are words, and nobody is called', async () => {
    const urls = spellings();
    expect(urls.length).toBeGreaterThanOrEqual(40);
    const folder = join(house.home, 'addresses');
    await mkdir(folder);
    const quoted = urls.map((url) => `"${url.replaceAll('"', '""')}"`);
    const titles = quoted.map((url) => `${ALIDS[0]},en,${url},${url},${url}`).join('\n');
    await writeFile(join(folder, 'metadata.csv'), `alid,language,title,synopsis,credits\n${titles}\n`);
    const rows = urls.map((url, at) => ({
      ...{
        ALID: `md:alid:org:cinema:a${at}`,
        ContentID: url,
        DisplayName: url,
        EntryType: 'Full Extract',
        WorkType: 'Movie',
      },
      ...{ TitleInternalAlias: url, Territory: 'CN', LicenseType: 'SVOD', FormatProfile: 'SD', PriceType: 'NA' },
      ...{ Start: '2026-01-01', End: '2030-01-01', Metadata: url, ServiceProvider: url },
    }));
    await writeFile(join(folder, 'avails.xlsx'), writeAvailsXlsx(rows));
    await house.duoping('deliver', folder, '--partner', PARTNER, '--dry-run');
    const media = join(house.home, 'addressed-media');
    await mkdir(media);
    const files = quoted.map((url) => `${ALIDS[0]},${url},${'0'.repeat(64)},video,`).join('\n');
    await writeFile(join(media, 'media.csv'), `alid,file,sha256,track,language\n${files}\n`);
    expect((await house.duoping('deliver', media, '--partner', PARTNER)).code).toBe(1);
    for (const url of urls.slice(0, 10))
      expect([400, 404]).toContain(
        (await operator.call('POST', '/api/deliveries', { partner: url, name: url })).status,
      );
    expect(visits).toBe(0);
    await fetch(`http://127.0.0.1:${port}/x`);
    expect(visits).toBe(1); // and the canary does count
  });

  test('nothing that serves or reads dials anywhere: only the command that talks to its own server does', () => {
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const dials =
      /\bfetch\(|\bhttps?\.(?:request|get)\(|\bnet\.(?:connect|createConnection)\(|new WebSocket\(|\bundici\b/;
    const files = globSync(['apps/server/**/*.ts', 'domains/**/*.ts', 'engines/**/*.ts', 'kit/**/*.ts'], { cwd: root });
    const dialling = files
      .filter((file) => !/\.test\.|\.contract\.|testing|test-support|node_modules/.test(file))
      .filter((file) => dials.test(readFileSync(join(root, file), 'utf8').replace(/^\s*(\/\/|\*|\/\*\*).*$/gm, '')));
    expect(files.length).toBeGreaterThan(200);
    expect(dialling.sort()).toEqual(['apps/server/commands/doctor.ts', 'apps/server/commands/server-call.ts']);
  });
});

describe('B08: drops that are not what they were', () => {
  const drop = async (name: string, bytes: Uint8Array): Promise<{ code: number; stderr: string }> => {
    const folder = join(house.home, name);
    await mkdir(folder);
    await writeFile(join(folder, 'avails.xlsx'), bytes);
    return house.duoping('deliver', folder, '--partner', PARTNER);
  };
  const first = () => readFile(join(house.home, 'first', 'avails.xlsx'));

  test('half a file, one whose bytes were swapped, and an empty one change nothing', async () => {
    const whole = await first();
    const torn = Uint8Array.from(whole);
    torn.set(whole.subarray(200, 260), 300);
    for (const [name, bytes] of [
      ['half', whole.subarray(0, whole.length / 2)],
      ['swapped', torn],
      ['empty', new Uint8Array(0)],
      ['rowless', writeAvailsXlsx([])],
    ] as const) {
      expect((await drop(name, bytes)).code, name).toBe(1);
      expect(await catalogue(), name).toEqual(ALIDS);
    }
  });

  test('a feed shrunk by nine tenths deletes nothing that it does not name', async () => {
    const folder = join(house.home, 'shrunk');
    await writeAvails(folder, [{ alid: ALIDS[0] ?? '', title: 'one' }], house.server.house.clock.now());
    expect((await house.duoping('deliver', folder, '--partner', PARTNER)).stderr).toContain('Applied.');
    expect(await catalogue()).toEqual(ALIDS);
  });

  test('a film whose checksum is another is refused with its row, and nothing is applied', async () => {
    const folder = join(house.home, 'checksum');
    await writeAvails(folder, [{ alid: 'md:alid:org:cinema:new', title: 'New' }], house.server.house.clock.now());
    await writeFile(join(folder, 'film.mp4'), 'not what was meant');
    const sheet = `alid,file,sha256,track,language\nmd:alid:org:cinema:new,film.mp4,${'a'.repeat(64)},video,\n`;
    await writeFile(join(folder, 'media.csv'), sheet);
    const delivered = await house.duoping('deliver', folder, '--partner', PARTNER);
    expect([delivered.code, delivered.stderr]).toEqual([1, expect.stringContaining('media.csv 2 sha256')]);
    expect(await catalogue()).toEqual(ALIDS);
  });
});
