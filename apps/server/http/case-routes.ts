/** The takedown desk over HTTP: cases with their clocks, what is done about them, their proof; and what authorities approve and stop. */
import { formatInstant, isUuid, parseInstant } from '@duoping/kit';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { describedIn } from '#catalog';
import {
  approveWork,
  type CasePorts,
  type CaseRefusal,
  type ClearanceStore,
  earlierOf,
  hashOfKey,
  noteAct,
  openCase,
  type RightsFactsStore,
  removeForCase,
  restoreForCase,
  type TakedownCase,
} from '#licensing';
import { type ProofPorts, removalOf, takedownProof } from '../takedown-proof.ts';
import { callerName } from './access.ts';
import { refuseWith } from './app.ts';
import { actBody, caseBody, caseId, caseOf, noticeBody, noticeOf } from './case-shapes.ts';
import { type NamedScopePorts, unknownIn } from './named-scope.ts';
import { errorBody, instant } from './shapes.ts';

export interface CaseRoutePorts extends NamedScopePorts {
  readonly cases: CasePorts;
  readonly proof: ProofPorts;
  readonly clearances: ClearanceStore & Pick<RightsFactsStore, 'facts'>;
  /** Long enough that nobody guesses it. */
  readonly newKey: () => string;
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
    const entry = [...ports.library().works.values()].find(({ id }) => id === work);
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

  app.get(
    '/api/clearances',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'listClearances', tags, security },
        summary: 'What authorities must approve, and what they have',
        querystring: z.object(language),
        response: {
          200: z.object({
            rules: z.array(
              z.object({ authority: z.string(), screens: z.array(z.string()), territories: z.array(z.string()) }),
            ),
            clearances: z.array(
              z.object({
                ...{ authority: z.string(), work: z.string(), title: z.string(), reference: z.string() },
                ...{ since: instant, until: instant.nullable() },
              }),
            ),
            stopped: z
              .array(
                z.object({
                  ...{ authority: z.string(), work: z.string(), title: z.string(), by: z.string(), at: instant },
                }),
              )
              .meta({ description: 'What stands stopped: only the authority’s own key lifts it' }),
          }),
          ...errors,
        },
      },
    },
    async ({ query }) => {
      const { clearanceRules, clearances } = await ports.clearances.facts();
      const titleOf = titleIn(query.language);
      return {
        rules: clearanceRules.map(({ authority, screens, territories }) => ({
          ...{ authority, screens: [...screens], territories: [...territories.include] },
        })),
        clearances: clearances.map(({ authority, work, reference, window }) => ({
          ...{ authority, work, reference, title: titleOf(work), since: formatInstant(window.start) },
          until: window.end === null ? null : formatInstant(window.end),
        })),
        stopped: (await ports.clearances.stopped()).map(({ at, ...one }) => ({
          ...{ ...one, title: titleOf(one.work), at: formatInstant(at) },
        })),
      };
    },
  );

  app.post(
    '/api/authorities',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'giveAuthorityKey', tags, security },
        summary:
          'Gives an authority its own key, once and before it stops anything: hand it over, only with it a stop is lifted',
        body: z.strictObject({ authority: z.string().min(1).max(120) }),
        response: { 201: z.object({ authority: z.string(), key: z.string() }), ...errors },
      },
    },
    async (request, reply) => {
      const { authority } = request.body;
      const key = ports.newKey();
      const kept = { authority, hash: hashOfKey(key) };
      const given = await ports.clearances.giveAuthorityKey(kept, callerName(request), cases.clock.now());
      return given.ok ? reply.code(201).send({ authority, key }) : refuseWith(reply, 409, { reason: given.reason });
    },
  );

  app.post(
    '/api/clearances',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'recordClearance', summary: 'An authority approves a title, or stops it', tags, security },
        body: z.discriminatedUnion('act', [
          z.strictObject({
            ...{ act: z.literal('approve'), authority: z.string().min(1).max(120), work: z.string().min(1).max(400) },
            ...{ reference: z.string().min(1).max(400), until: instant.optional() },
            key: z.string().max(200).optional().meta({
              description: 'The authority’s own key: what it has stopped is approved with it and a reason alone',
            }),
            reason: z.string().trim().min(1).max(2000).optional(),
          }),
          z.strictObject({
            act: z.literal('stop'),
            authority: z.string().min(1).max(120),
            work: z.string().min(1).max(400),
          }),
        ]),
        response: { 200: z.object({ changed: z.int() }), ...errors },
      },
    },
    async (request, reply) => {
      const now = cases.clock.now();
      const { act, ...body } = request.body;
      let changed = 1;
      if (act === 'stop') changed = await ports.clearances.stopClearance(body, callerName(request), now);
      else {
        const { authority, work } = body;
        const { reference, until, key, reason } = request.body as Extract<typeof request.body, { act: 'approve' }>; // by the branch
        const end = until === undefined ? null : parseInstant(until);
        if (end === undefined)
          return refuseWith(reply, 400, { reason: 'bad-request', detail: 'until is not RFC 3339' });
        const clearance = { authority, work, reference, window: { start: now, end } };
        const done = await approveWork(
          { clearances: ports.clearances, clock: cases.clock },
          { clearance, by: callerName(request), key, reason },
        );
        if (!done.ok) return refuseWith(reply, 403, { reason: done.reason });
      }
      await cases.announce();
      return { changed };
    },
  );
}
