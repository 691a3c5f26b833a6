/** The digest that a sender states (RFC 9530): `Repr-Digest: sha-256=:…:`, or `Content-Digest` where the body is the whole file. */
import type { IncomingHttpHeaders } from 'node:http';

export const BAD_DIGEST = 'Repr-Digest has no readable sha-256';

/** In hex; undefined when none is stated. Other algorithms beside it are passed over, alone they are unreadable. */
export function reprSha256(headers: IncomingHttpHeaders): string | 'unreadable' | undefined {
  const field = headers['repr-digest'] ?? headers['content-digest'];
  if (field === undefined) return undefined;
  const [, base64] = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):/.exec(String(field)) ?? [];
  return base64 === undefined ? 'unreadable' : Buffer.from(base64, 'base64').toString('hex');
}
