/** This room's stores in memory: facts, grants, denials and clearances under one epoch. */
import { canonicalJson, type Instant, type Json, ok, refuse } from '@duoping/kit';
import type { Denial, Grant } from '@duoping/rights';
import type { GrantStore } from './apply-grants.ts';
import type { Clearance, ClearanceEntry, ClearanceRule, ClearanceStore, Stopped } from './clearance.ts';
import { type EventFact, type EventStore, subjectOf, topicOf } from './event.ts';
import { type GrantSourceStore, inSourceOrder } from './grant-sources.ts';
import type { CaseStore } from './handle-case.ts';
import type { Recorded, RightsRecordStore } from './history.ts';
import type { RightsFactsStore } from './living-rights.ts';
import type { NodeStore } from './node-store.ts';
import type { TakedownCase } from './takedown-case.ts';
import type { DenialStore } from './withdraw.ts';

export interface MemoryLicensing
  extends RightsFactsStore,
    RightsRecordStore,
    DenialStore,
    GrantStore,
    GrantSourceStore,
    ClearanceStore {
  /** Remembers the present state; what it gives back returns to it, as a transaction that is rolled back does. */
  snapshot(): () => void;
}

interface State {
  readonly epoch: number;
  readonly grants: readonly Recorded<Grant>[];
  readonly denials: readonly (Recorded<Denial> & { readonly by: string })[];
  readonly clearanceRules: readonly Recorded<ClearanceRule>[];
  readonly clearances: readonly Recorded<Clearance>[];
}

