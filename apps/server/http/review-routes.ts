/** A delivery as a person reviews it: what it comes to, the partner's own rows with what was found in them, and what viewers will see. */
import { isUuid } from '@duoping/kit';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DIFF_ACTS } from '#deliveries';
import type { ReviewQuestion } from '../review-answers.ts';
import type { ReviewDesk } from '../review-desk.ts';
import { answeredBy } from './answered-by.ts';
import { linesBody, reviewBody, rowsBody } from './delivery-shapes.ts';
import { errorBody } from './shapes.ts';

const OPERATOR = {
  access: 'operator',
  decides: 'public: the operator alone, who may see what viewers may not',
} as const;
const security = [{ operator: [] }, { session: [] }];
const tags = ['operating'];
const errors = { 400: errorBody, 401: errorBody, 404: errorBody };
const params = z.object({ id: z.string().refine(isUuid, 'is no delivery id') });
const pageOf = {
  from: z.coerce.number().int().min(0).default(0),
  count: z.coerce.number().int().min(1).max(500).default(100),
};

export function reviewRoutes(instance: FastifyInstance, { desk }: { readonly desk: Pick<ReviewDesk, 'ask'> }): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const answer = (reply: FastifyReply, question: ReviewQuestion) => answeredBy(desk, reply, question);

  app.get(
    '/api/deliveries/:id/review',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'getReview', summary: 'What a delivery comes to, without its lines', tags, security },
        params,
        response: { 200: reviewBody, ...errors },
      },
    },
    ({ params }, reply) => answer(reply, { kind: 'review', id: params.id }),
  );

  app.get(
    '/api/deliveries/:id/rows',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'getDeliveredRows', tags, security },
        summary: 'The rows of one delivered file as the partner sees them, with what was found in each',
        params,
        querystring: z.object({
          ...{ file: z.string().min(1).max(400), sheet: z.string().max(400).optional() },
          ...{ only: z.enum(['all', 'found']).default('all'), ...pageOf },
        }),
        response: { 200: rowsBody, ...errors },
      },
    },
    ({ params, query }, reply) => answer(reply, { kind: 'rows', id: params.id, asked: query }),
  );

  app.get(
    '/api/deliveries/:id/lines',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'getDiffLines', tags, security },
        summary: 'What viewers will see appear, disappear and change, by screen and territory',
        params,
        querystring: z.object({
          ...{ act: z.enum(DIFF_ACTS).optional(), screen: z.string().max(20).optional() },
          ...{ territory: z.string().max(12).optional(), ...pageOf },
        }),
        response: { 200: linesBody, ...errors },
      },
    },
    ({ params, query }, reply) => answer(reply, { kind: 'lines', id: params.id, asked: query }),
  );
}
