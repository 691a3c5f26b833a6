/** Where a viewer counts as being: told by whom it may be told, and otherwise nowhere. */
import Fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import { isLocal, peerOf, territoryOf } from './place.ts';

const PROXY = '192.0.2.7';
const config = { header: 'x-viewer-country', trustedProxies: [PROXY], loopback: 'CN', house: 'CN-11' };

async function seen(
  remoteAddress: string,
  headers: Record<string, string | string[]> = {},
  changes: Partial<typeof config> = {},
) {
  const app = Fastify();
  app.get('/', async (request) => ({
    peer: peerOf(request),
    local: isLocal(request),
    territory: territoryOf(request, { ...config, ...changes }) ?? null,
  }));
  return (await app.inject({ url: '/', remoteAddress, headers })).json<{
    peer: string;
    local: boolean;
    territory: string | null;
  }>();
}

describe('D08: a viewer’s territory', () => {
  test.each<[string, string, Record<string, string>, string | null]>([
    ['a trusted proxy tells a country', PROXY, { 'x-viewer-country': 'MX' }, 'MX'],
    ['a trusted proxy tells a province', PROXY, { 'x-viewer-country': 'CN-31' }, 'CN-31'],
    ['a trusted proxy tells nothing', PROXY, {}, null],
    ['a trusted proxy tells nonsense', PROXY, { 'x-viewer-country': 'mexico' }, null],
    ['a stranger tells a country', '192.0.2.8', { 'x-viewer-country': 'MX' }, null],
    ['this very machine tells a country: it is where it is', '127.0.0.1', { 'x-viewer-country': 'MX' }, 'CN'],
    ['this very machine, by IPv6', '::1', {}, 'CN'],
    ['this very machine, by IPv4 in IPv6', '::ffff:127.8.9.1', {}, 'CN'],
    ['a screen in the house', '192.168.1.20', {}, 'CN-11'],
    ['anybody else', '203.0.113.4', {}, null],
    ['behind a proxy on this machine', '127.0.0.1', { 'x-forwarded-for': '203.0.113.9' }, null],
    ['behind a proxy on this machine that writes RFC 7239', '127.0.0.1', { forwarded: 'for=203.0.113.9' }, null],
    ['behind a proxy in the house', '192.168.1.7', { 'x-forwarded-for': '203.0.113.9' }, null],
    ['an address that begins like this machine’s and is none', '127.evil.example', {}, null],
  ])('%s', async (_, peer, headers, territory) => {
    expect((await seen(peer, headers)).territory).toBe(territory);
  });

  test('a proxy on this machine that is trusted is believed and not taken for the viewer', async () => {
    const changes = { trustedProxies: ['127.0.0.1'] };
    expect((await seen('127.0.0.1', { 'x-viewer-country': 'MX' }, changes)).territory).toBe('MX');
    expect((await seen('127.0.0.1', {}, changes)).territory).toBeNull();
  });

  test('without a header to believe, a trusted proxy is somebody like others', async () => {
    const app = Fastify();
    app.get('/', async (request) => ({
      territory: territoryOf(request, { ...config, header: undefined }) ?? null,
    }));
    const answer = await app.inject({ url: '/', remoteAddress: PROXY, headers: { undefined: 'MX' } });
    expect(answer.json()).toEqual({ territory: null });
  });
});

test.each<[string, Record<string, string>, boolean]>([
  ['127.0.0.1', {}, true],
  ['::1', {}, true],
  ['127.0.0.1', { 'x-forwarded-for': '203.0.113.4' }, false],
  ['192.168.1.20', {}, false],
])('a caller from %s with %j is on this very machine: %s', async (peer, headers, local) => {
  expect((await seen(peer, headers)).local).toBe(local);
});

test('an address is told plainly', async () => {
  expect((await seen('::ffff:192.0.2.9')).peer).toBe('192.0.2.9');
  expect((await seen('2001:db8::ffff:1')).peer).toBe('2001:db8::ffff:1');
});
