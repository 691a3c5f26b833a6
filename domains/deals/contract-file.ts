/** The one shape in which contracts are written down, as JSON: one contract, or an array of several. Fields: README.md. */
import { type Instant, isTerritory, ok, parseInstant, type Result, refuse } from '@duoping/kit';
import { type ContractTerms, type PartnerRules, SCREENS } from '@duoping/rights';
import { z } from 'zod';
import type { Contract } from './contract.ts';
import { type MoneyTerms, moneyTerms } from './money-terms.ts';

/** How a partner's files are read where neither a contract nor the standard says. */
export const DEFAULT_RULES: PartnerRules = { endDateInclusive: true, zone: 'utc', impliesLower: false };

const LICENSE_TYPES = ['SVOD', 'AVOD', 'FVOD', 'VOD', 'EST', 'POEST', 'Pre-Release', 'Library'] as const;
const MAX_CONTRACTS = 100_000;

const instant = z.string().transform((text, context): Instant => {
  const at = parseInstant(text);
  if (at !== undefined) return at;
  context.addIssue({ code: 'custom', message: `${text} is no RFC 3339 time with an offset` });
  return z.NEVER;
});

const name = z.string().min(1).max(1000);
const territory = z.string().refine(isTerritory, 'not a territory code (ISO 3166-1, 3166-2, EU or ZZ)');

const screenTerms = z.strictObject({
  maxHeight: z.int().positive().max(100_000).optional(),
  models: z.array(name).optional(),
  download: z.boolean().optional(),
  cast: z.boolean().optional(),
  concurrency: z.int().positive().max(1000).optional(),
});

const rules = z.strictObject({
  endDateInclusive: z.boolean().default(DEFAULT_RULES.endDateInclusive),
  zone: z
    .union([
      z.literal('utc'),
      z.literal('first-of-territory'),
      z.strictObject({ fixed: z.string().refine(isZone, 'not an IANA time zone') }),
    ])
    .default(DEFAULT_RULES.zone),
  impliesLower: z.boolean().default(DEFAULT_RULES.impliesLower),
  includesMembers: z.boolean().optional(),
  widensLanguages: z.boolean().optional(),
  replaces: z.enum(['alid', 'edit-territory']).optional(),
  wholeCatalog: z.boolean().optional(),
});

/** Rules as rights take them: what isn't stated is absent. */
const rulesOf = (stated: z.infer<typeof rules>): PartnerRules => withoutGaps<PartnerRules>(stated);

const written = z.strictObject({
  id: name,
  version: z.int().nonnegative().default(1),
  partner: name.optional(),
  title: z.string().max(400).default(''),
  illustrative: z.boolean().default(false),
  note: z.string().optional(),
  window: z
    .strictObject({ start: instant, end: instant.nullable().default(null) })
    .refine(({ start, end }) => end === null || start < end, 'ends before it starts'),
  territories: z
    .strictObject({ include: z.array(territory).min(1), exclude: z.array(territory).default([]) })
    .optional(),
  licenseTypes: z.array(z.enum(LICENSE_TYPES)).min(1).optional(),
  screens: z.partialRecord(z.enum(SCREENS), screenTerms),
  rules: rules.optional(),
  money: z.record(z.string(), z.unknown()).default({}),
});

/**
 * The contracts that `value` (parsed JSON) states, at least one. `partner` is that of a contract which names none;
 * without it each must. One that states no reading rules takes those that the partner's others state here. The refusal
 * is a sentence that begins with the member at fault.
 */
export function readContracts(
  value: unknown,
  { partner }: { readonly partner?: string } = {},
): Result<readonly Contract[], string> {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (entries.length === 0 || entries.length > MAX_CONTRACTS)
    return refuse(`the file: ${entries.length} contracts, where 1 to ${MAX_CONTRACTS} may stand`);
  const stated: Written[] = [];
  for (const [position, entry] of entries.entries()) {
    const read = written.safeParse(entry);
    if (!read.success) {
      const [issue] = read.error.issues;
      const path = [...(Array.isArray(value) ? [position] : []), ...(issue?.path ?? [])];
      return refuse(`${path.join('.') || 'the file'}: ${issue?.message ?? 'not understood'}`);
    }
    const owner = read.data.partner ?? partner;
    if (owner === undefined) return refuse('partner: nobody says whose contract this is');
    stated.push({ ...read.data, partner: owner });
  }
  const repeated = firstRepeated(stated);
  if (repeated) return refuse(`id: ${repeated.id} version ${repeated.version} stands twice`);
  const ofPartner = new Map(stated.flatMap((one) => (one.rules ? [[one.partner, rulesOf(one.rules)]] : [])));
  if (stated.some((one) => one.rules && !sameRules(rulesOf(one.rules), ofPartner.get(one.partner))))
    return refuse('rules: the contracts of one partner state different reading rules');
  const contracts = stated.map((one) => contractOf(one, ofPartner.get(one.partner) ?? DEFAULT_RULES));
  for (const contract of contracts) {
    const priced = moneyTerms(contract);
    if (!priced.ok) return refuse(`money: ${priced.reason}`);
    const unsettled = neverSettled(priced.value);
    if (unsettled !== undefined) return refuse(`money.minimumGuarantee.${unsettled}`);
  }
  return ok(contracts);
}

/** What could be kept and would come out at the first month's close: nothing recoups it, or nothing settles it. */
function neverSettled({ currency, minimumGuarantee }: MoneyTerms): string | undefined {
  if (!minimumGuarantee) return undefined;
  const { amount, window } = minimumGuarantee;
  if (window.end !== null && window.start >= window.end) return 'window: ends before it starts';
  return currency === null || currency === amount.currency
    ? undefined
    : `currency: ${amount.currency}, where the contract is settled in ${currency}`;
}

/** Exactly one contract, as `readContracts` reads it. */
export function readContract(value: unknown): Result<Contract, string> {
  if (Array.isArray(value)) return refuse('the file: one contract, not an array');
  const read = readContracts(value);
  const [contract] = read.ok ? read.value : [];
  return read.ok && contract ? ok(contract) : refuse(read.ok ? 'the file: no contract' : read.reason);
}

type Written = z.infer<typeof written> & { readonly partner: string };

function contractOf(
  { rules: _, title, illustrative, money, note: _note, ...terms }: Written,
  rules: PartnerRules,
): Contract {
  return { terms: withoutGaps<ContractTerms>(terms), rules, title, illustrative, money };
}

/** The first that says a version which another before it says too. */
function firstRepeated(all: readonly Written[]): Written | undefined {
  const seen = new Set<string>();
  return all.find(({ id, version }) => {
    const key = JSON.stringify([id, version]);
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  });
}

const sameRules = (a: PartnerRules, b: PartnerRules | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}

/** Drops members that are undefined, so that absent and undefined are one thing (exactOptionalPropertyTypes). */
function withoutGaps<T>(value: object): T {
  return JSON.parse(JSON.stringify(value)) as T; // the schema above has just checked the shape
}
