/** Where a viewer is. From a trusted proxy's header, or this very machine in the demo; otherwise unknown, which is no right. */
import { isIP } from 'node:net';
import { isCountry, isSubdivision, type Territory } from '@duoping/kit';
import type { FastifyRequest } from 'fastify';
import type { TerritoryConfig } from '../config.ts';
import { isHouseAddress } from '../lan/house-addresses.ts';

export function territoryOf(request: FastifyRequest, config: TerritoryConfig): Territory | undefined {
  const peer = peerOf(request);
  if (config.header !== undefined && config.trustedProxies.includes(peer)) {
    const told = request.headers[config.header]?.toString() ?? '';
    return isCountry(told) || isSubdivision(told) ? told : undefined;
  }
  if (isForwarded(request)) return undefined; // a proxy stands where this machine or the house is, the viewer anywhere
  if (isLoopback(peer)) return config.loopback;
  return isHouseAddress(peer) ? config.house : undefined;
}

/** Who is at the other end of the connection: a viewer, or the last proxy before us. */
export const peerOf = (request: FastifyRequest): string => plainAddress(request.socket.remoteAddress ?? '');

/** Is the caller on this very machine, and not somebody behind a proxy on it? */
export const isLocal = (request: FastifyRequest): boolean => isLoopback(peerOf(request)) && !isForwarded(request);

/** Headers by which proxies say that somebody else is asking. */
const PROXY_HEADERS = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'] as const;

const isForwarded = ({ headers }: FastifyRequest): boolean => PROXY_HEADERS.some((name) => headers[name] !== undefined);

/** IPv4 inside IPv6 (`::ffff:127.0.0.1`) is the IPv4 address. */
const plainAddress = (address: string): string => address.replace(/^::ffff:/i, '');

const isLoopback = (address: string): boolean =>
  address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
