/**
 * Nothing is listed, pictured or read by a clock or by rights that this node can't vouch for: what a node that is cut off
 * still knows may have been withdrawn, and by a wrong clock every window and every token may be open. Plays, heartbeats and
 * keys ask the same in their own use cases.
 */
import type { Instant } from '@duoping/kit';
import type { FastifyInstance } from 'fastify';
import { type PlayReason, RIGHTS_FRESH_MS, type TrustedClock } from '#playback';
import { refuseWith } from './app.ts';

export interface VouchedRightsPorts {
  readonly clock: TrustedClock;
  /** When the rights that are decided by were last known to be the newest. */
  readonly checkedAt: () => Instant;
}

export function guardVouchedRights(app: FastifyInstance, ports: VouchedRightsPorts): void {
  app.addHook('onRequest', async ({ method, routeOptions }, reply) => {
    const { access, decides } = routeOptions.config;
    const forViewers = access === 'device' || access === 'anyone';
    if (decides !== 'rights' || !forViewers || (method !== 'GET' && method !== 'HEAD')) return;
    const reason = unvouched(ports);
    if (reason !== undefined) return refuseWith(reply.header('retry-after', '2'), 503, { reason });
  });
}

function unvouched({ clock, checkedAt }: VouchedRightsPorts): PlayReason | undefined {
  const now = clock.read();
  if (!now.trusted) return 'clock-untrusted';
  return now.at + now.errorMs - checkedAt() < RIGHTS_FRESH_MS ? undefined : 'rights-unconfirmed';
}
