/** Shapes of the operator's questions to the rights over time, and of their answers. */
import { isTerritory, isUuid } from '@duoping/kit';
import { SCREENS, VERBS } from '@duoping/rights';
import { z } from 'zod';
import { instant } from './shapes.ts';

const territory = z.string().refine(isTerritory, 'is no territory');
const scope = {
  territories: z.array(territory).min(1).max(60),
  screens: z
    .array(z.enum(SCREENS))
    .min(1)
    .default([...SCREENS]),
  verbs: z.array(z.enum(VERBS)).min(1).default(['stream']),
  since: instant,
  until: instant,
};
const name = z.string().min(1).max(400);
export const language = z.string().max(35).default('en');

/** One partner's side of a conflict, with its row in the delivered file. */
const claim = z.object({
  ...{ partner: z.string(), contract: z.string(), contractVersion: z.int(), grant: z.string(), alid: z.string() },
  ...{ exclusive: z.boolean(), delivery: z.string(), place: z.record(z.string(), z.union([z.string(), z.number()])) },
  window: z.object({ start: instant, end: instant.nullable() }),
});
const stretch = z.object({ start: instant, end: instant.nullable() });
const titles = z.record(z.string(), z.string()).meta({ description: 'By work: its name in the language asked for' });
export const sourcesBody = z.array(
  z.object({
    ...{ partner: z.string(), contract: z.string(), grants: z.int() },
    waiting: z.int().meta({ description: 'Not granted yet: these rows wait for an event' }),
    works: z.int().meta({ description: 'Works that any of these name' }),
  }),
);

export const whatIfAsked = z.strictObject({
  withoutContracts: z.array(name).max(1000).default([]),
  withoutPartners: z.array(name).max(1000).default([]),
  withoutDeliveries: z.array(name).max(1000).default([]).meta({ description: 'SHA-256 of delivered files' }),
  withDelivery: z.string().refine(isUuid, 'is no delivery id').optional(),
  ...scope,
  language,
});

export const whatIfBody = z.object({
  ...{ removedGrants: z.int(), addedGrants: z.int(), touched: z.int(), titles },
  months: z.array(
    z.object({
      ...{ month: z.string(), territory: z.string(), screen: z.string(), verb: z.string() },
      ...{ opens: z.array(z.string()), closes: z.array(z.string()) },
      ...{ longer: z.array(z.string()), shorter: z.array(z.string()) },
    }),
  ),
});

export const exposureAsked = z.strictObject({ works: z.array(name).min(1).max(1000).optional(), ...scope, language });

export const exposureBody = z.object({
  titles,
  time: z.array(
    z.object({
      ...{ work: z.string(), territory: z.string(), screen: z.string(), verb: z.string() },
      windows: z.array(stretch),
    }),
  ),
  uses: z.array(
    z.object({
      ...{ receipt: z.string(), play: z.string(), work: z.string(), territory: z.string() },
      ...{ screen: z.string(), at: instant, kind: z.enum(['cut', 'never-allowed']), knownFrom: instant },
      reasons: z.array(z.string()),
      ...{ grant: z.string().nullable(), partner: z.string().nullable(), contract: z.string().nullable() },
    }),
  ),
  exposed: z
    .int()
    .meta({ description: 'All receipts that are exposed, listed or not; each one in the time is judged' }),
  complete: z.boolean().meta({ description: 'False when more are exposed than are listed: the earliest are' }),
});

export const conflictsBody = z.object({
  titles,
  conflicts: z.array(
    z.object({
      ...{ kind: z.string(), work: z.string(), licenseType: z.string() },
      ...{ partners: z.array(z.string()), contracts: z.array(z.string()) },
      territories: z.object({ include: z.array(z.string()), exclude: z.array(z.string()) }),
      ...{ screens: z.array(z.enum(SCREENS)), window: stretch },
      claims: z.array(claim).meta({ description: 'Both claims, in the order of `partners`' }),
    }),
  ),
});
