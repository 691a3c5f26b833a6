/** The operator's questions to the rights beside yes and no: what a change would do, what a cut exposes, whose claims collide. */
import {
  asId,
  type Clock,
  formatInstant,
  type Instant,
  isTerritory,
  isUuid,
  ok,
  parseInstant,
  type Result,
  refuse,
  type Window,
} from '@duoping/kit';
import { conflicts, exposedTime, type Grant, SCREENS, type Supposition, VERBS, whatIf } from '@duoping/rights';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { describedIn, type Library } from '#catalog';
import { type DeliveryPorts, deliveredGrants } from '#deliveries';
import { knownFacts, type RightsRecord, type RightsRecordStore } from '#licensing';
import { type ExposurePorts, exposedReceipts } from '../exposed-receipts.ts';
import { refuseWith } from './app.ts';
import { errorBody, instant } from './shapes.ts';

const OPERATOR = {
  access: 'operator',
  decides: 'rights',
} as const;
const security = [{ operator: [] }, { session: [] }];
const tags = ['operating'];
const errors = { 400: errorBody, 401: errorBody, 404: errorBody, 413: errorBody };

export interface RightsPorts extends ExposurePorts {
  readonly clock: Clock;
  readonly record: RightsRecordStore;
  readonly deliveries: DeliveryPorts;
  readonly library: () => Library;
}

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
/** One partner's side of a conflict, with its row in the delivered file. */
const claim = z.object({
  ...{ partner: z.string(), contract: z.string(), contractVersion: z.int(), grant: z.string(), alid: z.string() },
  ...{ exclusive: z.boolean(), delivery: z.string(), place: z.record(z.string(), z.union([z.string(), z.number()])) },
  window: z.object({ start: instant, end: instant.nullable() }),
});
const stretch = z.object({ start: instant, end: instant.nullable() });
const titles = z.record(z.string(), z.string()).meta({ description: 'By work: its name in the language asked for' });
const language = z.string().max(35).default('en');

