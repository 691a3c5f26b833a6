/** Shapes of statements as the API gives them: the very form in which they are frozen (domains/settlement/statement.ts). */
import { z } from 'zod';

export const minor = z
  .string()
  .regex(/^-?\d+$/)
  .meta({ description: 'Whole minor units of the currency', example: '1990' });
const place = z.union([
  z.object({ sheet: z.string(), row: z.int(), column: z.string().exactOptional() }),
  z.object({ path: z.string(), line: z.int().exactOptional() }),
]);
const sums = {
  watchedMs: z.int(),
  receipts: z.int(),
  earnedMinor: minor,
  recoupedMinor: minor,
  payableMinor: minor,
};

const statementLine = z
  .object({
    ...sums,
    id: z.string(),
    watchedIn: z.string(),
    grant: z.string(),
    delivery: z.string().meta({ description: 'SHA-256 of the delivered file' }),
    place,
    licenseType: z.string(),
    work: z.string(),
    alid: z.string(),
    title: z.record(z.string(), z.string()),
  })
  .meta({ id: 'StatementLine' });

export const agreementBody = z
  .object({
    ...sums,
    contract: z.string(),
    version: z.int(),
    contractHash: z.string(),
    shareBasisPoints: z.int(),
    guarantee: z
      .object({
        amountMinor: minor,
        recoupable: z.boolean(),
        running: z.boolean(),
        recoupedBeforeMinor: minor,
        recoupedMinor: minor,
        unrecoupedMinor: minor,
      })
      .nullable(),
    lines: z.array(statementLine),
  })
  .meta({ id: 'StatementAgreement' });

export const statementBody = z
  .object({
    format: z.literal('duoping-statement/1'),
    status: z.enum(['closed', 'preview']),
    illustrative: z.boolean(),
    period: z.object({ id: z.string(), zone: z.string(), start: z.string(), end: z.string() }),
    partner: z.object({ id: z.string(), name: z.string(), names: z.record(z.string(), z.string()) }),
    currency: z.string(),
    pool: z.object({
      chargedMinor: minor,
      refundedMinor: minor,
      carriedMinor: minor,
      revenueMinor: minor,
      payments: z.int(),
      watchedMs: z.int(),
      receipts: z.int(),
      keptMinor: minor,
    }),
    agreements: z.array(agreementBody),
    totals: z.object(sums),
    checkpoint: z
      .object({ size: z.int(), root: z.string() })
      .nullable()
      .meta({ description: 'The log of receipts that the figures come from' }),
    inputs: z.object({
      journal: z.string().nullable(),
      payments: z.string(),
      leavesBefore: z.int().nullable(),
      leftOut: z
        .array(z.int())
        .exactOptional()
        .meta({ description: 'Leaves before that index which count as late all the same' }),
    }),
  })
  .meta({ id: 'Statement' });

export const booksBody = z.object({ zone: z.string(), currency: z.string() }).meta({ id: 'Books' });

export const settledBody = z
  .object({ period: z.string(), status: z.enum(['closed', 'preview']), statements: z.array(statementBody) })
  .meta({ id: 'Settled' });

const receipt = z
  .object({
    id: z.string(),
    play: z.string(),
    sequence: z.int(),
    household: z.string().meta({ description: 'A pseudonym' }),
    device: z.string(),
    model: z.string(),
    screen: z.string(),
    territory: z.string(),
    work: z.string(),
    alid: z.string(),
    partner: z.string(),
    contract: z.string(),
    contractVersion: z.int(),
    delivery: z.string(),
    place,
    grant: z.string(),
    epoch: z.int(),
    licenseType: z.string(),
    entitlement: z.string(),
    keyIssue: z.string(),
    intervals: z.array(z.array(z.int())),
    watchedMs: z.int(),
    from: z.int(),
    to: z.int(),
  })
  .meta({ id: 'Receipt' });

export const lineBody = z
  .object({
    contract: z.string(),
    version: z.int(),
    line: statementLine,
    receipts: z.array(receipt),
    next: z.string().nullable().meta({ description: 'What to ask for as `after`; null at the end' }),
  })
  .meta({ id: 'OpenedLine' });

export type SettledBody = z.infer<typeof settledBody>;
