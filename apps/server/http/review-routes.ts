/** A delivery as a person reviews it: what it comes to, the partner's own rows with what was found in them, and what viewers will see. */
import { type DeliveredSheet, deliveredRows } from '@duoping/avails';
import { asId, isUuid } from '@duoping/kit';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  type Delivery,
  type DeliveryPorts,
  DIFF_ACTS,
  type DiffLine,
  diffLines,
  diffPage,
  diffPlaces,
  type FileFinding,
  rowsBeside,
} from '#deliveries';
import { refuseWith } from './app.ts';
import { headOf, holdOf, lineOf, linesBody, reviewBody, rowsBody } from './delivery-shapes.ts';
import { kept } from './kept.ts';
import { errorBody } from './shapes.ts';

const OPERATOR = {
  access: 'operator',
  decides: 'public: the operator alone, who may see what viewers may not',
} as const;
const security = [{ operator: [] }, { session: [] }];
const tags = ['operating'];
const errors = { 400: errorBody, 401: errorBody, 404: errorBody };
const params = z.object({ id: z.string().refine(isUuid, 'is no delivery id') });
const pageOf = {
  from: z.coerce.number().int().min(0).default(0),
  count: z.coerce.number().int().min(1).max(500).default(100),
};
/** Only files of this size have rows to show; films don't. */
const MAX_SHOWN_BYTES = 128 * 1024 * 1024;
const IDLE_MS = 120_000;

interface Review {
  readonly delivery: Delivery;
  readonly lines: readonly DiffLine[];
}

export function reviewRoutes(
  instance: FastifyInstance,
  { deliveries, now }: { deliveries: DeliveryPorts; now: () => number },
): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const reviews = kept<Review>({ most: 4, idleMs: IDLE_MS, now });
  const sheets = kept<readonly DeliveredSheet[]>({ most: 2, idleMs: IDLE_MS, now });

  /** The delivery as it stands now; read and compared once for all its pages. */
  async function reviewOf(id: string): Promise<Review | undefined> {
    const version = await deliveries.atomically((writes) => writes.deliveries.version(asId(id)));
    if (version === undefined) return undefined;
    return reviews.get(`${id} ${version}`, async () => {
      const delivery = await deliveries.atomically((writes) => writes.deliveries.delivery(asId(id)));
      if (!delivery) throw new Error(`Delivery ${id} is gone`);
      return { delivery, lines: delivery.report ? diffLines(delivery.report.diff) : [] };
    });
  }

  app.get(
    '/api/deliveries/:id/review',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'getReview', summary: 'What a delivery comes to, without its lines', tags, security },
        params,
        response: { 200: reviewBody, ...errors },
      },
    },
    async (request, reply) => {
      const review = await reviewOf(request.params.id);
      if (!review) return refuseWith(reply, 404, { reason: 'unknown-delivery' });
      const { delivery, lines } = review;
      const { report } = delivery;
      return {
        ...headOf(delivery),
        files: [...delivery.files],
        review: report && {
          counts: report.counts,
          diff: {
            appears: report.diff.appears.length,
            disappears: report.diff.disappears.length,
            changes: report.diff.changes.length,
            conflicts: report.diff.conflicts.length,
            unchanged: report.diff.unchanged,
          },
          holds: report.holds.map(holdOf),
          places: diffPlaces(lines).map((place) => ({ ...place, counts: { ...place.counts } })),
          unplaced: report.findings.filter(hasNoRow).map(({ where, value, ...rest }) => ({
            ...rest,
            where: { ...where },
            ...(value === undefined ? {} : { value }),
          })),
        },
      };
    },
  );

  app.get(
    '/api/deliveries/:id/rows',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'getDeliveredRows', tags, security },
        summary: 'The rows of one delivered file as the partner sees them, with what was found in each',
        params,
        querystring: z.object({
          ...{ file: z.string().min(1).max(400), sheet: z.string().max(400).optional() },
          ...{ only: z.enum(['all', 'found']).default('all'), ...pageOf },
        }),
        response: { 200: rowsBody, ...errors },
      },
    },
    async (request, reply) => {
      const { file: name, only, ...asked } = request.query;
      const review = await reviewOf(request.params.id);
      const file = review?.delivery.files.find((each) => each.name === name);
      if (!review || !file || file.sizeBytes > MAX_SHOWN_BYTES)
        return refuseWith(reply, 404, { reason: 'unknown-delivery' });
      const read = await sheets.get(file.sha256, async () => deliveredRows(await deliveries.objects.read(file.sha256)));
      const findings = review.delivery.report?.findings.filter((finding) => finding.file === name) ?? [];
      const beside = rowsBeside(read, findings, { ...asked, foundOnly: only === 'found' });
      if (!beside) return refuseWith(reply, 404, { reason: 'unknown-delivery' });
      return {
        ...{ sheet: beside.sheet, total: beside.total, columns: [...beside.columns] },
        sheets: beside.sheets.map((sheet) => ({ ...sheet })),
        rows: beside.rows.map((row) => ({ ...row, cells: [...row.cells], findings: [...row.findings] })),
      };
    },
  );

  app.get(
    '/api/deliveries/:id/lines',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'getDiffLines', tags, security },
        summary: 'What viewers will see appear, disappear and change, by screen and territory',
        params,
        querystring: z.object({
          ...{ act: z.enum(DIFF_ACTS).optional(), screen: z.string().max(20).optional() },
          ...{ territory: z.string().max(12).optional(), ...pageOf },
        }),
        response: { 200: linesBody, ...errors },
      },
    },
    async (request, reply) => {
      const review = await reviewOf(request.params.id);
      if (!review) return refuseWith(reply, 404, { reason: 'unknown-delivery' });
      const { total, lines } = diffPage(review.lines, request.query);
      return {
        total,
        lines: lines.map(({ line, other, ...rest }) => ({
          ...rest,
          line: lineOf(line),
          other: other === null ? null : lineOf(other),
        })),
      };
    },
  );
}

const hasNoRow = ({ where }: FileFinding): boolean => !('row' in where) && where.line === undefined;
