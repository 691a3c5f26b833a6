/**
 * Refuses requests that call this server by a name that isn't its own: a stranger's page whose name was pointed at this
 * machine (DNS rebinding) would otherwise pass for one of ours, on the very machine that may approve screens.
 */
import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { refuseWith } from './app.ts';
import { peerOf } from './place.ts';

export interface HostPorts {
  /** Names besides `localhost` and plain addresses, which no stranger can point anywhere. */
  readonly names: readonly string[];
  /** Their word on the host is theirs to check. */
  readonly trustedProxies: readonly string[];
}

export function guardHosts(app: FastifyInstance, { names, trustedProxies }: HostPorts): void {
  app.addHook('onRequest', async (request, reply) => {
    const host = hostnameOf(request.headers.host ?? 'localhost');
    if (isIP(host) !== 0 || host === 'localhost' || names.includes(host)) return;
    if (trustedProxies.includes(peerOf(request))) return;
    return refuseWith(reply, 421, {
      reason: 'unknown-host',
      detail: 'This server has another name. Its operator sets PUBLIC_URL to the address that viewers use.',
    });
  });
}

/** Without port and brackets, in lower case. */
export const hostnameOf = (host: string): string =>
  host
    .replace(/:\d*$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase();
