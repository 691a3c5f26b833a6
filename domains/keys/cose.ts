/** COSE_Mac0 with HMAC-SHA256 around a CWT (RFC 9052, RFC 8392): one algorithm, one byte form, nothing negotiated. */
import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { ok, type Result, refuse } from '@duoping/kit';
import { decode, encode, Tagged } from 'cborg';

/** MAC keys by their id; at least 32 bytes each. */
export interface MacKeys {
  readonly current: string;
  readonly keys: ReadonlyMap<string, Uint8Array>;
}

export type MacRefusal = 'malformed' | 'unknown-key' | 'forged';

const CWT_TAG = 61;
const MAC0_TAG = 17;
/** The protected header {1: 5}: HMAC 256/256. The verifier takes these bytes and no others. */
const PROTECTED = encode(new Map([[1, 5]]));
const KEY_ID = 4;
const MAX_TOKEN_CHARS = 2048;
const MIN_KEY_BYTES = 32;

/** Base64url of the tagged COSE_Mac0. Throws when the current key is missing or weak. */
export function seal(payload: Uint8Array, keys: MacKeys): string {
  const key = keys.keys.get(keys.current);
  if (!key || key.length < MIN_KEY_BYTES) throw new Error('The token key is missing or shorter than 32 bytes');
  return Buffer.from(message(keys.current, payload, mac(payload, key))).toString('base64url');
}

/** The payload, once its MAC is right. Any second spelling of the same token (padding, other CBOR) is `malformed`. */
export function unseal(token: string, keys: MacKeys): Result<Uint8Array, MacRefusal> {
  const parts = parse(token);
  if (!parts) return refuse('malformed');
  const key = keys.keys.get(parts.keyId);
  if (!key || key.length < MIN_KEY_BYTES) return refuse('unknown-key');
  return timingSafeEqual(mac(parts.payload, key), parts.tag) ? ok(parts.payload) : refuse('forged');
}

const mac = (payload: Uint8Array, key: Uint8Array): Uint8Array =>
  createHmac('sha256', keyObjectOf(key))
    .update(encode(['MAC0', PROTECTED, new Uint8Array(0), payload]))
    .digest();

/** Making a key object costs more than the MAC. The bytes of a key never change, so neither does its object. */
const keyObjects = new WeakMap<Uint8Array, KeyObject>();

function keyObjectOf(key: Uint8Array): KeyObject {
  const made = keyObjects.get(key) ?? createSecretKey(key);
  keyObjects.set(key, made);
  return made;
}

function message(keyId: string, payload: Uint8Array, tag: Uint8Array): Uint8Array {
  const unprotected = new Map([[KEY_ID, Buffer.from(keyId, 'utf8')]]);
  return encode(new Tagged(CWT_TAG, new Tagged(MAC0_TAG, [PROTECTED, unprotected, payload, tag])));
}

function parse(token: string): { keyId: string; payload: Uint8Array; tag: Uint8Array } | undefined {
  if (token.length === 0 || token.length > MAX_TOKEN_CHARS) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.toString('base64url') !== token) return undefined;
  const cwt = decodeStrictly(bytes, Tagged.preserve(CWT_TAG, MAC0_TAG));
  if (!(cwt instanceof Tagged) || cwt.tag !== CWT_TAG) return undefined;
  const mac0: unknown = cwt.value;
  if (!(mac0 instanceof Tagged) || mac0.tag !== MAC0_TAG || !Array.isArray(mac0.value)) return undefined;
  const [, unprotected, payload, tag] = mac0.value as unknown[]; // an array, of whatever a stranger put in it
  if (!(unprotected instanceof Map) || !(payload instanceof Uint8Array) || !(tag instanceof Uint8Array))
    return undefined;
  const keyId: unknown = unprotected.get(KEY_ID);
  if (!(keyId instanceof Uint8Array) || tag.length !== 32) return undefined;
  const name = Buffer.from(keyId).toString('utf8');
  const canonical = Buffer.from(message(name, payload, tag)).equals(bytes); // also proves the protected header
  return canonical ? { keyId: name, payload, tag } : undefined;
}

/** Undefined for anything that isn't one CBOR item in its shortest form. Maps keep integer labels. */
export function decodeStrictly(bytes: Uint8Array, tags: ReturnType<typeof Tagged.preserve> = {}): unknown {
  try {
    return decode(bytes, {
      strict: true,
      useMaps: true,
      rejectDuplicateMapKeys: true,
      allowIndefinite: false,
      allowUndefined: false,
      allowInfinity: false,
      allowNaN: false,
      allowBigInt: false,
      tags,
    });
  } catch {
    return undefined; // cborg throws on every malformed input; the caller names the refusal
  }
}
