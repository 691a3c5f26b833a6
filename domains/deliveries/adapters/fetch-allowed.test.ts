import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pullDrop } from '../index.ts';
import { aDesk, avail, PARTNER, sheet } from '../testing-drops.ts';
import { fetchAllowed } from './fetch-allowed.ts';
import { isPublicAddress } from './public-address.ts';

let partner: Server;
let other: Server;
let address = '';
let elsewhere = '';
const asked: string[] = [];
beforeAll(async () => {
  partner = createServer((request, response) => {
    const { url = '' } = request;
    asked.push(url);
    if (url === '/drops/avails.csv') response.end(sheet([avail('film')]));
    else if (url === '/drops/moved.csv') response.writeHead(302, { location: '/drops/avails.csv' }).end();
    else if (url === '/drops/off.csv') response.writeHead(302, { location: `${elsewhere}drops/avails.csv` }).end();
    else if (url === '/drops/up.csv') response.writeHead(302, { location: '/secret.csv' }).end();
    else if (url === '/drops/round.csv') response.writeHead(302, { location: '/drops/round.csv' }).end();
    else if (url === '/drops/large.csv') for (let at = 0; at < 50; at++) response.write('x'.repeat(1000));
    else if (url === '/drops/told-large.csv') response.writeHead(200, { 'content-length': 1e9 }).write('x');
    else if (url === '/drops/half.csv') {
      response.writeHead(200, { 'content-length': 100 }).write('half');
      setTimeout(() => response.destroy(), 20);
    } else if (url === '/drops/silent.csv') response.writeHead(200).write('x');
    else response.writeHead(404).end('secret');
    if (url === '/drops/large.csv') response.end();
  });
  other = createServer((_request, response) => void response.end(sheet([avail('wrong')])));
  const listening = (server: Server) =>
    new Promise<string>(
      (resolve) =>
        server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)), // a TCP server has one
    );
  [address, elsewhere] = [await listening(partner), await listening(other)];
});
afterAll(() => {
  for (const server of [partner, other]) {
    server.closeAllConnections();
    server.close();
  }
});

const limits = { maxBytes: 20_000, stallMs: 300, totalMs: 2_000 };
async function pull(url: string, settings: Partial<Parameters<typeof fetchAllowed>[0]> = {}) {
  const desk = await aDesk();
  const fetchFile = fetchAllowed({ allowed: [`${address}drops/`], limits, ...settings });
  const pulled = await pullDrop(
    { ...desk.ports, fetchFile },
    { partner: PARTNER, name: 'pulled', by: 'Mei', urls: [url] },
  );
  return pulled.ok ? pulled.value.files.map(({ name }) => name) : pulled.reason;
}

test('a listed file is pulled into a delivery, also through a redirect that stays on the list', async () => {
  expect(await pull(`${address}drops/avails.csv`)).toEqual(['avails.csv']);
  expect(await pull(`${address}drops/moved.csv`)).toEqual(['moved.csv']);
});

test.each<[string, () => string, string]>([
  ['another path of the same server', () => `${address}secret.csv`, 'not-allowed'],
  ['a path that climbs out', () => `${address}drops/../secret.csv`, 'not-allowed'],
  ['a path that climbs out in disguise', () => `${address}drops/%2e%2e/secret.csv`, 'not-allowed'],
  ['an escaped slash', () => `${address}drops/..%2fsecret.csv`, 'not-allowed'],
  ['another port of the same host', () => `${elsewhere}drops/avails.csv`, 'not-allowed'],
  [
    'the same address in another spelling',
    () => `${address.replace('127.0.0.1', 'localhost')}drops/avails.csv`,
    'not-allowed',
  ],
  ['with a name and a password', () => address.replace('//', '//a:b@').concat('drops/avails.csv'), 'not-allowed'],
  ['a file of this machine', () => 'file:///etc/passwd', 'not-allowed'],
  ['no address at all', () => 'drops/avails.csv', 'not-allowed'],
  ['a redirect off the list', () => `${address}drops/off.csv`, 'not-allowed'],
  ['a redirect to another path', () => `${address}drops/up.csv`, 'not-allowed'],
  ['a redirect without an end', () => `${address}drops/round.csv`, 'bad-answer'],
  ['what isn’t there', () => `${address}drops/nothing.csv`, 'bad-answer'],
  ['more bytes than allowed', () => `${address}drops/large.csv`, 'too-large'],
  ['more bytes than allowed, as told', () => `${address}drops/told-large.csv`, 'too-large'],
  ['half a file', () => `${address}drops/half.csv`, 'away'],
  ['an answer that stops', () => `${address}drops/silent.csv`, 'away'],
])('%s is refused', async (_, url, reason) => {
  asked.length = 0;
  expect(await pull(url())).toBe(reason);
  expect(asked).not.toContain('/secret.csv');
});

describe('B07: a name that leads inside', () => {
  const inside = [
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
    ...['198.18.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '192.0.0.8', '::1', '::', 'fe80::1', 'fc00::1'],
    ...['fd12::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::'],
    ...['2001::1', '2001:db8::1', 'fec0::1', '100::1', '3fff::1', 'not an address', ''],
  ];
  test.each(inside)('B07: %s is not public', (at) => expect(isPublicAddress(at)).toBe(false));
  test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1'])('%s is', (at) =>
    expect(isPublicAddress(at)).toBe(true),
  );

  test('B07: is refused, whichever of its addresses does, and is not called', async () => {
    const { port } = new URL(address);
    const named = `http://partner.example:${port}/drops/`;
    for (const addresses of [['127.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['::ffff:127.0.0.1'], ['169.254.169.254']]) {
      asked.length = 0;
      const settings = { allowed: [named], resolve: async () => addresses };
      expect(await pull(`${named}avails.csv`, settings)).toBe('private-address');
      expect(asked).toEqual([]);
    }
    expect(await pull(`${named}avails.csv`, { allowed: [named], resolve: async () => [] })).toBe('away');
  });

  test('B07: numbers in disguise are the addresses that they are', async () => {
    const { port } = new URL(address);
    for (const host of ['2130706433', '0x7f.1', '0177.0.0.1', '127.1'])
      expect(await pull(`http://${host}:${port}/drops/avails.csv`)).toEqual(['avails.csv']); // the very one that is listed
    for (const host of ['2130706433', '0x7f.1', '127.1', '[::1]', '[::ffff:7f00:1]'])
      expect(await pull(`http://${host}:${port}/drops/avails.csv`, { allowed: ['https://a.example/'] })).toBe(
        'not-allowed',
      );
  });
});
