/** What a partner's person may see: that partner's own deliveries, and nothing of anybody else. */
import { asId, isUuid } from '@duoping/kit';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Delivery, DeliveryPorts } from '#deliveries';
import { callingPartner } from './access.ts';
import { refuseWith } from './app.ts';
import { bodyOf, type DeliveryBody, deliveryBody, headOf } from './delivery-shapes.ts';
import { errorBody } from './shapes.ts';

const PARTNER = { access: 'partner', decides: 'public: what the partner itself delivered' } as const;
const security = [{ session: [] }];
const tags = ['portal'];
const errors = { 400: errorBody, 401: errorBody, 404: errorBody };

export function portalRoutes(instance: FastifyInstance, { deliveries }: { deliveries: DeliveryPorts }): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    '/api/portal/deliveries',
    {
      config: PARTNER,
      schema: {
        ...{ operationId: 'listOwnDeliveries', summary: 'The calling partner’s deliveries', tags, security },
        response: { 200: z.array(deliveryBody.omit({ report: true })), ...errors },
      },
    },
    async (request) => {
      const own = callingPartner(request);
      const all = await deliveries.atomically((writes) => writes.deliveries.deliveries(own));
      return all.map((delivery) => ({ ...headOf(delivery), files: [...delivery.files] }));
    },
  );

  app.get(
    '/api/portal/deliveries/:id',
    {
      config: PARTNER,
      schema: {
        ...{
          operationId: 'getOwnDelivery',
          summary: 'One of them, with its findings and what it changed',
          tags,
          security,
        },
        params: z.object({ id: z.string().refine(isUuid, 'is no delivery id') }),
        response: { 200: deliveryBody, ...errors },
      },
    },
    async (request, reply) => {
      const found = await deliveries.atomically((writes) => writes.deliveries.delivery(asId(request.params.id)));
      // Another partner's delivery is answered as one that does not exist.
      return found?.partner === callingPartner(request)
        ? ownBodyOf(found)
        : refuseWith(reply, 404, { reason: 'unknown-delivery' });
    },
  );
}

/** Whom else a title is licensed from, and for when and where, is between that partner and the operator. */
function ownBodyOf(delivery: Delivery): DeliveryBody {
  const body = bodyOf(delivery);
  return { ...body, report: body.report && { ...body.report, diff: { ...body.report.diff, conflicts: [] } } };
}
