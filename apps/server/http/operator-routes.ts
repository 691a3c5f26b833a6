/** The operator's side of the API: partners' deliveries, withdrawals, and why a title may or may not be shown. */

import { asId, type Clock, formatInstant, isTerritory, isUuid, parseInstant } from '@duoping/kit';
import { explain, SCREENS, VERBS } from '@duoping/rights';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  type ApplyRefusal,
  applyDelivery,
  type Delivery,
  type DeliveryId,
  type DeliveryPorts,
  type GrantLine,
  openDelivery,
  type ReceiveRefusal,
  receiveFile,
  reviewDelivery,
} from '#deliveries';
import { type LivingRights, type WithdrawPorts, withdraw } from '#licensing';
import { refuseWith } from './app.ts';
import { type DeliveryBody, deliveryBody, errorBody, instant } from './shapes.ts';

export interface OperatorPorts {
  readonly clock: Clock;
  readonly deliveries: DeliveryPorts;
  readonly withdrawal: WithdrawPorts;
  readonly rights: LivingRights;
  /** The works that a partner, or any partner, names by this ALID. */
  readonly worksOf: (alid: string, partner: string | undefined) => readonly string[];
}

const RECEIVE_STATUS = {
  'unknown-partner': 404,
  'unknown-delivery': 404,
  'not-receiving': 409,
  'bad-file-name': 400,
  'too-many-files': 413,
} as const satisfies Record<ReceiveRefusal, number>;

const APPLY_STATUS = {
  'unknown-delivery': 404,
  'already-applied': 409,
  'has-errors': 422,
  'nothing-to-apply': 422,
} as const satisfies Record<ApplyRefusal, number>;

const NO_TITLE = 'public: the operator alone, and no title is shown by it';
const deliveryId = z.object({ id: z.string().refine(isUuid, 'is no delivery id') });
const idOf = (params: { id: string }): DeliveryId => asId(params.id);
const operator = (decides: 'rights' | `public: ${string}`) => ({ decides, access: 'operator' as const });
const errors = { 400: errorBody, 401: errorBody, 404: errorBody, 409: errorBody, 413: errorBody, 422: errorBody };

export function operatorRoutes(instance: FastifyInstance, ports: OperatorPorts): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const security = [{ operator: [] }];
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));

  app.post(
    '/api/deliveries',
    {
      config: operator(NO_TITLE),
      schema: {
        operationId: 'openDelivery',
        summary: 'Open a delivery of one partner',
        tags: ['operating'],
        security,
        body: z.object({ partner: z.string().min(1).max(120), name: z.string().min(1).max(400) }),
        response: { 201: deliveryBody, ...errors },
      },
    },
    async (request, reply) => {
      const opened = await openDelivery(ports.deliveries, request.body);
      if (!opened.ok) return refuseWith(reply, RECEIVE_STATUS[opened.reason], { reason: opened.reason });
      return reply.code(201).send(bodyOf(opened.value));
    },
  );

  app.put(
    '/api/deliveries/:id/files/*',
    {
      config: operator(NO_TITLE),
      bodyLimit: Number.MAX_SAFE_INTEGER, // the object store counts and cuts; the body is never held in memory
      schema: {
        operationId: 'receiveFile',
        summary: 'Send one file of a delivery',
        tags: ['operating'],
        security,
        consumes: ['application/octet-stream'],
        params: z.object({ id: z.string().refine(isUuid, 'is no delivery id'), '*': z.string() }),
        response: { 200: z.object({ name: z.string(), sha256: z.string(), sizeBytes: z.number() }), ...errors },
      },
    },
    async (request, reply) => {
      const file = { name: request.params['*'], bytes: request.body as AsyncIterable<Uint8Array> }; // the parser above hands the stream on
      const received = await receiveFile(ports.deliveries, idOf(request.params), file);
      if (!received.ok) return refuseWith(reply, RECEIVE_STATUS[received.reason], { reason: received.reason });
      return received.value;
    },
  );

  for (const [act, work, summary] of [
    ['review', reviewDelivery, 'Read a delivery and say what applying it would change; changes nothing'],
    ['apply', applyDelivery, 'Apply a delivery, whole or not at all'],
  ] as const) {
    app.post(
      `/api/deliveries/:id/${act}`,
      {
        config: operator(NO_TITLE),
        schema: {
          operationId: `${act}Delivery`,
          summary,
          tags: ['operating'],
          security,
          params: deliveryId,
          response: { 200: deliveryBody, ...errors },
        },
      },
      async (request, reply) => {
        const done = await work(ports.deliveries, idOf(request.params));
        if (!done.ok) return refuseWith(reply, APPLY_STATUS[done.reason], { reason: done.reason });
        return bodyOf(done.value);
      },
    );
  }

  app.get(
    '/api/deliveries/:id',
    {
      config: operator(NO_TITLE),
      schema: {
        operationId: 'getDelivery',
        summary: 'One delivery with its findings and its difference',
        tags: ['operating'],
        security,
        params: deliveryId,
        response: { 200: deliveryBody, ...errors },
      },
    },
    async (request, reply) => {
      const found = await ports.deliveries.atomically(({ deliveries }) => deliveries.delivery(idOf(request.params)));
      return found ? bodyOf(found) : refuseWith(reply, 404, { reason: 'unknown-delivery' });
    },
  );

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
      const { territories, alid, work, partner, ...rest } = request.body;
      const works = alid === undefined ? [work] : ports.worksOf(alid, partner);
      if (works.length === 0) return refuseWith(reply, 404, { reason: 'unknown-work' });
      const withdrawals = [];
      for (const one of works) {
        const scope = { work: one, partner, territories: territories && { include: territories, exclude: [] } };
        const denial = await withdraw(ports.withdrawal, { ...rest, ...scope }, 'operator');
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
      const lifted = await ports.withdrawal.denials.liftDenial(request.params.id, 'operator', ports.clock.now());
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
        }),
        response: { 200: z.record(z.string(), z.unknown()), ...errors },
      },
    },
    async (request, reply) => {
      const { at: asked, ...question } = request.query;
      const at = asked === undefined ? ports.clock.now() : parseInstant(asked);
      if (at === undefined) return refuseWith(reply, 400, { reason: 'bad-request', detail: 'at is not RFC 3339' });
      return { ...explain(ports.rights.current(), question, at), at: formatInstant(at) };
    },
  );
}

/** A delivery as the API tells it. */
export function bodyOf(delivery: Delivery): DeliveryBody {
  const { report } = delivery;
  const line = (entry: GrantLine) => ({
    ...entry,
    screens: [...entry.screens],
    start: formatInstant(entry.start),
    end: entry.end === null ? null : formatInstant(entry.end),
  });
  return {
    id: delivery.id,
    partner: delivery.partner,
    name: delivery.name,
    status: delivery.status,
    receivedAt: formatInstant(delivery.receivedAt),
    files: [...delivery.files],
    report: report && {
      counts: report.counts,
      clauses: report.clauses,
      grants: report.grants,
      findings: report.findings.map(({ where, value, ...rest }) => ({
        ...rest,
        where: { ...where },
        ...(value === undefined ? {} : { value }),
      })),
      diff: {
        appears: report.diff.appears.map(line),
        disappears: report.diff.disappears.map(line),
        changes: report.diff.changes.map(({ before, after }) => ({ before: line(before), after: line(after) })),
        unchanged: report.diff.unchanged,
      },
    },
  };
}
