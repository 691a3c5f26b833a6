/** Media tokens: CTA-5007 Common Access Tokens that open some tracks of one asset for a minute at most. */
import { type Instant, ok, type Result, refuse, SECOND_MS } from '@duoping/kit';
import { encode } from 'cborg';
import { decodeStrictly, type MacKeys, type MacRefusal, seal, unseal } from './cose.ts';

export interface MediaClaims {
  /** Who issued it: the installation's name. */
  readonly issuer: string;
  /** `cti`: the play this was issued for. */
  readonly playId: string;
  /** `catu` path prefix of the asset, `/media/<asset>/`: begins and ends with a slash. */
  readonly pathPrefix: string;
  /** Private claim: the folders below the prefix that may be read. */
  readonly tracks: readonly string[];
  readonly issuedAt: Instant;
  /** First instant at which it opens nothing. */
  readonly expires: Instant;
  readonly notBefore?: Instant;
}

/** In the order they are checked; a token fails by the first. */
export type TokenRefusal = MacRefusal | 'lifetime' | 'not-yet' | 'expired' | 'asset' | 'track';
export type IssueRefusal = 'lifetime' | 'path' | 'tracks';

export const MAX_TOKEN_LIFE_MS = 60 * SECOND_MS;
/** How far apart the clocks of two nodes may be. */
const CLOCK_SKEW_MS = 5 * SECOND_MS;
const MAX_TRACKS = 64;

/** Claim labels: CWT (RFC 8392), CTA-5007-B, and one from CWT's private range. */
const LABEL = { iss: 1, exp: 4, nbf: 5, iat: 6, cti: 7, catv: 310, catu: 312, tracks: -65537 } as const; // `as const`: labels are exact
const URI_PATH = 3;
const MATCH_PREFIX = 1;

const PREFIX = /^\/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/)+$/;
const TRACK = /^[A-Za-z0-9_-]{1,64}$/;
/** What the server itself writes into URLs. Anything else (`%2e`, `..`, `\`, `//`, NUL) is nobody's file. */
const FILE_PATH = /^(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/;

/** Times are cut to whole seconds, the end never rounded up. Refuses a life over 60 s. */
export function issueToken(claims: MediaClaims, keys: MacKeys): Result<string, IssueRefusal> {
  const life = claims.expires - claims.issuedAt;
  const sameSecond = Math.floor(claims.expires / SECOND_MS) <= Math.floor(claims.issuedAt / SECOND_MS);
  if (!(life <= MAX_TOKEN_LIFE_MS) || sameSecond) return refuse('lifetime');
  if (!PREFIX.test(claims.pathPrefix) || claims.pathPrefix.length > 256) return refuse('path');
  const { tracks } = claims;
  if (tracks.length === 0 || tracks.length > MAX_TRACKS || !tracks.every((id) => TRACK.test(id)))
    return refuse('tracks');
  return ok(seal(encode(toCwt(claims)), keys));
}

/** May `path` be read with this token now? `path` is the URL's path as it arrived, not decoded. */
export function verifyToken(
  token: string,
  request: { path: string; now: Instant; issuer: string; keys: MacKeys },
): Result<MediaClaims, TokenRefusal> {
  const read = readToken(token, request);
  if (!read.ok) return read;
  const refusal = tokenRefusal(read.value, request);
  return refusal === undefined ? read : refuse(refusal);
}

/** The claims of an authentic token, whatever the time and path. For caches: never skip `tokenRefusal` after it. */
export function readToken(
  token: string,
  by: { issuer: string; keys: MacKeys },
): Result<MediaClaims, MacRefusal | 'lifetime'> {
  const payload = unseal(token, by.keys);
  if (!payload.ok) return payload;
  const claims = fromCwt(decodeStrictly(payload.value));
  if (claims?.issuer !== by.issuer) return refuse('malformed');
  const life = claims.expires - claims.issuedAt;
  return life > 0 && life <= MAX_TOKEN_LIFE_MS + SECOND_MS ? ok(claims) : refuse('lifetime'); // + the cut of `iat`
}

/** What an authentic token fails by for this path and instant; undefined when it opens. */
export function tokenRefusal(
  claims: MediaClaims,
  { path, now }: { path: string; now: Instant },
): Exclude<TokenRefusal, MacRefusal> | undefined {
  if (claims.issuedAt > now + CLOCK_SKEW_MS) return 'not-yet';
  if (claims.notBefore !== undefined && claims.notBefore > now) return 'not-yet';
  if (!(now < claims.expires)) return 'expired';
  if (!FILE_PATH.test(path) || !path.startsWith(claims.pathPrefix)) return 'asset';
  const [track = ''] = path.slice(claims.pathPrefix.length).split('/');
  return claims.tracks.includes(track) ? undefined : 'track';
}

function toCwt(claims: MediaClaims): Map<number, unknown> {
  const cwt = new Map<number, unknown>([
    [LABEL.iss, claims.issuer],
    [LABEL.exp, Math.floor(claims.expires / SECOND_MS)],
    [LABEL.iat, Math.floor(claims.issuedAt / SECOND_MS)],
    [LABEL.cti, Buffer.from(claims.playId, 'utf8')],
    [LABEL.catv, 1],
    [LABEL.catu, new Map([[URI_PATH, new Map([[MATCH_PREFIX, claims.pathPrefix]])]])],
    [LABEL.tracks, claims.tracks],
  ]);
  if (claims.notBefore !== undefined) cwt.set(LABEL.nbf, Math.ceil(claims.notBefore / SECOND_MS));
  return cwt;
}

/** Undefined when a claim is missing, has another type, or is one that this verifier doesn't enforce. */
function fromCwt(cwt: unknown): MediaClaims | undefined {
  if (!(cwt instanceof Map)) return undefined;
  const known: ReadonlySet<unknown> = new Set(Object.values(LABEL));
  for (const label of cwt.keys()) if (!known.has(label)) return undefined; // CTA-5007: an unknown claim must not pass
  const pathPrefix = prefixOf(cwt.get(LABEL.catu));
  const claim = (label: number): unknown => cwt.get(label) as unknown; // a map that a stranger wrote
  const [issuer, expires, issuedAt, playId, tracks, notBefore] = [
    claim(LABEL.iss),
    claim(LABEL.exp),
    claim(LABEL.iat),
    claim(LABEL.cti),
    claim(LABEL.tracks),
    claim(LABEL.nbf),
  ];
  if (cwt.get(LABEL.catv) !== 1 || pathPrefix === undefined || typeof issuer !== 'string') return undefined;
  if (!isSeconds(expires) || !isSeconds(issuedAt) || !(playId instanceof Uint8Array)) return undefined;
  if (!Array.isArray(tracks) || !tracks.every((id) => typeof id === 'string' && TRACK.test(id))) return undefined;
  if (notBefore !== undefined && !isSeconds(notBefore)) return undefined;
  return {
    issuer,
    playId: Buffer.from(playId).toString('utf8'),
    pathPrefix,
    tracks,
    issuedAt: issuedAt * SECOND_MS,
    expires: expires * SECOND_MS,
    ...(notBefore === undefined ? {} : { notBefore: notBefore * SECOND_MS }),
  };
}

function prefixOf(catu: unknown): string | undefined {
  if (!(catu instanceof Map) || catu.size !== 1) return undefined;
  const path: unknown = catu.get(URI_PATH);
  if (!(path instanceof Map) || path.size !== 1) return undefined;
  const prefix: unknown = path.get(MATCH_PREFIX);
  return typeof prefix === 'string' && PREFIX.test(prefix) ? prefix : undefined;
}

const isSeconds = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
