/** The books themselves: what they are kept in, their months, the journal and the trial balance. */
import { formatInstant } from '@duoping/kit';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listPeriods, type SettlePorts } from '#settlement';
import { booksBody, minor } from './settlement-shapes.ts';
import { errorBody, instant } from './shapes.ts';

const OPERATOR = {
  access: 'operator',
  decides: 'public: the operator alone, and sums of money without a title',
} as const;
const shared = { tags: ['operating'], security: [{ operator: [] }, { session: [] }] };
const errors = { 400: errorBody, 401: errorBody };
const amounts = z.object({ account: z.string(), minor, currency: z.string() });

export function booksRoutes(instance: FastifyInstance, ports: SettlePorts): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    '/api/books',
    {
      config: OPERATOR,
      schema: {
        ...shared,
        operationId: 'getBooks',
        summary: 'Zone and currency of the books, their months, and what stands on each account',
        response: {
          200: z.object({
            books: booksBody.nullable(),
            periods: z
              .array(
                z.object({
                  ...{ id: z.string(), start: instant, end: instant, closesFrom: instant },
                  status: z.enum(['closed', 'due', 'waiting', 'running']),
                }),
              )
              .meta({ description: 'The newest first' }),
            balances: z.array(amounts).meta({ description: 'Debits above zero, credits below: together zero' }),
          }),
          ...errors,
        },
      },
    },
    async () => {
      const [{ books, periods }, balances] = await Promise.all([listPeriods(ports), ports.ledger.balances()]);
      return {
        books: books ?? null,
        periods: periods.map(({ period: { id, window }, status, closesFrom }) => ({
          ...{ id, status, closesFrom: formatInstant(closesFrom) },
          ...{ start: formatInstant(window.start), end: formatInstant(window.end) },
        })),
        balances: [...balances].map(([key, sum]) => ({ ...accountOf(key), minor: String(sum) })),
      };
    },
  );

  app.get(
    '/api/books/journal',
    {
      config: OPERATOR,
      schema: {
        ...shared,
        operationId: 'getJournal',
        summary: 'The journal of a closed month: entries whose postings add up to nothing',
        querystring: z.object({ period: z.string().regex(/^\d{4}-\d{2}$/, 'must be a month such as 2026-11') }),
        response: { 200: z.array(z.object({ key: z.string(), postings: z.array(amounts) })), ...errors },
      },
    },
    async ({ query }) => {
      const entries = await ports.ledger.entries(query.period);
      return entries.map(({ key, postings }) => ({
        key,
        postings: postings.map(({ account, minor: sum, currency }) => ({ account, minor: String(sum), currency })),
      }));
    },
  );
}

/** `account currency`, as the ledger keys its balances. */
function accountOf(key: string): { account: string; currency: string } {
  const space = key.lastIndexOf(' ');
  return { account: key.slice(0, space), currency: key.slice(space + 1) };
}
