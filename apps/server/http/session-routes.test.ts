/** People who sign in, and everybody else who tries. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Caller, callerOf } from '../../../journeys/device.ts';
import { openHouse, type TestHouse } from '../../../journeys/house.ts';

let house: TestHouse;
let operator: Caller;
const OWN_PAGE = { 'sec-fetch-site': 'same-origin' };

beforeAll(async () => {
  house = await openHouse();
  operator = callerOf(house, house.server.house.secrets.operatorToken);
});
afterAll(() => house?.close());

const stranger = () => callerOf(house);
const cookieOf = ({ headers }: Answer): string =>
  headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');

/** Adds an account and returns its password. */
async function added(email: string, partner?: string): Promise<string> {
  const answer = await operator.call('POST', '/api/accounts', { email, name: 'Somebody', partner });
  expect(answer.status).toBe(201);
  return String(answer.json?.password);
}

const signIn = (email: string, password: string, headers: Record<string, string> = OWN_PAGE) =>
  stranger().call('POST', '/api/session', { email, password }, headers);

/** Calls as the person who holds this session, from our own page unless said otherwise. */
const as = (cookie: string, page: Record<string, string> = OWN_PAGE) => ({
  call: (method: string, path: string, body?: unknown) => stranger().call(method, path, body, { cookie, ...page }),
});

describe('an operator’s person', () => {
  test('signs in with the password that was told once, works, and signs out', async () => {
    const password = await added('Wang@Example.org');
    const answer = await signIn('wang@example.org', password);
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ email: 'wang@example.org', role: 'operator', partner: null });
    const cookie = cookieOf(answer);
    expect((await as(cookie).call('GET', '/api/partners')).status).toBe(200);
    expect((await as(cookie).call('GET', '/api/session')).json?.email).toBe('wang@example.org');
    expect((await as(cookie).call('DELETE', '/api/session')).status).toBe(204);
    expect((await as(cookie).call('GET', '/api/partners')).status).toBe(401);
  });

  test('holds a cookie that no script reads and no other site sends', async () => {
    const answer = await signIn('li@example.org', await added('li@example.org'));
    const session = answer.headers.getSetCookie().find((each) => each.includes('session_token'));
    expect(session).toMatch(/^__Secure-/);
    for (const word of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/']) expect(session).toContain(word);
  });

  test('D06: is not acted for by another site’s page, whatever cookies come along', async () => {
    const cookie = cookieOf(await signIn('zhao@example.org', await added('zhao@example.org')));
    for (const page of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      {},
    ])
      expect((await as(cookie, page as Record<string, string>).call('DELETE', '/api/session')).status).toBe(401);
    const named = { origin: new URL(house.address).origin };
    expect((await as(cookie, named).call('DELETE', '/api/session')).status).toBe(204);
    const foreign = await signIn('zhao@example.org', 'x', { 'sec-fetch-site': 'cross-site' });
    expect(foreign.status).toBe(403);
  });

  test('A02: a wrong token is not made good by a session', async () => {
    const cookie = cookieOf(await signIn('sun@example.org', await added('sun@example.org')));
    const both = await stranger().call('GET', '/api/partners', undefined, { cookie, authorization: 'Bearer wrong' });
    expect(both.status).toBe(401);
  });

  test('changes the password, and older sessions end', async () => {
    const password = await added('qian@example.org');
    const older = cookieOf(await signIn('qian@example.org', password));
    const newer = cookieOf(await signIn('qian@example.org', password));
    const wanted = 'a lamp in a dark room';
    const short = await as(newer).call('PUT', '/api/session/password', { current: password, wanted: 'short' });
    expect(short.status).toBe(400);
    const wrong = await as(newer).call('PUT', '/api/session/password', { current: 'wrong', wanted });
    expect(wrong.status).toBe(401);
    const changed = await as(newer).call('PUT', '/api/session/password', { current: password, wanted });
    expect(changed.status).toBe(204);
    expect((await as(older).call('GET', '/api/session')).status).toBe(401);
    expect((await as(cookieOf(changed)).call('GET', '/api/session')).status).toBe(200);
    expect((await signIn('qian@example.org', password)).status).toBe(401);
  });
});

describe('a partner’s person', () => {
  test('D01: may say who they are, and reaches nothing of the operator’s', async () => {
    const cookie = cookieOf(await signIn('p@cinema.example', await added('p@cinema.example', 'cinema')));
    expect((await as(cookie).call('GET', '/api/session')).json).toMatchObject({ role: 'partner', partner: 'cinema' });
    const guarded = house.server.routes.filter(({ access }) => access === 'operator' || access === 'device');
    for (const { method, url } of guarded) {
      const path = url.replace(/:[a-z]+|\*/gi, 'x');
      const { status } = await as(cookie).call(method, path, method === 'GET' ? undefined : {});
      expect(`${method} ${url} ${status}`).toBe(`${method} ${url} 401`);
    }
  });
});

