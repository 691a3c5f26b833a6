/** One play over HTTP: start, heartbeats, stop, the manifests of what was allowed, and the keys of just those tracks. */
import { asId, formatInstant, type Id, isUuid, type Territory } from '@duoping/kit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { clearKeyLicense } from '#keys';
import {
  type KeysRequest,
  keysForPlay,
  type Lent,
  type Play,
  type PlaybackPorts,
  type Refusal,
  renewPlay,
  runningPlay,
  startPlay,
  stopElsewhere,
  stopPlay,
} from '#playback';
import { callingDevice } from './access.ts';
import { refuseWith } from './app.ts';
import { licenseAnswer, licenseBody, onlyAllowed, openingBody, openingOf } from './opening.ts';
import { otherPlay, refuseEnded, refusePlay, untilText } from './play-refusal.ts';
import { errorBody, instant } from './shapes.ts';

/** What a screen must know of a play that the core doesn't: names, languages, and why the picture isn't taller. */
export interface PlayFacts {
  readonly title: string;
  readonly otherTitle: string;
  readonly formatProfile: string;
  readonly cappedByScreen: boolean;
  readonly audio: readonly { readonly language: string; readonly label: string }[];
  readonly text: readonly { readonly language: string; readonly label: string }[];
  /** Small pictures of the film in one grid; absent when it has none. */
  readonly storyboard?: StoryboardPlace;
}

/** `url` opens with the play's media token, like a segment. Tile n shows the film from n × `everySeconds` on, row by row. */
export interface StoryboardPlace {
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  readonly everySeconds: number;
}

export interface PlayRoutePorts {
  readonly playback: PlaybackPorts;
  readonly territoryOf: (request: FastifyRequest) => Territory | undefined;
  readonly factsOf: (play: Play, language: string | undefined) => Promise<PlayFacts>;
  readonly deviceName: (device: string) => Promise<string>;
  readonly householdOf: (device: string) => Promise<string>;
  /** A manifest of just the play's tracks, by file name; undefined when there is no such file. */
  readonly manifest: (
    play: Play,
    file: string,
  ) => Promise<{ readonly type: string; readonly body: string } | undefined>;
  /** Content keys by kid, 32 hex digits, of an asset. */
  readonly keysOf: (asset: string) => Promise<ReadonlyMap<string, Uint8Array>>;
}

const seconds = z.number().min(0).max(1_000_000);
const beatBody = z.object({
  sequence: z.int().min(0),
  state: z.enum(['playing', 'paused']).default('playing'),
  positionSeconds: seconds,
  watched: z
    .array(z.tuple([seconds, seconds]))
    .max(64)
    .default([]),
});
const leaseSeconds = z.number().meta({
  description: 'How long the lease is, for screens whose clock is wrong: count from when the request was sent',
});
const track = z.object({ language: z.string(), label: z.string() });
const storyboard = z
  .object({
    url: z.string().meta({ description: 'A JPEG; send the media token, as for a segment' }),
    width: z.int(),
    height: z.int(),
    columns: z.int(),
    rows: z.int(),
    everySeconds: z.number().meta({ description: 'Tile n, row by row from 0, shows the film from n times this on' }),
  })
  .meta({ id: 'Storyboard' });
const playBody = z
  .object({
    id: z.string(),
    work: z.string(),
    title: z.string(),
    otherTitle: z.string(),
    positionSeconds: z.number(),
    durationSeconds: z.number(),
    dash: z.string(),
    hls: z.string(),
    clearKey: z.string(),
    mediaToken: z.string(),
    leaseUntil: instant,
    leaseSeconds,
    heartbeatSeconds: z.number(),
    until: instant.nullable().meta({ description: 'Until when this screen may go on, as things stand' }),
    formatProfile: z.string(),
    maxHeight: z.int(),
    cappedByScreen: z.boolean().meta({ description: 'True when the licence allows less here than the media holds' }),
    audio: z.array(track),
    text: z.array(track),
    storyboard: storyboard.optional().meta({ description: 'Absent when the film has none' }),
    opening: openingBody.optional().meta({ description: 'When it was asked for' }),
  })
  .meta({ id: 'Play' });
const lentBody = z
  .object({
    leaseUntil: instant,
    leaseSeconds,
    mediaToken: z.string(),
    heartbeatSeconds: z.number(),
    until: instant.nullable(),
  })
  .meta({ id: 'Lease' });
