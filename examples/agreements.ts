/** The demo operator's own data, read from the JSON files beside this one: brand, plan, contracts, clearances. */
import { readdirSync, readFileSync } from 'node:fs';
import { type Instant, parseInstant } from '@duoping/kit';
import type { ContractTerms } from '@duoping/rights';
import { z } from 'zod';

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

const ScreenTerms = z.object({
  maxHeight: z.number().int().optional(),
  models: z.array(z.string()).optional(),
  download: z.boolean().optional(),
  cast: z.boolean().optional(),
});

const Contract = z.object({
  id: z.string(),
  version: z.number().int(),
  partner: z.string(),
  illustrative: z.literal(true),
  note: z.string(),
  window: z.object({ start: At, end: At }),
  territories: Territories.optional(),
  licenseTypes: z.array(z.enum(['SVOD', 'AVOD', 'FVOD', 'VOD', 'EST'])).optional(),
  screens: z.partialRecord(Screen, ScreenTerms),
  /** For deals; rights don't look at it. */
  money: z.record(z.string(), z.unknown()),
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
export const CONTRACTS = readdirSync(new URL('./contracts/', import.meta.url))
  .sort()
  .map((name) => Contract.parse(read(`./contracts/${name}`)));

/** A contract without its money and notes: what rights compile. */
export function termsOf(contract: (typeof CONTRACTS)[number]): ContractTerms {
  const { id, version, partner, window, territories, licenseTypes } = contract;
  const screens = Object.fromEntries(
    Object.entries(contract.screens).map(([screen, terms]) => [screen, withoutGaps(terms)]),
  );
  return {
    id,
    version,
    partner,
    window,
    screens,
    ...(territories ? { territories } : {}),
    ...(licenseTypes ? { licenseTypes } : {}),
  };
}

const withoutGaps = (
  terms: z.infer<typeof ScreenTerms>,
): ContractTerms['screens'][keyof ContractTerms['screens']] & object => ({
  ...(terms.maxHeight === undefined ? {} : { maxHeight: terms.maxHeight }),
  ...(terms.models === undefined ? {} : { models: terms.models }),
  ...(terms.download === undefined ? {} : { download: terms.download }),
  ...(terms.cast === undefined ? {} : { cast: terms.cast }),
});
