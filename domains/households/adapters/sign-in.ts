/**
 * Sign-in by better-auth over PostgreSQL: e-mail and password, sessions in cookies that scripts can't read. That a request
 * comes from our own pages is for the caller of `respond` to check: the library is asked from within.
 */
import { asId, type Id, ok, refuse } from '@duoping/kit';
import { betterAuth } from 'better-auth';
import type { Pool } from '#engines/postgres';
import { type Account, type NewAccount, type SessionAct, SHORTEST_PASSWORD, type SignIn } from '../index.ts';

export const SIGN_IN_SCHEMA = 'sign_in';

/** The library's own address: it is never called over the network, only by `respond`. */
const WITHIN = 'https://sign-in.invalid/api';
const ACTS = {
  'sign-in': '/sign-in/email',
  'sign-out': '/sign-out',
  'change-password': '/change-password',
} as const satisfies Record<SessionAct, string>;

/** Tables as better-auth's own migration makes them, in this schema and under these names. */
export const signInMigration = {
  room: 'sign-in',
  steps: [
    {
      id: '001-accounts',
      sql: `
create schema ${SIGN_IN_SCHEMA};
create table ${SIGN_IN_SCHEMA}.account (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  role text not null,
  partner text,
  check ((role = 'operator' and partner is null) or (role = 'partner' and partner is not null))
);
create table ${SIGN_IN_SCHEMA}.session (
  id uuid primary key default gen_random_uuid(),
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" uuid not null references ${SIGN_IN_SCHEMA}.account on delete cascade
);
create index session_of_account on ${SIGN_IN_SCHEMA}.session ("userId");
create table ${SIGN_IN_SCHEMA}.credential (
  id uuid primary key default gen_random_uuid(),
  "accountId" text not null,
  "providerId" text not null,
  "userId" uuid not null references ${SIGN_IN_SCHEMA}.account on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null
);
create index credential_of_account on ${SIGN_IN_SCHEMA}.credential ("userId");
create table ${SIGN_IN_SCHEMA}.verification (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index verification_by_identifier on ${SIGN_IN_SCHEMA}.verification (identifier);
`,
    },
  ],
};

const HOUR_SECONDS = 3600;

export interface SignInOptions {
  /** Connections whose search path is `SIGN_IN_SCHEMA` and whose values are parsed as pg does by itself. */
  readonly pool: Pool;
  /** Signs the cookies; at least 32 random characters. */
  readonly secret: string;
  readonly log: (line: string) => void;
}

export function betterAuthSignIn({ pool, secret, log }: SignInOptions): SignIn {
  const auth = betterAuth({
    appName: 'Duoping',
    database: pool,
    secret,
    baseURL: WITHIN,
    basePath: '/api',
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => log(`Sign-in: ${message}`) },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: 256,
    },
    session: { expiresIn: 12 * HOUR_SECONDS, updateAge: HOUR_SECONDS },
    user: {
      modelName: 'account',
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        partner: { type: 'string', required: false, input: false },
      },
    },
    account: { modelName: 'credential' },
    rateLimit: { enabled: false }, // the caller of `respond` counts wrong tries, by account as well as by address
    advanced: {
      database: { generateId: 'uuid' },
      cookiePrefix: 'duoping',
      useSecureCookies: true,
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, path: '/' },
      ipAddress: { disableIpTracking: true },
    },
  });
  const stores = async () => (await auth.$context).internalAdapter;
  const byId = async (id: Id<'account'>): Promise<Account | undefined> => {
    const row = await (await stores()).findUserById(id);
    return row ? accountFrom(row) : undefined;
  };
  const hashOf = async (password: string) => (await auth.$context).password.hash(password);
  const all = async (): Promise<readonly Account[]> => (await (await stores()).listUsers()).map(accountFrom);

  return {
    async accountOf(headers) {
      const session = await auth.api.getSession({ headers });
      return session ? accountFrom(session.user) : undefined;
    },
    respond(act, { headers, body = {} }) {
      const own = new Headers({ 'content-type': 'application/json', origin: new URL(WITHIN).origin });
      for (const name of ['cookie', 'user-agent']) {
        const value = headers.get(name);
        if (value !== null) own.set(name, value);
      }
      return auth.handler(
        new Request(`${WITHIN}${ACTS[act]}`, { method: 'POST', headers: own, body: JSON.stringify(body) }),
      );
    },
    accounts: all,
    async add(account, password) {
      const users = await stores();
      const email = account.email.toLowerCase();
      if (await users.findUserByEmail(email)) return refuse('email-taken');
      const user = await users.createUser(
        { ...rowOf(account), email, emailVerified: true },
        { method: 'email-password' },
      );
      const hash = await hashOf(password);
      await users.linkAccount({ userId: user.id, accountId: user.id, providerId: 'credential', password: hash });
      return ok(accountFrom(user));
    },
    async setPassword(id, password) {
      const known = await byId(id);
      if (!known) return refuse('unknown-account');
      const users = await stores();
      await users.updatePassword(id, await hashOf(password));
      await users.deleteUserSessions(id);
      return ok(known);
    },
    async remove(id) {
      const accounts = await all();
      const known = accounts.find((account) => account.id === id);
      if (!known) return refuse('unknown-account');
      const operators = accounts.filter(({ role }) => role === 'operator');
      if (known.role === 'operator' && operators.length === 1) return refuse('last-operator');
      const users = await stores();
      await users.deleteUserSessions(id);
      await users.deleteUser(id);
      return ok(known);
    },
  };
}

const rowOf = (account: NewAccount) => ({
  name: account.name,
  role: account.role,
  partner: account.role === 'partner' ? account.partner : null,
});

/** Fails loudly on a row that is neither: nobody must be let in by half a standing. */
function accountFrom(row: object): Account {
  const { id, email, name, role, partner } = row as Record<string, unknown>; // the library's row with our two columns
  const person = { id: asId<'account'>(String(id)), email: String(email), name: String(name) };
  if (role === 'operator') return { ...person, role };
  if (role === 'partner' && typeof partner === 'string' && partner !== '') return { ...person, role, partner };
  throw new Error(`Account ${person.id} has no standing`);
}
