/** What outside authorities must approve, over HTTP: what waits, is approved or stopped, its history, and what is recorded. */
import { setImmediate } from 'node:timers/promises';
import { asId, type Clock, formatInstant, inSlices, MINUTE_MS, parseInstant } from '@duoping/kit';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { describedIn, type Library, type TitleLists } from '#catalog';
import {
  approveWork,
  CLEARANCE_STATES,
  type ClearanceFacts,
  type ClearanceStore,
  type ClearanceTitle,
  clearanceTitles,
  hashOfKey,
  type RightsFactsStore,
} from '#licensing';
import { callerName } from './access.ts';
import { refuseWith } from './app.ts';
import { clearancesBody, clearanceTitlesBody, entryBody, recordedBody } from './clearance-shapes.ts';
import { type NamedScopePorts, unknownIn } from './named-scope.ts';
import { errorBody } from './shapes.ts';

export interface ClearanceRoutePorts extends NamedScopePorts {
  readonly clock: Clock;
  readonly lists: TitleLists;
  readonly clearances: ClearanceStore & Pick<RightsFactsStore, 'epoch'>;
  /** After each change: what follows from it is done. */
  readonly announce: () => Promise<void>;
  /** Long enough that nobody guesses it. */
  readonly newKey: () => string;
}

const OPERATOR = {
  access: 'operator',
  decides: 'public: the operator alone, who must name what an authority approves',
} as const;
const security = [{ operator: [] }, { session: [] }];
const tags = ['operating'];
const errors = { 400: errorBody, 401: errorBody, 403: errorBody, 404: errorBody, 409: errorBody, 422: errorBody };
const language = z.string().max(35).default('en');
const PAUSED_EVERY = 4096;

export function clearanceRoutes(instance: FastifyInstance, ports: ClearanceRoutePorts): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { clearances, clock } = ports;
  const standing = standingTitles(ports);

  app.get(
    '/api/clearances',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'listClearances', tags, security },
        summary: 'What authorities must approve, and what they have',
        querystring: z.object({ language }),
        response: { 200: clearancesBody, ...errors },
      },
    },
    async ({ query }) => {
      const facts = await clearances.clearanceFacts();
      const titleOf = titleIn(ports.library(), query.language);
      return {
        rules: facts.clearanceRules.map(ruleOf),
        clearances: facts.clearances.map(({ authority, work, reference, window }) => ({
          ...{ authority, work, reference, title: titleOf(work), since: formatInstant(window.start) },
          until: window.end === null ? null : formatInstant(window.end),
        })),
        stopped: (await clearances.stopped()).map(({ at, ...one }) => ({
          ...{ ...one, title: titleOf(one.work), at: formatInstant(at) },
        })),
      };
    },
  );

  app.get(
    '/api/clearances/titles',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'listClearanceTitles', tags, security },
        summary:
          'Titles that an authority must approve, in their order, a page of them: what waits, is approved or stopped',
        querystring: z.object({
          ...{ state: z.enum(CLEARANCE_STATES).optional(), q: z.string().max(200).default(''), language },
          from: z.coerce.number().int().min(0).default(0),
          count: z.coerce.number().int().min(1).max(500).default(100),
        }),
        response: { 200: clearanceTitlesBody, ...errors },
      },
    },
    async ({ query: { state, q, from, count, language: wanted } }) => {
      const { facts, titles, counts } = await standing(wanted);
      const titleOf = titleIn(ports.library(), wanted);
      const ofState = state === undefined ? titles : titles.filter((one) => one.state === state);
      const found = q.trim() === '' ? ofState : await named(ofState, q.trim().toLocaleLowerCase(), titleOf);
      return {
        ...{ total: found.length, counts, rules: facts.clearanceRules.filter(({ works }) => !works).map(ruleOf) },
        titles: found.slice(from, from + count).map((one) => ({ ...lineOf(one), title: titleOf(one.work) })),
      };
    },
  );

  app.get(
    '/api/clearances/history',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'clearanceHistory', tags, security },
        summary: 'Everything recorded about one title for one authority, the latest first: what, who, when',
        querystring: z.object({ authority: z.string().min(1).max(120), work: z.string().min(1).max(400) }),
        response: { 200: z.array(entryBody), ...errors },
      },
    },
    async ({ query }) =>
      (await clearances.clearanceHistory(query)).map(({ at, ...entry }) => ({ ...entry, at: formatInstant(at) })),
  );

  app.post(
    '/api/authorities',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'giveAuthorityKey', tags, security },
        summary:
          'Gives an authority its own key, once and before it stops anything: hand it over, only with it a stop is lifted',
        body: z.strictObject({ authority: z.string().min(1).max(120) }),
        response: { 201: z.object({ authority: z.string(), key: z.string() }), ...errors },
      },
    },
    async (request, reply) => {
      const { authority } = request.body;
      const key = ports.newKey();
      const kept = { authority, hash: hashOfKey(key) };
      const given = await clearances.giveAuthorityKey(kept, callerName(request), clock.now());
      return given.ok ? reply.code(201).send({ authority, key }) : refuseWith(reply, 409, { reason: given.reason });
    },
  );

  app.post(
    '/api/clearances',
    {
      config: OPERATOR,
      schema: {
        ...{ operationId: 'recordClearance', tags, security },
        summary: 'Records that an authority must approve titles, that it approves one, or stops it',
        body: recordedBody,
        response: { 200: z.object({ changed: z.int() }), ...errors },
      },
    },
    async (request, reply) => {
      const [now, by, { body }] = [clock.now(), callerName(request), request];
      let changed = 1;
      switch (body.act) {
        case 'require': {
          const { authority, screens, territories, works } = body;
          const unknown = works && (await unknownIn(ports, { works }));
          if (unknown) return refuseWith(reply, 404, { reason: unknown });
          const rule = { authority, screens, territories: { include: territories, exclude: [] }, since: now };
          await clearances.requireClearance(works ? { ...rule, works: works.toSorted() } : rule, now, by);
          break;
        }
        case 'stop':
          changed = await clearances.stopClearance({ authority: body.authority, work: body.work }, by, now);
          break;
        case 'approve': {
          const { authority, work, reference, until, key, reason } = body;
          const end = until === undefined ? null : parseInstant(until);
          if (end === undefined)
            return refuseWith(reply, 400, { reason: 'bad-request', detail: 'until is not RFC 3339' });
          const clearance = { authority, work, reference, window: { start: now, end } };
          const done = await approveWork({ clearances, clock }, { clearance, by, key, reason });
          if (!done.ok) return refuseWith(reply, 403, { reason: done.reason });
        }
      }
      await ports.announce();
      return { changed };
    },
  );
}

