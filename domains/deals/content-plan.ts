/** The content plan of an investment and the file it is written in: envelopes and the commitments made from them. */
import { ok, type Result, refuse } from '@duoping/kit';
import { z } from 'zod';

const minor = z.string().regex(/^-?\d{1,18}$/, 'must be whole minor units as text');

/** `source` says where the figure comes from: `as reported`, or `illustrative`. */
const amount = z.strictObject({ minor, currency: z.string().regex(/^[A-Z]{3}$/), source: z.string() });
const words = z.record(z.string(), z.string());

/** One promise of money inside the content plan, and how it is paid. */
const commitment = z.strictObject({
  id: z.string(),
  envelope: z.string(),
  partner: z.string(),
  contract: z.string().optional(),
  work: z.string().optional(),
  kind: z.enum([
    'strategic-stake',
    'licence-fee',
    'minimum-guarantee',
    'revenue-share',
    'per-subscriber',
    'minutes-pool',
    'co-production',
  ]),
  date: z.iso.date(),
  amount,
  note: words.optional(),
  tranches: z.array(z.strictObject({ due: z.iso.date(), amount, paid: z.boolean() })).default([]),
});

const planFile = z
  .strictObject({
    id: z.string(),
    name: words,
    budget: amount,
    envelopes: z.array(z.strictObject({ id: z.string(), name: words, budget: amount })),
    commitments: z.array(commitment),
  })
  .refine(
    ({ envelopes, commitments }) => commitments.every(({ envelope }) => envelopes.some(({ id }) => id === envelope)),
    'names an envelope that the plan does not have',
  );

export type ContentPlan = z.output<typeof planFile>;

/** Reads a content plan file (JSON text). */
export function readContentPlan(value: unknown): Result<ContentPlan, string> {
  const read = planFile.safeParse(value);
  return read.success ? ok(read.data) : refuse(z.prettifyError(read.error));
}
