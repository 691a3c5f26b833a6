/** Partners' deliveries over HTTP: opened, received file by file, reviewed, applied, held, taken back. */
import { asId, isUuid } from '@duoping/kit';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  type ApplyRefusal,
  type DeliveryId,
  deliveryHistory,
  openDelivery,
  type PullPorts,
  type PullRefusal,
  pullDrop,
  type ReceiveRefusal,
  type RollBackRefusal,
  receiveFile,
  rollBackDelivery,
} from '#deliveries';
import type { DeliveryDesk } from '../delivery-desk.ts';
import { callerName } from './access.ts';
import { refuseWith } from './app.ts';
import { bodyOf, deliveryBody, historyBody, historyOf } from './delivery-shapes.ts';
import { BAD_DIGEST, reprSha256 } from './digest-field.ts';
import { errorBody } from './shapes.ts';

const RECEIVE_STATUS = {
  'unknown-partner': 404,
  'unknown-delivery': 404,
  'not-receiving': 409,
  'bad-file-name': 400,
  'too-many-files': 413,
  'digest-differs': 400,
} as const satisfies Record<ReceiveRefusal, number>;

const PULL_STATUS = {
  ...RECEIVE_STATUS,
  'not-allowed': 403,
  'private-address': 403,
  'bad-answer': 502,
  away: 502,
  'too-large': 413,
} as const satisfies Record<PullRefusal, number>;

const APPLY_STATUS = {
  'unknown-delivery': 404,
  'already-applied': 409,
  'rolled-back': 409,
  held: 409,
  'has-errors': 422,
  'nothing-to-apply': 422,
} as const satisfies Record<ApplyRefusal, number>;

const ROLL_BACK_STATUS = {
  'unknown-delivery': 404,
  'not-applied': 409,
  'later-deliveries': 409,
} as const satisfies Record<RollBackRefusal, number>;

const OPERATOR = { access: 'operator', decides: 'public: the operator alone, and no title is shown by it' } as const;
const security = [{ operator: [] }, { session: [] }];
const tags = ['operating'];
const errors = {
  400: errorBody,
  401: errorBody,
  403: errorBody,
  404: errorBody,
  409: errorBody,
  413: errorBody,
  422: errorBody,
};
const deliveryId = z.object({ id: z.string().refine(isUuid, 'is no delivery id') });
const idOf = (params: { id: string }): DeliveryId => asId(params.id);
const reason = z.string().trim().min(1).max(2000);

