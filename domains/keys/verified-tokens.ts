/** Remembers tokens whose MAC was right, so that an edge computes it once. Time and path are checked on every use. */
import { type Instant, ok, type Result, refuse } from '@duoping/kit';
import type { MacKeys } from './cose.ts';
import { type MediaClaims, readToken, type TokenRefusal, tokenRefusal } from './media-token.ts';

export type VerifyPath = (token: string, request: { path: string; now: Instant }) => Result<MediaClaims, TokenRefusal>;

/** Holds at most `capacity` tokens, oldest out first, and none past its end. Make a new one when the MAC keys change. */
export function verifiedTokens(by: { issuer: string; keys: MacKeys; capacity: number }): VerifyPath {
  const seen = new Map<string, MediaClaims>();
  return (token, request) => {
    let claims = seen.get(token);
    if (!claims) {
      const read = readToken(token, by);
      if (!read.ok) return read;
      claims = read.value;
    }
    const refusal = tokenRefusal(claims, request);
    if (refusal === 'expired') seen.delete(token);
    if (refusal !== undefined) return refuse(refusal);
    if (!seen.has(token)) {
      const [oldest] = seen.keys();
      if (seen.size >= by.capacity && oldest !== undefined) seen.delete(oldest);
      seen.set(token, claims);
    }
    return ok(claims);
  };
}
