/** What a device is handed at the start and at each heartbeat: its play, the lease, and a token that ends with it. */
import { type Instant, SECOND_MS } from '@duoping/kit';
import type { Play } from './play.ts';
import type { MediaTokens } from './ports.ts';

/** Three fit into a lease: two may be lost before the picture stops. */
export const HEARTBEAT_SECONDS = 15;
const TOKEN_MS = 60 * SECOND_MS;

export interface Lent {
  readonly play: Play;
  readonly leaseUntil: Instant;
  /** Opens the segments of the allowed tracks until the lease ends, and never for more than a minute. */
  readonly mediaToken: string;
  readonly heartbeatSeconds: number;
}

export function lend(tokens: MediaTokens, play: Play, heartbeatSeconds: number): Lent {
  const expiresAt = Math.min(play.lease.until, play.lease.from + TOKEN_MS);
  const { id, device } = play;
  const { asset, tracks } = play.permission;
  const mediaToken = tokens.sign({ play: id, device, asset, tracks, expiresAt });
  return { play, leaseUntil: play.lease.until, mediaToken, heartbeatSeconds };
}
