/** The demo operator's own data, read from the JSON files beside this one: brand, plan, contracts, clearances. */
import { readdirSync, readFileSync } from 'node:fs';
import { type Instant, parseInstant } from '@duoping/kit';
import { z } from 'zod';
import { type Contract, readContract } from '#deals';

const Names = z.object({ 'zh-CN': z.string(), en: z.string() });
const Territories = z.object({ include: z.array(z.string()), exclude: z.array(z.string()) });
const Screen = z.enum(['stb', 'tv', 'phone', 'tablet', 'web']);
const At = z.string().transform((text, context): Instant => {
  const at = parseInstant(text);
  if (at !== undefined) return at;
  context.addIssue(`not a moment: ${text}`);
  return z.NEVER;
});
/** Amounts are whole minor units; `source` tells what was in the news from what was made up. */
const Figure = z.object({
  minor: z.string().regex(/^\d+$/).transform(BigInt),
  currency: z.string().length(3),
  source: z.enum(['as reported', 'illustrative']),
});

const Operator = z.object({
  illustrative: z.literal(true),
  brand: z.object({ name: Names, accent: z.string() }),
  territory: z.string(),
  timeZone: z.string(),
  languages: z.array(z.string()),
  currency: z.string(),
  partners: z.array(
    z.object({
      id: z.string(),
      name: Names,
      rules: z.object({
        endDateInclusive: z.boolean(),
        zone: z.union([z.enum(['utc', 'first-of-territory']), z.object({ fixed: z.string() })]),
        impliesLower: z.boolean(),
      }),
    }),
  ),
  models: z.array(z.object({ id: z.string(), screen: Screen, name: z.string(), maxHeight: z.number().int() })),
  household: z.object({
    id: z.string(),
    name: Names,
    territory: z.string(),
    profiles: z.array(z.object({ id: z.string(), name: Names, language: z.string(), kids: z.boolean() })),
    devices: z.array(z.object({ model: z.string(), name: Names })),
  }),
  subscriptionPlan: z.object({
    id: z.string(),
    name: Names,
    price: z.object({ minor: z.string().transform(BigInt), currency: z.string() }),
    period: z.string(),
    licenseTypes: z.array(z.string()),
    concurrentStreams: z.number().int(),
    illustrative: z.literal(true),
  }),
});

const Plan = z.object({
  id: z.string(),
  name: Names,
  budget: Figure,
  envelopes: z.array(z.object({ id: z.string(), name: Names, budget: Figure })),
  commitments: z.array(
    z.object({
      id: z.string(),
      envelope: z.string(),
      partner: z.string(),
      kind: z.enum(['strategic-stake', 'minimum-guarantee', 'licence-fee', 'co-production']),
      date: z.iso.date(),
      contract: z.string().optional(),
      work: z.string().optional(),
      amount: Figure,
      note: Names,
      tranches: z.array(z.object({ due: z.iso.date(), amount: Figure, paid: z.boolean() })),
    }),
  ),
});

const Clearances = z.object({
  illustrative: z.literal(true),
  authority: z.object({ id: z.string(), name: Names }),
  /** Where this authority has to have agreed. */
  rule: z.object({ territories: Territories, screens: z.array(Screen), note: z.string() }),
  clearances: z.array(
    z.object({ work: z.string(), number: z.string(), screens: z.array(Screen), from: At, until: At.nullable() }),
  ),
});

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

export const OPERATOR = Operator.parse(read('./operator.json'));
export const PLAN = Plan.parse(read('./plan.json'));
export const CLEARANCES = Clearances.parse(read('./clearances.json'));
export const CONTRACTS: readonly Contract[] = readdirSync(new URL('./contracts/', import.meta.url))
  .sort()
  .map((name) => {
    const contract = readContract(read(`./contracts/${name}`));
    if (!contract.ok) throw new Error(`${name}: ${contract.reason}`);
    return contract.value;
  });
