import { expect, test } from 'vitest';
import type { TrustedClock } from '#playback';
import { httpApp } from './app.ts';
import type { Access, Decides } from './route.ts';
import { guardVouchedRights } from './vouched-rights.ts';

const NOW = Date.UTC(2026, 10, 22, 18);
const SURE: ClockReading = { trusted: true, at: NOW, errorMs: 4 };
type ClockReading = ReturnType<TrustedClock['read']>;
type Method = 'GET' | 'HEAD' | 'POST';

async function ask(
  route: { decides: Decides; access: Access },
  { clock = SURE, checkedAt = NOW, method = 'GET' }: { clock?: ClockReading; checkedAt?: number; method?: Method },
): Promise<string> {
  const { app } = await httpApp({ trustedProxies: [], onFailure: () => {} });
  guardVouchedRights(app, { clock: { read: () => clock }, checkedAt: () => checkedAt });
  app.route({ method: ['GET', 'POST'], url: '/', config: route, handler: () => ({ answered: true }) });
  const answer = await app.inject({ method, url: '/' });
  await app.close();
  return answer.statusCode === 503 && method !== 'HEAD'
    ? answer.json<{ error: { reason: string } }>().error.reason
    : String(answer.statusCode);
}

const LIST = { decides: 'rights', access: 'device' } as const;
const PICTURE = { decides: 'rights', access: 'anyone' } as const;

test.each([
  ['a clock that can’t be believed', { clock: { trusted: false } as const }, 'clock-untrusted'],
  ['rights of a minute ago', { checkedAt: NOW - 59_996 }, 'rights-unconfirmed'],
  ['rights of just less than a minute ago', { checkedAt: NOW - 59_995 }, '200'],
  ['rights that were never read', { checkedAt: Number.NEGATIVE_INFINITY }, 'rights-unconfirmed'],
])('A10: by %s a list and a picture are answered: %o', async (_, given, answer) => {
  expect(await ask(LIST, given)).toBe(answer);
  expect(await ask(PICTURE, given)).toBe(answer);
});

test('neither is their size', async () => {
  expect(await ask(PICTURE, { clock: { trusted: false }, method: 'HEAD' })).toBe('503');
});

test('a screen may stop its play, and the operator may look, whatever the clock says', async () => {
  expect(await ask(LIST, { clock: { trusted: false }, method: 'POST' })).toBe('200');
  expect(await ask({ ...LIST, access: 'operator' }, { clock: { trusted: false } })).toBe('200');
  expect(await ask({ ...LIST, decides: 'public: names no title' }, { clock: { trusted: false } })).toBe('200');
});
