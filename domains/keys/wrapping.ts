/** Content keys at rest: AES-256-GCM under a versioned key-encryption key (KEK), bound to their KID and asset. */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { ok, type Result, refuse } from '@duoping/kit';
import { type ContentKey, isKid, type TrackClass } from './content-key.ts';
import type { Random } from './random.ts';

/** KEKs by version, 32 bytes each. New keys are wrapped under `current`; older versions only open what they closed. */
export interface Keyring {
  readonly current: number;
  readonly keks: ReadonlyMap<number, Uint8Array>;
}

/** Safe to store. `sealed` is nonce (12 bytes), ciphertext (16) and tag (16). */
export interface WrappedKey {
  readonly kid: string;
  readonly asset: string;
  readonly trackClass: TrackClass;
  readonly kekVersion: number;
  readonly sealed: Uint8Array;
}

export type UnwrapRefusal = 'malformed' | 'unknown-kek' | 'tampered';

const NONCE = 12;
const TAG = 16;
const KEY = 16;
const KEK = 32;

/** Throws when the ring has no usable current KEK: that is a configuration that must not start. */
export function wrapKey(key: ContentKey, ring: Keyring, random: Random): WrappedKey {
  const kek = ring.keks.get(ring.current);
  if (kek?.length !== KEK) throw new Error(`Key-encryption key ${ring.current} is missing or not ${KEK} bytes long`);
  const nonce = random(NONCE);
  const cipher = createCipheriv('aes-256-gcm', kek, nonce).setAAD(boundTo(key));
  const sealed = Buffer.concat([nonce, cipher.update(key.key), cipher.final(), cipher.getAuthTag()]);
  const { kid, asset, trackClass } = key;
  return { kid, asset, trackClass, kekVersion: ring.current, sealed: Uint8Array.from(sealed) };
}

export function unwrapKey(wrapped: WrappedKey, ring: Keyring): Result<ContentKey, UnwrapRefusal> {
  if (wrapped.sealed.length !== NONCE + KEY + TAG || !isKid(wrapped.kid)) return refuse('malformed');
  const kek = ring.keks.get(wrapped.kekVersion);
  if (kek?.length !== KEK) return refuse('unknown-kek');
  const decipher = createDecipheriv('aes-256-gcm', kek, wrapped.sealed.subarray(0, NONCE), { authTagLength: TAG })
    .setAAD(boundTo(wrapped))
    .setAuthTag(wrapped.sealed.subarray(NONCE + KEY));
  const opened = decipher.update(wrapped.sealed.subarray(NONCE, NONCE + KEY));
  try {
    decipher.final();
  } catch {
    return refuse('tampered'); // GCM's only message: the tag differs
  }
  const { kid, asset, trackClass } = wrapped;
  return ok({ kid, asset, trackClass, key: Uint8Array.from(opened) });
}

/** A wrapped key moved to another asset, class or KID must not open. The KID has a fixed length and the class no bar. */
const boundTo = (key: { kid: string; asset: string; trackClass: TrackClass }): Uint8Array =>
  Buffer.from(`${key.kid}|${key.trackClass}|${key.asset}`, 'utf8');
