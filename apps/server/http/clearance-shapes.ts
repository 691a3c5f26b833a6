/** Shapes of clearances over HTTP: what is recorded, and what is told. */
import { isTerritory } from '@duoping/kit';
import { SCREENS } from '@duoping/rights';
import { z } from 'zod';
import { CLEARANCE_STATES } from '#licensing';
import { instant } from './shapes.ts';

const authority = z.string().min(1).max(120);
const work = z.string().min(1).max(400);

export const recordedBody = z.discriminatedUnion('act', [
  z.strictObject({
    ...{ act: z.literal('require'), authority: z.string().trim().min(1).max(120) },
    screens: z.array(z.enum(SCREENS)).min(1),
    territories: z.array(z.string().refine(isTerritory, 'is no territory')).min(1).max(60),
    works: z.array(work).min(1).max(1000).optional().meta({ description: 'These titles alone; absent: every title' }),
  }),
  z.strictObject({
    ...{ act: z.literal('approve'), authority, work, reference: z.string().min(1).max(400), until: instant.optional() },
    key: z.string().max(200).optional().meta({
      description: 'The authority’s own key: what it has stopped is approved with it and a reason alone',
    }),
    reason: z.string().trim().min(1).max(2000).optional(),
  }),
  z.strictObject({ act: z.literal('stop'), authority, work }),
]);

const rules = z.array(
  z.object({ authority: z.string(), screens: z.array(z.string()), territories: z.array(z.string()) }),
);

export const clearancesBody = z.object({
  rules,
  clearances: z.array(
    z.object({
      ...{ authority: z.string(), work: z.string(), title: z.string(), reference: z.string() },
      ...{ since: instant, until: instant.nullable() },
    }),
  ),
  stopped: z
    .array(
      z.object({
        ...{ authority: z.string(), work: z.string(), title: z.string(), by: z.string(), at: instant },
      }),
    )
    .meta({ description: 'What stands stopped: only the authority’s own key lifts it' }),
});

export const clearanceTitlesBody = z.object({
  total: z.int(),
  counts: z.object({ waiting: z.int(), approved: z.int(), stopped: z.int() }),
  rules: rules.meta({ description: 'Those that ask for every title' }),
  titles: z.array(
    z.object({
      ...{ authority: z.string(), work: z.string(), title: z.string(), state: z.enum(CLEARANCE_STATES) },
      ...{ reference: z.string().nullable(), since: instant.nullable(), until: instant.nullable() },
      stopped: z.object({ by: z.string(), at: instant }).nullable(),
    }),
  ),
});

export const entryBody = z.object({
  act: z.enum(['required', 'approved', 'stopped', 'lifted']),
  at: instant,
  by: z.string().nullable(),
  reference: z.string().optional(),
  reason: z.string().optional(),
});
