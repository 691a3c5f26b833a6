/** Health and the description of the API itself. */
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { refuseWith } from './app.ts';
import { errorBody } from './shapes.ts';

export interface HealthPorts {
  /** What keeps the server from doing its work; empty when it is ready. */
  readonly troubles: () => Promise<readonly string[]>;
}

export function platformRoutes(instance: FastifyInstance, ports: HealthPorts): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    '/healthz',
    {
      config: { access: 'anyone', decides: 'public: says whether the server works, no title' },
      schema: {
        operationId: 'health',
        summary: '200 when the server is ready',
        tags: ['platform'],
        response: { 200: z.object({ status: z.literal('ready') }), 503: errorBody },
      },
    },
    async (_request, reply) => {
      const troubles = await ports.troubles();
      if (troubles.length === 0) return { status: 'ready' as const };
      return refuseWith(reply, 503, { reason: 'not-ready', detail: troubles.join('; ') });
    },
  );
  app.get(
    '/openapi.json',
    { config: { access: 'anyone', decides: 'public: the description of the API, no title' }, schema: { hide: true } },
    () => instance.swagger(),
  );
}
