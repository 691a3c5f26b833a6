/** A contract as the operator keeps it: its terms for rights, how its partner's files are read, and its money as data. */
import { type Instant, isTerritory, parseInstant } from '@duoping/kit';
import { type ContractTerms, type PartnerRules, SCREENS } from '@duoping/rights';
import { z } from 'zod';

/** One version of one agreement. Versions are only ever added; the highest known one counts. */
export interface Contract {
  readonly terms: ContractTerms;
  readonly rules: PartnerRules;
  readonly title: string;
  /** Set for contracts made up for a demonstration; shown wherever the contract shows. */
  readonly illustrative: boolean;
  /** Fees, guarantees and shares as the contract states them: amounts in minor units, shares as integer fractions. */
  readonly money: Readonly<Record<string, unknown>>;
}

export interface Partner {
  readonly id: string;
  readonly name: string;
  /** The name in other languages, by BCP 47 tag. */
  readonly names: Readonly<Record<string, string>>;
  readonly illustrative: boolean;
}

const instant = z.string().transform((text, context): Instant => {
  const at = parseInstant(text);
  if (at !== undefined) return at;
  context.addIssue({ code: 'custom', message: 'must be RFC 3339 with an offset, such as 2026-01-01T00:00:00+08:00' });
  return z.NEVER;
});
const territory = z.string().refine(isTerritory, 'is no ISO 3166 code');
const minor = z.string().regex(/^-?\d{1,18}$/, 'must be whole minor units as text');

const screenTerms = z.strictObject({
  maxHeight: z.int().min(144).max(8640).optional(),
  models: z.array(z.string()).optional(),
  download: z.boolean().optional(),
  cast: z.boolean().optional(),
});

const contractFile = z.strictObject({
  id: z.string().min(1).max(120),
  version: z.int().min(1),
  partner: z.string().min(1).max(120),
  title: z.string().max(400).default(''),
  illustrative: z.boolean().default(false),
  note: z.string().optional(),
  window: z.strictObject({ start: instant, end: instant.nullable() }),
  territories: z.strictObject({ include: z.array(territory), exclude: z.array(territory).default([]) }).optional(),
  licenseTypes: z.array(z.enum(['SVOD', 'AVOD', 'FVOD', 'VOD', 'EST', 'POEST', 'Pre-Release', 'Library'])).optional(),
  screens: z.partialRecord(z.enum(SCREENS), screenTerms),
  rules: z
    .strictObject({
      endDateInclusive: z.boolean().default(true),
      zone: z
        .union([z.literal('utc'), z.literal('first-of-territory'), z.strictObject({ fixed: z.string() })])
        .default('utc'),
      impliesLower: z.boolean().default(false),
    })
    .default({ endDateInclusive: true, zone: 'utc', impliesLower: false }),
  money: z.record(z.string(), z.unknown()).default({}),
});

/** Reads a contract file (JSON text); the refusal says which member is wrong. */
export function readContract(value: unknown): { ok: true; value: Contract } | { ok: false; reason: string } {
  const read = contractFile.safeParse(value);
  if (!read.success) return { ok: false, reason: z.prettifyError(read.error) };
  const { rules, title, illustrative, money, note: _note, ...terms } = read.data;
  return { ok: true, value: { terms: defined<ContractTerms>(terms), rules, title, illustrative, money } };
}

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
export function readContentPlan(value: unknown): { ok: true; value: ContentPlan } | { ok: false; reason: string } {
  const read = planFile.safeParse(value);
  return read.success ? { ok: true, value: read.data } : { ok: false, reason: z.prettifyError(read.error) };
}

/** Drops members that are undefined, so that absent and undefined are one thing (exactOptionalPropertyTypes). */
function defined<T>(value: object): T {
  return JSON.parse(JSON.stringify(value)) as T; // the schema above has just checked the shape
}
