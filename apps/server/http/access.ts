/** Who is calling: a paired device or the operator by bearer token, or a person who signed in. A route that asks for one gets nobody else. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { asId, type Id } from '@duoping/kit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Account } from '#households';
import { refuseWith } from './app.ts';
import type { Access } from './route.ts';

/** What a route may know of the device that calls. */
export interface CallingDevice {
  readonly id: string;
  readonly household: string;
  /** Who is watching, as the screen says; surely one of the household's. Absent: its first profile. */
  readonly profile?: Id<'profile'>;
}

/** The header by which a screen says who is watching. */
export const PROFILE_HEADER = 'duoping-profile';

declare module 'fastify' {
  interface FastifyRequest {
    callingDevice: CallingDevice | null;
    callingAccount: Account | null;
  }
}

export interface AccessPorts {
  readonly operatorToken: string;
  /** The device that holds this access token; undefined when there is none or it was removed. */
  readonly deviceOf: (accessToken: string) => Promise<CallingDevice | undefined>;
  /** Whether the household has this profile. */
  readonly hasProfile: (household: string, profile: string) => Promise<boolean>;
  /** The person whose session these headers carry. */
  readonly accountOf: (headers: Headers) => Promise<Account | undefined>;
}

export function guardAccess(app: FastifyInstance, ports: AccessPorts): void {
  app.decorateRequest('callingDevice', null);
  app.decorateRequest('callingAccount', null);
  app.addHook('onRequest', async (request, reply) => {
    const { access } = request.routeOptions.config;
    if (request.is404 || access === 'anyone') return;
    const token = bearerOf(request);
    if (access === 'device') {
      const device = token === undefined ? undefined : await ports.deviceOf(token);
      if (device) {
        const wanted = request.headers[PROFILE_HEADER]?.toString();
        // Another household's profile, or one that is gone, is nobody: nothing is answered in its name.
        if (wanted !== undefined && !(await ports.hasProfile(device.household, wanted))) {
          return refuseWith(reply, 403, { reason: 'unknown-profile' });
        }
        request.callingDevice = wanted === undefined ? device : { ...device, profile: asId(wanted) };
        return;
      }
    } else if (request.headers.authorization !== undefined) {
      // A wrong token is not made good by a session: whoever sends both is refused.
      if (access === 'operator' && token !== undefined && sameSecret(token, ports.operatorToken)) return;
    } else if (request.headers.cookie !== undefined && !isForeign(request)) {
      const account = await ports.accountOf(new Headers({ cookie: request.headers.cookie }));
      if (account && mayCall(account, access)) {
        request.callingAccount = account;
        return;
      }
    }
    refuseWith(reply.header('www-authenticate', 'Bearer'), 401, {
      reason: access === 'device' ? 'unpaired' : 'not-signed-in',
    });
    return reply;
  });
}

const mayCall = (account: Account, access: Access | undefined): boolean =>
  access === 'staff' || access === account.role;

/** The person of a route that declared `access: 'staff'` or `'partner'`; the guard has let nobody else in. */
export function callingAccount(request: FastifyRequest): Account {
  if (!request.callingAccount) throw new Error('A route for people was reached without one');
  return request.callingAccount;
}

/** Who calls an operator's route, for the record: the person by address, or whoever holds the operator's token. */
export const callerName = (request: FastifyRequest): string => request.callingAccount?.email ?? 'operator';

/** The partner whose person calls a route that declared `access: 'partner'`. */
export function callingPartner(request: FastifyRequest): string {
  const account = callingAccount(request);
  if (account.role !== 'partner') throw new Error('A partner route was reached by somebody else');
  return account.partner;
}

/** Another site's page must not act with the cookies of somebody who signed in here. Reading is left to the browser's own rules. */
export function isForeign({ method, headers }: Pick<FastifyRequest, 'method' | 'headers'>): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin';
  return !URL.canParse(headers.origin ?? '') || new URL(headers.origin ?? '').host !== headers.host;
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