interface Standing {
  readonly facts: ClearanceFacts;
  readonly titles: readonly ClearanceTitle[];
  readonly counts: Record<ClearanceTitle['state'], number>;
}

/** Kept for so many languages at once. */
const MOST_LANGUAGES = 4;

/**
 * How every title stands, in the order of the titles in one language; worked out anew when the rights or the titles
 * changed, and each minute, as approvals end.
 */
function standingTitles({ clearances, library, lists, clock }: ClearanceRoutePorts) {
  let last:
    | { readonly of: string; readonly library: Library; readonly byLanguage: Map<string, Promise<Standing>> }
    | undefined;

  async function workedOut(of: Library, language: string, now: number): Promise<Standing> {
    const facts = { ...(await clearances.clearanceFacts()), stopped: await clearances.stopped() };
    const works = await lists.inOrder(of, language);
    const titles = await inSlices(clearanceTitles(facts, works, now), () => setImmediate());
    const counts = { waiting: 0, approved: 0, stopped: 0 };
    for (const { state } of titles) counts[state] += 1;
    return { facts, titles, counts };
  }

  return async (language: string): Promise<Standing> => {
    const [now, epoch] = [clock.now(), await clearances.epoch()];
    const of = `${epoch} ${Math.floor(now / MINUTE_MS)}`;
    if (last?.of !== of || last.library !== library()) last = { of, library: library(), byLanguage: new Map() };
    const { byLanguage } = last;
    const known = byLanguage.get(language);
    if (known) return known;
    const standing = workedOut(last.library, language, now);
    byLanguage.set(language, standing);
    const [oldest] = byLanguage.keys();
    if (byLanguage.size > MOST_LANGUAGES && oldest !== undefined) byLanguage.delete(oldest);
    standing.catch(() => byLanguage.delete(language));
    return standing;
  };
}

async function named(
  titles: readonly ClearanceTitle[],
  q: string,
  titleOf: (work: string) => string,
): Promise<readonly ClearanceTitle[]> {
  const found: ClearanceTitle[] = [];
  for (const [place, one] of titles.entries()) {
    if (place % PAUSED_EVERY === PAUSED_EVERY - 1) await setImmediate();
    if (one.work === q || titleOf(one.work).toLocaleLowerCase().includes(q)) found.push(one);
  }
  return found;
}

const titleIn = (library: Library, wanted: string) => (work: string) => {
  const entry = library.works.get(asId(work));
  return (entry && describedIn(entry.descriptions, wanted)?.title) ?? work;
};

const ruleOf = ({ authority, screens, territories }: ClearanceFacts['clearanceRules'][number]) => ({
  ...{ authority, screens: [...screens], territories: [...territories.include] },
});

const lineOf = ({ authority, work, state, clearance, stop }: ClearanceTitle) => ({
  ...{ authority, work, state, reference: clearance?.reference ?? null },
  since: clearance ? formatInstant(clearance.window.start) : null,
  until: clearance?.window.end ? formatInstant(clearance.window.end) : null,
  stopped: stop && { by: stop.by, at: formatInstant(stop.at) },
});
