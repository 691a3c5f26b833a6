/** The door itself, without a house behind it: who comes past, as whom, and what everybody else is told. */
import { asId } from '@duoping/kit';
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { afterEach, describe, expect, test } from 'vitest';
import type { Account } from '#households';
import { callerName, callingAccount, callingDevice, callingPartner, guardAccess, isForeign } from './access.ts';
import type { Access } from './route.ts';

const TOKEN = 'operator-token-of-this-house';
const DEVICE = { id: 'tv-1', household: 'family' };
/** A store that takes no token for a word like others. */
const DEVICES: Readonly<Record<string, typeof DEVICE>> = { 'device-token': DEVICE, undefined: DEVICE };
const OPERATOR: Account = { id: asId('1'), email: 'op@house.example', name: 'Op', role: 'operator' };
const PARTNER: Account = { id: asId('2'), email: 'p@cinema.example', name: 'P', role: 'partner', partner: 'cinema' };
const SESSIONS: Readonly<Record<string, Account>> = {
  'session=op': OPERATOR,
  'session=p': PARTNER,
  '': OPERATOR,
  undefined: OPERATOR,
};

/** Rooms by who may enter; each says whom it met. */
const ROOMS: readonly Access[] = ['device', 'operator', 'partner', 'staff', 'anyone'];

let app: FastifyInstance;
afterEach(() => app?.close());

async function ask(path: string, headers: InjectOptions['headers'] = {}, method: 'GET' | 'POST' = 'GET') {
  app = Fastify();
  guardAccess(app, {
    operatorToken: TOKEN,
    deviceOf: async (token) => DEVICES[token],
    hasProfile: async (household, profile) => household === 'family' && profile === 'child',
    accountOf: async (sent) => SESSIONS[sent.get('cookie') ?? ''],
  });
  for (const access of ROOMS) {
    app.route({
      method: ['GET', 'POST'],
      url: `/${access}`,
      config: { access, decides: 'public: a room of this test' },
      handler: async ({ callingDevice: device, callingAccount: account }) => ({
        device,
        account: account?.email ?? null,
      }),
    });
  }
  app.get('/undeclared', async () => 'open');
  app.get('/seen-device', { config: { access: 'device' } }, async (request) => Object.entries(callingDevice(request)));
  app.get('/seen-account', { config: { access: 'staff' } }, async (request) => callingAccount(request));
  app.get('/as-device', { config: { access: 'anyone' } }, async (request) => callingDevice(request));
  app.get('/as-account', { config: { access: 'anyone' } }, async (request) => callingAccount(request));
  app.get('/as-partner', { config: { access: 'staff' } }, async (request) => ({ partner: callingPartner(request) }));
  app.get('/by-name', { config: { access: 'operator' } }, async (request) => ({ name: callerName(request) }));
  const answer = await app.inject({ method, url: path, headers });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json<unknown>() };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const met = async (...asked: Parameters<typeof ask>) => {
  const { status, body } = await ask(...asked);
  return status === 200 ? body : status;
};

describe('D01: a room answers those it is for, and knows them', () => {
  const nobody = { device: null, account: null };
  const [op, partner] = [
    { device: null, account: OPERATOR.email },
    { device: null, account: PARTNER.email },
  ];
  test.each([
    ['device', bearer('device-token'), { device: DEVICE, account: null }],
    ['device', bearer('unknown'), 401],
    ['device', bearer(TOKEN), 401],
    ['device', { cookie: 'session=op' }, 401],
    ['device', {}, 401],
    ['operator', bearer(TOKEN), nobody],
    ['operator', bearer(`${TOKEN}x`), 401],
    ['operator', bearer('device-token'), 401],
    ['operator', { cookie: 'session=op' }, op],
    ['operator', { cookie: 'session=p' }, 401],
    ['operator', { cookie: 'session=gone' }, 401],
    ['operator', { ...bearer('wrong'), cookie: 'session=op' }, 401],
    ['operator', { authorization: '', cookie: 'session=op' }, 401],
    ['operator', {}, 401],
    ['partner', { cookie: 'session=p' }, partner],
    ['partner', { cookie: 'session=op' }, 401],
    ['partner', bearer(TOKEN), 401],
    ['partner', {}, 401],
    ['staff', { cookie: 'session=p' }, partner],
    ['staff', { cookie: 'session=op' }, op],
    ['staff', { cookie: 'session=gone' }, 401],
    ['staff', bearer(TOKEN), 401],
    ['staff', {}, 401],
    ['anyone', {}, nobody],
    ['anyone', { ...bearer('device-token'), cookie: 'session=op' }, nobody],
  ] as const)('%s by %j', async (room, headers, expected) => {
    expect(await met(`/${room}`, headers)).toEqual(expected);
  });

  test('a route that says of nobody that they may call it is for nobody', async () => {
    for (const headers of [{}, bearer(TOKEN), bearer('device-token'), { cookie: 'session=op' }])
      expect((await ask('/undeclared', headers)).status).toBe(401);
  });

  test('a path that is none is not found, whoever asks', async () => {
    expect((await ask('/nowhere')).status).toBe(404);
    expect((await ask('/nowhere', bearer('wrong'))).status).toBe(404);
  });

  test('whoever is refused learns how to come back, and nothing else', async () => {
    const device = await ask('/device');
    expect(device.headers['www-authenticate']).toBe('Bearer');
    expect(device.body).toEqual({ error: { reason: 'unpaired' } });
    for (const room of ['operator', 'partner', 'staff']) {
      expect((await ask(`/${room}`)).body).toEqual({ error: { reason: 'not-signed-in' } });
    }
  });
});

