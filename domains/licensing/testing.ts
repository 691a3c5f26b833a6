/** This room's stores in memory: facts, grants, denials and clearances under one epoch. */
import { canonicalJson, type Instant, type Json } from '@duoping/kit';
import type { Denial, Grant } from '@duoping/rights';
import type { GrantStore } from './apply-grants.ts';
import type { Clearance, ClearanceRule, ClearanceStore } from './clearance.ts';
import type { RightsFactsStore } from './living-rights.ts';
import type { DenialStore } from './withdraw.ts';

export interface MemoryLicensing extends RightsFactsStore, DenialStore, GrantStore, ClearanceStore {
  /** Remembers the present state; what it gives back returns to it, as a transaction that is rolled back does. */
  snapshot(): () => void;
}

interface State {
  readonly epoch: number;
  readonly grants: readonly Grant[];
  /** Every grant that was ever known. */
  readonly everKnown: readonly Grant[];
  readonly denials: readonly (Denial & { readonly by: string; readonly knownFrom: Instant })[];
  readonly clearanceRules: readonly ClearanceRule[];
  readonly clearances: readonly Clearance[];
}

export function memoryLicensing(): MemoryLicensing {
  let state: State = { epoch: 1, grants: [], everKnown: [], denials: [], clearanceRules: [], clearances: [] };
  const change = (next: Partial<State>): { epoch: number } => {
    state = { ...state, ...next, epoch: state.epoch + 1 };
    return { epoch: state.epoch };
  };
  return {
    epoch: async () => state.epoch,
    facts: async () => ({
      ...{ epoch: state.epoch, clearanceRules: state.clearanceRules, clearances: state.clearances },
      grants: state.grants.toSorted(byId),
      denials: state.denials.map(({ by: _by, knownFrom: _from, ...denial }) => denial).sort(byId),
    }),
    grantsOf: async (partner, alids) =>
      state.grants.filter((grant) => grant.partner === partner && alids.includes(grant.alid)).sort(byId),
    grantsOfWorks: async (works) => state.grants.filter(({ work }) => works.includes(work)).sort(byId),
    countGrants: async (partner) => state.grants.filter((grant) => grant.partner === partner).length,
    grantsById: async (partner, ids) => {
      const known = new Map(state.everKnown.filter((one) => one.partner === partner).map((one) => [one.id, one]));
      return ids.toSorted().map((id) => {
        const grant = known.get(id);
        if (!grant) throw new Error(`${partner} never had the grant ${id}`);
        return grant;
      });
    },
    replaceGrants: async ({ partner, alids, grants }, at) => {
      const told = new Set(grants.map(({ id }) => id));
      const inScope = (grant: Grant) => grant.partner === partner && alids.includes(grant.alid);
      const kept = state.grants.filter((grant) => !inScope(grant) || told.has(grant.id));
      const known = new Set(kept.filter((grant) => grant.partner === partner).map(({ id }) => id));
      const added = [...new Map(grants.map((grant) => [grant.id, { ...grant, knownFrom: at }])).values()].filter(
        ({ id }) => !known.has(id),
      );
      const ended = state.grants.length - kept.length;
      const everKnown = [...state.everKnown, ...added];
      return { ...change({ grants: [...kept, ...added], everKnown }), added: added.length, ended };
    },
    addDenial: async (denial, by, knownFrom) => {
      if (state.denials.some(({ id }) => id === denial.id)) throw new Error(`Denial ${denial.id} is there already`);
      return change({ denials: [...state.denials, { ...denial, by, knownFrom }] });
    },
    liftDenial: async (id) => {
      const left = state.denials.filter((denial) => denial.id !== id);
      const lifted = left.length < state.denials.length;
      change({ denials: left });
      return lifted;
    },
    denials: async () => state.denials.toSorted((a, b) => b.knownFrom - a.knownFrom || byId(a, b)),
    requireClearance: async (rule) => void change({ clearanceRules: withFact(state.clearanceRules, rule) }),
    recordClearance: async (clearance) => void change({ clearances: withFact(state.clearances, clearance) }),
    snapshot: () => {
      const then = state;
      return () => {
        state = then;
      };
    },
  };
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

function withFact<Fact extends ClearanceRule | Clearance>(facts: readonly Fact[], fact: Fact): readonly Fact[] {
  const text = (one: Fact): string => canonicalJson(one as unknown as Json); // as: facts are plain data
  return facts.some((known) => text(known) === text(fact)) ? facts : [...facts, fact];
}
