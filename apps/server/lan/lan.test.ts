/** The house's HTTPS on a real server: who is answered, by which name, and who may approve a screen. */
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asId } from '@duoping/kit';
import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../engines/postgres/testing.ts';
import { pairPage } from '../http/pair-page.ts';
import { nodeRandom } from '../node-clock.ts';
import { ROOMS } from '../rooms.ts';
import { type RunningServer, startServer } from '../server.ts';
import { approvers } from './approvers.ts';
import { prepareLan } from './lan.ts';

/** A second address of this machine: the house's, while 127.0.0.1 is the machine's own. */
const HOUSE = '127.0.0.2';

let home: string;
let database: TestDatabase;
let server: RunningServer;
let port: number;
let authority = '';
const config = () => ({
  ...{ port: 0, host: '127.0.0.1', home, databaseUrl: database.url, ffmpegPath: undefined, publicUrl: undefined },
  ...{ lan: true, territory: { header: undefined, trustedProxies: [], loopback: 'CN' } },
});

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'duoping-lan-'));
  database = await createTestDatabase(ROOMS);
  server = await startServer({ config: config(), brand: 'Duoping', log: () => undefined, addresses: [HOUSE] });
  port = Number(new URL(server.address).port);
  authority = pem((await plain('GET', '/lan/duoping-authority.crt')).bytes);
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
  if (home) await rm(home, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly bytes: Buffer;
  readonly text: string;
}

const answerOf = (send: (heard: (message: IncomingMessage) => void) => ReturnType<typeof plainRequest>) =>
  new Promise<Answer>((resolve, reject) => {
    const sent = send((message) => {
      const chunks: Buffer[] = [];
      message.on('data', (chunk: Buffer) => chunks.push(chunk));
      message.on('end', () => {
        const bytes = Buffer.concat(chunks);
        resolve({ status: message.statusCode ?? 0, headers: message.headers, bytes, text: bytes.toString('utf8') });
      });
    });
    sent.on('error', reject).end();
  });

const plain = (method: string, path: string, headers = {}, host = HOUSE) =>
  answerOf((heard) => plainRequest({ host, port, method, path, headers, agent: false }, heard));
const secure = (path: string, options: { ca?: string; headers?: Record<string, string> } = {}) =>
  answerOf((heard) =>
    secureRequest(
      {
        host: HOUSE,
        port,
        path,
        agent: false,
        servername: 'localhost',
        ca: options.ca ?? authority,
        headers: options.headers,
      },
      heard,
    ),
  );

const pem = (der: Buffer): string => new X509Certificate(der).toString();

describe('a device of the house', () => {
  test('is answered by HTTPS once it trusts the authority that the plain page offers', async () => {
    const page = await plain('GET', '/lan');
    expect(page.status).toBe(200);
    expect(page.text).toContain(new X509Certificate(authority).fingerprint256);
    expect(page.text).toContain(`https://${HOUSE}:${port}/tv`);
    expect((await plain('GET', '/lan', { 'accept-language': 'zh-CN' })).text).toContain('证书颁发机构');
    expect((await secure('/healthz')).text).toBe('{"status":"ready"}');
    await expect(secure('/healthz', { ca: server.house.secrets.operatorToken })).rejects.toThrow();
    expect(server.inHouse).toContain(new X509Certificate(authority).fingerprint256);
  });

  test('gets nothing else without encryption: reads are sent to that page, and nothing is taken in', async () => {
    for (const path of ['/', '/tv', '/healthz', '/api/home', '/lan/../tv']) {
      const answer = await plain('GET', path);
      expect([answer.status, answer.headers.location]).toEqual([302, '/lan']);
    }
    const taken = await plain('POST', '/api/token');
    expect([taken.status, taken.text]).toEqual([426, '']);
  });

  test('that speaks neither is cut off, and the others go on', async () => {
    const socket = connect({ host: HOUSE, port });
    await new Promise<void>((resolve) => {
      socket.on('close', () => resolve()).on('error', () => undefined);
      socket.end(Buffer.from([0x16, 1, 2, 3, 0xff, 0xff, 0, 0]));
    });
    expect((await secure('/healthz')).status).toBe(200);
  });

  test('scans a code that leads to the house’s address, also from a screen on this very machine', async () => {
    await server.house.devices.putModel({ id: 'tv', name: 'TV', screen: 'tv' });
    const body = new URLSearchParams({ client_id: 'tv' });
    const offer = await fetch(`${server.address}/api/device_authorization`, { method: 'POST', body });
    expect(((await offer.json()) as { verification_uri: string }).verification_uri).toBe(
      `https://${HOUSE}:${port}/pair`,
    );
  });

  test('finds no key that others could read', async () => {
    const folder = join(home, 'secrets', 'lan');
    for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o077).toBe(0);
  });
});

