/** Who is calling: a paired device or the operator, by bearer token. A route that asks for one gets nobody else. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuseWith } from './app.ts';

/** What a route may know of the device that calls. */
export interface CallingDevice {
  readonly id: string;
  readonly household: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    callingDevice: CallingDevice | null;
  }
}

export interface AccessPorts {
  readonly operatorToken: string;
  /** The device that holds this access token; undefined when there is none or it was removed. */
  readonly deviceOf: (accessToken: string) => Promise<CallingDevice | undefined>;
}

export function guardAccess(app: FastifyInstance, ports: AccessPorts): void {
  app.decorateRequest('callingDevice', null);
  app.addHook('onRequest', async (request, reply) => {
    const { access } = request.routeOptions.config;
    if (request.is404 || access === 'anyone') return;
    const token = bearerOf(request);
    if (access === 'operator' && token !== undefined && sameSecret(token, ports.operatorToken)) return;
    if (access === 'device' && token !== undefined) {
      request.callingDevice = (await ports.deviceOf(token)) ?? null;
      if (request.callingDevice) return;
    }
    refuseWith(reply.header('www-authenticate', 'Bearer'), 401, {
      reason: access === 'device' ? 'unpaired' : 'not-signed-in',
    });
    return reply;
  });
}

/** The device of a route that declared `access: 'device'`; the guard has let nobody else in. */
export function callingDevice(request: FastifyRequest): CallingDevice {
  if (!request.callingDevice) throw new Error('A device route was reached without a device');
  return request.callingDevice;
}

function bearerOf(request: FastifyRequest): string | undefined {
  const match = /^Bearer ([\w~+/.-]{1,400}=*)$/i.exec(request.headers.authorization ?? '');
  return match?.[1];
}

/** Compares without telling by its time where the two differ. */
function sameSecret(given: string, expected: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
