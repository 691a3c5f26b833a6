/** Deliveries as the API tells them. What stands here is the published contract (OpenAPI). */
import { formatInstant } from '@duoping/kit';
import { z } from 'zod';
import type { Delivery, DeliveryAct, GrantLine, Hold } from '#deliveries';
import { finding, grantLine, instant } from './shapes.ts';

const hold = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('exception-flag'), alids: z.array(z.string()) }),
    z.object({ kind: z.literal('issued-earlier'), alids: z.array(z.string()) }),
    z.object({ kind: z.literal('drop'), lost: z.int(), known: z.int(), limitPercent: z.int() }),
  ])
  .meta({ id: 'Hold' });

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
        }),
        holds: z.array(hold).meta({ description: 'Why it waits for a person, though nothing in it is wrong' }),
      })
      .nullable(),
  })
  .meta({ id: 'Delivery' });

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

const headOf = ({ id, partner, name, status, receivedAt }: Delivery) => ({
  ...{ id, partner, name, status },
  receivedAt: formatInstant(receivedAt),
});

const lineOf = (entry: GrantLine) => ({
  ...entry,
  screens: [...entry.screens],
  start: formatInstant(entry.start),
  end: entry.end === null ? null : formatInstant(entry.end),
});

const holdOf = (each: Hold) => (each.kind === 'drop' ? each : { ...each, alids: [...each.alids] });

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
      },
      // A report that an earlier Duoping wrote has none.
      holds: ((report.holds as readonly Hold[] | undefined) ?? []).map(holdOf), // as: see the line above
    },
  };
}
