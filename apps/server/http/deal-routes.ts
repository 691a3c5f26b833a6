/** Partners, contracts and the content plan, as the operator states them. Versions are added and never changed. */
import type { Clock } from '@duoping/kit';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type DealStore, readContentPlan, readContract } from '#deals';
import { type AmendRefusal, amendContract, type DeliveryPorts } from '#deliveries';
import { refuseWith } from './app.ts';
import { errorBody } from './shapes.ts';

const OPERATOR = { access: 'operator', decides: 'public: the operator alone, and no title is shown by it' } as const;
const security = [{ operator: [] }];
const errors = { 400: errorBody, 401: errorBody, 404: errorBody, 409: errorBody };
const partnerBody = z
  .object({ id: z.string(), name: z.string(), names: z.record(z.string(), z.string()), illustrative: z.boolean() })
  .meta({ id: 'Partner' });
const AMEND_STATUS = { 'unknown-partner': 404, 'other-terms': 409 } as const satisfies Record<AmendRefusal, number>;
const document = z.record(z.string(), z.unknown());

export function dealRoutes(
  instance: FastifyInstance,
  ports: { deals: DealStore; deliveries: DeliveryPorts; clock: Clock },
): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { deals, deliveries, clock } = ports;

  app.put(
    '/api/partners/:id',
    {
      config: OPERATOR,
      schema: {
        operationId: 'putPartner',
        summary: 'Add a partner, or rename it',
        tags: ['operating'],
        security,
        params: z.object({
          id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens'),
        }),
        body: z.strictObject({
          name: z.string().min(1).max(200),
          names: z.record(z.string().max(35), z.string().max(200)).default({}),
          illustrative: z.boolean().default(false),
        }),
        response: { 200: partnerBody, ...errors },
      },
    },
    async (request) => {
      const partner = { id: request.params.id, ...request.body };
      await deals.savePartner(partner);
      return partner;
    },
  );

  app.get(
    '/api/partners',
    {
      config: OPERATOR,
      schema: {
        operationId: 'listPartners',
        summary: 'All partners',
        tags: ['operating'],
        security,
        response: { 200: z.array(partnerBody), ...errors },
      },
    },
    async () => (await deals.partners()).map((partner) => ({ ...partner, names: { ...partner.names } })),
  );

  app.post(
    '/api/contracts',
    {
      config: OPERATOR,
      schema: {
        operationId: 'addContract',
        summary: 'Add a version of a contract: nothing is granted beyond it from now on, whenever it was delivered',
        tags: ['operating'],
        security,
        body: document,
        response: {
          201: z.object({ id: z.string(), version: z.int(), added: z.boolean(), amended: z.int() }),
          ...errors,
        },
      },
    },
    async (request, reply) => {
      const contract = readContract(request.body);
      if (!contract.ok) return refuseWith(reply, 400, { reason: 'bad-contract', detail: contract.reason });
      const { id, version } = contract.value.terms;
      const amended = await amendContract(deliveries, contract.value);
      if (!amended.ok) return refuseWith(reply, AMEND_STATUS[amended.reason], { reason: amended.reason });
      return reply.code(201).send({ id, version, ...amended.value });
    },
  );

  app.post(
    '/api/content-plans',
    {
      config: OPERATOR,
      schema: {
        operationId: 'saveContentPlan',
        summary: 'State the content plan: envelopes and commitments, in whole minor units',
        tags: ['operating'],
        security,
        body: document,
        response: { 201: z.object({ id: z.string() }), ...errors },
      },
    },
    async (request, reply) => {
      const plan = readContentPlan(request.body);
      if (!plan.ok) return refuseWith(reply, 400, { reason: 'bad-plan', detail: plan.reason });
      await deals.savePlan(plan.value, clock.now());
      return reply.code(201).send({ id: plan.value.id });
    },
  );
}
