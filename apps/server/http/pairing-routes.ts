/** RFC 8628: a screen without a keyboard asks for a code, somebody of the household approves it, the screen gets its token. */
import { asId, formatInstant } from '@duoping/kit';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  approvePairing,
  type EntryRefusal,
  type PairingPorts,
  type PollRefusal,
  pollPairing,
  previewPairing,
  requestPairing,
} from '#devices';
import { callingDevice } from './access.ts';
import { refuseWith } from './app.ts';
import { errorBody, instant } from './shapes.ts';

const DEVICE_CODE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const NO_TITLE = 'public: pairing shows no title';

const POLL_STATUS = {
  authorization_pending: 400,
  slow_down: 400,
  expired_token: 400,
  access_denied: 400,
  invalid_grant: 400,
  invalid_client: 401,
} as const satisfies Record<PollRefusal, number>;

export const ENTRY_STATUS = {
  'wrong-code': 404,
  'too-many-attempts': 429,
} as const satisfies Record<EntryRefusal, number>;

export interface PairingRoutePorts {
  readonly pairing: PairingPorts;
  /** The household of a paired device, which may approve others into it. */
  readonly householdOf: (device: string) => Promise<string>;
  /** Where a viewer opens the code, as seen from outside. */
  readonly verificationUri: (asked: { readonly host: string; readonly protocol: string }) => string;
}

export function pairingRoutes(instance: FastifyInstance, ports: PairingRoutePorts): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 16_384 },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  const oauthError = z.object({ error: z.string() });

  app.post(
    '/api/device_authorization',
    {
      config: { access: 'anyone', decides: NO_TITLE },
      schema: {
        operationId: 'deviceAuthorization',
        summary: 'RFC 8628 §3.1: a device asks for a code to show',
        tags: ['pairing'],
        consumes: ['application/x-www-form-urlencoded'],
        body: z.object({ client_id: z.string().max(120), device_name: z.string().max(200).default('') }),
        response: {
          200: z.object({
            device_code: z.string(),
            user_code: z.string(),
            verification_uri: z.string(),
            verification_uri_complete: z.string(),
            expires_in: z.int(),
            interval: z.int(),
          }),
          401: oauthError,
          400: errorBody,
        },
      },
    },
    async (request, reply) => {
      const offer = await requestPairing(ports.pairing, {
        model: request.body.client_id,
        // A page that knows no better name than its model's id gets the model's own name.
        deviceName: request.body.device_name === request.body.client_id ? '' : request.body.device_name,
      });
      if (!offer.ok) return oauthRefusal(reply, 401, offer.reason);
      const { deviceCode, userCode, expiresInSeconds, intervalSeconds } = offer.value;
      const uri = ports.verificationUri(request);
      return {
        device_code: deviceCode,
        user_code: userCode,
        verification_uri: uri,
        verification_uri_complete: `${uri}?code=${userCode}`,
        expires_in: expiresInSeconds,
        interval: intervalSeconds,
      };
    },
  );

  app.post(
    '/api/token',
    {
      config: { access: 'anyone', decides: NO_TITLE },
      schema: {
        operationId: 'token',
        summary: 'RFC 8628 §3.4: the device asks whether it was approved',
        tags: ['pairing'],
        consumes: ['application/x-www-form-urlencoded'],
        body: z.object({ grant_type: z.string(), device_code: z.string().max(200), client_id: z.string().max(120) }),
        response: {
          200: z.object({ access_token: z.string(), token_type: z.literal('Bearer'), device_id: z.string() }),
          400: z.union([oauthError, errorBody]),
          401: oauthError,
        },
      },
    },
    async (request, reply) => {
      const { grant_type: grantType, device_code: deviceCode, client_id: model } = request.body;
      if (grantType !== DEVICE_CODE_GRANT) return oauthRefusal(reply, 400, 'unsupported_grant_type');
      const polled = await pollPairing(ports.pairing, { deviceCode, model });
      if (!polled.ok) return oauthRefusal(reply, POLL_STATUS[polled.reason], polled.reason);
      return {
        access_token: polled.value.accessToken,
        token_type: 'Bearer' as const,
        device_id: polled.value.device.id,
      };
    },
  );

  const waiting = z.object({ deviceName: z.string(), model: z.string(), screen: z.string(), requestedAt: instant });
  const errors = { 401: errorBody, 404: errorBody, 429: errorBody };

  app.get(
    '/api/pairings/:code',
    {
      config: { access: 'device', decides: NO_TITLE },
      schema: {
        operationId: 'previewPairing',
        summary: 'Which device waits behind a code, to be looked at before approving it',
        tags: ['pairing'],
        security: [{ device: [] }],
        params: z.object({ code: z.string().max(20) }),
        response: { 200: waiting, ...errors },
      },
    },
    async (request, reply) => {
      const approver = callingDevice(request).id;
      const found = await previewPairing(ports.pairing, { userCode: request.params.code, approver });
      if (!found.ok) return refuseWith(reply, ENTRY_STATUS[found.reason], { reason: found.reason });
      const { deviceName, model, requestedAt } = found.value;
      return { deviceName, model: model.name, screen: model.screen, requestedAt: formatInstant(requestedAt) };
    },
  );

  app.post(
    '/api/pairings/:code/approval',
    {
      config: { access: 'device', decides: NO_TITLE },
      schema: {
        operationId: 'approvePairing',
        summary: 'Approve the waiting device into the household of the calling one',
        tags: ['pairing'],
        security: [{ device: [] }],
        params: z.object({ code: z.string().max(20) }),
        response: { 200: z.object({ deviceName: z.string() }), ...errors },
      },
    },
    async (request, reply) => {
      const approver = callingDevice(request).id;
      const household = asId<'household'>(await ports.householdOf(approver));
      const approved = await approvePairing(ports.pairing, { userCode: request.params.code, household, approver });
      return approved.ok
        ? approved.value
        : refuseWith(reply, ENTRY_STATUS[approved.reason], { reason: approved.reason });
    },
  );

  app.post(
    '/api/households/:household/pairings/:code/approval',
    {
      config: { access: 'operator', decides: NO_TITLE },
      schema: {
        operationId: 'approvePairingFor',
        summary: 'Approve the waiting device into a household, as the operator',
        tags: ['operating'],
        security: [{ operator: [] }],
        params: z.object({ household: z.string().max(60), code: z.string().max(20) }),
        response: { 200: z.object({ deviceName: z.string() }), ...errors },
      },
    },
    async (request, reply) => {
      const { code: userCode, household } = request.params;
      const approved = await approvePairing(ports.pairing, {
        userCode,
        household: asId(household),
        approver: 'operator',
      });
      return approved.ok
        ? approved.value
        : refuseWith(reply, ENTRY_STATUS[approved.reason], { reason: approved.reason });
    },
  );
}

/** OAuth's own shape of an error (RFC 6749 §5.2), which stock clients look for. */
const oauthRefusal = (reply: FastifyReply, status: number, error: string) =>
  reply
    .code(status)
    .header('content-type', 'application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({ error });
