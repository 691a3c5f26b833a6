/** A household's own hand on its profiles, from any of its paired screens. */
import { asId, type Id } from '@duoping/kit';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  addProfile,
  type HouseholdStore,
  MOST_PROFILES,
  type ProfileRefusal,
  removeProfile,
  renameProfile,
} from '#households';
import { callingDevice } from './access.ts';
import { refuseWith } from './app.ts';
import { errorBody } from './shapes.ts';

export interface ProfileRoutePorts {
  readonly households: HouseholdStore;
  readonly ids: { next<Kind extends string>(): Id<Kind> };
  /** Forgets where a profile was in everything that it began. */
  readonly forgetMarks: (profile: Id<'profile'>) => Promise<void>;
}

const STATUS: Readonly<Record<ProfileRefusal, 404 | 409 | 422>> = {
  'unknown-profile': 404,
  'last-profile': 409,
  'too-many-profiles': 409,
  'bad-name': 422,
};

const LONGEST_TEXT = 200;
const profile = z.object({ id: z.string(), name: z.string(), language: z.string() }).meta({ id: 'Profile' });
const named = z.object({ name: z.string().max(LONGEST_TEXT) });
const errors = { 400: errorBody, 401: errorBody, 403: errorBody, 404: errorBody, 409: errorBody, 422: errorBody };
const config = { access: 'device', decides: 'public: names who may watch here and no title' } as const;
const about = { tags: ['viewing'], security: [{ device: [] }] };
const params = z.object({ profile: z.string().max(60) });

export function profileRoutes(instance: FastifyInstance, ports: ProfileRoutePorts): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { households } = ports;

  app.post(
    '/api/profiles',
    {
      config,
      schema: {
        operationId: 'addProfile',
        summary: `Adds somebody who watches here; at most ${MOST_PROFILES} a household`,
        ...about,
        body: named.extend({ language: z.enum(['zh-CN', 'en']) }),
        response: { 201: profile, ...errors, 503: errorBody },
      },
    },
    async (request, reply) => {
      const household = asId<'household'>(callingDevice(request).household);
      const added = await addProfile(ports, { household, ...request.body });
      if (!added.ok) return refuseWith(reply, STATUS[added.reason], { reason: added.reason });
      const { id, name, language } = added.value;
      return reply.code(201).send({ id, name, language });
    },
  );

  app.patch(
    '/api/profiles/:profile',
    {
      config,
      schema: {
        operationId: 'renameProfile',
        summary: 'Calls a profile otherwise',
        ...about,
        params,
        body: named,
        response: { 200: profile, ...errors, 503: errorBody },
      },
    },
    async (request, reply) => {
      const household = asId<'household'>(callingDevice(request).household);
      const renamed = await renameProfile(households, { household, id: asId(request.params.profile), ...request.body });
      if (!renamed.ok) return refuseWith(reply, STATUS[renamed.reason], { reason: renamed.reason });
      const { id, name, language } = renamed.value;
      return { id, name, language };
    },
  );

  app.delete(
    '/api/profiles/:profile',
    {
      config,
      schema: {
        operationId: 'removeProfile',
        summary: 'Removes a profile and its places in films; what it plays ends. The last one stays',
        ...about,
        params,
        response: { 204: z.null(), ...errors, 503: errorBody },
      },
    },
    async (request, reply) => {
      const household = asId<'household'>(callingDevice(request).household);
      const id = asId<'profile'>(request.params.profile);
      const removed = await removeProfile(households, { household, id });
      if (!removed.ok) return refuseWith(reply, STATUS[removed.reason], { reason: removed.reason });
      await ports.forgetMarks(id);
      return reply.code(204).send(null);
    },
  );
}
