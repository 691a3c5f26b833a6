/** The whole matrix of who may call what, made from the routes themselves, and what the wrong ones learn: nothing. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { asId } from '@duoping/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Caller, callerOf, pairDevice } from '../../../journeys/device.ts';
import { HOUSEHOLD, openHouse, PARTNER, type TestHouse, writeAvails } from '../../../journeys/house.ts';
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

describe('D02: ids of somebody else', () => {
  const NOBODYS = '01a204c6-0000-7000-8000-000000000000';
  const own = "the partner's person";
  const rival = "the rival's person";
  const said = ({ status, headers, bytes }: Answer): string =>
    `${status} ${headers.get('content-type') ?? ''} ${new TextDecoder().decode(bytes)}`;

  test("D02: a partner's delivery is to its rival what a delivery that never was is", async () => {
    expect((await callers[own].call('GET', `/api/portal/deliveries/${delivery}`)).json?.partner).toBe(PARTNER);
    const theirs = await callers[rival].call('GET', `/api/portal/deliveries/${delivery}`);
    expect(theirs.status).toBe(404);
    expect(said(theirs)).toBe(said(await callers[rival].call('GET', `/api/portal/deliveries/${NOBODYS}`)));
    expect((await callers[rival].call('GET', '/api/portal/deliveries')).json).toEqual([]);
    for (const query of [`?partner=${PARTNER}`, `?own=${PARTNER}`, '?q=lamp']) {
      expect((await callers[rival].call('GET', `/api/portal/deliveries${query}`)).json).toEqual([]);
    }
  });

  test('D02: what the operator alone may ask for says the same to others whether or not it is there', async () => {
    const people = (await callers["the operator's token"].call('GET', '/api/accounts')).json;
    const [account] = people as unknown as { id: string }[]; // the API's list
    const asks: readonly (readonly [string, string, string])[] = [
      ['GET', `/api/deliveries/${delivery}`, `/api/deliveries/${NOBODYS}`],
      ['POST', `/api/accounts/${account?.id}/password`, `/api/accounts/${NOBODYS}/password`],
      ['DELETE', `/api/accounts/${account?.id}`, `/api/accounts/${NOBODYS}`],
      ['GET', '/api/evidence/contracts/cinema-1/1', '/api/evidence/contracts/none/1'],
      ['GET', '/api/statements/2026-11/cinema', '/api/statements/2026-11/none'],
      ['DELETE', '/api/withdrawals/one', '/api/withdrawals/none'],
      ['PUT', `/api/partners/${PARTNER}`, '/api/partners/none'],
      ['POST', '/api/households/family/pairings/x/approval', '/api/households/none/pairings/x/approval'],
    ];
    for (const [method, there, nowhere] of asks) {
      for (const who of ['a stranger', 'a device of the neighbours', own, rival] as const) {
        const [one, other] = [await callers[who].call(method, there), await callers[who].call(method, nowhere)];
        expect(one.status).toBe(401);
        expect(said(one)).toBe(said(other));
      }
    }
    expect((await callers["the operator's token"].call('GET', '/api/accounts')).json).toEqual(people);
  });

  test('D02: a work that is licensed to nobody here has no name, no count and no tag', async () => {
    const [work = ''] = house.server.house.library().works.keys();
    expect(work).not.toBe('');
    const { withdrawals } = (
      await callers["the operator's token"].call('POST', '/api/withdrawals', { work, authority: 'its owner' })
    ).json as { withdrawals: { id: string }[] }; // the API's answer to a withdrawal
    const device = callers['a device of the neighbours'];
    for (const path of ['/api/home', '/api/search?q=lamp', `/api/titles/${work}`]) {
      const answer = await device.call('GET', path);
      expect(said(answer)).not.toMatch(/lamp|cinema/i);
      expect(answer.headers.get('etag')).toBeNull();
    }
    await callers["the operator's token"].call('DELETE', `/api/withdrawals/${withdrawals[0]?.id}`);
  });
});

describe('D03: what nobody may state about oneself', () => {
  const MORE = { role: 'operator', partner: PARTNER, price: 0, status: 'applied', household: NEIGHBOURS, id: 'mine' };

  test('D03: an account is a partner’s or the operator’s by the one field that says so', async () => {
    const { partner: _partner, ...more } = MORE;
    for (const [name, value] of Object.entries(more)) {
      const asked = { email: `${name}@house.example`, name: 'Eve', partner: RIVAL, [name]: value };
      const added = await callers["the operator's token"].call('POST', '/api/accounts', asked);
      expect(`${name} ${added.status}`).toBe(`${name} 400`);
    }
  });

  test('D03: nobody becomes more than one was by changing a password or signing in', async () => {
    const person = callers["the rival's person"];
    const before = (await person.call('GET', '/api/session')).json;
    for (const [name, value] of Object.entries(MORE)) {
      const words = { current: 'x', wanted: 'a long enough password', [name]: value };
      expect((await person.call('PUT', '/api/session/password', words)).status).toBe(400);
      const entry = { email: 'p@rival.example', password: 'x', [name]: value };
      expect((await callerOf(house).call('POST', '/api/session', entry, OWN_PAGE)).status).toBe(400);
    }
    expect((await person.call('GET', '/api/session')).json).toEqual(before);
    expect(before).toMatchObject({ role: 'partner', partner: RIVAL });
  });

  test('D03: a delivery is opened as received by its partner, whatever else is said', async () => {
    const asked = { ...MORE, partner: RIVAL, name: 'x', files: [{ name: 'a', sha256: 'b', sizeBytes: 1 }] };
    const opened = await callers["the operator's token"].call('POST', '/api/deliveries', asked);
    if (opened.status === 400) return;
    expect(opened.json).toMatchObject({ partner: RIVAL, status: 'receiving', files: [], report: null });
    expect(opened.json?.id).not.toBe('mine');
  });

  test('D03: a device asks for a code and pairs as its model, in the household that approved', async () => {
    const body = new URLSearchParams({
      client_id: 'demo-phone',
      household: NEIGHBOURS,
      screen: 'stb',
      role: 'operator',
    });
    const offer = (await (
      await fetch(`${house.address}/api/device_authorization`, { method: 'POST', body })
    ).json()) as Record<string, string>; // RFC 8628 §3.2
    const approver = callers['a device of this household'];
    const { user_code: code = '', device_code = '' } = offer;
    const approved = await approver.call('POST', `/api/pairings/${code}/approval`, { ...MORE, approver: 'operator' });
    expect(approved.status).toBe(200);
    const grant_type = 'urn:ietf:params:oauth:grant-type:device_code';
    const told = new URLSearchParams({ grant_type, device_code, client_id: 'demo-phone', household: NEIGHBOURS });
    const token = (await (await fetch(`${house.address}/api/token`, { method: 'POST', body: told })).json()) as Record<
      string,
      string
    >; // RFC 8628 §3.5
    const me = (await callerOf(house, token.access_token).call('GET', '/api/me')).json;
    expect(me).toMatchObject({ household: { id: HOUSEHOLD }, device: { screen: 'phone' } });
  });

  test('D03: withdrawals, partners, books and settlements take no word that they do not know', async () => {
    const operator = callers["the operator's token"];
    const asks: readonly (readonly [string, string, Record<string, unknown>, string])[] = [
      ['POST', '/api/withdrawals', { work: 'w', authority: 'a' }, 'by'],
      ['POST', '/api/withdrawals', { work: 'w', authority: 'a' }, 'since'],
      ['PUT', '/api/partners/rival', { name: 'Rival' }, 'id'],
      ['PUT', '/api/partners/rival', { name: 'Rival' }, 'role'],
      ['PUT', '/api/books', { zone: 'UTC', currency: 'CNY' }, 'status'],
      ['POST', '/api/settlements', { period: '2020-01', previewOnly: true }, 'price'],
    ];
    for (const [method, path, body, word] of asks) {
      const answer = await operator.call(method, path, { ...body, [word]: 'mine' });
      expect(`${path} ${word} ${answer.status}`).toBe(`${path} ${word} 400`);
    }
    for (const body of [
      '{"name":"x","__proto__":{"role":"operator"}}',
      '{"name":"x","constructor":{"prototype":{}}}',
    ]) {
      const headers = { authorization: `Bearer ${house.server.house.secrets.operatorToken}` };
      const answer = await fetch(`${house.address}/api/partners/rival`, {
        method: 'PUT',
        headers: { ...headers, 'content-type': 'application/json' },
        body,
      });
      expect(answer.status).toBe(400);
      expect(Object.hasOwn(Object.prototype, 'role')).toBe(false);
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
