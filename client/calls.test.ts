/** Calls come back with a value or a reason, whatever the network does. */
import { expect, test } from 'vitest';
import { createCalls, type FetchInit } from './calls.ts';
import { handClock } from './testing.ts';

function server(status: number, body: string) {
  const sent: { url: string; init: FetchInit }[] = [];
  const calls = createCalls({
    timers: handClock(),
    token: () => 'secret',
    fetch: async (url, init) => {
      sent.push({ url, init });
      return { status, text: async () => body };
    },
  });
  return { calls, sent };
}

test('the token goes with every call', async () => {
  const { calls, sent } = server(200, '{"rails":[],"until":null}');
  expect(await calls.home('zh-CN')).toEqual({ ok: true, value: { rails: [], until: null } });
  expect(sent[0]?.url).toBe('/api/home?language=zh-CN');
  expect(sent[0]?.init.headers.Authorization).toBe('Bearer secret');
});

test('a work id can’t lead to another path', async () => {
  const { calls, sent } = server(404, '{}');
  await calls.title('../me?x=', 'en');
  expect(sent[0]?.url).toBe('/api/titles/..%2Fme%3Fx%3D?language=en');
});

test.each([
  [
    'a refusal keeps its reason and time',
    403,
    '{"error":{"reason":"not-yet","until":"2026-12-01T00:00:00Z"}}',
    { reason: 'not-yet', until: '2026-12-01T00:00:00Z' },
  ],
  ['a bare reason is read as well', 403, '{"reason":"no-entitlement"}', { reason: 'no-entitlement' }],
  [
    'a reason from a newer server is still a refusal',
    403,
    '{"error":{"reason":"from-the-future"}}',
    { reason: 'unexpected' },
  ],
  ['a token that is no longer known means the device was removed', 401, '{}', { reason: 'device-removed' }],
  ['a page of HTML is not an answer', 502, '<html>', { reason: 'unexpected', status: 502 }],
  ['success without JSON is not success', 200, '<html>', { reason: 'unexpected', status: 200 }],
] as const)('%s', async (_, status, body, reason) => {
  expect(await server(status, body).calls.me()).toMatchObject({ ok: false, reason });
});

test('the others who use the streams are told', async () => {
  const others = [{ playId: 'p9', deviceName: 'Phone', title: 'Orbit 9' }];
  const { calls } = server(409, JSON.stringify({ error: { reason: 'stream-limit', others } }));
  expect(await calls.startPlay({ work: 'w' })).toMatchObject({ reason: { reason: 'stream-limit', others } });
});

test('a call that is never answered gives up', async () => {
  const clock = handClock();
  const calls = createCalls({ timers: clock, token: () => null, timeoutMs: 5_000, fetch: () => new Promise(() => {}) });
  const answer = calls.me();
  await clock.pass(5_000);
  expect(await answer).toMatchObject({ ok: false, reason: { reason: 'offline', status: 0 } });
});
