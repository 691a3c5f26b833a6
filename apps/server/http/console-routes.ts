/** What the console shows beside what it does: lists of deliveries, titles, media, withdrawals, and rights as time. */
import { formatInstant, parseInstant } from '@duoping/kit';
import { calendar, type Denial, SCREENS } from '@duoping/rights';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { describedIn, type Library, type ListedWork, otherTitle, type TitleLists, type WorkEntry } from '#catalog';
import type { DealStore } from '#deals';
import type { DeliveryPorts } from '#deliveries';
import type { DenialStore, LivingRights } from '#licensing';
import type { Asset, AssetRecord } from '#media';
import { refuseWith } from './app.ts';
import { diffCounts } from './delivery-shapes.ts';
import { errorBody, instant } from './shapes.ts';

const OPERATOR = {
  access: 'operator',
  decides: 'public: the operator alone, who may see what viewers may not',
} as const;
const BY_DECISION = { access: 'operator', decides: 'rights' } as const;
const security = [{ operator: [] }, { session: [] }];
const errors = { 400: errorBody, 401: errorBody };
const tags = ['operating'];
const PAGE = 100;

export interface ConsolePorts {
  readonly deliveries: DeliveryPorts;
  readonly deals: DealStore;
  readonly denials: DenialStore;
  readonly rights: LivingRights;
  readonly library: () => Library;
  readonly lists: TitleLists;
  readonly media: () => readonly AssetRecord<Asset>[];
}

const named = z.object({ work: z.string(), title: z.string(), otherTitle: z.string() });
const page = z.object({
  q: z.string().max(200).default(''),
  from: z.coerce.number().int().min(0).default(0),
  language: z.string().max(35).default('en'),
});

