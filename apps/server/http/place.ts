/** Where a viewer is. From a trusted proxy's header, or this very machine in the demo; otherwise unknown, which is no right. */
import { isIP } from 'node:net';
import { isCountry, isSubdivision, type Territory } from '@duoping/kit';
import type { FastifyRequest } from 'fastify';
import type { TerritoryConfig } from '../config.ts';

export function territoryOf(request: FastifyRequest, config: TerritoryConfig): Territory | undefined {
  const peer = plainAddress(request.socket.remoteAddress ?? '');
  if (config.header !== undefined && config.trustedProxies.includes(peer)) {
    const told = request.headers[config.header];
    return typeof told === 'string' && (isCountry(told) || isSubdivision(told)) ? told : undefined;
  }
  return isLoopback(peer) ? config.loopback : undefined;
}

/** Is the caller on this very machine, and not somebody behind a proxy on it? */
export const isLocal = (request: FastifyRequest): boolean =>
  isLoopback(plainAddress(request.socket.remoteAddress ?? '')) && request.headers['x-forwarded-for'] === undefined;

/** IPv4 inside IPv6 (`::ffff:127.0.0.1`) is the IPv4 address. */
const plainAddress = (address: string): string => address.replace(/^::ffff:/i, '');

const isLoopback = (address: string): boolean =>
  address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
