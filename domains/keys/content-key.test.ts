import { ok, refuse } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { assetKeys } from './asset-keys.ts';
import { clearKeyLicense } from './clear-key.ts';
import { classesUpTo, makeContentKey, TRACK_CLASSES, trackClassOfHeight } from './content-key.ts';
import { keysInMemory, repeatableRandom, testKeyring } from './testing.ts';
import { type Keyring, unwrapKey, wrapKey } from './wrapping.ts';

const random = repeatableRandom('content keys');
const key = makeContentKey({ asset: 'asset-a', trackClass: 'hd' }, random);
const ring = testKeyring();

describe('a wrapped key', () => {
  test('opens to the same key', () => expect(unwrapKey(wrapKey(key, ring, random), ring)).toEqual(ok(key)));

  test('does not contain the key', () => {
    expect(Buffer.from(wrapKey(key, ring, random).sealed).includes(Buffer.from(key.key))).toBe(false);
  });

  test.each([
    ['asset', { asset: 'asset-b' }],
    ['class', { trackClass: 'sd' as const }], // `as const`: a literal of the union
    ['KID', { kid: '0'.repeat(32) }],
  ])('moved to another %s does not open', (_what, change) => {
    expect(unwrapKey({ ...wrapKey(key, ring, random), ...change }, ring)).toEqual(refuse('tampered'));
  });

  test('with any byte changed does not open', () => {
    const wrapped = wrapKey(key, ring, random);
    for (let at = 0; at < wrapped.sealed.length; at++) {
      const sealed = Uint8Array.from(wrapped.sealed, (byte, index) => (index === at ? byte ^ 1 : byte));
      expect(unwrapKey({ ...wrapped, sealed }, ring)).toEqual(refuse('tampered'));
    }
    expect(unwrapKey({ ...wrapped, sealed: wrapped.sealed.subarray(1) }, ring)).toEqual(refuse('malformed'));
  });

  test('of an older KEK opens as long as the ring holds it', () => {
    const wrapped = wrapKey(key, ring, random);
    const next: Keyring = { current: 2, keks: new Map([...ring.keks, [2, random(32)]]) };
    expect(unwrapKey(wrapped, next)).toEqual(ok(key));
    expect(wrapKey(key, next, random).kekVersion).toBe(2);
    expect(unwrapKey(wrapped, { current: 2, keks: new Map([[2, random(32)]]) })).toEqual(refuse('unknown-kek'));
  });

  test('is not made when the current KEK is missing', () => {
    expect(() => wrapKey(key, { current: 3, keks: ring.keks }, random)).toThrow('Key-encryption key 3');
  });
});

describe('the keys of an asset', () => {
  test('are made once for each class and found again', async () => {
    const ports = { store: keysInMemory(), ring, random };
    const first = await assetKeys(ports, 'asset-a', ['audio', 'sd']);
    const again = await assetKeys(ports, 'asset-a', ['audio', 'sd', 'hd']);
    expect(again.get('audio')).toEqual(first.get('audio'));
    expect(again.get('sd')).toEqual(first.get('sd'));
    const kids = new Set([...again.values()].map(({ kid }) => kid));
    expect(kids.size).toBe(3);
  });

  test('are those of the first when two make them at once', async () => {
    const ports = { store: keysInMemory(), ring, random };
    const [a, b] = await Promise.all([assetKeys(ports, 'x', ['sd']), assetKeys(ports, 'x', ['sd'])]);
    expect(a).toEqual(b);
  });

  test('are not replaced when a stored one does not open', async () => {
    const store = keysInMemory();
    await assetKeys({ store, ring, random }, 'x', ['sd']);
    const other = { current: 2, keks: new Map([[2, random(32)]]) };
    await expect(assetKeys({ store, ring: other, random }, 'x', ['sd'])).rejects.toThrow('unknown-kek');
  });
});

test('a picture belongs to the class of its height, and a decision opens the classes up to its own', () => {
  expect([240, 576, 577, 1080, 1081, 2160].map(trackClassOfHeight)).toEqual(['sd', 'sd', 'hd', 'hd', 'uhd', 'uhd']);
  expect([0, 576, 577, 1080, 2160].map((height) => classesUpTo(height).length)).toEqual([1, 2, 3, 3, 4]);
  for (const height of [1, 576, 720, 1080, 2160]) expect(classesUpTo(height)).toContain(trackClassOfHeight(height));
  expect(classesUpTo(4320)).toEqual(TRACK_CLASSES);
});

describe('a ClearKey license', () => {
  const kid64 = Buffer.from(key.kid, 'hex').toString('base64url');
  const other = Buffer.from(random(16)).toString('base64url');
  const allowed = new Map([[key.kid, key.key]]);

  test('holds the allowed keys among those asked for, and no others', () => {
    const request = { kids: [other, kid64, kid64], type: 'temporary' };
    const expected = { kty: 'oct', kid: kid64, k: Buffer.from(key.key).toString('base64url') };
    expect(clearKeyLicense(request, allowed)).toEqual(ok({ keys: [expected], type: 'temporary' }));
  });

  test('is not given when nothing that was asked for is allowed', () => {
    expect(clearKeyLicense({ kids: [other] }, allowed)).toEqual(refuse('none-allowed'));
    expect(clearKeyLicense({ kids: [kid64] }, new Map())).toEqual(refuse('none-allowed'));
  });

  test('does not outlive the session', () => {
    expect(clearKeyLicense({ kids: [kid64], type: 'persistent-license' }, allowed)).toEqual(refuse('persistent'));
  });

  test.each([
    [null],
    ['{}'],
    [{}],
    [{ kids: [] }],
    [{ kids: 'x' }],
    [{ kids: [key.kid] }],
    [{ kids: [`${kid64}==`] }],
    [{ kids: [kid64.slice(1)] }],
    [{ kids: [`${kid64.slice(0, 21)}_`] }],
    [{ kids: [7] }],
    [{ kids: [kid64], type: 7 }],
  ])('is not given for %j', (request) => expect(clearKeyLicense(request, allowed)).toEqual(refuse('malformed')));

  test('is not given for a list of guesses', () => {
    expect(clearKeyLicense({ kids: Array(33).fill(kid64) }, allowed)).toEqual(refuse('too-many-keys'));
  });
});