describe('everybody else', () => {
  test('D06: learns nothing of who has an account', async () => {
    await added('known@example.org');
    const wrong = await signIn('known@example.org', 'not the password');
    const unknown = await signIn('unknown@example.org', 'not the password');
    expect([wrong.status, wrong.json]).toEqual([unknown.status, unknown.json]);
  });

  test('D03: nobody gives themselves a role, and nobody signs up', async () => {
    for (const path of ['/api/sign-up/email', '/api/session/sign-up', '/api/update-user'])
      expect((await stranger().call('POST', path, { role: 'operator' }, OWN_PAGE)).status).toBe(404);
    const cookie = cookieOf(await signIn('q@cinema.example', await added('q@cinema.example', 'cinema')));
    const more = { current: 'x', wanted: 'x'.repeat(20), role: 'operator' };
    expect((await as(cookie).call('PUT', '/api/session/password', more)).status).toBe(400);
  });

  test('a forged or foreign cookie is nobody', async () => {
    for (const value of ['', 'x', 'x.y', `${'a'.repeat(32)}.${'b'.repeat(43)}=`]) {
      const cookie = `__Secure-duoping.session_token=${encodeURIComponent(value)}`;
      expect((await as(cookie).call('GET', '/api/session')).status).toBe(401);
    }
  });
});

describe('accounts', () => {
  test('a removed account’s session ends at once, and its password is worth nothing', async () => {
    const password = await added('gone@example.org');
    const answer = await signIn('gone@example.org', password);
    expect((await operator.call('DELETE', `/api/accounts/${String(answer.json?.id)}`)).status).toBe(204);
    expect((await as(cookieOf(answer)).call('GET', '/api/session')).status).toBe(401);
    expect((await signIn('gone@example.org', password)).status).toBe(401);
  });

  test('a reset password ends all sessions', async () => {
    const password = await added('lost@example.org');
    const answer = await signIn('lost@example.org', password);
    const reset = await operator.call('POST', `/api/accounts/${answer.json?.id}/password`, {});
    expect((await as(cookieOf(answer)).call('GET', '/api/session')).status).toBe(401);
    expect((await signIn('lost@example.org', String(reset.json?.password))).status).toBe(200);
  });

  test('one address is one account', async () => {
    await added('once@example.org');
    const again = await operator.call('POST', '/api/accounts', { email: 'ONCE@example.org', name: 'Again' });
    expect([again.status, again.json]).toMatchObject([409, { error: { reason: 'email-taken' } }]);
  });

  test('the command adds, lists and removes', async () => {
    const made = await house.duoping(
      'account',
      'add',
      'cli@example.org',
      '--name',
      'By command',
      '--partner',
      'cinema',
    );
    expect(JSON.parse(made.stdout)).toMatchObject({ account: { role: 'partner', partner: 'cinema' } });
    expect((await house.duoping('account', 'list')).stdout).toContain('cli@example.org');
    expect((await house.duoping('account', 'remove', 'cli@example.org')).code).toBe(0);
    expect((await house.duoping('account', 'list')).stdout).not.toContain('cli@example.org');
    expect((await house.duoping('account', 'remove', 'cli@example.org')).code).toBe(1);
  });
});

test('D04: the last operator can’t be removed', async () => {
  const own = await openHouse();
  try {
    const boss = callerOf(own, own.server.house.secrets.operatorToken);
    await boss.call('POST', '/api/accounts', { email: 'only@example.org', name: 'Only' });
    const [only] = await own.server.house.signIn.accounts();
    const removed = await boss.call('DELETE', `/api/accounts/${only?.id}`);
    expect([removed.status, removed.json]).toMatchObject([409, { error: { reason: 'last-operator' } }]);
  } finally {
    await own.close();
  }
});

test('guessing one account’s password is refused after five tries, right or wrong, and others go on', async () => {
  const password = await added('guessed@example.org');
  const other = await added('unharmed@example.org');
  for (let tries = 0; tries < 5; tries++) expect((await signIn('guessed@example.org', 'wrong')).status).toBe(401);
  const refused = await signIn('guessed@example.org', password);
  expect([refused.status, refused.json]).toEqual([429, { error: { reason: 'too-many-attempts' } }]);
  expect((await signIn('unharmed@example.org', other)).status).toBe(200);
});
