import { asId, MINUTE_MS } from '@duoping/kit';
import { expect, test } from 'vitest';
import { verifiedTokens } from '#keys';
import { mediaTokens, TOKEN_ISSUER } from './play-media.ts';

const NOW = Date.UTC(2026, 10, 22, 20);
const keys = { current: '1', keys: new Map([['1', new Uint8Array(32).fill(7)]]) };

test('a play’s token opens its own tracks and the storyboard of its film, and nothing else', () => {
  const token = mediaTokens(keys, () => NOW).sign({
    ...{ play: asId('0b9dcf0e-0000-7000-8000-000000000001'), device: asId('tv'), asset: 'film' },
    ...{ tracks: ['v360', 'audio-en'], expiresAt: NOW + MINUTE_MS / 2 },
  });
  const verify = verifiedTokens({ issuer: TOKEN_ISSUER, keys, capacity: 10 });
  const opens = (path: string): boolean => verify(token, { path, now: NOW + 1 }).ok;
  expect(opens('/media/film/v360/1.m4s')).toBe(true);
  expect(opens('/media/film/storyboard/storyboard.jpg')).toBe(true);
  expect(opens('/media/film/v720/1.m4s')).toBe(false);
  expect(opens('/media/film/poster/poster.jpg')).toBe(false);
  expect(opens('/media/other/storyboard/storyboard.jpg')).toBe(false);
});
