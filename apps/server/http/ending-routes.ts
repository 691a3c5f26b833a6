/** Which of all titles end soon: looked through a slice at a time, so that nobody else waits, and kept for a minute. */
import { setImmediate as breathe } from 'node:timers/promises';
import { type Clock, DAY_MS, formatInstant, type Instant, MINUTE_MS } from '@duoping/kit';
import { type RightsIndex, SCREENS, type Screen } from '@duoping/rights';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { describedIn, endingOf, type Library, otherTitle, type WorkEntry } from '#catalog';
import { errorBody, instant } from './shapes.ts';

const SLICE = 1000;
const MOST_TOLD = 200;
const MOST_ANSWERS = 8;

export interface EndingPorts {
  readonly clock: Clock;
  readonly rights: { current(): RightsIndex };
  readonly library: () => Library;
}

interface Ending {
  readonly work: WorkEntry;
  readonly end: Instant;
}

export function endingRoutes(instance: FastifyInstance, ports: EndingPorts): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const kept = new Map<
    string,
    { at: Instant; library: Library; index: RightsIndex; found: Promise<readonly Ending[]> }
  >();

  function endings(ask: { territory: string; screen: Screen; days: number }): Promise<readonly Ending[]> {
    const [at, library, index] = [ports.clock.now(), ports.library(), ports.rights.current()];
    const key = JSON.stringify([ask.territory, ask.screen, ask.days]);
    const before = kept.get(key);
    if (before && before.library === library && before.index === index && at - before.at < MINUTE_MS)
      return before.found;
    const found = lookThrough({ library, index }, { ...ask, at });
    kept.delete(key);
    kept.set(key, { at, library, index, found });
    const [oldest] = kept.keys();
    if (kept.size > MOST_ANSWERS && oldest !== undefined) kept.delete(oldest);
    return found;
  }

  app.get(
    '/api/rights/ending',
    {
      config: { access: 'operator', decides: 'rights' },
      schema: {
        ...{ operationId: 'endingSoon', summary: 'Titles that may be streamed now and end soon, the next one first' },
        ...{ tags: ['operating'], security: [{ operator: [] }, { session: [] }] },
        querystring: z.object({
          ...{ territory: z.string().max(12), screen: z.enum(SCREENS), language: z.string().max(35).default('en') },
          days: z.coerce.number().int().min(1).max(366).default(30),
        }),
        response: {
          200: z.object({
            total: z.int(),
            works: z.array(z.object({ work: z.string(), title: z.string(), otherTitle: z.string(), end: instant })),
          }),
          ...{ 400: errorBody, 401: errorBody },
        },
      },
    },
    async ({ query: { language, ...ask } }) => {
      const found = await endings(ask);
      return {
        total: found.length,
        works: found.slice(0, MOST_TOLD).map(({ work, end }) => {
          const { descriptions } = work;
          const shown = describedIn(descriptions, language);
          return {
            ...{ work: work.id, title: shown?.title ?? work.id, end: formatInstant(end) },
            otherTitle: shown ? otherTitle(descriptions, shown) : '',
          };
        }),
      };
    },
  );
}

async function lookThrough(
  { library, index }: { library: Library; index: RightsIndex },
  { territory, screen, days, at }: { territory: string; screen: Screen; days: number; at: Instant },
): Promise<readonly Ending[]> {
  const until = at + days * DAY_MS;
  const found: Ending[] = [];
  let looked = 0;
  for (const work of library.works.values()) {
    const end = endingOf(index, work.id, { territory, screen, at, until });
    if (end !== undefined) found.push({ work, end });
    if (++looked % SLICE === 0) await breathe();
  }
  return found.sort((a, b) => a.end - b.end);
}
