/** People sign in and out here, and the operator says who may. */
import { asId, type Clock, isUuid } from '@duoping/kit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  type Account,
  PER_ACCOUNT,
  PER_CALLER,
  type SessionAct,
  SHORTEST_PASSWORD,
  type SignIn,
  wrongTries,
} from '#households';
import { callingAccount, isForeign } from './access.ts';
import { refuseWith } from './app.ts';
import { errorBody } from './shapes.ts';

const NO_TITLE = 'public: about people, no title is shown by it';
const ANYONE = { access: 'anyone', decides: NO_TITLE } as const;
const STAFF = { access: 'staff', decides: NO_TITLE } as const;
const OPERATOR = { access: 'operator', decides: NO_TITLE } as const;
const bySession = [{ session: [] }];
const byOperator = [{ operator: [] }, { session: [] }];
const errors = { 400: errorBody, 401: errorBody, 403: errorBody, 404: errorBody, 409: errorBody, 429: errorBody };

const accountBody = z
  .object({ id: z.string(), email: z.string(), name: z.string(), role: z.string(), partner: z.string().nullable() })
  .meta({ id: 'Account' });
const password = z.string().min(1).max(256);
const accountId = z.object({ id: z.string().refine(isUuid, 'is no account id') });

export interface SessionPorts {
  readonly clock: Clock;
  readonly signIn: SignIn;
  /** A password that nobody can guess, to be told once. */
  readonly newPassword: () => string;
}

export function sessionRoutes(instance: FastifyInstance, { clock, signIn, newPassword }: SessionPorts): void {
  const byAccount = wrongTries(clock, PER_ACCOUNT);
  const byCaller = wrongTries(clock, PER_CALLER);
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const tags = ['people'];

  app.post(
    '/api/session',
    {
      config: ANYONE,
      schema: {
        ...{ operationId: 'signIn', summary: 'Sign in by e-mail and password', tags },
        body: z.strictObject({ email: z.email().max(254), password }),
        response: { 200: accountBody, ...errors },
      },
    },
    async (request, reply) => {
      if (isForeign(request)) return refuseWith(reply, 403, { reason: 'foreign-page' });
      const email = request.body.email.toLowerCase();
      const answer = await tryPassword(email, request, () => act('sign-in', request, reply, request.body));
      if (!answer.ok) return refuseSignIn(reply, answer.status);
      const cookie = answer.headers
        .getSetCookie()
        .map((each) => each.split(';')[0])
        .join('; ');
      const account = await signIn.accountOf(new Headers({ cookie }));
      return account ? bodyOf(account) : refuseSignIn(reply, 401);
    },
  );

  app.get(
    '/api/session',
    {
      config: STAFF,
      schema: {
        ...{ operationId: 'currentAccount', summary: 'Who is signed in', tags, security: bySession },
        response: { 200: accountBody, ...errors },
      },
    },
    async (request) => bodyOf(callingAccount(request)),
  );

  app.delete(
    '/api/session',
    {
      config: STAFF,
      schema: {
        ...{ operationId: 'signOut', summary: 'Sign out', tags, security: bySession },
        response: { 204: z.null(), ...errors },
      },
    },
    async (request, reply) => {
      await act('sign-out', request, reply);
      return reply.code(204).send(null);
    },
  );

  app.put(
    '/api/session/password',
    {
      config: STAFF,
      schema: {
        ...{ operationId: 'changePassword', summary: 'Change one’s own password; ends all other sessions', tags },
        security: bySession,
        body: z.strictObject({ current: password, wanted: z.string().min(SHORTEST_PASSWORD).max(256) }),
        response: { 204: z.null(), ...errors },
      },
    },
    async (request, reply) => {
      const { current, wanted } = request.body;
      const body = { currentPassword: current, newPassword: wanted, revokeOtherSessions: true };
      const { email } = callingAccount(request);
      const answer = await tryPassword(email, request, () => act('change-password', request, reply, body));
      return answer.ok ? reply.code(204).send(null) : refuseSignIn(reply, answer.status);
    },
  );

  app.get(
    '/api/accounts',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'listAccounts', summary: 'Everybody who may sign in', tags, security: byOperator },
        response: { 200: z.array(accountBody), ...errors },
      },
    },
    async () => (await signIn.accounts()).map(bodyOf),
  );

  app.post(
    '/api/accounts',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'addAccount', summary: 'Let somebody sign in; the password is told this once', tags },
        security: byOperator,
        body: z.strictObject({
          email: z.email().max(254),
          name: z.string().min(1).max(200),
          /** Absent for the operator's own people. */
          partner: z.string().min(1).max(120).optional(),
        }),
        response: { 201: z.object({ account: accountBody, password: z.string() }), ...errors },
      },
    },
    async (request, reply) => {
      const { partner, ...person } = request.body;
      const once = newPassword();
      const standing = partner === undefined ? { role: 'operator' as const } : { role: 'partner' as const, partner };
      const added = await signIn.add({ ...person, ...standing }, once);
      if (!added.ok) return refuseWith(reply, 409, { reason: added.reason });
      return reply.code(201).send({ account: bodyOf(added.value), password: once });
    },
  );

  app.post(
    '/api/accounts/:id/password',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'resetPassword', summary: 'A new password, told this once; ends all sessions', tags },
        security: byOperator,
        params: accountId,
        response: { 200: z.object({ password: z.string() }), ...errors },
      },
    },
    async (request, reply) => {
      const once = newPassword();
      const set = await signIn.setPassword(asId(request.params.id), once);
      return set.ok ? { password: once } : refuseWith(reply, 404, { reason: set.reason });
    },
  );

  app.delete(
    '/api/accounts/:id',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'removeAccount', summary: 'Somebody may no longer sign in; ends all sessions', tags },
        security: byOperator,
        params: accountId,
        response: { 204: z.null(), ...errors },
      },
    },
    async (request, reply) => {
      const removed = await signIn.remove(asId(request.params.id));
      if (removed.ok) return reply.code(204).send(null);
      return refuseWith(reply, removed.reason === 'last-operator' ? 409 : 404, { reason: removed.reason });
    },
  );

  /** A right password is refused as well while there were too many wrong ones: otherwise guessing would go on. */
  async function tryPassword(email: string, { ip }: FastifyRequest, tried: () => Promise<Response>): Promise<Response> {
    if (byAccount.exhausted(email) || byCaller.exhausted(ip)) return new Response(null, { status: 429 });
    byAccount.count(email);
    byCaller.count(ip);
    const answer = await tried();
    if (answer.ok) byAccount.forget(email);
    return answer;
  }

  async function act(name: SessionAct, request: FastifyRequest, reply: FastifyReply, body?: object): Promise<Response> {
    const headers = new Headers();
    for (const each of ['cookie', 'user-agent'] as const) {
      const value = request.headers[each];
      if (value !== undefined) headers.set(each, value);
    }
    const answer = await signIn.respond(name, body === undefined ? { headers } : { headers, body });
    const cookies = answer.headers.getSetCookie();
    if (cookies.length > 0) reply.header('set-cookie', cookies);
    return answer;
  }
}

/** One answer for an unknown address and a wrong password, so that nobody learns who has an account. */
const refuseSignIn = (reply: FastifyReply, status: number) =>
  status === 429
    ? refuseWith(reply, 429, { reason: 'too-many-attempts' })
    : refuseWith(reply, 401, { reason: 'wrong-password' });

const bodyOf = (account: Account) => ({
  ...{ id: account.id, email: account.email, name: account.name, role: account.role },
  partner: account.role === 'partner' ? account.partner : null,
});
