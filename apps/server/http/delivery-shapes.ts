/** Deliveries as the API tells them. What stands here is the published contract (OpenAPI). */
import { formatInstant } from '@duoping/kit';
import { z } from 'zod';
import { type Delivery, type DeliveryAct, DIFF_ACTS, type GrantLine, type Hold } from '#deliveries';
import { finding, grantLine, instant } from './shapes.ts';

const hold = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('exception-flag'), alids: z.array(z.string()) }),
    z.object({ kind: z.literal('issued-earlier'), alids: z.array(z.string()) }),
    z.object({ kind: z.literal('end-unproven'), files: z.array(z.string()) }),
    z.object({ kind: z.literal('drop'), lost: z.int(), known: z.int(), limitPercent: z.int() }),
  ])
  .meta({ id: 'Hold' });

export const diffCounts = z.object({ appears: z.int(), disappears: z.int(), changes: z.int(), conflicts: z.int() });

const deliveryHead = z.object({
  ...{ id: z.string(), partner: z.string(), name: z.string(), receivedAt: instant },
  status: z.enum(['receiving', 'read', 'held', 'applied', 'refused', 'rolled-back']),
});

export const deliveryBody = deliveryHead
  .extend({
    files: z.array(z.object({ name: z.string(), sha256: z.string(), sizeBytes: z.number() })),
    report: z
      .object({
        findings: z.array(finding),
        counts: z.object({ errors: z.int(), warnings: z.int(), notices: z.int() }),
        clauses: z.int(),
        grants: z.int(),
        diff: z.object({
          appears: z.array(grantLine),
          disappears: z.array(grantLine),
          changes: z.array(z.object({ before: grantLine, after: grantLine })),
          unchanged: z.int(),
          conflicts: z.array(
            z.object({ line: grantLine, partner: z.string(), contract: z.string(), theirs: grantLine }),
          ),
        }),
        holds: z.array(hold).meta({ description: 'Why it waits for a person, though nothing in it is wrong' }),
      })
      .nullable(),
  })
  .meta({ id: 'Delivery' });

const actCounts = z.object({ appear: z.int(), disappear: z.int(), change: z.int(), conflict: z.int() });

export const reviewBody = deliveryHead
  .extend({
    files: z.array(z.object({ name: z.string(), sha256: z.string(), sizeBytes: z.number() })),
    review: z
      .object({
        counts: z.object({ errors: z.int(), warnings: z.int(), notices: z.int() }),
        diff: diffCounts.extend({ unchanged: z.int() }),
        holds: z.array(hold),
        places: z.array(z.object({ screen: z.string(), territory: z.string(), counts: actCounts })),
        unplaced: z.array(finding).meta({ description: 'Findings of a file as a whole' }),
      })
      .nullable(),
  })
  .meta({ id: 'DeliveryReview' });

export const rowsBody = z
  .object({
    sheets: z.array(z.object({ name: z.string(), rows: z.int(), found: z.int() })),
    sheet: z.string(),
    columns: z.array(z.string()),
    total: z.int(),
    rows: z.array(
      z.object({
        number: z.int(),
        cells: z.array(z.string()),
        findings: z.array(
          z.object({
            severity: z.enum(['error', 'warning', 'notice']),
            code: z.string(),
            message: z.string(),
            cell: z.int().nullable(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'DeliveredRows' });

export const linesBody = z
  .object({
    total: z.int(),
    lines: z.array(
      z.object({
        act: z.enum(DIFF_ACTS),
        line: grantLine,
        other: grantLine.nullable(),
        partner: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'DiffLines' });

export type DeliveryBody = z.infer<typeof deliveryBody>;

export const historyBody = z
  .object({
    acts: z.array(
      z.object({
        ...{ act: z.enum(['opened', 'applied', 'rolled-back']), at: instant, by: z.string() },
        reason: z.string().nullable(),
      }),
    ),
    later: z.array(deliveryHead).meta({ description: 'Later deliveries that would have to be rolled back with it' }),
  })
  .meta({ id: 'DeliveryHistory' });

export function historyOf(history: {
  readonly acts: readonly DeliveryAct[];
  readonly later: readonly Delivery[];
}): z.infer<typeof historyBody> {
  return {
    acts: history.acts.map((act) => ({ ...act, at: formatInstant(act.at) })),
    later: history.later.map(headOf),
  };
}

export const headOf = ({ id, partner, name, status, receivedAt }: Omit<Delivery, 'report'>) => ({
  ...{ id, partner, name, status },
  receivedAt: formatInstant(receivedAt),
});

export const lineOf = (entry: GrantLine) => ({
  ...entry,
  screens: [...entry.screens],
  start: formatInstant(entry.start),
  end: entry.end === null ? null : formatInstant(entry.end),
});

export const holdOf = (each: Hold): z.infer<typeof hold> => {
  if (each.kind === 'end-unproven') return { ...each, files: [...each.files] };
  return each.kind === 'drop' ? each : { ...each, alids: [...each.alids] };
};

export function bodyOf(delivery: Delivery): DeliveryBody {
  const { report } = delivery;
  return {
    ...headOf(delivery),
    files: [...delivery.files],
    report: report && {
      ...{ counts: report.counts, clauses: report.clauses, grants: report.grants },
      findings: report.findings.map(({ where, value, ...rest }) => ({
        ...rest,
        where: { ...where },
        ...(value === undefined ? {} : { value }),
      })),
      diff: {
        appears: report.diff.appears.map(lineOf),
        disappears: report.diff.disappears.map(lineOf),
        changes: report.diff.changes.map(({ before, after }) => ({ before: lineOf(before), after: lineOf(after) })),
        unchanged: report.diff.unchanged,
        conflicts: report.diff.conflicts.map(({ line, theirs, ...rest }) => ({
          ...rest,
          line: lineOf(line),
          theirs: lineOf(theirs),
        })),
      },
      holds: report.holds.map(holdOf),
    },
  };
}

/** The body as it is sent. */
export const bodyTextOf = (delivery: Delivery): string => JSON.stringify(deliveryBody.parse(bodyOf(delivery)));
