import { createHmac } from 'node:crypto';
import { ok, refuse } from '@duoping/kit';
import { encode, Tagged } from 'cborg';
import { describe, expect, test } from 'vitest';
import type { MacKeys } from './cose.ts';
import { issueToken, type MediaClaims, verifyToken } from './media-token.ts';
import { repeatableRandom } from './testing.ts';
import { verifiedTokens } from './verified-tokens.ts';

const NOW = 1_800_000_000_000;
const random = repeatableRandom('tokens');
const SECRET = random(32);
const keys: MacKeys = { current: 'm1', keys: new Map([['m1', SECRET]]) };
const issuer = 'duoping';
const claims: MediaClaims = {
  issuer,
  playId: 'play-1',
  pathPrefix: '/media/asset-a/',
  tracks: ['v360', 'audio-en'],
  issuedAt: NOW,
  expires: NOW + 60_000,
};

const issued = (changes: Partial<MediaClaims> = {}, by = keys): string => {
  const token = issueToken({ ...claims, ...changes }, by);
  if (!token.ok) throw new Error(token.reason);
  return token.value;
};
const verify = (token: string, path = '/media/asset-a/v360/1.m4s', now = NOW) =>
  verifyToken(token, { path, now, issuer, keys });

/** A token made by hand, for what `issueToken` would never sign. */
function forge(
  cwt: Map<number, unknown>,
  header: ReadonlyMap<number, unknown> = new Map([[1, 5]]),
  by = SECRET,
): string {
  const protectedHeader = encode(header);
  const payload = encode(cwt);
  const tag = createHmac('sha256', by)
    .update(encode(['MAC0', protectedHeader, new Uint8Array(0), payload]))
    .digest();
  const mac0 = [protectedHeader, new Map([[4, Buffer.from('m1')]]), payload, tag];
  return Buffer.from(encode(new Tagged(61, new Tagged(17, mac0)))).toString('base64url');
}
const seconds = NOW / 1000;
const cwt = (changes: [number, unknown][] = []): Map<number, unknown> =>
  new Map<number, unknown>([
    [1, issuer],
    [4, seconds + 60],
    [6, seconds],
    [7, Buffer.from('play-1')],
    [310, 1],
    [312, new Map([[3, new Map([[1, '/media/asset-a/']])]])],
    [-65537, ['v360', 'audio-en']],
    ...changes,
  ]);

