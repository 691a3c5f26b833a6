/**
 * Resumable uploads (draft-ietf-httpbis-resumable-upload, interop version 8): a file is begun, asked how far it is, and
 * continued from there. What was acknowledged is on the disk. No interim responses: a sender that wants to be able to
 * resume begins with an empty piece.
 */
import { asId, isUuid } from '@duoping/kit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  appendUpload,
  cancelUpload,
  MAX_FILE_BYTES,
  openUpload,
  type UploadPorts,
  type UploadRefusal,
  type UploadState,
  uploadState,
} from '#deliveries';
import { refuseWith } from './app.ts';
import { BAD_DIGEST, reprSha256 } from './digest-field.ts';
import { errorBody } from './shapes.ts';

const STATUS = {
  'unknown-partner': 404,
  'unknown-delivery': 404,
  'unknown-upload': 404,
  'not-receiving': 409,
  'offset-differs': 409,
  'upload-busy': 409,
  'bad-file-name': 400,
  'length-differs': 400,
  'digest-differs': 400,
  'too-large': 413,
  'too-many-files': 413,
} as const satisfies Record<UploadRefusal, number>;

const OPERATOR = {
  access: 'operator',
  decides: 'public: the operator alone, and no title is shown by it',
  longBody: true,
} as const;
const security = [{ operator: [] }, { session: [] }];
const tags = ['operating'];
const errors = { 400: errorBody, 401: errorBody, 404: errorBody, 409: errorBody, 413: errorBody };
const received = z.object({ name: z.string(), sha256: z.string(), sizeBytes: z.number() });
const LIMIT = `max-size=${MAX_FILE_BYTES}`;
const PIECE = 'application/partial-upload';
const upload = z.object({ upload: z.string().refine(isUuid, 'is no upload id') });

export function uploadRoutes(instance: FastifyInstance, ports: UploadPorts): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.addContentTypeParser(['application/octet-stream', PIECE], (_request, payload, done) => done(null, payload));

  app.post(
    '/api/deliveries/:id/files/*',
    {
      config: OPERATOR,
      bodyLimit: Number.MAX_SAFE_INTEGER, // counted where it is kept
      schema: {
        ...{
          operationId: 'beginUpload',
          summary: 'Begin a resumable upload of one file of a delivery',
          tags,
          security,
        },
        consumes: ['application/octet-stream'],
        params: z.object({ id: z.string().refine(isUuid, 'is no delivery id'), '*': z.string() }),
        response: { 201: z.union([received, z.null()]), ...errors },
      },
    },
    async (request, reply) => {
      const complete = flagOf(request, 'upload-complete');
      const sha256 = reprSha256(request.headers);
      const length = numberOf(request, 'upload-length');
      if (complete === undefined || length === 'unreadable') return refuseField(reply);
      if (sha256 === 'unreadable') return refuseWith(reply, 400, { reason: 'bad-request', detail: BAD_DIGEST });
      const { id, '*': name } = request.params;
      const about = { delivery: asId<'Delivery'>(id), name, sizeBytes: length ?? null, sha256: sha256 ?? null };
      const opened = await openUpload(ports, about);
      if (!opened.ok) return refuseWith(reply, STATUS[opened.reason], { reason: opened.reason });
      reply.header('location', `/api/uploads/${opened.value}`);
      const appended = await appendUpload(ports, opened.value, { offset: 0, complete, bytes: bodyOf(request) });
      if (!appended.ok) return refuseWith(reply, STATUS[appended.reason], { reason: appended.reason });
      return tell(reply, appended.value).code(201).send(appended.value.file);
    },
  );

  app.head(
    '/api/uploads/:upload',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'uploadState', summary: 'How far an upload has come', tags, security },
        params: upload,
        response: { 204: z.null(), ...errors },
      },
    },
    async (request, reply) => {
      const state = await uploadState(ports, request.params.upload);
      if (!state.ok) return refuseWith(reply, STATUS[state.reason], { reason: state.reason });
      return tell(reply, state.value).header('cache-control', 'no-store').code(204).send(null);
    },
  );

  app.patch(
    '/api/uploads/:upload',
    {
      config: OPERATOR,
      bodyLimit: Number.MAX_SAFE_INTEGER, // counted where it is kept
      schema: {
        ...{ operationId: 'continueUpload', summary: 'Send the next piece of an upload', tags, security },
        consumes: [PIECE],
        params: upload,
        response: { 200: received, 204: z.null(), ...errors },
      },
    },
    async (request, reply) => {
      const [complete, offset] = [flagOf(request, 'upload-complete'), numberOf(request, 'upload-offset')];
      if (complete === undefined || offset === undefined || offset === 'unreadable') return refuseField(reply);
      const piece = { offset, complete, bytes: bodyOf(request) };
      const appended = await appendUpload(ports, request.params.upload, piece);
      if (appended.ok) {
        const { file } = appended.value;
        tell(reply, appended.value);
        return file ? reply.code(200).send(file) : reply.code(204).send(null);
      }
      const state = await uploadState(ports, request.params.upload);
      if (state.ok) tell(reply, state.value);
      return refuseWith(reply, STATUS[appended.reason], { reason: appended.reason });
    },
  );

  app.delete(
    '/api/uploads/:upload',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'cancelUpload', summary: 'Give an upload up', tags, security },
        params: upload,
        response: { 204: z.null(), ...errors },
      },
    },
    async (request, reply) => {
      const gone = await cancelUpload(ports, request.params.upload);
      if (!gone.ok) return refuseWith(reply, STATUS[gone.reason], { reason: gone.reason });
      return reply.code(204).send(null);
    },
  );
}

function tell(reply: FastifyReply, { offset, sizeBytes, file }: UploadState): FastifyReply {
  reply.headers({ 'upload-offset': offset, 'upload-complete': file ? '?1' : '?0', 'upload-limit': LIMIT });
  return sizeBytes === null ? reply : reply.header('upload-length', sizeBytes);
}

const refuseField = (reply: FastifyReply): FastifyReply =>
  refuseWith(reply, 400, {
    reason: 'bad-request',
    detail: 'Upload-Complete, Upload-Offset or Upload-Length is missing or unreadable',
  });

/** A structured field's boolean (RFC 9651). */
function flagOf({ headers }: FastifyRequest, name: string): boolean | undefined {
  return { '?1': true, '?0': false }[String(headers[name]).trim()];
}

function numberOf({ headers }: FastifyRequest, name: string): number | 'unreadable' | undefined {
  const text = headers[name];
  if (text === undefined) return undefined;
  return /^\d{1,15}$/.test(String(text)) ? Number(text) : 'unreadable';
}

async function* bodyOf({ body }: FastifyRequest): AsyncIterable<Uint8Array> {
  if (body) yield* body as AsyncIterable<Uint8Array>; // the parser above hands the stream on
}