export function memoryLicensing(): MemoryLicensing {
  let state: State = { epoch: 1, grants: [], denials: [], clearanceRules: [], clearances: [] };
  const past = new Map<number, State['grants']>();
  const change = (next: Partial<State>): { epoch: number } => {
    past.set(state.epoch, state.grants);
    state = { ...state, ...next, epoch: state.epoch + 1 };
    return { epoch: state.epoch };
  };
  const stops: Stopped[] = [];
  const keys = new Map<string, string>();
  const entries: { of: { authority: string; works: readonly string[] | undefined }; entry: ClearanceEntry }[] = [];
  const isCleared = ({ authority, work }: Pick<Clearance, 'authority' | 'work'>): boolean =>
    state.clearances.some((one) => stands(one) && one.authority === authority && one.work === work);
  const stopped = (): Stopped[] => {
    const latest = new Map(stops.map((one) => [JSON.stringify([one.authority, one.work]), one]));
    return [...latest.values()].filter((one) => !isCleared(one)).sort((a, b) => b.at - a.at);
  };
  const standingOthers = () => ({
    denials: state.denials
      .filter(stands)
      .map(({ by: _by, knownFrom: _from, knownTo: _to, ...denial }) => denial)
      .sort(byId),
    clearanceRules: state.clearanceRules.map(plain),
    clearances: state.clearances.filter(stands).map(plain),
  });
  return {
    epoch: async () => state.epoch,
    facts: async () => ({
      epoch: state.epoch,
      grants: state.grants.filter(stands).sort(byId),
      ...standingOthers(),
    }),
    restrictions: async () => ({ epoch: state.epoch, ...standingOthers() }),
    changesSince: async (epoch) => {
      const then = new Set(past.get(epoch)?.filter(stands));
      const now = new Set(state.grants.filter(stands));
      return {
        epoch: state.epoch,
        ended: [...then.difference(now)].map(({ id }) => id),
        begun: [...now.difference(then)],
        ...standingOthers(),
      };
    },
    record: async (works) => {
      const isAsked = (work: string | undefined) => works === undefined || work === undefined || works.includes(work);
      return {
        ...state,
        grants: state.grants.filter(({ work }) => isAsked(work)).sort(byId),
        denials: state.denials
          .filter(({ scope }) => isAsked(scope.work))
          .map(({ by: _by, ...denial }) => denial)
          .sort(byId),
        clearances: state.clearances.filter(({ work }) => isAsked(work)),
      };
    },
    grantsOf: async (partner, alids) =>
      state.grants
        .filter((grant) => stands(grant) && grant.partner === partner && alids.includes(grant.alid))
        .sort(byId),
    grantsOfWorks: async (works) =>
      state.grants.filter((grant) => stands(grant) && works.includes(grant.work)).sort(byId),
    grantSources: async () => {
      const own = Map.groupBy(state.grants.filter(stands), (one) => JSON.stringify([one.partner, one.contract]));
      const sources = [...own.values()].flatMap((grants) =>
        grants.slice(0, 1).map(({ partner, contract }) => ({
          ...{ partner, contract, grants: grants.filter(({ waits }) => waits === undefined).length },
          waiting: grants.filter(({ waits }) => waits !== undefined).length,
          works: new Set(grants.map(({ work }) => work)).size,
        })),
      );
      return inSourceOrder(sources);
    },
    countGrants: async (partner) =>
      state.grants.filter((grant) => stands(grant) && grant.partner === partner && !grant.waits).length,
    waitingGrants: async ({ partner, after, limit }) =>
      state.grants
        .filter((grant) => stands(grant) && (grant.waits ?? grant.endWaits) !== undefined)
        .filter((grant) => partner === undefined || grant.partner === partner)
        .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
        .filter((grant) => after === undefined || placeOf(grant) > placeOf(after))
        .slice(0, limit),
    countWaiting: async (partner) =>
      state.grants
        .filter((grant) => stands(grant) && (grant.waits ?? grant.endWaits) !== undefined)
        .filter((grant) => partner === undefined || grant.partner === partner).length,
    grantsById: async (partner, ids) => {
      const known = new Map(state.grants.filter((one) => one.partner === partner).map((one) => [one.id, one]));
      return ids.toSorted().map((id) => {
        const grant = known.get(id);
        if (!grant) throw new Error(`${partner} never had the grant ${id}`);
        return grant;
      });
    },
    grantedAlids: async (partner) =>
      [
        ...new Set(state.grants.filter((grant) => stands(grant) && grant.partner === partner).map(({ alid }) => alid)),
      ].sort(),
    replaceGrants: async ({ partner, alids, grants }, at) => {
      const told = new Set(grants.map(({ id }) => id));
      const ends = (grant: Grant) => grant.partner === partner && alids.includes(grant.alid) && !told.has(grant.id);
      const known = state.grants.map((grant) => (stands(grant) && ends(grant) ? { ...grant, knownTo: at } : grant));
      const kept = new Set(known.filter((grant) => stands(grant) && grant.partner === partner).map(({ id }) => id));
      const added = [
        ...new Map(grants.map((grant) => [grant.id, { ...grant, knownFrom: at, knownTo: null }])).values(),
      ].filter(({ id }) => !kept.has(id));
      const ended = state.grants.filter(stands).length - known.filter(stands).length;
      return { ...change({ grants: [...known, ...added] }), added: added.length, ended };
    },
    addDenial: async (denial, by, knownFrom) => {
      if (state.denials.some(({ id }) => id === denial.id)) throw new Error(`Denial ${denial.id} is there already`);
      return change({ denials: [...state.denials, { ...denial, by, knownFrom, knownTo: null }] });
    },
    liftDenial: async (id, _by, at) => {
      const isLifted = (denial: Recorded<Denial>) => denial.id === id && stands(denial);
      const lifted = state.denials.some(isLifted);
      change({ denials: state.denials.map((denial) => (isLifted(denial) ? { ...denial, knownTo: at } : denial)) });
      return lifted;
    },
    denials: async () =>
      state.denials
        .filter(stands)
        .map(({ knownTo: _to, ...denial }) => denial)
        .sort((a, b) => b.knownFrom - a.knownFrom || byId(a, b)),
    requireClearance: async (rule, at, by) => {
      const clearanceRules = withFact(state.clearanceRules, rule, at);
      const isNew = clearanceRules !== state.clearanceRules;
      change({ clearanceRules });
      if (!isNew) return;
      entries.push({
        of: { authority: rule.authority, works: rule.works },
        entry: { act: 'required', at, by: by ?? null },
      });
    },
    clearanceFacts: async () => {
      const { denials: _denials, ...facts } = standingOthers();
      return { epoch: state.epoch, ...facts };
    },
    clearanceHistory: async ({ authority, work }) =>
      entries
        .filter(({ of }) => of.authority === authority && (of.works?.includes(work) ?? true))
        .map(({ entry }) => entry)
        .toReversed(),
    recordClearance: async (clearance, at, recorded) => {
      const { by = null, reason } = recorded ?? {};
      const { authority, work } = clearance;
      const isStopped = stops.some((one) => one.authority === authority && one.work === work) && !isCleared(clearance);
      if (isStopped && reason === undefined) return false;
      const of = { authority, works: [work] };
      if (isStopped && reason !== undefined) entries.push({ of, entry: { act: 'lifted', at, by, reason } });
      const clearances = withFact(state.clearances, clearance, at);
      if (clearances !== state.clearances)
        entries.push({ of, entry: { act: 'approved', at, by, reference: clearance.reference } });
      change({ clearances });
      return true;
    },
    stopped: async () => stopped(),
    authorityKey: async (authority) => keys.get(authority),
    giveAuthorityKey: async ({ authority, hash }) => {
      if (keys.has(authority)) return refuse('authority-known');
      if (stopped().some((one) => one.authority === authority)) return refuse('authority-stopped');
      keys.set(authority, hash);
      return ok(null);
    },
    stopClearance: async ({ authority, work }, by, at) => {
      const ends = (one: Recorded<Clearance>) => stands(one) && one.authority === authority && one.work === work;
      const ended = state.clearances.filter(ends).length;
      const isKnown = [...state.clearanceRules, ...state.clearances].some((one) => one.authority === authority);
      const isStopped = stopped().some((one) => one.authority === authority && one.work === work);
      if (!isKnown || isStopped) return 0;
      stops.push({ authority, work, by, at });
      entries.push({ of: { authority, works: [work] }, entry: { act: 'stopped', at, by } });
      change({ clearances: state.clearances.map((one) => (ends(one) ? { ...one, knownTo: at } : one)) });
      return Math.max(1, ended);
    },
    snapshot: () => {
      const then = state;
      return () => {
        state = then;
      };
    },
  };
}

