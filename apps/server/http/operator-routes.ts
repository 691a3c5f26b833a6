/** The operator's side of the API: withdrawals, and why a title may or may not be shown. */
import { type Clock, formatInstant, isTerritory, parseInstant } from '@duoping/kit';
import { explain, SCREENS, VERBS } from '@duoping/rights';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type LivingRights, type WithdrawPorts, withdraw } from '#licensing';
import { callerName } from './access.ts';
import { answeredBy } from './answered-by.ts';
import { refuseWith } from './app.ts';
import { type NamedScopePorts, unknownIn } from './named-scope.ts';
import type { RightsPorts } from './rights-routes.ts';
import { errorBody, instant } from './shapes.ts';

export interface OperatorPorts extends NamedScopePorts, RightsPorts {
  readonly clock: Clock;
  readonly withdrawal: WithdrawPorts;
  readonly rights: LivingRights;
  /** The works that a partner, or any partner, names by this ALID. */
  readonly worksOf: (alid: string, partner: string | undefined) => readonly string[];
}

const NO_TITLE = 'public: the operator alone, and no title is shown by it';
const operator = (decides: 'rights' | `public: ${string}`) => ({ decides, access: 'operator' as const });
const errors = { 400: errorBody, 401: errorBody, 404: errorBody, 409: errorBody, 422: errorBody };

export function operatorRoutes(instance: FastifyInstance, ports: OperatorPorts): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const security = [{ operator: [] }];
  app.post(
    '/api/withdrawals',
    {
      config: operator(NO_TITLE),
      schema: {
        operationId: 'withdraw',
        summary: 'Withdraw a title, a contract or a partner: gone from every list at once, running plays end',
        tags: ['operating'],
        security,
        body: z
          .strictObject({
            kind: z.enum(['takedown', 'embargo', 'suspension', 'rating', 'quarantine']).default('takedown'),
            work: z.string().min(1).max(400).optional(),
            alid: z.string().min(1).max(400).optional(),
            partner: z.string().min(1).max(120).optional(),
            contract: z.string().min(1).max(120).optional(),
            territories: z.array(z.string().refine(isTerritory, 'is no territory')).min(1).optional(),
            screens: z.array(z.enum(SCREENS)).min(1).optional(),
            authority: z.string().min(1).max(400),
            case: z.string().max(400).optional(),
            from: instant.optional().meta({ description: 'In force from then on; now, when absent' }),
            until: instant.optional().meta({ description: 'In force until then; until it is lifted, when absent' }),
          })
          .refine(
            (body) => body.work ?? body.alid ?? body.partner ?? body.contract,
            'must name a title, a partner or a contract',
          ),
        response: {
          201: z.object({
            withdrawals: z.array(z.object({ id: z.string(), work: z.string().nullable() })),
            epoch: z.int(),
          }),
          ...errors,
        },
      },
    },
    async (request, reply) => {
      const { territories, alid, work, partner, from, until, ...rest } = request.body;
      const window = { from: instantOf(from), until: instantOf(until) };
      const { from: start = ports.clock.now() } = window;
      if ((from && window.from === undefined) || (until && (window.until === undefined || window.until <= start)))
        return refuseWith(reply, 400, {
          reason: 'bad-request',
          detail: 'from and until are RFC 3339, and until lies after',
        });
      const works = alid === undefined ? [work] : ports.worksOf(alid, partner);
      if (works.length === 0) return refuseWith(reply, 404, { reason: 'unknown-work' });
      const named = { works: works.filter((one) => one !== undefined), partner, contract: rest.contract };
      const unknown = await unknownIn(ports, named);
      if (unknown) return refuseWith(reply, 404, { reason: unknown });
      const withdrawals = [];
      for (const one of works) {
        const limits = { from: start, until: window.until ?? null };
        const scope = {
          ...limits,
          work: one,
          partner,
          territories: territories && { include: territories, exclude: [] },
        };
        const denial = await withdraw(ports.withdrawal, { ...rest, ...scope }, callerName(request));
        withdrawals.push({ id: denial.id, work: denial.scope.work ?? null });
      }
      return reply.code(201).send({ withdrawals, epoch: ports.rights.current().epoch });
    },
  );

  app.delete(
    '/api/withdrawals/:id',
    {
      config: operator(NO_TITLE),
      schema: {
        operationId: 'liftWithdrawal',
        summary: 'Lift a withdrawal; that it was in force stays on record',
        tags: ['operating'],
        security,
        params: z.object({ id: z.string().max(400) }),
        response: { 204: z.null(), ...errors },
      },
    },
    async (request, reply) => {
      const lifted = await ports.withdrawal.denials.liftDenial(
        request.params.id,
        callerName(request),
        ports.clock.now(),
      );
      if (!lifted) return refuseWith(reply, 404, { reason: 'unknown-withdrawal' });
      await ports.withdrawal.announce();
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/rights/explain',
    {
      config: operator('rights'),
      schema: {
        operationId: 'explainRights',
        summary: 'May this be done with this title, and why: every grant, what it fails, and its place in the delivery',
        tags: ['operating'],
        security,
        querystring: z.object({
          work: z.string().max(400),
          territory: z.string().max(12),
          screen: z.enum(SCREENS),
          verb: z.enum(VERBS).default('stream'),
          at: instant.optional(),
          knownAt: instant.optional(),
        }),
        response: { 200: z.record(z.string(), z.unknown()), ...errors },
      },
    },
    async (request, reply) => {
      const { at: asked, knownAt, ...question } = request.query;
      const at = asked === undefined ? ports.clock.now() : parseInstant(asked);
      if (at === undefined) return refuseWith(reply, 400, { reason: 'bad-request', detail: 'at is not RFC 3339' });
      if (knownAt === undefined) return { ...explain(ports.rights.current(), question, at), at: formatInstant(at) };
      const known = parseInstant(knownAt);
      if (known === undefined)
        return refuseWith(reply, 400, { reason: 'bad-request', detail: 'knownAt is not RFC 3339' });
      return answeredBy(ports.desk, reply, { kind: 'explain', request: question, at, knownAt: known });
    },
  );
}

const instantOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : parseInstant(text);
