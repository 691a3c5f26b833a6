/** The takedown desk over HTTP: cases with their clocks, what is done about them, their proof. */
import { asId, isUuid } from '@duoping/kit';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { describedIn } from '#catalog';
import {
  type CasePorts,
  type CaseRefusal,
  earlierOf,
  noteAct,
  openCase,
  removeForCase,
  restoreForCase,
  type TakedownCase,
} from '#licensing';
import { type ProofPorts, removalOf, takedownProof } from '../takedown-proof.ts';
import { callerName } from './access.ts';
import { refuseWith } from './app.ts';
import { actBody, caseBody, caseId, caseOf, noticeBody, noticeOf } from './case-shapes.ts';
import { type NamedScopePorts, unknownIn } from './named-scope.ts';
import { errorBody } from './shapes.ts';

export interface CaseRoutePorts extends NamedScopePorts {
  readonly cases: CasePorts;
  readonly proof: ProofPorts;
}

const STATUS = {
  'unknown-case': 404,
  'nothing-named': 400,
  incomplete: 422,
  'already-removed': 409,
  'not-removed': 409,
  'no-counter-notice': 409,
  'not-countered': 409,
  'suit-filed': 409,
  'too-early': 409,
  'case-ended': 409,
} as const satisfies Record<CaseRefusal, number>;

const OPERATOR = {
  access: 'operator',
  decides: 'public: the operator alone, who must name what is taken down',
} as const;
const security = [{ operator: [] }, { session: [] }];
const tags = ['operating'];
const errors = { 400: errorBody, 401: errorBody, 403: errorBody, 404: errorBody, 409: errorBody, 422: errorBody };
const params = z.object({ id: z.string().refine(isUuid, 'is no case id') });
const language = { language: z.string().max(35).default('en') };

export function caseRoutes(instance: FastifyInstance, ports: CaseRoutePorts): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { cases } = ports;

  const titleIn = (wanted: string) => (work: string) => {
    const entry = ports.library().works.get(asId(work));
    return (entry && describedIn(entry.descriptions, wanted)?.title) ?? work;
  };
  async function told(found: TakedownCase, wanted: string) {
    const others = (await all()).filter(({ id }) => id !== found.id);
    const earlier = found.notice.regime === 'cn-468' ? earlierOf(found.notice, others)?.id : undefined;
    return caseOf(found, { clocks: cases.clocks, titleOf: titleIn(wanted), earlier });
  }
  const all = () => cases.atomically((writes) => writes.cases.all());
  const find = (id: string) => cases.atomically((writes) => writes.cases.find(caseId(id)));

  app.post(
    '/api/takedowns',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'openTakedown', tags, security },
        summary:
          'Open a takedown case from a notice; removes at once where that is asked for and the notice is complete',
        querystring: z.object(language),
        body: noticeBody,
        response: { 201: caseBody, ...errors },
      },
    },
    async (request, reply) => {
      const by = callerName(request);
      const unknown = await unknownIn(ports, request.body.scope);
      if (unknown) return refuseWith(reply, 404, { reason: unknown });
      const opened = await openCase(cases, noticeOf(request.body, cases.clock.now()), by);
      if (!opened.ok) return refuseWith(reply, STATUS[opened.reason], { reason: opened.reason });
      const removed = request.body.remove ? await removeForCase(cases, opened.value.id, { by }) : opened;
      // An incomplete notice is a case all the same: it is answered with what it lacks.
      const { value } = removed.ok ? removed : opened;
      return reply.code(201).send(await told(value, request.query.language));
    },
  );

  app.get(
    '/api/takedowns',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'listTakedowns', summary: 'Takedown cases, the newest first', tags, security },
        querystring: z.object(language),
        response: { 200: z.array(caseBody), ...errors },
      },
    },
    async ({ query }) => {
      const found = await all();
      const titleOf = titleIn(query.language);
      return found.map((each) => caseOf(each, { clocks: cases.clocks, titleOf, earlier: undefined }));
    },
  );

  app.get(
    '/api/takedowns/:id',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'getTakedown', summary: 'One takedown case with its clocks', tags, security },
        ...{ params, querystring: z.object(language) },
        response: { 200: caseBody, ...errors },
      },
    },
    async (request, reply) => {
      const found = await find(request.params.id);
      return found ? told(found, request.query.language) : refuseWith(reply, 404, { reason: 'unknown-case' });
    },
  );

  app.post(
    '/api/takedowns/:id/acts',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'actOnTakedown', tags, security },
        summary: 'Do or note the next thing: remove, forward, counter-notice, suit, restore, close',
        ...{ params, querystring: z.object(language), body: actBody },
        response: { 200: caseBody, ...errors },
      },
    },
    async (request, reply) => {
      const [id, by, act] = [caseId(request.params.id), callerName(request), request.body];
      const done =
        act.act === 'removed'
          ? await removeForCase(cases, id, { by, despite: act.despite })
          : act.act === 'restored'
            ? await restoreForCase(cases, id, { by, because: act.because })
            : await noteAct(cases, id, act, by);
      if (!done.ok) return refuseWith(reply, STATUS[done.reason], { reason: done.reason });
      return told(done.value, request.query.language);
    },
  );

  app.get(
    '/api/takedowns/:id/removal',
    {
      config: OPERATOR,
      schema: {
        ...{
          operationId: 'takedownRemoval',
          summary: 'Which nodes and which plays followed a removal, and when',
          tags,
          security,
        },
        params,
        response: { 200: z.object({ removal: z.record(z.string(), z.unknown()).nullable() }), ...errors },
      },
    },
    async (request, reply) => {
      const found = await find(request.params.id);
      return found ? removalOf(ports.proof, found) : refuseWith(reply, 404, { reason: 'unknown-case' });
    },
  );

  app.get(
    '/api/takedowns/:id/proof',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'takedownProof', tags, security },
        summary: 'The signed proof of a takedown: who, when, which nodes and devices followed',
        params,
        response: {
          200: z.object({
            proof: z.record(z.string(), z.unknown()),
            signature: z.object({ key: z.string(), over: z.string(), ed25519: z.string() }),
          }),
          ...errors,
        },
      },
    },
    async (request, reply) => {
      const found = await find(request.params.id);
      if (!found) return refuseWith(reply, 404, { reason: 'unknown-case' });
      const { proof, signature } = await takedownProof(ports.proof, found);
      reply.header('content-disposition', `attachment; filename="takedown-${found.id}.json"`);
      return { proof: proof as Record<string, unknown>, signature }; // as: an object, by takedownProof
    },
  );
}
