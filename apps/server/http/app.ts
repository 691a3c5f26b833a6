/** The HTTP server: safe headers, declared routes, one shape for errors. Which routes there are is the caller's matter. */
import swagger from '@fastify/swagger';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { isDiskFull } from '../disk.ts';
import { boundBodies } from './body-deadline.ts';
import { type DeclaredRoute, requireDeclarations } from './route.ts';

export interface HttpOptions {
  readonly trustedProxies: readonly string[];
  /** Where a failure of ours is told; the caller of the API gets a bare sentence. */
  readonly onFailure: (error: Error, what: { method: string; url: string }) => void;
}

const BODY_MS = 30_000;

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'",
  'cache-control': 'no-store',
} as const;

export async function httpApp(
  options: HttpOptions,
): Promise<{ app: FastifyInstance; routes: readonly DeclaredRoute[] }> {
  const app = Fastify({
    logger: false,
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    bodyLimit: 1024 * 1024,
    requestTimeout: 0, // a film takes as long as it takes; boundBodies below bounds all others
    routerOptions: { maxParamLength: 400 },
    return503OnClosing: true,
    forceCloseConnections: true,
  });
  const routes = requireDeclarations(app);
  boundBodies(app, BODY_MS);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Duoping',
        version: '0.1.0',
        description: 'Licensed video on every screen: storefront, playback, deliveries and rights of one operator.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/', description: 'This installation' }],
      tags: [
        { name: 'pairing', description: 'RFC 8628: a screen without a keyboard joins a household' },
        { name: 'viewing', description: 'What a paired device may list and show' },
        { name: 'playback', description: 'One play from start to stop' },
        { name: 'people', description: 'Who works with this installation: sign-in and accounts' },
        { name: 'portal', description: 'A partner’s own view' },
        { name: 'operating', description: 'Partners, deliveries, rights and withdrawals' },
        { name: 'evidence', description: 'The append-only log of receipts: checkpoints, proofs, exports' },
        { name: 'platform', description: 'Health and description of this server' },
      ],
      components: {
        securitySchemes: {
          device: { type: 'http', scheme: 'bearer', description: 'The access token that pairing gave the device' },
          session: {
            ...{ type: 'apiKey', in: 'cookie', name: '__Secure-duoping.session_token' },
            description: 'The cookie that signing in sets',
          },
          operator: { type: 'http', scheme: 'bearer', description: 'The operator token in DUOPING_HOME/secrets' },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  app.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) if (!reply.hasHeader(name)) reply.header(name, value);
  });
  app.setNotFoundHandler((_request, reply) => refuseWith(reply, 404, { reason: 'not-found' }));
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error.validation || (error.statusCode !== undefined && error.statusCode < 500)) {
      return refuseWith(reply, error.statusCode ?? 400, { reason: 'bad-request', detail: error.message });
    }
    options.onFailure(error, { method: request.method, url: request.routeOptions.url ?? 'unknown route' });
    if (isDiskFull(error)) {
      return refuseWith(reply, 507, {
        reason: 'disk-full',
        detail: "The server's disk is full. Nothing that was there is harmed; free some space and send this again.",
      });
    }
    if (isOutage(error)) {
      const detail = "The server can't reach its data at the moment. Try again; it comes back by itself.";
      return refuseWith(reply.header('retry-after', '2'), 503, { reason: 'unavailable', detail });
    }
    return refuseWith(reply, 500, {
      reason: 'failed',
      detail: 'Something went wrong here; the log of the server says what.',
    });
  });
  return { app, routes };
}

/** The one shape of every refusal. */
export function refuseWith(
  reply: FastifyReply,
  status: number,
  error: { reason: string } & Record<string, unknown>,
): FastifyReply {
  return reply
    .code(status)
    .header('content-type', 'application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({ error });
}

/** The database is away: the caller did nothing wrong and may try again. */
function isOutage(error: Error & { code?: string }): boolean {
  return /^(ECONN|EPIPE|ETIMEDOUT|EIO|57P0|08|53)/.test(error.code ?? '') || /timeout|terminated/i.test(error.message);
}
