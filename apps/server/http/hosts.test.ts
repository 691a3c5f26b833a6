/** Under which names this server may be called, and by whom under any. */
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { guardHosts, hostnameOf } from './hosts.ts';

const PROXY = '192.0.2.7';

async function called(host: string | undefined, remoteAddress = '203.0.113.4') {
  const app = Fastify();
  guardHosts(app, { names: ['video.example'], trustedProxies: [PROXY] });
  app.get('/', async () => 'in');
  const answer = await app.inject({ url: '/', remoteAddress, headers: { host: host ?? '' } });
  return answer.statusCode;
}

test.each([
  ['video.example', 200],
  ['VIDEO.example:8443', 200],
  ['localhost', 200],
  ['localhost:8080', 200],
  ['127.0.0.1:8080', 200],
  ['192.168.1.9', 200],
  ['[::1]:8080', 200],
  ['[2001:db8::1]', 200],
  ['evil.example', 421],
  ['evil.video.example', 421],
  ['video.example.evil.example', 421],
  ['localhost.evil.example', 421],
  ['127.0.0.1.evil.example', 421],
])('called as %j it answers %i', async (host, status) => {
  expect(await called(host)).toBe(status);
});

test('a stranger is told that the server has another name, and a trusted proxy may use any', async () => {
  const app = Fastify();
  guardHosts(app, { names: [], trustedProxies: [PROXY] });
  app.get('/', async () => 'in');
  const answer = await app.inject({ url: '/', headers: { host: 'evil.example' } });
  expect(answer.json()).toMatchObject({ error: { reason: 'unknown-host' } });
  expect(await called('evil.example', PROXY)).toBe(200);
});

test.each([
  ['Video.Example:443', 'video.example'],
  ['video.example:', 'video.example'],
  ['[::1]:8080', '::1'],
  ['10.0.0.1', '10.0.0.1'],
])('the name of %s is %s', (host, name) => {
  expect(hostnameOf(host)).toBe(name);
});