export function rightsRoutes(instance: FastifyInstance, ports: RightsPorts): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    '/api/rights/sources',
    {
      config: OPERATOR,
      schema: {
        operationId: 'rightsSources',
        summary: 'The contracts under which anything is granted now, with their partners',
        ...{ tags, security },
        response: {
          200: z.array(z.object({ partner: z.string(), contract: z.string(), grants: z.int(), works: z.int() })),
          ...errors,
        },
      },
    },
    async () => {
      const { grants } = standing(await ports.record.record(), ports.clock.now());
      return [...Map.groupBy(grants, ({ partner, contract }) => JSON.stringify([partner, contract])).entries()]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([, [first, ...others]]) =>
          first === undefined
            ? []
            : [
                {
                  ...{ partner: first.partner, contract: first.contract, grants: others.length + 1 },
                  works: new Set([first, ...others].map(({ work }) => work)).size,
                },
              ],
        );
    },
  );

  app.post(
    '/api/rights/what-if',
    {
      config: OPERATOR,
      schema: {
        operationId: 'whatIf',
        summary: 'What would open and close, month by month, without contracts or partners, or with a delivery applied',
        ...{ tags, security },
        body: z.strictObject({
          withoutContracts: z.array(name).max(1000).default([]),
          withoutPartners: z.array(name).max(1000).default([]),
          withoutDeliveries: z.array(name).max(1000).default([]).meta({ description: 'SHA-256 of delivered files' }),
          withDelivery: z.string().refine(isUuid, 'is no delivery id').optional(),
          ...scope,
          language,
        }),
        response: {
          200: z.object({
            ...{ removedGrants: z.int(), addedGrants: z.int(), touched: z.int(), titles },
            months: z.array(
              z.object({
                ...{ month: z.string(), territory: z.string(), screen: z.string(), verb: z.string() },
                ...{ opens: z.array(z.string()), closes: z.array(z.string()) },
                ...{ longer: z.array(z.string()), shorter: z.array(z.string()) },
              }),
            ),
          }),
          ...errors,
        },
      },
    },
    async ({ body }, reply) => {
      const during = duringOf(body);
      if (!during.ok) return refuseWith(reply, 400, { reason: 'bad-request', detail: during.reason });
      const record = standing(await ports.record.record(), ports.clock.now());
      const supposition = await suppositionOf(ports, body, record.grants);
      if (!supposition.ok) return refuseWith(reply, 404, { reason: supposition.reason });
      const { territories, screens, verbs } = body;
      const change = whatIf(knownFacts(record), supposition.value, {
        ...{ territories, screens, verbs, during: during.value },
      });
      const works = change.months.flatMap(({ opens, closes, longer, shorter }) => [
        ...[...opens, ...closes, ...longer, ...shorter],
      ]);
      return {
        ...{ removedGrants: change.removedGrants, addedGrants: change.addedGrants, touched: change.touched.length },
        titles: titlesOf(ports.library(), works, body.language),
        months: change.months.map(({ opens, closes, longer, shorter, ...rest }) => ({
          ...rest,
          ...{ opens: [...opens], closes: [...closes], longer: [...longer], shorter: [...shorter] },
        })),
      };
    },
  );

  app.post(
    '/api/rights/exposure',
    {
      config: OPERATOR,
      schema: {
        operationId: 'rightsExposure',
        summary: 'What was allowed as known then and is not as known now: titles with their time, and what was watched',
        ...{ tags, security },
        body: z.strictObject({ works: z.array(name).min(1).max(1000).optional(), ...scope, language }),
        response: {
          200: z.object({
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
            complete: z
              .boolean()
              .meta({ description: 'False when more are exposed than are listed: the earliest are' }),
          }),
          ...errors,
        },
      },
    },
    async ({ body }, reply) => {
      const during = duringOf(body);
      if (!during.ok) return refuseWith(reply, 400, { reason: 'bad-request', detail: during.reason });
      const now = ports.clock.now();
      const facts = knownFacts(await ports.record.record(body.works));
      const works = body.works ?? cutWorks(facts.grants);
      const { territories, screens, verbs } = body;
      const time = exposedTime(facts, { works, territories, screens, verbs, during: during.value }, now);
      const { uses, plays, exposed } = await exposedReceipts(ports, {
        facts,
        works: body.works,
        during: during.value,
        now,
      });
      const named = [...time.map(({ request }) => request.work), ...uses.map(({ use }) => use.request.work)];
      return {
        titles: titlesOf(ports.library(), named, body.language),
        time: time.map(({ request: { work, territory, screen, verb }, windows }) => ({
          ...{ work, territory, screen, verb, windows: windows.map(shown) },
        })),
        uses: uses.map(({ use: { id, at, request }, kind, knownFrom, reasons, grant }) => ({
          ...{ receipt: id, play: plays.get(id) ?? '', work: request.work, territory: request.territory },
          ...{ screen: request.screen, at: formatInstant(at), kind, knownFrom: formatInstant(knownFrom) },
          reasons: [...reasons],
          ...{ grant: grant?.id ?? null, partner: grant?.partner ?? null, contract: grant?.contract ?? null },
        })),
        ...{ exposed, complete: uses.length === exposed },
      };
    },
  );

  app.get(
    '/api/rights/conflicts',
    {
      config: OPERATOR,
      schema: {
        operationId: 'rightsConflicts',
        summary: 'Claims of two partners on one title, in the places and at the time that both hold',
        ...{ tags, security },
        querystring: z.object({ language }),
        response: {
          200: z.object({
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
          }),
          ...errors,
        },
      },
    },
    async ({ query }) => {
      const { grants } = standing(await ports.record.record(), ports.clock.now());
      const found = conflicts(grants);
      return {
        titles: titlesOf(
          ports.library(),
          found.map(({ title }) => title),
          query.language,
        ),
        conflicts: found.map(({ kind, title, first, second, territories, screens, window }) => ({
          ...{ kind, work: title, licenseType: first.licenseType },
          ...{ partners: [first.partner, second.partner], contracts: [first.contract, second.contract] },
          territories: { include: [...territories.include], exclude: [...territories.exclude] },
          ...{ screens: [...screens], window: shown(window), claims: [first, second].map(claimOf) },
        })),
      };
    },
  );
}

