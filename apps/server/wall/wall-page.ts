/** The living room at `/`, in the demo: four screens of one household side by side, and what to try. For this machine alone. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { isCountry, MINUTE_MS, type Territory } from '@duoping/kit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type WithdrawPorts, withdraw } from '#licensing';
import { refuseWith } from '../http/app.ts';
import { fontRoutes } from './fonts.ts';
import { type HappeningPorts, happening, type Move } from './happening.ts';

const PAGE = { access: 'anyone', decides: 'public: frames around screens that ask for themselves, no title' } as const;
const TOLD = {
  access: 'anyone',
  decides: "public: the demo's own records, told to this machine alone; what they name was allowed or withdrawn before",
} as const;
const ACT = { access: 'anyone', decides: 'public: takes titles away or moves the demo, shows none' } as const;
const CONTENT_SECURITY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; frame-src 'self'; connect-src 'self'; img-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";
/** What the demo takes away comes back by itself, so that it can be tried again. */
const AWAY_MS = 3 * MINUTE_MS;

/** How many of the household's moves are remembered. */
const MOST_MOVES = 20;

export interface WallPorts extends HappeningPorts {
  readonly withdrawal: WithdrawPorts;
  readonly isLocal: (request: FastifyRequest) => boolean;
  /** Where the demo household is, and how it goes elsewhere. */
  readonly place: () => Territory;
  readonly move: (territory: Territory) => void;
}

export async function wallPage(instance: FastifyInstance, ports: WallPorts): Promise<void> {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const schema = { hide: true };
  const moves: Move[] = [];
  const pages = [
    { path: '/', file: 'wall.html', type: 'text/html; charset=utf-8' },
    { path: '/wall.css', file: 'wall.css', type: 'text/css; charset=utf-8' },
    { path: '/wall/carry.css', file: 'carry.css', type: 'text/css; charset=utf-8' },
    ...['wall.mjs', 'now.mjs', 'carry.mjs', 'words.mjs'].map((file) => ({
      ...{ path: `/wall/${file}`, file, type: 'text/javascript; charset=utf-8' },
    })),
  ];
  for (const { path, file, type } of pages) {
    const body = await readFile(fileURLToPath(new URL(file, import.meta.url)), 'utf8');
    app.get(path, { config: PAGE, schema }, async (_request, reply) =>
      reply.type(type).header('content-security-policy', CONTENT_SECURITY).send(body),
    );
  }

  await fontRoutes(app);

  app.get(
    '/demo/happening',
    { config: TOLD, schema: { ...schema, querystring: z.object({ language: z.enum(['zh-CN', 'en']) }) } },
    async (request, reply) =>
      ports.isLocal(request) ? happening(ports, moves, request.query.language) : refuse(reply),
  );

  app.post(
    '/demo/withdrawals',
    { config: ACT, schema: { ...schema, body: z.object({ work: z.uuid(), inSeconds: z.int().min(0).max(600) }) } },
    async (request, reply) => {
      if (!mayAct(request)) return refuse(reply);
      const from = ports.clock.now() + request.body.inSeconds * 1000;
      const kind = request.body.inSeconds === 0 ? 'takedown' : 'embargo';
      const { work } = request.body;
      await withdraw(ports.withdrawal, { kind, work, from, until: from + AWAY_MS, authority: 'demo' }, 'demo');
      return reply.code(204).send();
    },
  );

  app.post(
    '/demo/place',
    { config: ACT, schema: { ...schema, body: z.object({ territory: z.string().refine(isCountry) }) } },
    async (request, reply) => {
      if (!mayAct(request)) return refuse(reply);
      const { territory } = request.body;
      ports.move(territory);
      moves.unshift({ at: ports.clock.now(), territory });
      moves.splice(MOST_MOVES);
      return reply.code(204).send();
    },
  );

  app.get('/demo/place', { config: ACT, schema }, async (request, reply) =>
    ports.isLocal(request) ? { territory: ports.place() } : refuse(reply),
  );

  /** Another site's page must not act in this browser's name. */
  const mayAct = (request: FastifyRequest): boolean => {
    const site = request.headers['sec-fetch-site'];
    return ports.isLocal(request) && (site === undefined || site === 'same-origin');
  };
}

const refuse = (reply: FastifyReply): FastifyReply => refuseWith(reply, 403, { reason: 'not-local' });
