/** The calendar of events over HTTP: what is said of premieres and broadcasts, what waits for them, and what saying one would do. */
import { asId, parseInstant } from '@duoping/kit';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { describedIn, type Library, offerKey, offersOf } from '#catalog';
import { type DeliveryPorts, type SaidEvent, type SayEventRefusal, sayEvent, supposeEvent } from '#deliveries';
import type { EventId, EventScope, EventStore, GrantStore } from '#licensing';
import { callerName } from './access.ts';
import { refuseWith } from './app.ts';
import { lineOf } from './delivery-shapes.ts';
import {
  afterCursor,
  cursorOf,
  eventBody,
  eventOf,
  saidBody,
  scopeOf,
  scopeQuery,
  supposedBody,
  waitingBody,
  waitingOf,
} from './event-shapes.ts';
import { type NamedScopePorts, unknownIn } from './named-scope.ts';
import { errorBody } from './shapes.ts';

export interface EventRoutePorts extends NamedScopePorts {
  readonly deliveries: DeliveryPorts;
  readonly events: EventStore;
  readonly grants: Pick<GrantStore, 'waitingGrants' | 'countWaiting'>;
  readonly library: () => Library;
}

const OPERATOR = {
  access: 'operator',
  decides: 'public: the operator alone, and what rights hang on is shown, no title',
} as const;
const shared = { tags: ['operating'], security: [{ operator: [] }, { session: [] }] };
const errors = { 400: errorBody, 401: errorBody, 403: errorBody, 404: errorBody, 409: errorBody };
const STATUS = { 'unknown-partner': 404, 'other-words': 409 } as const satisfies Record<SayEventRefusal, number>;
const language = z.string().max(35).default('en');
const limit = z.coerce.number().int().min(1).max(500).default(100);