describe('a bearer token is one word of its alphabet', () => {
  test.each([
    ['bearer device-token', 200],
    ['Bearer  device-token', 401],
    ['Bearer device-token x', 401],
    ['xBearer device-token', 401],
    ['Basic device-token', 401],
    ['device-token', 401],
    ['Bearer ', 401],
  ])('%s', async (authorization, status) => {
    expect((await ask('/device', { authorization })).status).toBe(status);
  });
});

describe('a screen says who is watching', () => {
  test('its household has this profile', async () => {
    const headers = { ...bearer('device-token'), 'duoping-profile': 'child' };
    expect(await met('/device', headers)).toEqual({ device: { ...DEVICE, profile: 'child' }, account: null });
  });

  test('a profile of somebody else is nobody', async () => {
    const { status, body } = await ask('/device', { ...bearer('device-token'), 'duoping-profile': 'stranger' });
    expect([status, body]).toEqual([403, { error: { reason: 'unknown-profile' } }]);
  });

  test('a profile pairs no device', async () => {
    expect(await met('/device', { ...bearer('unknown'), 'duoping-profile': 'child' })).toBe(401);
  });
});

describe('D04: another site’s page acts with nobody’s cookies', () => {
  const cookie = 'session=op';
  test.each([
    ['POST', { 'sec-fetch-site': 'same-origin' }, 200],
    ['POST', { 'sec-fetch-site': 'same-site' }, 401],
    ['POST', { 'sec-fetch-site': 'cross-site' }, 401],
    ['POST', { 'sec-fetch-site': 'none' }, 401],
    ['POST', { 'sec-fetch-site': 'cross-site', origin: 'http://house:80', host: 'house' }, 401],
    ['POST', { origin: 'https://house:8443', host: 'house:8443' }, 200],
    ['POST', { origin: 'https://house', host: 'house:8443' }, 401],
    ['POST', { origin: 'null', host: 'house' }, 401],
    ['POST', {}, 401],
    ['GET', { 'sec-fetch-site': 'cross-site' }, 200],
    ['GET', {}, 200],
  ] as const)('%s with %j', async (method, headers, status) => {
    expect((await ask('/staff', { cookie, ...headers }, method)).status).toBe(status);
  });

  test.each([
    ['HEAD', false],
    ['GET', false],
    ['PUT', true],
    ['DELETE', true],
  ])('a bare %s is foreign: %s', (method, foreign) => {
    expect(isForeign({ method, headers: {} })).toBe(foreign);
  });

  test('a token is nobody’s cookie, wherever its page is from', async () => {
    const headers = { ...bearer(TOKEN), 'sec-fetch-site': 'cross-site' };
    expect((await ask('/operator', headers, 'POST')).status).toBe(200);
  });
});

describe('a route never takes nobody for somebody', () => {
  test('it knows the device, the person and the partner who came past the guard', async () => {
    expect(await met('/seen-device', bearer('device-token'))).toEqual(Object.entries(DEVICE));
    expect(await met('/seen-account', { cookie: 'session=op' })).toEqual(OPERATOR);
    expect(await met('/as-partner', { cookie: 'session=p' })).toEqual({ partner: 'cinema' });
  });

  test.each(['/as-device', '/as-account'])('%s without one fails', async (path) => {
    expect((await ask(path)).status).toBe(500);
  });

  test('an operator is no partner', async () => {
    expect((await ask('/as-partner', { cookie: 'session=op' })).status).toBe(500);
  });

  test('a person acts by address, the token as the operator', async () => {
    expect(await met('/by-name', { cookie: 'session=op' })).toEqual({ name: OPERATOR.email });
    expect(await met('/by-name', bearer(TOKEN))).toEqual({ name: 'operator' });
  });
});
