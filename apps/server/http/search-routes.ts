/** Search for a paired device: titles that may be listed on this screen, here and now, the best match first. */
import type { Clock, Territory } from '@duoping/kit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Library, MATCHES, SEARCH_MODES, type SearchIndex, titleSearch } from '#catalog';
import type { LivingRights } from '#licensing';
import type { Viewer, ViewerAsked } from '../viewing.ts';
import { callingDevice } from './access.ts';
import { refuseWith } from './app.ts';
import { paceOf } from './pace.ts';
import { card, errorBody } from './shapes.ts';
import { type CardPorts, cardBody } from './viewer-routes.ts';

export interface SearchPorts extends CardPorts {
  readonly clock: Clock;
  readonly rights: LivingRights;
  readonly library: () => Library;
  readonly search: () => SearchIndex;
  readonly territoryOf: (request: FastifyRequest) => Territory | undefined;
  readonly viewerOf: (who: ViewerAsked) => Promise<Viewer>;
}

/** A person presses some ten keys a second at most. */
const PACE = { burst: 30, perSecond: 10, callers: 10_000 };
const MOST_TITLES = 60;
const LONGEST_QUERY = 100;

/** Why search alone refuses; who may ask and from where is refused as everywhere. */
export const SEARCH_REFUSALS = ['too-many-requests'] as const;

const found = card
  .extend({
    match: z
      .enum(MATCHES)
      .meta({ description: 'How the title was met, the best first: this is the order of the answer' }),
    reading: z.array(z.string()).meta({ description: 'The syllables by which it was met; empty when as written' }),
  })
  .meta({ id: 'FoundTitle' });

export function searchRoutes(instance: FastifyInstance, ports: SearchPorts): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const titles = titleSearch();
  const pace = paceOf(ports.clock, PACE);

  app.get(
    '/api/search',
    {
      config: { access: 'device', decides: 'rights' },
      schema: {
        operationId: 'search',
        summary: 'Titles by name, pinyin, first letters or keypad digits, of those that may be shown here and now',
        tags: ['viewing'],
        security: [{ device: [] }],
        querystring: z.object({
          q: z.string().max(LONGEST_QUERY).meta({ description: 'What was typed so far; nothing finds nothing' }),
          mode: z
            .enum(SEARCH_MODES)
            .default('text')
            .meta({ description: 't9: digits may also stand for the letters beside them on a keypad' }),
          limit: z.coerce.number().int().min(1).max(MOST_TITLES).default(24),
          language: z.string().max(35).optional(),
        }),
        response: {
          200: z.object({ titles: z.array(found) }).meta({ id: 'SearchAnswer' }),
          ...{ 400: errorBody, 401: errorBody, 403: errorBody, 429: errorBody, 503: errorBody },
        },
      },
    },
    async (request, reply) => {
      const { id, profile } = callingDevice(request);
      if (!pace.allows(id)) return refuseWith(reply.header('retry-after', '1'), 429, { reason: SEARCH_REFUSALS[0] });
      const territory = ports.territoryOf(request);
      if (territory === undefined) return refuseWith(reply, 403, { reason: 'unknown-territory' });
      const { q, mode, limit, language } = request.query;
      const viewer = await ports.viewerOf({ device: id, profile, territory, language });
      const shop = { library: ports.library(), rights: ports.rights.current(), search: ports.search() };
      const answers = titles.find(shop, { text: q, mode, limit }, { viewer, at: ports.clock.now() });
      return {
        titles: answers.map(({ card: entry, match, reading }) => ({
          ...cardBody(ports, viewer, entry),
          match,
          reading: [...reading],
        })),
      };
    },
  );
}
