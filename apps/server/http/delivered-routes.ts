/** From a delivered file's hash, which receipts and statements name, back to the deliveries that brought it. */
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { DeliveryPorts } from '#deliveries';
import { errorBody } from './shapes.ts';

const OPERATOR = {
  access: 'operator',
  decides: 'public: the operator alone, and names of files without a title',
} as const;

export function deliveredRoutes(instance: FastifyInstance, { deliveries }: { deliveries: DeliveryPorts }): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    '/api/delivered/:sha256',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'deliveredIn', summary: 'Deliveries of a partner that brought this file, the newest first' },
        ...{ tags: ['operating'], security: [{ operator: [] }, { session: [] }] },
        params: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/, 'is no SHA-256') }),
        querystring: z.object({ partner: z.string().max(120) }),
        response: {
          200: z.array(z.object({ delivery: z.string(), name: z.string(), status: z.string(), file: z.string() })),
          ...{ 400: errorBody, 401: errorBody },
        },
      },
    },
    async ({ params, query }) => {
      const all = await deliveries.atomically((writes) => writes.deliveries.deliveries(query.partner));
      return all.flatMap(({ id, name, status, files }) => {
        const file = files.find(({ sha256 }) => sha256 === params.sha256);
        return file ? [{ delivery: id, name, status, file: file.name }] : [];
      });
    },
  );
}
