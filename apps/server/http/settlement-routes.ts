/** The operator's books over HTTP: what each partner is owed for a month, and the receipts that every line follows from. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  isZone,
  openLine,
  type SettlePorts,
  type SettleRefusal,
  type Statement,
  type StatementReason,
  settlePeriod,
  statementNow,
  statementOf,
} from '#settlement';
import { STATEMENT_FORMATS, type StatementFormat, statementFile } from '../statement-files.ts';
import { refuseWith } from './app.ts';
import { booksBody, lineBody, settledBody, statementBody } from './settlement-shapes.ts';
import { errorBody } from './shapes.ts';

const OPERATOR = {
  access: 'operator',
  decides: 'public: the operator alone, and of what was watched, whether or not it may be shown now',
} as const;
const shared = { tags: ['operating'], security: [{ operator: [] }, { session: [] }] };
const errors = { 400: errorBody, 401: errorBody, 404: errorBody, 409: errorBody, 422: errorBody };

const SETTLE_STATUS = {
  'no-books': 409,
  'bad-period': 400,
  'not-begun': 409,
  'earlier-open': 409,
  'closed-meanwhile': 409,
  'unknown-contract': 422,
  'unknown-partner': 422,
  'bad-terms': 422,
  'currency-differs': 422,
} as const satisfies Record<SettleRefusal['reason'], number>;

const STATEMENT_STATUS = { 'unknown-statement': 404, 'unknown-line': 404 } as const satisfies Record<
  StatementReason,
  number
>;

const period = z.string().regex(/^\d{4}-\d{2}$/, 'must be a month such as 2026-11');
const MOST_RECEIPTS = 1000;
const which = z.object({
  preview: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .meta({ description: 'Of a month that is not closed: as it stands now' }),
});

export function settlementRoutes(instance: FastifyInstance, ports: SettlePorts): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.put(
    '/api/books',
    {
      config: OPERATOR,
      schema: {
        ...shared,
        operationId: 'stateBooks',
        summary: 'State the zone and the currency of the books; both are fixed once a month is closed',
        body: z.strictObject({
          zone: z.string().max(64).refine(isZone, 'is no IANA time zone'),
          currency: z.string().regex(/^[A-Z]{3}$/),
        }),
        response: { 200: booksBody, ...errors },
      },
    },
    async (request, reply) => {
      const stated = await ports.ledger.stateBooks(request.body);
      return stated ? request.body : refuseWith(reply, 409, { reason: 'books-closed' });
    },
  );

  app.post(
    '/api/settlements',
    {
      config: OPERATOR,
      schema: {
        ...shared,
        operationId: 'settle',
        summary: 'Close a month that is over, preview one that is not; a closed month answers as it was closed',
        body: z.strictObject({ period, previewOnly: z.boolean().default(false) }),
        response: { 200: settledBody, ...errors },
      },
    },
    async (request, reply) => {
      const settled = await settlePeriod(ports, request.body);
      if (!settled.ok) return refuseStatement(reply, settled.reason);
      const { period: settledPeriod, status, statements } = settled.value;
      return { period: settledPeriod.id, status, statements: statements.map((each) => statementBody.parse(each)) };
    },
  );

  app.get(
    '/api/statements',
    {
      config: OPERATOR,
      schema: {
        ...shared,
        operationId: 'listStatements',
        summary: 'Statements of closed months, without their agreements',
        querystring: z.object({ period: period.optional() }),
        response: { 200: z.array(statementBody.omit({ agreements: true })), ...errors },
      },
    },
    async (request) => {
      const statements = await ports.ledger.statements(request.query.period);
      return statements.map((each) => statementBody.omit({ agreements: true }).parse(each));
    },
  );

  app.get(
    '/api/statements/:period/:partner',
    {
      config: OPERATOR,
      schema: {
        ...shared,
        operationId: 'getStatement',
        summary: 'One statement as it was closed',
        params: z.object({ period, partner: z.string() }),
        querystring: which,
        response: { 200: statementBody, ...errors },
      },
    },
    async (request, reply) => {
      const found = await statementAsked(ports, request);
      return found.ok ? statementBody.parse(found.value) : refuseStatement(reply, found.reason);
    },
  );

  app.get(
    '/api/statements/:period/:partner/files/:format',
    {
      config: OPERATOR,
      schema: {
        ...shared,
        operationId: 'statementFile',
        summary: 'One statement as a file: its canonical JSON, a workbook, or paper',
        params: z.object({ period, partner: z.string(), format: z.enum(STATEMENT_FORMATS) }),
        querystring: which,
        response: { 200: z.unknown().meta({ description: 'The bytes' }), ...errors },
      },
    },
    async (request, reply) => {
      const found = await statementAsked(ports, request);
      return found.ok ? sendStatement(reply, found.value, request.params.format) : refuseStatement(reply, found.reason);
    },
  );

  app.get(
    '/api/statements/:period/:partner/lines/:line',
    {
      config: OPERATOR,
      schema: {
        ...shared,
        operationId: 'openStatementLine',
        summary: 'A line of a statement with the receipts it adds up, a page at a time',
        params: z.object({ period, partner: z.string(), line: z.string() }),
        querystring: which.extend({
          after: z
            .string()
            .regex(/^\d{1,18}$/)
            .default('0'),
          limit: z.coerce.number().int().min(1).max(MOST_RECEIPTS).default(100),
        }),
        response: { 200: lineBody, ...errors },
      },
    },
    async (request, reply) => {
      const { after, limit } = request.query;
      const found = await statementAsked(ports, request);
      if (!found.ok) return refuseStatement(reply, found.reason);
      const page = { after: BigInt(after), limit };
      const opened = await openLine(ports, { statement: found.value, line: request.params.line, page });
      if (!opened.ok) return refuseStatement(reply, opened.reason);
      const { receipts, ...line } = opened.value;
      const more = receipts.length === limit ? receipts.at(-1) : undefined;
      return lineBody.parse({
        ...line,
        receipts: receipts.map(({ receipt }) => receipt),
        next: more ? String(more.place) : null,
      });
    },
  );
}

const statementAsked = (
  ports: SettlePorts,
  { params, query }: { params: { period: string; partner: string }; query: { preview: boolean } },
): ReturnType<typeof statementNow> => (query.preview ? statementNow(ports, params) : statementOf(ports, params));

const refuseStatement = (reply: FastifyReply, reason: StatementReason | SettleRefusal): FastifyReply =>
  typeof reason === 'string'
    ? refuseWith(reply, STATEMENT_STATUS[reason], { reason })
    : refuseWith(reply, SETTLE_STATUS[reason.reason], { ...reason });

/** As a download under the name by which an export lists it. */
export async function sendStatement(
  reply: FastifyReply,
  statement: Statement,
  format: StatementFormat,
): Promise<FastifyReply> {
  const { name, type, bytes } = await statementFile(statement, format);
  return reply.type(type).header('content-disposition', `attachment; filename="${name}"`).send(Buffer.from(bytes));
}