const errors = {
  400: errorBody,
  401: errorBody,
  403: errorBody,
  404: errorBody,
  409: errorBody,
  410: errorBody,
  503: errorBody,
};
const playId = z.object({ id: z.string().refine(isUuid, 'is no play id') });
const DEVICE = { access: 'device', decides: 'rights' } as const;
const common = { tags: ['playback'], security: [{ device: [] }] };

export function playRoutes(instance: FastifyInstance, ports: PlayRoutePorts): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { playback } = ports;
  // Players send a license request as bytes, or with no type at all; what it holds is JSON all the same.
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 16_384 }, parseJson);
  const device = (request: FastifyRequest): Id<'device'> => asId(callingDevice(request).id);
  const territory = (request: FastifyRequest): Territory | null => ports.territoryOf(request) ?? null;

  app.post(
    '/api/plays',
    {
      config: DEVICE,
      schema: {
        ...common,
        operationId: 'startPlay',
        summary: 'Start to play a title on the calling device',
        body: z.object({
          work: z.string().max(60),
          language: z.string().max(35).optional(),
          open: z.enum(['dash']).optional().meta({
            description: 'Sends manifest and license along, for a player that opens the picture at once',
          }),
          from: z.string().refine(isUuid, 'is no play id').optional().meta({
            description: 'The play of another screen of the household that goes on here: it ends, both or neither',
          }),
        }),
        response: { 201: playBody, ...errors },
      },
    },
    async (request, reply) => {
      const { work, language, open, from } = request.body;
      const started = await startPlay(playback, {
        ...{ device: device(request), work, territory: territory(request) },
        ...withProfile(request),
        ...(from === undefined ? {} : { from: asId<'play'>(from) }),
        keys: open !== undefined,
      });
      if (!started.ok) {
        const others = await Promise.all(started.reason.others.map((play) => otherPlay(ports, play, language)));
        return refusePlay(reply, started.reason, others.length > 0 ? { others } : {});
      }
      const { play, positionMs, keys } = started.value;
      const opening = open && (await openingOf(ports, play, keys));
      const base = `/api/plays/${play.id}`;
      return reply.code(201).send({
        ...(await ports
          .factsOf(play, language)
          .then(({ audio, text, ...facts }) => ({ ...facts, audio: [...audio], text: [...text] }))),
        ...lentOf(started.value),
        id: play.id,
        work: play.work,
        positionSeconds: positionMs / 1000,
        durationSeconds: play.durationMs / 1000,
        dash: `${base}/manifest.mpd`,
        hls: `${base}/master.m3u8`,
        clearKey: `${base}/keys`,
        maxHeight: play.permission.maxHeight,
        ...(opening ? { opening } : {}),
      });
    },
  );

  app.post(
    '/api/plays/:id/heartbeat',
    {
      config: DEVICE,
      schema: {
        ...common,
        operationId: 'renewPlay',
        summary: 'What was watched since the last heartbeat; renews the lease, or says why the play has ended',
        params: playId,
        body: beatBody,
        response: { 200: lentBody, ...errors },
      },
    },
    async (request, reply) => {
      const beat = { ...request.body, watched: request.body.watched };
      const play = asId<'play'>(request.params.id);
      const renewed = await renewPlay(playback, { play, device: device(request), territory: territory(request), beat });
      if (renewed.ok) return lentOf(renewed.value);
      return refuseEnded(reply, renewed.reason, { ports, play, household: asId(callingDevice(request).household) });
    },
  );

  app.post(
    '/api/plays/:id/stop',
    {
      config: DEVICE,
      schema: {
        ...common,
        operationId: 'stopPlay',
        summary: 'Stop, with what was watched last',
        params: playId,
        body: beatBody,
        response: { 204: z.null(), ...errors },
      },
    },
    async (request, reply) => {
      const play = asId<'play'>(request.params.id);
      const stopped = await stopPlay(playback, { play, device: device(request), beat: request.body });
      return stopped.ok ? reply.code(204).send(null) : refusePlay(reply, stopped.reason);
    },
  );

  app.post(
    '/api/plays/:id/stop-elsewhere',
    {
      config: DEVICE,
      schema: {
        ...common,
        operationId: 'stopElsewhere',
        summary: 'Stop what another screen of the household plays, to free its stream',
        params: playId,
        response: { 204: z.null(), ...errors },
      },
    },
    async (request, reply) => {
      const household = asId<'household'>(await ports.householdOf(callingDevice(request).id));
      const stopped = await stopElsewhere(playback, { play: asId(request.params.id), household });
      return stopped.ok ? reply.code(204).send(null) : refusePlay(reply, stopped.reason);
    },
  );

  app.get(
    '/api/plays/:id/:file',
    {
      config: DEVICE,
      schema: {
        ...common,
        operationId: 'manifest',
        summary: 'manifest.mpd (DASH), master.m3u8 and its media playlists (HLS), filtered to what was allowed',
        params: playId.extend({ file: z.string().regex(/^[\w-]{1,80}\.(mpd|m3u8)$/, 'is no manifest') }),
        response: { 200: z.string(), ...errors },
      },
    },
    async (request, reply) => {
      const running = await runningPlay(playback, { play: asId(request.params.id), device: device(request) });
      if (!running.ok) return refusePlay(reply, running.reason, {}, 410);
      const found = await ports.manifest(running.value, request.params.file);
      if (!found) return refuseWith(reply, 404, { reason: 'not-found' });
      return reply
        .type(found.type)
        .serializer((body: string) => body)
        .send(found.body);
    },
  );

  app.post(
    '/api/plays/:id/keys',
    {
      config: DEVICE,
      schema: {
        ...common,
        operationId: 'clearKeyLicense',
        summary: 'W3C ClearKey license for the tracks of a running, permitted play',
        params: playId,
        body: z.object({ kids: z.array(z.string().max(64)).min(1).max(32), type: z.string().max(40).optional() }),
        response: {
          200: licenseBody,
          ...errors,
        },
      },
    },
    async (request, reply) => {
      const kids = request.body.kids.map((kid) => Buffer.from(kid, 'base64url').toString('hex'));
      const allowed = await allowedKeys(request, kids);
      if (!allowed.ok) return refusePlay(reply, allowed.reason);
      const license = clearKeyLicense(request.body, allowed.keys);
      if (!license.ok)
        return refuseWith(reply, license.reason === 'none-allowed' ? 403 : 400, {
          reason: 'no-key',
          detail: license.reason,
        });
      return licenseAnswer(license.value);
    },
  );

  app.get(
    '/api/plays/:id/keys/:kid',
    {
      config: DEVICE,
      schema: {
        ...common,
        operationId: 'identityKey',
        summary: 'One content key, 16 raw bytes, for HLS with KEYFORMAT="identity"',
        params: playId.extend({ kid: z.string().regex(/^[0-9a-f]{32}$/, 'is no kid') }),
        response: { 200: z.unknown().meta({ description: '16 bytes' }), ...errors },
      },
    },
    async (request, reply) => {
      const allowed = await allowedKeys(request, [request.params.kid]);
      if (!allowed.ok) return refusePlay(reply, allowed.reason);
      const key = allowed.keys.get(request.params.kid);
      if (!key) return refuseWith(reply, 403, { reason: 'no-key' });
      return reply.type('application/octet-stream').send(Buffer.from(key));
    },
  );

  async function allowedKeys(
    request: FastifyRequest<{ Params: { id: string } }>,
    kids: readonly string[],
  ): Promise<{ ok: true; keys: ReadonlyMap<string, Uint8Array> } | { ok: false; reason: Refusal }> {
    const play = asId<'play'>(request.params.id);
    const ask: KeysRequest = { play, device: device(request), territory: territory(request), kids };
    const allowed = await keysForPlay(playback, ask);
    if (!allowed.ok) return allowed;
    return { ok: true, keys: onlyAllowed(await ports.keysOf(allowed.value.asset), allowed.value) };
  }
}

/** Who is watching, where the screen says so. */
const withProfile = (request: FastifyRequest): { profile?: Id<'profile'> } => {
  const { profile } = callingDevice(request);
  return profile === undefined ? {} : { profile };
};

function parseJson(
  _request: FastifyRequest,
  body: string | Buffer,
  done: (error: Error | null, value?: unknown) => void,
): void {
  try {
    done(null, JSON.parse(String(body)));
  } catch {
    done(Object.assign(new Error('The body is no JSON'), { statusCode: 400 }));
  }
}

const lentOf = ({ play, leaseUntil, mediaToken, heartbeatSeconds }: Lent) => ({
  leaseUntil: formatInstant(leaseUntil),
  leaseSeconds: (play.lease.until - play.lease.from) / 1000,
  mediaToken,
  heartbeatSeconds,
  until: untilText(play.permission.until),
});
