/** This room's store in memory. */
import { canonicalJson, type Json } from '@duoping/kit';
import type { ContentPlan } from './content-plan.ts';
import type { Contract, Partner } from './contract.ts';
import type { DealStore } from './ports.ts';

export function memoryDeals(): DealStore {
  const partners = new Map<string, Partner>();
  const contracts: Contract[] = [];
  const plans = new Map<string, ContentPlan[]>();
  const versionOf = ({ terms }: Contract) => canonicalJson([terms.id, terms.version]);
  return {
    savePartner: async (partner) => void partners.set(partner.id, partner),
    addContract: async (contract) => {
      if (!partners.has(contract.terms.partner)) throw new Error(`No partner ${contract.terms.partner}`);
      if (contracts.some((known) => versionOf(known) === versionOf(contract))) return false;
      contracts.push(contract);
      return true;
    },
    partners: async () => [...partners.values()].sort(byId),
    contracts: async () =>
      [...Map.groupBy(contracts, ({ terms }) => terms.id).values()]
        .flatMap((versions) => versions.toSorted((a, b) => b.terms.version - a.terms.version).slice(0, 1))
        .sort((a, b) => byId(a.terms, b.terms)),
    contractVersions: async () =>
      contracts.toSorted((a, b) => byId(a.terms, b.terms) || a.terms.version - b.terms.version),
    savePlan: async (plan) => {
      const versions = plans.get(plan.id) ?? [];
      const latest = versions.at(-1);
      if (latest && sameJson(latest, plan)) return;
      plans.set(plan.id, [...versions, plan]);
    },
    plans: async () => [...plans.values()].flatMap((versions) => versions.slice(-1)).sort(byId),
  };
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const sameJson = (a: ContentPlan, b: ContentPlan): boolean =>
  canonicalJson(a as unknown as Json) === canonicalJson(b as unknown as Json); // plans are plain data