export function eventRoutes(instance: FastifyInstance, ports: EventRoutePorts): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.post(
    '/api/events',
    {
      config: OPERATOR,
      schema: {
        ...shared,
        ...{ operationId: 'sayEvent', summary: 'Say when an event happens, or take it back: what hangs on it follows' },
        body: saidBody,
        querystring: z.object({ language }),
        response: {
          ...{ 200: sayingBody, 201: sayingBody },
          ...errors,
        },
      },
    },
    async (request, reply) => {
      const said = saidIn(request.body, callerName(request));
      const unknown = await unknownWork(ports, said.scope);
      if (unknown) return refuseWith(reply, 404, { reason: unknown });
      const done = await sayEvent(ports.deliveries, said);
      if (!done.ok) return refuseWith(reply, STATUS[done.reason], { reason: done.reason });
      const { fact, ...rest } = done.value;
      const title = titleOf(ports.library(), fact.scope, request.query.language);
      return reply.code(rest.added ? 201 : 200).send({ event: eventOf(fact, title), ...rest });
    },
  );

  app.post(
    '/api/events/suppose',
    {
      config: OPERATOR,
      schema: {
        ...shared,
        ...{ operationId: 'supposeEvent', summary: 'What saying it would open, close and change; says nothing' },
        body: saidBody,
        querystring: z.object({ language }),
        response: { 200: supposedBody, ...errors },
      },
    },
    async (request, reply) => {
      const said = saidIn(request.body, callerName(request));
      const unknown = await unknownWork(ports, said.scope);
      if (unknown) return refuseWith(reply, 404, { reason: unknown });
      const supposed = await supposeEvent(ports.deliveries, said);
      if (!supposed.ok) return refuseWith(reply, STATUS[supposed.reason], { reason: supposed.reason });
      const partners = supposed.value.map(({ partner, diff, waiting }) => {
        const line = (one: Parameters<typeof lineOf>[0]) => {
          const title = titleOf(ports.library(), { partner, alid: one.alid }, request.query.language);
          return lineOf({ ...one, title });
        };
        return {
          ...{ partner, opens: diff.appears.map(line), closes: diff.disappears.map(line) },
          changes: diff.changes.map(({ before, after }) => ({ before: line(before), after: line(after) })),
          waits: waiting,
        };
      });
      return { partners };
    },
  );

  app.get(
    '/api/events',
    {
      config: OPERATOR,
      schema: {
        ...shared,
        ...{ operationId: 'listEvents', summary: 'What was said of events and when, the newest first' },
        querystring: z.object({ ...scopeQuery, after: z.uuid().optional(), limit, language }),
        response: { 200: z.object({ events: z.array(eventBody), next: z.string().nullable() }), ...errors },
      },
    },
    async ({ query }) => {
      const scope = scopeOf(query);
      const found = await ports.events.history({
        limit: query.limit,
        ...(scope === undefined ? {} : { scope }),
        ...(query.after === undefined ? {} : { after: asId<'Event'>(query.after) }),
      });
      const events = found.map((fact) => eventOf(fact, titleOf(ports.library(), fact.scope, query.language)));
      return { events, next: found.length === query.limit ? (found.at(-1)?.id ?? null) : null };
    },
  );

  app.get(
    '/api/events/waiting',
    {
      config: OPERATOR,
      schema: {
        ...shared,
        ...{ operationId: 'listWaiting', summary: 'Clauses that wait for an event, by partner and title' },
        querystring: z
          .object({ partner: z.string().max(400).optional(), after: z.string().max(2000).optional() })
          .extend({
            ...{ limit, language },
          }),
        response: {
          200: z.object({ total: z.int(), waiting: z.array(waitingBody), next: z.string().nullable() }),
          ...errors,
        },
      },
    },
    async ({ query }, reply) => {
      const after = query.after === undefined ? undefined : afterCursor(query.after);
      if (query.after !== undefined && after === undefined)
        return refuseWith(reply, 400, { reason: 'bad-request', detail: 'after is not from this list' });
      const partner = query.partner === undefined ? {} : { partner: query.partner };
      const found = await ports.grants.waitingGrants({ ...partner, ...(after ? { after } : {}), limit: query.limit });
      const last = found.length === query.limit ? found.at(-1) : undefined;
      return {
        total: await ports.grants.countWaiting(query.partner),
        waiting: found.map((grant) => waitingOf(grant, titleOf(ports.library(), grant, query.language))),
        next: last ? cursorOf(last) : null,
      };
    },
  );
}

const sayingBody = z.object({
  event: eventBody,
  added: z.boolean().meta({ description: 'False when it was said before' }),
  ended: z.int().meta({ description: 'Grants that ended by it, and clauses that waited' }),
  begun: z.int().meta({ description: 'Grants that stand since, and clauses that wait since' }),
});

function saidIn(body: z.infer<typeof saidBody>, by: string): SaidEvent {
  const scope = scopeOf(body);
  const at = body.at === null ? null : parseInstant(body.at);
  if (scope === undefined || at === undefined) throw new Error('The body was read and names no event');
  const { kind, territory, note } = body;
  const id: { readonly id?: EventId } = body.id === undefined ? {} : { id: asId<'Event'>(body.id) };
  return { ...id, kind, scope, territory, at, note, by };
}

/** An EIDR may be told of a title that is still to come; a work of the catalog's own must be known. */
const unknownWork = async (ports: NamedScopePorts, scope: EventScope) =>
  'work' in scope && !scope.work.startsWith('10.5240/') ? unknownIn(ports, { works: [scope.work] }) : undefined;

function titleOf(library: Library, scope: EventScope, wanted: string): string {
  const work =
    'alid' in scope
      ? offersOf(library).get(offerKey(scope.partner, scope.alid))
      : [...library.works.values()].find(
          ({ id, offers }) => id === scope.work || offers.some(({ eidr }) => eidr === scope.work),
        );
  const own = 'alid' in scope ? scope.alid : scope.work;
  return (work && describedIn(work.descriptions, wanted)?.title) ?? own;
}