describe('the name that a request calls', () => {
  test.each(['localhost', '127.0.0.1:80', '[::1]:8080', 'LOCALHOST:1'])('%s is ours', async (host) => {
    expect((await plain('GET', '/healthz', { host }, '127.0.0.1')).status).toBe(200);
  });

  test.each(['evil.example', 'evil.example:8080', 'localhost.evil.example', '127.0.0.1.evil.example'])(
    '“%s” is not: a page whose name was pointed here gets nothing',
    async (host) => {
      for (const path of ['/healthz', '/pair', '/tv']) {
        expect((await plain('GET', path, { host }, '127.0.0.1')).status).toBe(421);
      }
      expect((await secure('/healthz', { headers: { host } })).status).toBe(421);
    },
  );
});

describe('approving from another device', () => {
  let app: FastifyInstance;
  const codes: string[] = [];
  const clock = { now: () => Date.now() };
  beforeAll(async () => {
    app = Fastify();
    app.setValidatorCompiler(validatorCompiler);
    app.setSerializerCompiler(serializerCompiler);
    app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    const others = approvers({ clock, random: { bytes: nodeRandom }, show: (code) => codes.push(code) });
    const { pairing } = server.house;
    pairPage(app, { pairing, household: asId('h'), isLocal: () => false, path: '/pair', approvers: others });
  });
  afterAll(() => app?.close());
  const post = (form: Record<string, string>, headers = {}) =>
    app.inject({
      ...{ method: 'POST', url: '/pair', payload: new URLSearchParams(form).toString() },
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });

  test('takes the code of the terminal first; then the browser shows which screen asks', async () => {
    const before = await app.inject({ url: '/pair?code=BCDF-GHJK' });
    expect([before.statusCode, before.body.includes('name="approval"')]).toEqual([403, true]);
    expect((await post({ code: 'BCDF-GHJK' })).statusCode).toBe(403);
    const wrong = await post({ code: 'BCDF-GHJK', approval: 'BBBB-BBBB' });
    expect([wrong.statusCode, wrong.headers['set-cookie']]).toEqual([403, undefined]);

    const admitted = await post({ code: 'BCDF-GHJK', approval: codes[0] ?? '' });
    expect([admitted.statusCode, admitted.headers.location]).toEqual([303, '/pair?code=BCDF-GHJK']);
    const cookie = String(admitted.headers['set-cookie']);
    expect(cookie).toMatch(
      /^__Host-duoping-approver=[\w-]{40,}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200$/,
    );
    const allowed = { cookie: cookie.split(';')[0] ?? '' };
    expect((await app.inject({ url: '/pair?code=BCDF-GHJK', headers: allowed })).body).toMatch(/No device is waiting/);
    expect((await post({ code: 'BCDF-GHJK' }, allowed)).statusCode).toBe(404);
    const foreign = await post({ code: 'BCDF-GHJK' }, { ...allowed, 'sec-fetch-site': 'cross-site' });
    expect(foreign.statusCode).toBe(403);
    expect((await post({ code: 'BCDF-GHJK', approval: codes[0] ?? '' })).statusCode).toBe(403);
  });
});

test('a machine outside any house says that there is none', () => {
  const options = { config: config(), clock: { now: () => Date.now() }, log: () => undefined, pages: ['/tv'] };
  expect(() => prepareLan({ ...options, addresses: [] })).toThrow(/no private address/);
});