export interface MemoryCases extends CaseStore {
  snapshot(): () => void;
}

export function memoryCases(): MemoryCases {
  let cases: readonly TakedownCase[] = [];
  return {
    open: async (id, notice) => {
      if (cases.some((one) => one.id === id)) throw new Error(`Case ${id} is open already`);
      cases = [...cases, { id, notice, entries: [] }];
    },
    add: async (id, entry) => {
      if (!cases.some((one) => one.id === id)) throw new Error(`There is no case ${id}`);
      cases = cases.map((one) => (one.id === id ? { ...one, entries: [...one.entries, entry] } : one));
    },
    find: async (id) => cases.find((one) => one.id === id),
    all: async () => cases.toSorted((a, b) => b.notice.receivedAt - a.notice.receivedAt || (a.id < b.id ? 1 : -1)),
    snapshot: () => {
      const then = cases;
      return () => {
        cases = then;
      };
    },
  };
}

export interface MemoryEvents extends EventStore {
  snapshot(): () => void;
}

export function memoryEvents(): MemoryEvents {
  let facts: readonly EventFact[] = [];
  return {
    say: async (fact) => {
      if (facts.some(({ id }) => id === fact.id)) throw new Error(`Event ${fact.id} was said already`);
      facts = [...facts, fact];
    },
    find: async (id) => facts.find((fact) => fact.id === id),
    standing: async () => [...new Map(facts.map((fact) => [topicOf(fact), fact])).values()],
    history: async ({ scope, after, limit }) => {
      const older =
        after === undefined
          ? facts
          : facts.slice(
              0,
              Math.max(
                0,
                facts.findIndex(({ id }) => id === after),
              ),
            );
      return older
        .filter((fact) => scope === undefined || subjectOf(fact.scope) === subjectOf(scope))
        .toReversed()
        .slice(0, limit);
    },
    snapshot: () => {
      const then = facts;
      return () => {
        facts = then;
      };
    },
  };
}

export function memoryNodes(): NodeStore {
  const nodes = new Map<string, { name: string; seenAt: Instant; inForce: { epoch: number; since: Instant }[] }>();
  return {
    confirm: async ({ id, name }, inForce, at) => {
      const known = nodes.get(id)?.inForce ?? [];
      const again = known.some(({ epoch }) => epoch === inForce.epoch);
      nodes.set(id, { name, seenAt: at, inForce: again ? known : [...known, inForce] });
    },
    confirmations: async (epoch, since) =>
      [...nodes]
        .filter(([, { seenAt }]) => seenAt >= since)
        .map(([node, { name, seenAt, inForce }]) => {
          const times = inForce.filter((each) => each.epoch >= epoch).map((each) => each.since);
          return { node, name, seenAt, confirmedAt: times.length === 0 ? null : Math.min(...times) };
        })
        .sort((a, b) => (a.name + a.node < b.name + b.node ? -1 : 1)),
  };
}

/** In the order of partner, title and id. */
const placeOf = ({ partner, alid, id }: Pick<Grant, 'partner' | 'alid' | 'id'>): string =>
  [partner, alid, id].join('\u0000');

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

const stands = ({ knownTo }: { readonly knownTo: Instant | null }): boolean => knownTo === null;

const plain = <Fact extends object>({ knownFrom: _from, knownTo: _to, ...fact }: Recorded<Fact>) => fact;

function withFact<Fact extends ClearanceRule | Clearance>(
  facts: readonly Recorded<Fact>[],
  fact: Fact,
  at: Instant,
): readonly Recorded<Fact>[] {
  const text = (one: object): string => canonicalJson(one as Json); // as: facts are plain data
  return facts.some((known) => stands(known) && text(plain(known)) === text(fact))
    ? facts
    : [...facts, { ...fact, knownFrom: at, knownTo: null }];
}
