/** The whole matrix of who may call what, made from the routes themselves, and what the wrong ones learn: nothing. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { asId } from '@duoping/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Caller, callerOf, pairDevice } from '../../../journeys/device.ts';
import { openHouse, PARTNER, type TestHouse, writeAvails } from '../../../journeys/house.ts';
import type { Access } from './route.ts';

const NEIGHBOURS = asId<'household'>('neighbours');
const RIVAL = 'rival';
const LAMP = 'md:alid:org:cinema:lamp';
const OWN_PAGE = { 'sec-fetch-site': 'same-origin' };

/** Everybody who may stand at the door, and the access that each of them fulfils. */
const CALLERS = {
  'a stranger': [],
  'a token that nobody has': [],
  'a device of this household': ['device'],
  'a device of the neighbours': ['device'],
  "the operator's token": ['operator'],
  "the operator's person": ['operator', 'staff'],
  "the partner's person": ['partner', 'staff'],
  "the rival's person": ['partner', 'staff'],
} as const satisfies Record<string, readonly Exclude<Access, 'anyone'>[]>;
type Who = keyof typeof CALLERS;
const WHO = Object.keys(CALLERS) as Who[]; // the keys of the literal above

let house: TestHouse;
let callers: Readonly<Record<Who, Caller>>;
let delivery = '';

beforeAll(async () => {
  house = await openHouse();
  const { households, deals, clock, secrets } = house.server.house;
  const pseudonymKey = randomBytes(32).toString('hex');
  await households.put({ id: NEIGHBOURS, name: 'Neighbours', streamLimit: 2, pseudonymKey });
  await households.putProfile({ id: asId('them'), household: NEIGHBOURS, name: 'They', language: 'en' });
  await deals.savePartner({ id: RIVAL, name: 'Rival', names: {}, illustrative: false });
  const operator = callerOf(house, secrets.operatorToken);
  const drop = join(house.home, 'drop');
  await writeAvails(drop, [{ alid: LAMP, title: 'The Lamp' }], clock.now());
  expect((await house.duoping('deliver', drop, '--partner', PARTNER)).code).toBe(0);
  const [known] = (await operator.call('GET', '/api/deliveries')).json as unknown as { id: string }[]; // the API's list
  delivery = known?.id ?? '';
  callers = {
    'a stranger': callerOf(house),
    'a token that nobody has': callerOf(house, 'x'.repeat(43)),
    'a device of this household': callerOf(house, await pairDevice(house)),
    'a device of the neighbours': callerOf(house, await pairDevice(house, 'demo-phone', NEIGHBOURS)),
    "the operator's token": operator,
    "the operator's person": await personOf(operator, 'operator@house.example'),
    "the partner's person": await personOf(operator, 'p@cinema.example', PARTNER),
    "the rival's person": await personOf(operator, 'p@rival.example', RIVAL),
  };
});
afterAll(() => house?.close());

describe('D01: who may call', () => {
  test('D01: each route answers those it is for and refuses all others before it reads a word', async () => {
    const routes = house.server.routes;
    expect(routes.length).toBeGreaterThan(55);
    let cells = 0;
    for (const { method, url, access } of routes) {
      if (url === '/api/session' && method === 'DELETE') continue; // signs the callers out: tried last
      for (const who of WHO) {
        cells++;
        expect(`${method} ${url} by ${who}: ${await refuses(who, method, url)}`).toBe(
          `${method} ${url} by ${who}: ${expected(who, access)}`,
        );
      }
    }
    expect(cells).toBe((routes.length - 1) * WHO.length);
  });

  test('D01: a wrong token is not made good by a session, nor a session by asking for another method', async () => {
    for (const { method, url, access } of house.server.routes) {
      if (access === 'anyone') continue;
      const person = callers["the partner's person"];
      const both = await person.call(method, pathOf(url), undefined, { authorization: 'Bearer wrong' });
      expect(`${method} ${url} ${both.status}`).toBe(`${method} ${url} 401`);
      if (method === 'GET' || access !== 'operator') continue;
      const told = { 'x-http-method-override': method, 'x-method-override': method };
      const overridden = await callers['a stranger'].call('POST', pathOf(url), {}, told);
      expect([401, 404]).toContain(overridden.status);
    }
  });

  test('D01: signing out is for whoever signed in, and ends the session on every route', async () => {
    const gone = await personOf(callers["the operator's token"], 'gone@house.example');
    for (const who of ['a stranger', 'a device of this household', "the operator's token"] as const) {
      expect(await refuses(who, 'DELETE', '/api/session')).toBe('refused');
    }
    expect((await gone.call('DELETE', '/api/session')).status).toBe(204);
    for (const { method, url, access } of house.server.routes) {
      if (access === 'anyone') continue;
      expect(`${url} ${(await gone.call(method, pathOf(url))).status}`).toBe(`${url} 401`);
    }
  });
});

const expected = (who: Who, access: Access): 'answered' | 'refused' =>
  access === 'anyone' || (CALLERS[who] as readonly Access[]).includes(access) ? 'answered' : 'refused'; // widened for includes

/** 401 with our own shape is the guard's no; everything else has come past it. */
async function refuses(who: Who, method: string, url: string): Promise<'answered' | 'refused'> {
  const answer = await callers[who].call(method, pathOf(url), undefined, OWN_PAGE);
  const { reason } = (answer.json?.error ?? {}) as { reason?: string }; // the API's shape of errors
  const refused = answer.status === 401 && (reason === 'unpaired' || reason === 'not-signed-in');
  if (refused) expect(answer.bytes.length).toBeLessThan(60);
  return refused ? 'refused' : 'answered';
}

const pathOf = (url: string): string => url.replace(/:[a-z]+|\*/gi, 'x');

async function personOf(operator: Caller, email: string, partner?: string): Promise<Caller> {
  const asked = { email, name: 'Somebody', ...(partner === undefined ? {} : { partner }) };
  const password = (await operator.call('POST', '/api/accounts', asked)).json?.password;
  const signedIn = await callerOf(house).call('POST', '/api/session', { email, password }, OWN_PAGE);
  expect(signedIn.status).toBe(200);
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  return {
    call: (method, path, body, headers = {}): Promise<Answer> =>
      callerOf(house).call(method, path, body, { cookie, ...OWN_PAGE, ...headers }),
  };
}