export function consoleRoutes(instance: FastifyInstance, ports: ConsolePorts): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { lists } = ports;

  app.get(
    '/api/deliveries',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'listDeliveries', summary: 'Deliveries, the newest first', tags, security },
        querystring: z.object({ partner: z.string().max(120).optional() }),
        response: {
          200: z.array(
            z.object({
              ...{ id: z.string(), partner: z.string(), name: z.string(), receivedAt: instant, status: z.string() },
              files: z.int(),
              counts: z.object({ errors: z.int(), warnings: z.int(), notices: z.int() }).nullable(),
              diff: diffCounts.nullable(),
              holds: z.array(z.string()),
            }),
          ),
          ...errors,
        },
      },
    },
    async (request) => {
      const all = await ports.deliveries.atomically(({ deliveries }) => deliveries.deliveries(request.query.partner));
      return all.map(({ summary, files, receivedAt, ...rest }) => ({
        ...rest,
        receivedAt: formatInstant(receivedAt),
        files: files.length,
        counts: summary?.counts ?? null,
        diff: summary,
        holds: [...(summary?.holds ?? [])],
      }));
    },
  );

  app.get(
    '/api/works',
    {
      config: OPERATOR,
      schema: {
        ...{
          operationId: 'listWorks',
          summary: 'Titles of the catalog with the partners that offer them',
          tags,
          security,
        },
        querystring: page,
        response: {
          200: z.object({
            total: z.int(),
            works: z.array(
              named.extend({
                offers: z.array(z.object({ partner: z.string(), alid: z.string() })),
                illustrative: z.boolean(),
              }),
            ),
          }),
          ...errors,
        },
      },
    },
    async ({ query }) => {
      const { total, found } = await lists.page(ports.library(), { ...query, limit: PAGE });
      return {
        total,
        works: found.map(({ work, ...names }) => ({
          ...namedAs(work, names),
          offers: work.offers.map(({ partner, alid }) => ({ partner, alid })),
          illustrative: work.descriptions.some(({ illustrative }) => illustrative),
        })),
      };
    },
  );

  app.get(
    '/api/rights/calendar',
    {
      config: BY_DECISION,
      schema: {
        ...{ operationId: 'rightsCalendar', summary: 'For each title, what may be streamed when', tags, security },
        querystring: page.extend({
          ...{ territory: z.string().max(12), screen: z.enum(SCREENS) },
          ...{ since: instant, until: instant },
        }),
        response: {
          200: z.object({
            total: z.int(),
            works: z.array(
              named.extend({
                stretches: z.array(
                  z.object({
                    ...{ start: instant, end: instant.nullable(), allow: z.boolean() },
                    ...{
                      licenseType: z.string().nullable(),
                      partner: z.string().nullable(),
                      quality: z.string().nullable(),
                    },
                    reasons: z.array(z.string()),
                  }),
                ),
              }),
            ),
          }),
          ...errors,
        },
      },
    },
    async ({ query }, reply) => {
      const [start, end] = [parseInstant(query.since), parseInstant(query.until)];
      if (start === undefined || end === undefined || end <= start)
        return refuseWith(reply, 400, { reason: 'bad-request', detail: 'since must lie before until, both RFC 3339' });
      const { territory, screen } = query;
      const { total, found } = await lists.page(ports.library(), { ...query, limit: PAGE });
      const index = ports.rights.current();
      return {
        total,
        works: found.map(({ work, ...names }) => ({
          ...namedAs(work, names),
          stretches: calendar(index, { work: work.id, territory, screen, verb: 'stream' }, { start, end }).map(
            ({ window, decision }) => ({
              start: formatInstant(window.start),
              end: window.end === null ? null : formatInstant(window.end),
              allow: decision.allow,
              licenseType: decision.allow ? decision.chosen.licenseType : null,
              partner: decision.allow ? decision.chosen.partner : null,
              quality: decision.allow ? decision.quality.formatProfiles.join(' ') : null,
              reasons: decision.allow ? [] : [...decision.reasons],
            }),
          ),
        })),
      };
    },
  );

  app.get(
    '/api/media',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'listMedia', summary: 'Media of each title and how far its packaging is', tags, security },
        querystring: z.object({ language: z.string().max(35).default('en') }),
        response: {
          200: z.array(
            z.object({
              ...{ asset: z.string(), partner: z.string(), alid: z.string(), title: z.string() },
              ...{ status: z.string(), share: z.number(), doing: z.string(), detail: z.string() },
              ...{ registeredAt: instant, durationSeconds: z.number().nullable() },
            }),
          ),
          ...errors,
        },
      },
    },
    async ({ query }) => {
      const offers = new Map<string, WorkEntry>();
      for (const work of ports.library().works.values())
        for (const { partner, alid } of work.offers) offers.set(`${partner} ${alid}`, work);
      return [...ports.media()]
        .sort((a, b) => b.registeredAt - a.registeredAt)
        .map(({ id, partner, alid, status, registeredAt, asset }) => {
          const work = offers.get(`${partner} ${alid}`);
          return {
            ...{ asset: id, partner, alid, title: work ? namesOf(work, query.language).title : alid },
            status: status.kind,
            share: status.kind === 'working' ? status.share : status.kind === 'ready' ? 1 : 0,
            doing: status.kind === 'working' ? status.doing : '',
            detail: status.kind === 'failed' ? status.detail : '',
            registeredAt: formatInstant(registeredAt),
            durationSeconds: asset === null ? null : asset.durationSeconds,
          };
        });
    },
  );

  app.get(
    '/api/withdrawals',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'listWithdrawals', summary: 'Everything that overrides grants just now', tags, security },
        querystring: z.object({ language: z.string().max(35).default('en') }),
        response: {
          200: z.array(
            z.object({
              ...{ id: z.string(), kind: z.string(), title: z.string().nullable(), work: z.string().nullable() },
              ...{ partner: z.string().nullable(), contract: z.string().nullable() },
              ...{ authority: z.string(), case: z.string().nullable(), by: z.string() },
              ...{ since: instant, until: instant.nullable(), screens: z.array(z.string()).nullable() },
            }),
          ),
          ...errors,
        },
      },
    },
    async ({ query }) => {
      const library = ports.library();
      return (await ports.denials.denials()).map(({ id, kind, scope, window, authority, by, ...rest }) => {
        const work = scope.work === undefined ? undefined : workOf(library, scope);
        return {
          ...{ id, kind, authority, by, case: rest.case ?? null, work: scope.work ?? null },
          title: work ? namesOf(work, query.language).title : null,
          ...{ partner: scope.partner ?? null, contract: scope.contract ?? null },
          since: formatInstant(window.start),
          until: window.end === null ? null : formatInstant(window.end),
          screens: scope.screens ? [...scope.screens] : null,
        };
      });
    },
  );

  app.get(
    '/api/content-plans',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'listContentPlans', summary: 'The content plans: envelopes and commitments', tags, security },
        response: { 200: z.array(z.record(z.string(), z.unknown())), ...errors },
      },
    },
    async () => (await ports.deals.plans()).map((plan) => ({ ...plan })),
  );
}

const workOf = (library: Library, scope: Denial['scope']): WorkEntry | undefined =>
  [...library.works.values()].find(({ id }) => id === scope.work);

const namedAs = ({ id }: WorkEntry, { title, otherTitle: other }: Pick<ListedWork, 'title' | 'otherTitle'>) => ({
  ...{ work: id, title, otherTitle: other },
});

function namesOf(work: WorkEntry, language: string): { work: string; title: string; otherTitle: string } {
  const { descriptions } = work;
  const shown = describedIn(descriptions, language);
  return { work: work.id, title: shown?.title ?? work.id, otherTitle: shown ? otherTitle(descriptions, shown) : '' };
}
