/** Contracts as a JSON file for the rights commands: parsed once, refused with the place of the first fault. */
import { isTerritory, ok, parseInstant, type Result, refuse } from '@duoping/kit';
import type { ContractTerms, PartnerRules } from '@duoping/rights';
import { z } from 'zod';

/** Contract terms and the partner's reading rules, as the file states them. */
export interface ContractsFile {
  readonly contracts: readonly ContractTerms[];
  /** The one partner of all contracts. */
  readonly partner: string;
  readonly rules: PartnerRules;
}

/** Used where a file states no rules, or there are no contracts. */
export const DEFAULT_RULES: PartnerRules = { endDateInclusive: true, zone: 'utc', impliesLower: false };

/** Format: domains/rights/README.md. The refusal is a sentence for the person who wrote the file. */
export function parseContracts(bytes: Uint8Array): Result<ContractsFile, string> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    return refuse(`not JSON in UTF-8 (${error instanceof Error ? error.message : String(error)})`);
  }
  const parsed = CONTRACTS.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse(`${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'not understood'}`);
  }
  const partners = [...new Set(parsed.data.map((entry) => entry.partner))];
  const [partner] = partners;
  if (partner === undefined || partners.length > 1)
    return refuse(`one partner per file, found ${partners.length === 0 ? 'none' : partners.join(', ')}`);
  const rules = parsed.data.flatMap((entry) => entry.rules ?? []);
  if (rules.some((each) => JSON.stringify(each) !== JSON.stringify(rules[0])))
    return refuse('rules: the contracts of one partner state different reading rules');
  const repeated = parsed.data.find((entry, position) =>
    parsed.data.slice(0, position).some((other) => other.id === entry.id && other.version === entry.version),
  );
  if (repeated) return refuse(`id: ${repeated.id} version ${repeated.version} stands twice`);
  return ok({ contracts: parsed.data.map(termsOf), partner, rules: { ...DEFAULT_RULES, ...rules[0] } });
}

const INSTANT = z.string().transform((text, context) => {
  const at = parseInstant(text);
  if (at === undefined) context.addIssue({ code: 'custom', message: `${text} is no RFC 3339 time with an offset` });
  return at ?? 0;
});

const CODE = z.string().refine(isTerritory, { error: 'not a territory code (ISO 3166-1, 3166-2, EU or ZZ)' });

const SCREEN_TERMS = z.strictObject({
  maxHeight: z.int().positive().max(100_000).optional(),
  models: z.array(z.string().min(1)).optional(),
  download: z.boolean().optional(),
  cast: z.boolean().optional(),
});

const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
};

const RULES = z.strictObject({
  endDateInclusive: z.boolean().default(DEFAULT_RULES.endDateInclusive),
  zone: z
    .union([
      z.literal('utc'),
      z.literal('first-of-territory'),
      z.strictObject({ fixed: z.string().refine(isZone, { error: 'not an IANA time zone' }) }),
    ])
    .default(DEFAULT_RULES.zone),
  impliesLower: z.boolean().default(DEFAULT_RULES.impliesLower),
});

const LICENSE_TYPES = ['SVOD', 'AVOD', 'FVOD', 'VOD', 'EST', 'POEST', 'Pre-Release', 'Library'] as const;

const CONTRACT = z.strictObject({
  id: z.string().min(1),
  version: z.int().nonnegative().default(1),
  partner: z.string().min(1).default('partner'),
  window: z
    .strictObject({ start: INSTANT, end: INSTANT.nullable().default(null) })
    .refine((window) => window.end === null || window.start < window.end, { error: 'ends before it starts' }),
  territories: z.strictObject({ include: z.array(CODE).min(1), exclude: z.array(CODE).default([]) }).optional(),
  licenseTypes: z.array(z.enum(LICENSE_TYPES)).min(1).optional(),
  screens: z.strictObject({
    stb: SCREEN_TERMS.optional(),
    tv: SCREEN_TERMS.optional(),
    phone: SCREEN_TERMS.optional(),
    tablet: SCREEN_TERMS.optional(),
    web: SCREEN_TERMS.optional(),
  }),
  rules: RULES.optional(),
});

const CONTRACTS = z.array(CONTRACT).min(1).max(100_000);

/** Drops what is undefined, as exact optional members ask. */
function termsOf({ rules: _, ...stated }: z.infer<typeof CONTRACT>): ContractTerms {
  return JSON.parse(JSON.stringify(stated)) as ContractTerms; // the schema above has checked it
}