describe('a media token', () => {
  test('opens the tracks it names and says for which play', () => {
    expect(verify(issued())).toEqual(ok(claims));
    expect(verify(issued(), '/media/asset-a/audio-en/init.mp4')).toEqual(ok(claims));
  });

  test('is the Common Access Token that CTA-5007 describes', () => {
    expect(forge(cwt())).toBe(issued());
  });

  test('stays under 200 characters', () => expect(issued().length).toBeLessThan(200));

  test('opens until the instant it ends, and not at it', () => {
    expect(verify(issued(), undefined, NOW + 59_999).ok).toBe(true);
    expect(verify(issued(), undefined, NOW + 60_000)).toEqual(refuse('expired'));
  });

  test('never lasts longer than its end when that is not a whole second', () => {
    const token = issued({ expires: NOW + 30_900 });
    expect(verify(token, undefined, NOW + 30_500)).toEqual(refuse('expired'));
  });

  test('opens nothing before its time', () => {
    expect(verify(issued({ notBefore: NOW + 10_000 }))).toEqual(refuse('not-yet'));
    expect(verify(issued(), undefined, NOW - 3_600_000)).toEqual(refuse('not-yet'));
  });

  test.each([
    ['/media/asset-b/v360/1.m4s', 'asset'],
    ['/media/asset-a', 'asset'],
    ['/media/asset-ab/v360/1.m4s', 'asset'],
    ['/media/asset-a/../asset-b/v360/1.m4s', 'asset'],
    ['/media/asset-a/v360/%2e%2e/v1080/1.m4s', 'asset'],
    ['/media/asset-a/v360/..%5cv1080/1.m4s', 'asset'],
    ['/media/asset-a//v360/1.m4s', 'asset'],
    ['/media/asset-a/v360/1.m4s\0', 'asset'],
    ['/media/asset-a/v360/1.m4s?x=1', 'asset'],
    ['/media/asset-a/v1080/1.m4s', 'track'],
    ['/media/asset-a/v3600/1.m4s', 'track'],
    ['/media/asset-a/asset.json', 'track'],
  ] as const)('of one asset and its tracks does not open %j', (path, reason) => {
    expect(verify(issued(), path)).toEqual(refuse(reason));
  });

  test('with any one bit changed opens nothing', () => {
    const bytes = Buffer.from(issued(), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(verify(changed.toString('base64url')).ok, `bit ${bit}`).toBe(false);
    }
  });

  test('cut short, or with something after it, opens nothing', () => {
    const token = issued();
    for (let length = 0; length < token.length; length++)
      expect(verify(token.slice(0, length)).ok, `${length} characters`).toBe(false);
    for (const tail of ['=', 'A', 'AAAA', ' ', '\n']) expect(verify(token + tail)).toEqual(refuse('malformed'));
  });

  test('has one spelling: base64, other bits in the last character and long tokens are refused', () => {
    const long = 'A'.repeat(100_000);
    expect(verify(long)).toEqual(refuse('malformed'));
    expect(verify('')).toEqual(refuse('malformed'));
    expect(verify(Buffer.from(issued(), 'base64url').toString('base64url').replace(/_|-/g, '+')).ok).toBe(false);
  });

  test('under another key is forged, and under a key id nobody has is unknown', () => {
    const other = { current: 'm1', keys: new Map([['m1', random(32)]]) };
    const unknown = { current: 'm9', keys: new Map([['m9', SECRET]]) };
    expect(verify(issued({}, other))).toEqual(refuse('forged'));
    expect(verify(issued({}, unknown))).toEqual(refuse('unknown-key'));
  });

  test('under the key before the current one still opens', () => {
    const rotated: MacKeys = { current: 'm2', keys: new Map([...keys.keys, ['m2', random(32)]]) };
    const request = { path: '/media/asset-a/v360/1.m4s', now: NOW, issuer, keys: rotated };
    expect(verifyToken(issued(), request).ok).toBe(true);
  });

  test.each([
    ['another algorithm', forge(cwt(), new Map([[1, 4]]))],
    ['no algorithm', forge(cwt(), new Map())],
    [
      'an algorithm twice over',
      forge(
        cwt(),
        new Map([
          [1, 5],
          [3, 0],
        ]),
      ),
    ],
    ['no end', forge(new Map([...cwt()].filter(([label]) => label !== 4)))],
    ['no path', forge(new Map([...cwt()].filter(([label]) => label !== 312)))],
    ['no tracks', forge(new Map([...cwt()].filter(([label]) => label !== -65537)))],
    ['an end that is no number', forge(cwt([[4, '9999999999']]))],
    ['an end with a fraction', forge(cwt([[4, seconds + 30.5]]))],
    ['a claim that is not enforced here', forge(cwt([[311, ['10.0.0.0/8']]]))],
    ['another version', forge(cwt([[310, 2]]))],
    ['another issuer', forge(cwt([[1, 'elsewhere']]))],
    ['a path that is a whole host', forge(cwt([[312, new Map([[3, new Map([[1, '/']])]])]]))],
    ['a path matched by regular expression', forge(cwt([[312, new Map([[3, new Map([[3, '/media/asset-a/']])]])]]))],
  ])('with %s is malformed, though its MAC is right', (_what, token) => {
    expect(verify(token)).toEqual(refuse('malformed'));
  });

  test('that claims a longer life than a minute is refused, though its MAC is right', () => {
    expect(verify(forge(cwt([[4, seconds + 3600]])))).toEqual(refuse('lifetime'));
  });

  test('is not issued for longer than a minute, for no time, or for paths and tracks that are none', () => {
    expect(issueToken({ ...claims, expires: NOW + 60_001 }, keys)).toEqual(refuse('lifetime'));
    expect(issueToken({ ...claims, expires: NOW }, keys)).toEqual(refuse('lifetime'));
    expect(issueToken({ ...claims, expires: Number.NaN }, keys)).toEqual(refuse('lifetime'));
    expect(issueToken({ ...claims, pathPrefix: '/media/../' }, keys)).toEqual(refuse('path'));
    expect(issueToken({ ...claims, tracks: [] }, keys)).toEqual(refuse('tracks'));
    expect(issueToken({ ...claims, tracks: ['../x'] }, keys)).toEqual(refuse('tracks'));
  });

  test('is not issued under a weak key', () => {
    const weak = { current: 'w', keys: new Map([['w', random(16)]]) };
    expect(() => issueToken(claims, weak)).toThrow('shorter than 32 bytes');
  });
});

describe('remembered tokens', () => {
  const remembering = () => verifiedTokens({ issuer, keys, capacity: 2 });

  test('end when the token ends', () => {
    const check = remembering();
    const path = '/media/asset-a/v360/1.m4s';
    expect(check(issued(), { path, now: NOW }).ok).toBe(true);
    expect(check(issued(), { path, now: NOW + 59_999 }).ok).toBe(true);
    expect(check(issued(), { path, now: NOW + 60_000 })).toEqual(refuse('expired'));
  });

  test('open no other asset and no other track than the first time', () => {
    const check = remembering();
    expect(check(issued(), { path: '/media/asset-a/v360/1.m4s', now: NOW }).ok).toBe(true);
    expect(check(issued(), { path: '/media/asset-b/v360/1.m4s', now: NOW })).toEqual(refuse('asset'));
    expect(check(issued(), { path: '/media/asset-a/v1080/1.m4s', now: NOW })).toEqual(refuse('track'));
  });

  test('are right beyond the capacity, and a forged one is never remembered', () => {
    const check = remembering();
    for (let play = 0; play < 10; play++) {
      const token = issued({ playId: `play-${play}` });
      const read = check(token, { path: '/media/asset-a/v360/1.m4s', now: NOW });
      expect(read.ok && read.value.playId).toBe(`play-${play}`);
    }
    const forged = issued({}, { current: 'm1', keys: new Map([['m1', random(32)]]) });
    for (let i = 0; i < 2; i++)
      expect(check(forged, { path: '/media/asset-a/v360/1.m4s', now: NOW })).toEqual(refuse('forged'));
  });
});
