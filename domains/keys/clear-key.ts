/** The W3C ClearKey license (EME §9.1.3). It stops link sharing, not a determined viewer: the key reaches the browser. */
import { ok, type Result, refuse } from '@duoping/kit';
import type { Kid } from './content-key.ts';

export interface ClearKeyLicense {
  readonly keys: readonly { readonly kty: 'oct'; readonly kid: string; readonly k: string }[];
  readonly type: 'temporary';
}

/** `persistent` licenses outlive a withdrawal and are not given. */
export type LicenseRefusal = 'malformed' | 'too-many-keys' | 'persistent' | 'none-allowed';

const MAX_KIDS = 32;
const KID_BASE64URL = /^[A-Za-z0-9_-]{22}$/;

/** Answers with those requested keys that are in `allowed` and nothing else. `request` is parsed JSON from outside. */
export function clearKeyLicense(
  request: unknown,
  allowed: ReadonlyMap<Kid, Uint8Array>,
): Result<ClearKeyLicense, LicenseRefusal> {
  if (typeof request !== 'object' || request === null || !('kids' in request)) return refuse('malformed');
  const { kids } = request;
  if (!Array.isArray(kids) || kids.length === 0) return refuse('malformed');
  if (kids.length > MAX_KIDS) return refuse('too-many-keys');
  const type: unknown = 'type' in request ? request.type : 'temporary';
  if (type === 'persistent-license') return refuse('persistent');
  if (type !== 'temporary') return refuse('malformed');
  const names: string[] = [];
  for (const kid of kids) {
    const name = kidFromBase64url(kid);
    if (name === undefined) return refuse('malformed');
    names.push(name);
  }
  const keys = [...new Set(names)].flatMap((kid) => {
    const key = allowed.get(kid);
    return key ? [{ kty: 'oct' as const, kid: base64url(Buffer.from(kid, 'hex')), k: base64url(key) }] : []; // `as const`: the literal the standard demands
  });
  return keys.length === 0 ? refuse('none-allowed') : ok({ keys, type: 'temporary' });
}

function kidFromBase64url(text: unknown): Kid | undefined {
  if (typeof text !== 'string' || !KID_BASE64URL.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length === 16 && base64url(bytes) === text ? bytes.toString('hex') : undefined;
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
