/** How events and what waits for them look in the API. */
import { formatInstant, isTerritory, isUuid, parseInstant } from '@duoping/kit';
import type { Grant } from '@duoping/rights';
import { z } from 'zod';
import { eidrOf } from '#catalog';
import { EVENT_KINDS, type EventFact, type EventKind, type EventScope } from '#licensing';
import { grantLine, instant } from './shapes.ts';

const name = z.string().min(1).max(400);

/** The avails' two spellings of one event. */
const kind = z.enum([...EVENT_KINDS, 'EST']).transform((word): EventKind => (word === 'EST' ? 'ESTStart' : word));

export const saidBody = z
  .strictObject({
    id: z.string().refine(isUuid, 'is no UUID').optional().meta({
      description: 'A UUID of your own: the same words under it are said once, however often they are sent',
    }),
    kind,
    partner: name.optional().meta({ description: 'With `alid`: one partner’s title' }),
    alid: name.optional(),
    work: name.optional().meta({ description: 'Instead: a work of the catalog, or an EIDR, whoever offers it' }),
    territory: z.string().refine(isTerritory, 'is no territory').meta({ description: 'ZZ for the whole world' }),
    at: z
      .string()
      .refine((text) => parseInstant(text) !== undefined, 'is not RFC 3339')
      .nullable()
      .meta({ description: 'RFC 3339; null takes back what was said before', example: '2027-01-29T00:00:00Z' }),
    note: z.string().max(2000).default('').meta({ description: 'How you know it' }),
  })
  .refine(
    ({ partner, alid, work }) =>
      work === undefined ? partner !== undefined && alid !== undefined : partner === undefined && alid === undefined,
    { message: 'names either a partner’s title (partner, alid) or a work', path: ['work'] },
  );

export const scopeQuery = { partner: name.optional(), alid: name.optional(), work: name.optional() };

/** Undefined when nothing is named; a partner without a title names nothing. */
export function scopeOf(asked: {
  partner?: string | undefined;
  alid?: string | undefined;
  work?: string | undefined;
}): EventScope | undefined {
  if (asked.work !== undefined) return { work: eidrOf(asked.work) ?? asked.work };
  return asked.partner === undefined || asked.alid === undefined
    ? undefined
    : { partner: asked.partner, alid: asked.alid };
}

const subject = { partner: z.string().nullable(), alid: z.string().nullable(), work: z.string().nullable() };

export const eventBody = z
  .object({
    ...{ id: z.string(), kind: z.enum(EVENT_KINDS) },
    ...{ ...subject, title: z.string(), territory: z.string(), at: instant.nullable() },
    ...{ by: z.string(), note: z.string() },
    knownFrom: instant.meta({ description: 'When it was said' }),
  })
  .meta({ id: 'Event' });

export const eventOf = (fact: EventFact, title: string): z.infer<typeof eventBody> => ({
  ...{ id: fact.id, kind: fact.kind, title, territory: fact.territory, by: fact.by, note: fact.note },
  ...('work' in fact.scope
    ? { partner: null, alid: null, work: fact.scope.work }
    : { partner: fact.scope.partner, alid: fact.scope.alid, work: null }),
  at: fact.at === null ? null : formatInstant(fact.at),
  knownFrom: formatInstant(fact.knownFrom),
});

export const waitingBody = z
  .object({
    ...{ grant: z.string(), partner: z.string(), alid: z.string(), work: z.string(), title: z.string() },
    ...{ contract: z.string(), licenseType: z.string(), formatProfile: z.string() },
    territories: z.object({ include: z.array(z.string()), exclude: z.array(z.string()) }),
    screens: z.array(z.string()),
    waits: z.array(
      z.object({
        event: z.string().meta({ description: 'As the row writes it' }),
        lag: z.string().nullable(),
        end: z.boolean().meta({ description: 'True: it is granted now, and its end waits' }),
      }),
    ),
    since: instant.meta({ description: 'Since when it is known to wait' }),
    delivery: z.string().meta({ description: 'SHA-256 of the delivered file' }),
    place: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .meta({ id: 'WaitingClause' });

export const waitingOf = (grant: Grant, title: string): z.infer<typeof waitingBody> => ({
  ...{ grant: grant.id, partner: grant.partner, alid: grant.alid, work: grant.work, title },
  ...{ contract: grant.contract, licenseType: grant.licenseType, formatProfile: grant.formatProfile },
  territories: { include: [...grant.territories.include], exclude: [...grant.territories.exclude] },
  screens: Object.keys(grant.screens),
  waits: [
    ...(grant.waits ?? []).map(({ event, lag }) => ({ event, lag: lag ?? null, end: false })),
    ...(grant.endWaits ? [{ event: grant.endWaits.event, lag: grant.endWaits.lag ?? null, end: true }] : []),
  ],
  since: formatInstant(grant.knownFrom),
  ...{ delivery: grant.delivery, place: { ...grant.place } },
});

export const supposedBody = z.object({
  partners: z.array(
    z.object({
      partner: z.string(),
      opens: z.array(grantLine),
      closes: z.array(grantLine),
      changes: z.array(z.object({ before: grantLine, after: grantLine })),
      waits: z.int().meta({ description: 'Clauses of these titles that would wait for some event then' }),
    }),
  ),
});

/** The place in a list of what waits, as clients carry it. */
export const cursorOf = ({ partner, alid, id }: Grant): string =>
  Buffer.from(JSON.stringify([partner, alid, id])).toString('base64url');

const cursor = z.tuple([z.string(), z.string(), z.string()]);

export function afterCursor(text: string): { partner: string; alid: string; id: string } | undefined {
  try {
    const read = cursor.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return read.success ? { partner: read.data[0], alid: read.data[1], id: read.data[2] } : undefined;
  } catch {
    return undefined; // no cursor of ours: the caller is told so
  }
}