type Ended = Window & { readonly end: Instant };

/** At most ten years, so that a question has an end. */
function duringOf({ since, until }: { since: string; until: string }): Result<Ended, string> {
  const [start, end] = [parseInstant(since), parseInstant(until)];
  if (start === undefined || end === undefined || end <= start)
    return refuse('since must lie before until, both RFC 3339');
  return end - start > 3660 * 86_400_000 ? refuse('at most ten years are looked at') : ok({ start, end });
}

/** The record without what was superseded or lifted by now. */
function standing(record: RightsRecord, now: Instant): RightsRecord {
  const stands = ({ knownTo }: { knownTo: Instant | null }): boolean => knownTo === null || knownTo > now;
  return { ...record, grants: record.grants.filter(stands), denials: record.denials.filter(stands) };
}

interface AskedChange {
  readonly withoutContracts: readonly string[];
  readonly withoutPartners: readonly string[];
  readonly withoutDeliveries: readonly string[];
  readonly withDelivery?: string | undefined;
}

/** A delivery puts its grants in the place of all that its partner granted for the same ALIDs. */
async function suppositionOf(
  ports: RightsPorts,
  asked: AskedChange,
  grants: readonly Grant[],
): Promise<Result<Supposition, 'unknown-delivery'>> {
  const without = [
    ...asked.withoutContracts.map((contract) => ({ contract })),
    ...asked.withoutPartners.map((partner) => ({ partner })),
    ...asked.withoutDeliveries.map((delivery) => ({ delivery })),
  ];
  if (asked.withDelivery === undefined) return ok({ without });
  const works = new Map(
    [...ports.library().works.values()].flatMap(({ id, offers }) =>
      offers.map(({ partner, alid }): [string, string] => [JSON.stringify([partner, alid]), id]),
    ),
  );
  const workOf = (partner: string, alid: string): string | undefined => works.get(JSON.stringify([partner, alid]));
  const delivered = await deliveredGrants(ports.deliveries, asId(asked.withDelivery), workOf);
  if (!delivered.ok) return delivered;
  const { partner, alids, grants: withGrants } = delivered.value;
  const replaced = new Set(
    grants.filter((one) => one.partner === partner && alids.includes(one.alid)).map((one) => one.work),
  );
  return ok({ without: [...without, ...[...replaced].map((work) => ({ partner, work }))], withGrants });
}

/** Only a work of which something was superseded or denied can have been cut. */
const cutWorks = (grants: readonly (Grant & { knownTo: Instant | null })[]): string[] => [
  ...new Set(grants.filter(({ knownTo }) => knownTo !== null).map(({ work }) => work)),
];

function titlesOf(library: Library, works: readonly string[], wanted: string): Record<string, string> {
  return Object.fromEntries(
    [...new Set(works)].map((work) => {
      const entry = library.works.get(asId(work));
      return [work, (entry && describedIn(entry.descriptions, wanted)?.title) ?? work];
    }),
  );
}

const shown = ({ start, end }: Window): { start: string; end: string | null } => ({
  start: formatInstant(start),
  end: end === null ? null : formatInstant(end),
});

const claimOf = ({
  id,
  partner,
  contract,
  contractVersion,
  alid,
  exclusive = false,
  delivery,
  place,
  window,
}: Grant) => ({
  ...{ partner, contract, contractVersion, grant: id, alid, exclusive, delivery, place: { ...place } },
  window: shown(window),
});
