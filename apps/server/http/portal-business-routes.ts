/** What a partner's person may see of the business: its own audience and its own closed statements, and nothing of anybody else. */
import { formatInstant } from '@duoping/kit';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type AudienceSource, audienceOf, type ToldCells } from '#insight';
import { listPeriods, readPeriod, type SettlePorts, statementOf } from '#settlement';
import { STATEMENT_FORMATS } from '../statement-files.ts';
import { callingPartner } from './access.ts';
import { refuseWith } from './app.ts';
import { sendStatement } from './settlement-routes.ts';
import { statementBody } from './settlement-shapes.ts';
import { errorBody, instant } from './shapes.ts';

const PARTNER = {
  access: 'partner',
  decides: 'public: of what was watched of the partner’s own, whether or not it may be shown now',
} as const;
const shared = { tags: ['portal'], security: [{ session: [] }] };
const errors = { 400: errorBody, 401: errorBody, 404: errorBody };
const period = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-11');

export interface PortalBusinessPorts {
  readonly settlement: SettlePorts;
  readonly audience: AudienceSource;
  /** No figure of fewer households is told. */
  readonly smallestAudience: number;
  /** The names that the partner gave its title, by language; empty when it isn't known. */
  readonly titleOf: (partner: string, alid: string) => Readonly<Record<string, string>>;
}

const sums = { watchedMs: z.int(), plays: z.int() };
const told = z.object({
  cells: z.array(
    z.object({ ...sums, key: z.string(), households: z.int(), title: z.record(z.string(), z.string()).optional() }),
  ),
  others: z
    .object({ ...sums, cells: z.int() })
    .nullable()
    .meta({ description: 'What is of too few households to be told alone, together' }),
});

export function portalBusinessRoutes(instance: FastifyInstance, ports: PortalBusinessPorts): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { settlement } = ports;

  app.get(
    '/api/portal/audience',
    {
      config: PARTNER,
      schema: {
        ...shared,
        operationId: 'ownAudience',
        summary: 'What was watched of the calling partner’s titles in a month: by day, screen and title',
        querystring: z.object({ period: period.optional() }),
        response: {
          200: z
            .object({
              ...{ period: z.string(), zone: z.string(), start: instant, end: instant },
              periods: z.array(z.string()).meta({ description: 'Months that may be asked for, the newest first' }),
              told: z.boolean().meta({ description: 'False: fewer households watched than may be told of' }),
              smallest: z.int().meta({ description: 'No figure is of fewer households' }),
              all: z.object({ ...sums, households: z.int() }).nullable(),
              ...{ days: told, screens: told, titles: told },
            })
            .meta({ id: 'Audience' }),
          ...errors,
        },
      },
    },
    async (request, reply) => {
      const partner = callingPartner(request);
      const { books, periods } = await listPeriods(settlement);
      const zone = books?.zone ?? 'UTC';
      const current = formatInstant(settlement.clock.now()).slice(0, 7);
      const known = periods.length > 0 ? periods.map((each) => each.period.id) : [current];
      const month = readPeriod(request.query.period ?? known[0] ?? current, zone);
      if (!month) return refuseWith(reply, 400, { reason: 'bad-period' });
      const { start, end } = month.window;
      const facts = await ports.audience.audience({ partner, start, end, zone });
      const audience = audienceOf(facts, ports.smallestAudience);
      return {
        ...{ period: month.id, zone, start: formatInstant(start), end: formatInstant(end), periods: known },
        ...{ told: audience.told, smallest: audience.smallest, all: audience.all },
        ...{ days: cellsOf(audience.days), screens: cellsOf(audience.screens) },
        titles: cellsOf(audience.titles, (alid) => ports.titleOf(partner, alid)),
      };
    },
  );

  app.get(
    '/api/portal/statements',
    {
      config: PARTNER,
      schema: {
        ...shared,
        operationId: 'listOwnStatements',
        summary: 'The calling partner’s statements of closed months, the newest first, without their agreements',
        response: { 200: z.array(statementBody.omit({ agreements: true })), ...errors },
      },
    },
    async (request) => {
      const own = callingPartner(request);
      const all = (await settlement.ledger.statements()).filter(({ partner }) => partner.id === own);
      return all.reverse().map((each) => statementBody.omit({ agreements: true }).parse(each));
    },
  );

  app.get(
    '/api/portal/statements/:period',
    {
      config: PARTNER,
      schema: {
        ...shared,
        operationId: 'getOwnStatement',
        summary: 'One of them, with its lines',
        params: z.object({ period }),
        response: { 200: statementBody, ...errors },
      },
    },
    async (request, reply) => {
      const found = await statementOf(settlement, { ...request.params, partner: callingPartner(request) });
      return found.ok ? statementBody.parse(found.value) : refuseWith(reply, 404, { reason: found.reason });
    },
  );

  app.get(
    '/api/portal/statements/:period/files/:format',
    {
      config: PARTNER,
      schema: {
        ...shared,
        operationId: 'ownStatementFile',
        summary: 'One of them as a file: its canonical JSON, a workbook, or paper',
        params: z.object({ period, format: z.enum(STATEMENT_FORMATS) }),
        response: { 200: z.unknown().meta({ description: 'The bytes' }), ...errors },
      },
    },
    async (request, reply) => {
      const { format, ...of } = request.params;
      const found = await statementOf(settlement, { ...of, partner: callingPartner(request) });
      return found.ok ? sendStatement(reply, found.value, format) : refuseWith(reply, 404, { reason: found.reason });
    },
  );
}

/** A month of a large partner has more titles than anybody reads; the rest is in the workbook of its statement. */
const MOST_CELLS = 1000;

const cellsOf = ({ cells, others }: ToldCells, titleOf?: (key: string) => Readonly<Record<string, string>>) => ({
  cells: cells
    .slice(0, MOST_CELLS)
    .map((cell) => ({ ...cell, ...(titleOf ? { title: { ...titleOf(cell.key) } } : {}) })),
  others: others && { ...others },
});
