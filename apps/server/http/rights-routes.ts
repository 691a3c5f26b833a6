/** The operator's questions to the rights beside yes and no: what a change would do, what a cut exposes, whose claims collide. */
import { type Instant, ok, parseInstant, type Result, refuse, type Window } from '@duoping/kit';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { RightsQuestion } from '../rights-answers.ts';
import type { RightsDesk } from '../rights-desk.ts';
import { answeredBy } from './answered-by.ts';
import { refuseWith } from './app.ts';
import {
  conflictsBody,
  exposureAsked,
  exposureBody,
  language,
  sourcesBody,
  whatIfAsked,
  whatIfBody,
} from './rights-shapes.ts';
import { errorBody } from './shapes.ts';

const OPERATOR = {
  access: 'operator',
  decides: 'rights',
} as const;
const security = [{ operator: [] }, { session: [] }];
const tags = ['operating'];
const errors = { 400: errorBody, 401: errorBody, 404: errorBody, 413: errorBody };

export interface RightsPorts {
  readonly desk: Pick<RightsDesk, 'ask'>;
}

export function rightsRoutes(instance: FastifyInstance, { desk }: RightsPorts): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  const answer = (reply: FastifyReply, question: RightsQuestion) => answeredBy(desk, reply, question);

  app.get(
    '/api/rights/sources',
    {
      config: OPERATOR,
      schema: {
        operationId: 'rightsSources',
        summary: 'The contracts under which anything is granted now, with their partners',
        ...{ tags, security },
        response: {
          200: sourcesBody,
          ...errors,
        },
      },
    },
    (_request, reply) => answer(reply, { kind: 'sources' }),
  );

  app.post(
    '/api/rights/what-if',
    {
      config: OPERATOR,
      schema: {
        operationId: 'whatIf',
        summary: 'What would open and close, month by month, without contracts or partners, or with a delivery applied',
        ...{ tags, security },
        body: whatIfAsked,
        response: {
          200: whatIfBody,
          ...errors,
        },
      },
    },
    async ({ body }, reply) => {
      const during = duringOf(body);
      if (!during.ok) return refuseWith(reply, 400, { reason: 'bad-request', detail: during.reason });
      return answer(reply, { kind: 'what-if', asked: { ...body, during: during.value } });
    },
  );

  app.post(
    '/api/rights/exposure',
    {
      config: OPERATOR,
      schema: {
        operationId: 'rightsExposure',
        summary: 'What was allowed as known then and is not as known now: titles with their time, and what was watched',
        ...{ tags, security },
        body: exposureAsked,
        response: {
          200: exposureBody,
          ...errors,
        },
      },
    },
    async ({ body }, reply) => {
      const during = duringOf(body);
      if (!during.ok) return refuseWith(reply, 400, { reason: 'bad-request', detail: during.reason });
      return answer(reply, { kind: 'exposure', asked: { ...body, during: during.value } });
    },
  );

  app.get(
    '/api/rights/conflicts',
    {
      config: OPERATOR,
      schema: {
        operationId: 'rightsConflicts',
        summary: 'Claims of two partners on one title, in the places and at the time that both hold',
        ...{ tags, security },
        querystring: z.object({ language }),
        response: {
          200: conflictsBody,
          ...errors,
        },
      },
    },
    ({ query }, reply) => answer(reply, { kind: 'conflicts', language: query.language }),
  );
}

type Ended = Window & { readonly end: Instant };

/** At most ten years, so that a question has an end. */
function duringOf({ since, until }: { since: string; until: string }): Result<Ended, string> {
  const [start, end] = [parseInstant(since), parseInstant(until)];
  if (start === undefined || end === undefined || end <= start)
    return refuse('since must lie before until, both RFC 3339');
  return end - start > 3660 * 86_400_000 ? refuse('at most ten years are looked at') : ok({ start, end });
}
