/** What the screens of one household tell each other: what they play, to go on there, to steer it, to send it on. */
import { asId, type Clock, formatInstant, type Id, isUuid, type Territory } from '@duoping/kit';
import { SCREENS, type Screen } from '@duoping/rights';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  householdPlays,
  isRunning,
  type Order,
  offerPlay,
  offersTo,
  ordersFor,
  type RemotePorts,
  steerPlay,
  whyNot,
} from '#playback';
import { callingDevice } from './access.ts';
import { refuseWith } from './app.ts';
import { paceOf } from './pace.ts';
import { type OtherPlays, refuseEnded, refusePlay } from './play-refusal.ts';
import { errorBody, instant } from './shapes.ts';

export interface HouseholdRoutePorts extends OtherPlays, RemotePorts {
  readonly clock: Clock;
  readonly territoryOf: (request: FastifyRequest) => Territory | undefined;
  /** The household's paired screens, longest paired first. */
  readonly screensOf: (household: string) => Promise<readonly HouseholdScreen[]>;
  /** The rights that pages are made by now: another number when a title may have come or gone. */
  readonly rightsEpoch: () => number;
}

export interface HouseholdScreen {
  readonly id: string;
  readonly name: string;
  readonly screen: Screen;
}

/** A thumb presses some five times a second at most. */
const PACE = { burst: 20, perSecond: 5, callers: 10_000 };
const FURTHEST_SKIP_SECONDS = 3600;
/** Screens of one household that are offered; a household has a handful. */
const MOST_SCREENS = 30;

const refused = z
  .string()
  .nullable()
  .meta({ description: 'Why it could not go on at that screen, a word of docs/errors.md; null when it could' });
const householdPlay = z
  .object({
    id: z.string(),
    work: z.string(),
    title: z.string(),
    deviceId: z.string(),
    deviceName: z.string(),
    screen: z.enum(SCREENS),
    here: z.boolean().meta({ description: 'Is it the calling screen that plays it?' }),
    offered: z.boolean().meta({ description: 'Another screen sent it to the calling one' }),
    moving: z.boolean(),
    positionSeconds: z.number(),
    durationSeconds: z.number(),
    since: instant,
    refused,
  })
  .meta({ id: 'HouseholdPlay' });
const pagesAsOf = z
  .string()
  .meta({ description: 'Another one when pages that stand on the screen could look different: ask for them again' });
const order = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['play', 'pause']), number: z.int() }),
  z.object({ kind: z.literal('skip'), seconds: z.int(), number: z.int() }),
]);
const errors = { 400: errorBody, 401: errorBody, 403: errorBody, 404: errorBody, 410: errorBody, 503: errorBody };
const playId = z.object({ id: z.string().refine(isUuid, 'is no play id') });
const common = { tags: ['household'], security: [{ device: [] }] };
const RIGHTS = { access: 'device', decides: 'rights' } as const;