export function deliveryRoutes(
  instance: FastifyInstance,
  deliveries: PullPorts & { readonly desk: DeliveryDesk },
): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));

  app.post(
    '/api/deliveries',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'openDelivery', summary: 'Open a delivery of one partner', tags, security },
        body: z.object({ partner: z.string().min(1).max(120), name: z.string().min(1).max(400) }),
        response: { 201: deliveryBody, ...errors },
      },
    },
    async (request, reply) => {
      const opened = await openDelivery(deliveries, { ...request.body, by: callerName(request) });
      if (!opened.ok) return refuseWith(reply, RECEIVE_STATUS[opened.reason], { reason: opened.reason });
      return reply.code(201).send(bodyOf(opened.value));
    },
  );

  app.post(
    '/api/deliveries/pull',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'pullDelivery', tags, security },
        summary: 'Fetch a delivery from listed addresses, one file each; it waits for review',
        body: z.strictObject({
          partner: z.string().min(1).max(120),
          name: z.string().min(1).max(400),
          urls: z.array(z.url().max(2000)).min(1).max(1000),
        }),
        response: { 201: deliveryBody, 502: errorBody, ...errors },
      },
    },
    async (request, reply) => {
      const pulled = await pullDrop(deliveries, { ...request.body, by: callerName(request) });
      if (!pulled.ok) return refuseWith(reply, PULL_STATUS[pulled.reason], { reason: pulled.reason });
      return reply.code(201).send(bodyOf(pulled.value));
    },
  );

  app.put(
    '/api/deliveries/:id/files/*',
    {
      config: { ...OPERATOR, longBody: true },
      bodyLimit: Number.MAX_SAFE_INTEGER, // the object store counts and cuts; the body is never held in memory
      schema: {
        ...{ operationId: 'receiveFile', summary: 'Send one file of a delivery', tags, security },
        consumes: ['application/octet-stream'],
        params: z.object({ id: z.string().refine(isUuid, 'is no delivery id'), '*': z.string() }),
        response: { 200: z.object({ name: z.string(), sha256: z.string(), sizeBytes: z.number() }), ...errors },
      },
    },
    async (request, reply) => {
      const sha256 = reprSha256(request.headers);
      if (sha256 === 'unreadable') return refuseWith(reply, 400, { reason: 'bad-request', detail: BAD_DIGEST });
      const bytes = request.body as AsyncIterable<Uint8Array>; // the parser above hands the stream on
      const file = { name: request.params['*'], bytes, ...(sha256 === undefined ? {} : { sha256 }) };
      const received = await receiveFile(deliveries, idOf(request.params), file);
      if (!received.ok) return refuseWith(reply, RECEIVE_STATUS[received.reason], { reason: received.reason });
      return received.value;
    },
  );

  app.post(
    '/api/deliveries/:id/review',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'reviewDelivery', tags, security },
        summary: 'Read a delivery and say what applying it would change; changes nothing',
        params: deliveryId,
        response: { 200: deliveryBody, ...errors },
      },
    },
    async (request, reply) => {
      const done = await deliveries.desk.review(idOf(request.params));
      if (!done.ok) return refuseWith(reply, APPLY_STATUS[done.reason], { reason: done.reason });
      return sendText(reply, done.value.text);
    },
  );

  app.post(
    '/api/deliveries/:id/apply',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'applyDelivery', summary: 'Apply a delivery, whole or not at all', tags, security },
        params: deliveryId,
        body: z
          .strictObject({
            despite: reason.optional().meta({ description: 'A held delivery is meant as it is: why' }),
            leavingOut: reason.optional().meta({ description: 'Apply all but the titles it is held for: why' }),
          })
          .nullish(),
        response: { 200: deliveryBody, ...errors },
      },
    },
    async (request, reply) => {
      const applying = { ...request.body, by: callerName(request) };
      const done = await deliveries.desk.apply(idOf(request.params), applying);
      if (!done.ok) return refuseWith(reply, APPLY_STATUS[done.reason], { reason: done.reason });
      return sendText(reply, done.value.text);
    },
  );

  app.post(
    '/api/deliveries/:id/roll-back',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'rollBackDelivery', tags, security },
        summary: 'Take an applied delivery back: what was before it stands again; nothing is deleted',
        params: deliveryId,
        body: z.strictObject({ reason, withLater: z.boolean().default(false) }),
        response: { 200: z.array(deliveryBody), ...errors },
      },
    },
    async (request, reply) => {
      const id = idOf(request.params);
      const done = await rollBackDelivery(deliveries, id, { ...request.body, by: callerName(request) });
      if (done.ok) return done.value.map(bodyOf);
      const later = done.reason === 'later-deliveries' ? (await deliveryHistory(deliveries, id)).later : [];
      const detail = later.length === 0 ? {} : { detail: later.map((each) => `${each.id} ${each.name}`).join('\n') };
      return refuseWith(reply, ROLL_BACK_STATUS[done.reason], { reason: done.reason, ...detail });
    },
  );

  app.get(
    '/api/deliveries/:id',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'getDelivery', tags, security },
        summary: 'One delivery with its findings and its difference',
        params: deliveryId,
        response: { 200: deliveryBody, ...errors },
      },
    },
    async (request, reply) => {
      const found = await deliveries.atomically((writes) => writes.deliveries.delivery(idOf(request.params)));
      return found ? bodyOf(found) : refuseWith(reply, 404, { reason: 'unknown-delivery' });
    },
  );

  app.get(
    '/api/deliveries/:id/history',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'deliveryHistory', tags, security },
        summary: 'Who did what to a delivery, when and why; and which later deliveries stand on it',
        params: deliveryId,
        response: { 200: historyBody, ...errors },
      },
    },
    async (request) => historyOf(await deliveryHistory(deliveries, idOf(request.params))),
  );
}

/** Written and checked already, where the delivery was read. */
const sendText = (reply: FastifyReply, text: string) =>
  reply.type('application/json; charset=utf-8').send(text) as never; // as: the shape is the schema's, by `bodyTextOf`
