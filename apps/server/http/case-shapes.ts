/** Takedown cases as the API takes and tells them. What stands here is the published contract (OpenAPI). */
import { asId, formatInstant, isTerritory, parseInstant } from '@duoping/kit';
import { SCREENS } from '@duoping/rights';
import { z } from 'zod';
import {
  ATTESTATIONS,
  type CaseClocks,
  type CaseEntry,
  type CaseId,
  deadlinesOf,
  missingIn,
  REGIMES,
  RESTORE_CAUSES,
  type Statement,
  stateOf,
  type TakedownCase,
} from '#licensing';
import { instant } from './shapes.ts';

const line = z.string().trim().max(2000);
const when = instant.refine((text) => parseInstant(text) !== undefined, 'is no RFC 3339 instant');

export const statementBody = z.strictObject({
  party: z.strictObject({ name: line, contact: line, address: line, authority: line }),
  subject: line,
  locations: z.array(line.min(1)).max(1000),
  evidence: z.array(line.min(1)).max(1000).default([]),
  attestations: z.partialRecord(z.enum(ATTESTATIONS), line).default({}),
});

export const noticeBody = statementBody.extend({
  regime: z.enum(REGIMES),
  receivedAt: when.optional().meta({ description: 'When it came; now, when absent' }),
  channel: line.default(''),
  scope: z.strictObject({
    works: z.array(z.string().min(1).max(400)).max(1000).default([]),
    partner: z.string().min(1).max(120).optional(),
    contract: z.string().min(1).max(120).optional(),
    territories: z.array(z.string().refine(isTerritory, 'is no territory')).min(1).optional(),
    screens: z.array(z.enum(SCREENS)).min(1).optional(),
  }),
  remove: z.boolean().default(false).meta({ description: 'Take it off every screen at once' }),
});

const told = z.object({
  party: z.object({ name: z.string(), contact: z.string(), address: z.string(), authority: z.string() }),
  ...{ subject: z.string(), locations: z.array(z.string()), evidence: z.array(z.string()) },
  attestations: z.partialRecord(z.enum(ATTESTATIONS), z.string()),
});

const MISSING = [...ATTESTATIONS, 'name', 'contact', 'address', 'subject', 'locations', 'evidence'] as const;
const ACTS = [
  ...['opened', 'removed', 'forwarded', 'published', 'countered'],
  ...['counter-forwarded', 'suit-filed', 'restored', 'closed'],
] as const;

export const caseBody = z
  .object({
    id: z.string(),
    state: z.enum(['incomplete', 'open', 'removed', 'countered', 'suit', 'restored', 'closed']),
    regime: z.enum(REGIMES),
    ...{ receivedAt: instant, channel: z.string(), notice: told, counter: told.nullable() },
    scope: z.object({
      works: z.array(z.object({ work: z.string(), title: z.string() })),
      ...{ partner: z.string().nullable(), contract: z.string().nullable() },
      ...{ territories: z.array(z.string()).nullable(), screens: z.array(z.string()).nullable() },
    }),
    missing: z.array(z.enum(MISSING)),
    deadlines: z.array(
      z.object({
        what: z.enum(['remove', 'forward', 'forward-counter', 'restore', 'complete']),
        ...{ from: instant.nullable(), by: instant, met: instant.nullable() },
      }),
    ),
    acts: z.array(z.object({ act: z.enum(ACTS), at: instant, by: z.string(), detail: z.string() })),
    earlier: z.string().nullable().meta({ description: 'A case of the same claimant that ended in a restoral' }),
  })
  .meta({ id: 'TakedownCase' });

export const actBody = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('removed'), despite: z.boolean().default(false) }),
  z.strictObject({ act: z.literal('forwarded'), to: line.min(1) }),
  z.strictObject({ act: z.literal('published'), to: line.min(1) }),
  z.strictObject({ act: z.literal('countered'), statement: statementBody }),
  z.strictObject({ act: z.literal('counter-forwarded'), to: line.min(1) }),
  z.strictObject({ act: z.literal('suit-filed'), reference: line.min(1) }),
  z.strictObject({ act: z.literal('restored'), because: z.enum(RESTORE_CAUSES) }),
  z.strictObject({ act: z.literal('closed'), outcome: line.min(1) }),
]);

export interface CaseView {
  readonly clocks: CaseClocks;
  readonly titleOf: (work: string) => string;
  readonly earlier: CaseId | undefined;
}

export function caseOf(found: TakedownCase, { clocks, titleOf, earlier }: CaseView): z.infer<typeof caseBody> {
  const { id, notice, entries } = found;
  const { scope } = notice;
  const countered = entries.find((entry) => entry.act === 'countered');
  return {
    ...{ id, state: stateOf(found), regime: notice.regime, channel: notice.channel, earlier: earlier ?? null },
    ...{ receivedAt: formatInstant(notice.receivedAt), notice: saidOf(notice) },
    counter: countered?.act === 'countered' ? saidOf(countered.statement) : null,
    scope: {
      works: scope.works.map((work) => ({ work, title: titleOf(work) })),
      ...{ partner: scope.partner ?? null, contract: scope.contract ?? null },
      territories: scope.territories ? [...scope.territories.include] : null,
      screens: scope.screens ? [...scope.screens] : null,
    },
    missing: [...missingIn(notice)],
    deadlines: deadlinesOf(found, clocks).map(({ what, from, by, met }) => ({
      ...{ what, by: formatInstant(by) },
      from: from === null ? null : formatInstant(from),
      met: met === null ? null : formatInstant(met),
    })),
    acts: entries.map((entry) => ({
      ...{ act: entry.act, at: formatInstant(entry.at), by: entry.by, detail: detailOf(entry) },
    })),
  };
}

const saidOf = ({ party, subject, locations, evidence, attestations }: Statement) => ({
  ...{ party, subject, attestations },
  ...{ locations: [...locations], evidence: [...evidence] },
});

function detailOf(entry: CaseEntry): string {
  if ('to' in entry) return entry.to;
  if ('reference' in entry) return entry.reference;
  if ('because' in entry) return entry.because;
  if ('outcome' in entry) return entry.outcome;
  return 'epoch' in entry ? `epoch ${entry.epoch}` : '';
}

/** The notice as the core takes it. */
export function noticeOf({ receivedAt, scope, remove: _remove, ...rest }: z.infer<typeof noticeBody>, now: number) {
  const { partner, contract, territories, screens, works } = scope;
  return {
    ...rest,
    receivedAt: (receivedAt === undefined ? undefined : parseInstant(receivedAt)) ?? now,
    scope: {
      works,
      ...(partner === undefined ? {} : { partner }),
      ...(contract === undefined ? {} : { contract }),
      ...(territories === undefined ? {} : { territories: { include: territories, exclude: [] } }),
      ...(screens === undefined ? {} : { screens }),
    },
  };
}

export const caseId = (id: string): CaseId => asId(id);