export function householdRoutes(instance: FastifyInstance, ports: HouseholdRoutePorts): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const pace = paceOf(ports.clock, PACE);
  const caller = (request: FastifyRequest) => {
    const { id, household } = callingDevice(request);
    return { device: asId<'device'>(id), household: asId<'household'>(household) };
  };
  const territory = (request: FastifyRequest): Territory | null => ports.territoryOf(request) ?? null;
  const idOf = ({ params }: { params: { id: string } }): Id<'play'> => asId(params.id);

  app.get(
    '/api/household/plays',
    {
      config: RIGHTS,
      schema: {
        ...common,
        operationId: 'householdPlays',
        summary: 'What the screens of the calling device’s household play now, and what may go on here',
        querystring: z.object({ language: z.string().max(35).optional() }),
        response: { 200: z.object({ plays: z.array(householdPlay), pagesAsOf }), ...errors },
      },
    },
    async (request) => {
      const { device } = caller(request);
      const running = await householdPlays(ports.playback, { device, territory: territory(request) });
      const offered = running.some(({ play }) => play.device !== device) ? await offersTo(ports, device) : [];
      const plays = await Promise.all(
        running.map(async ({ play, positionMs, refused: why }) => ({
          id: play.id,
          work: play.work,
          title: (await ports.factsOf(play, request.query.language)).title,
          deviceId: play.device,
          deviceName: await ports.deviceName(play.device),
          screen: play.screen,
          here: play.device === device,
          offered: play.device !== device && offered.includes(play.id),
          moving: play.heard.moving === true,
          positionSeconds: positionMs / 1000,
          durationSeconds: play.durationMs / 1000,
          since: formatInstant(play.startedAt),
          refused: why?.reason ?? null,
        })),
      );
      return { plays, pagesAsOf: `${ports.rightsEpoch()}.${territory(request) ?? ''}` };
    },
  );

  app.get(
    '/api/plays/:id/screens',
    {
      config: RIGHTS,
      schema: {
        ...common,
        operationId: 'screensForPlay',
        summary: 'The household’s other screens, and which of them may take the play over',
        params: playId,
        response: {
          200: z.object({
            screens: z.array(z.object({ id: z.string(), name: z.string(), screen: z.enum(SCREENS), refused })),
          }),
          ...errors,
        },
      },
    },
    async (request, reply) => {
      const { household } = caller(request);
      const play = await ports.playback.plays.byId(idOf(request));
      if (play?.household !== household || !isRunning(play, ports.clock.now()))
        return refuseWith(reply, 404, { reason: 'unknown-play' });
      const others = (await ports.screensOf(household)).filter(({ id }) => id !== play.device).slice(0, MOST_SCREENS);
      const screens = await Promise.all(
        others.map(async ({ id, name, screen }) => {
          const ask = { device: asId<'device'>(id), territory: territory(request) };
          const why = await whyNot(ports.playback, ask, play);
          return { id, name, screen, refused: why?.reason ?? null };
        }),
      );
      return { screens };
    },
  );

  app.post(
    '/api/plays/:id/offer',
    {
      config: RIGHTS,
      schema: {
        ...common,
        operationId: 'offerPlay',
        summary: 'Send a running play to another screen of the household, which is asked to go on with it',
        params: playId,
        body: z.object({ deviceId: z.string().max(60) }),
        response: { 204: z.null(), ...errors, 429: errorBody },
      },
    },
    async (request, reply) => {
      const { device, household } = caller(request);
      if (!pace.allows(device)) return refuseWith(reply.header('retry-after', '1'), 429, TOO_MANY);
      const to = { device: asId<'device'>(request.body.deviceId), territory: territory(request) };
      const offered = await offerPlay(ports, { play: idOf(request), household, to });
      return offered.ok ? reply.code(204).send(null) : refusePlay(reply, offered.reason);
    },
  );

  app.post(
    '/api/plays/:id/orders',
    {
      config: { access: 'device', decides: 'public: names no title, and starts or prolongs nothing' },
      schema: {
        ...common,
        operationId: 'steerPlay',
        summary: 'Steer what another screen of the household plays; said again with the same id, it counts once',
        params: playId,
        body: z.object({
          id: z.string().min(1).max(60).meta({ description: 'Made by the caller, once for each press' }),
          kind: z.enum(['play', 'pause', 'skip']),
          seconds: z
            .int()
            .min(-FURTHEST_SKIP_SECONDS)
            .max(FURTHEST_SKIP_SECONDS)
            .optional()
            .meta({ description: 'How far on, or back when negative; with skip' }),
        }),
        response: { 204: z.null(), ...errors, 429: errorBody },
      },
    },
    async (request, reply) => {
      const { device, household } = caller(request);
      if (!pace.allows(device)) return refuseWith(reply.header('retry-after', '1'), 429, TOO_MANY);
      const { id, kind, seconds = 0 } = request.body;
      const given: Order = kind === 'skip' ? { kind, seconds } : { kind };
      const steered = await steerPlay(ports, { play: idOf(request), household, id, order: given });
      return steered.ok ? reply.code(204).send(null) : refusePlay(reply, steered.reason, {}, 410);
    },
  );

  app.get(
    '/api/plays/:id/orders',
    {
      config: { access: 'device', decides: 'public: names no title, and starts or prolongs nothing' },
      schema: {
        ...common,
        operationId: 'ordersFor',
        summary: 'What other screens want the calling one to do with its play, or why that has ended',
        params: playId,
        querystring: z.object({
          after: z.coerce.number().int().min(0).default(0).meta({ description: 'Number of the last one carried out' }),
        }),
        response: { 200: z.object({ orders: z.array(order) }), ...errors },
      },
    },
    async (request, reply) => {
      const { device, household } = caller(request);
      const play = idOf(request);
      const heard = await ordersFor(ports, { play, device, after: request.query.after });
      if (!heard.ok) return refuseEnded(reply, heard.reason, { ports, play, household });
      return { orders: heard.value.map((one) => ({ ...one })) };
    },
  );
}

const TOO_MANY = { reason: 'too-many-requests' };
