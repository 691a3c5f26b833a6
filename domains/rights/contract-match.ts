/** Which contract a clause is delivered under. Without one there is no grant. */
import type { Clause } from '@duoping/avails';
import { ok, type Result, refuse } from '@duoping/kit';
import { type ContractTerms, SCREENS } from './grant.ts';

export type ContractRefusal =
  | 'contract-unknown'
  | 'contract-ambiguous'
  | 'contract-missing'
  | 'license-not-in-contract';

/** Decides by the clause's ContractID, else takes the partner's only contract. */
export type ContractOf = (clause: Clause) => Result<ContractTerms, ContractRefusal>;

/** Only this partner's contracts count, each in its latest version. */
export function contractFinder(contracts: readonly ContractTerms[] | 'all-screens', partner: string): ContractOf {
  if (contracts === 'all-screens') return () => ok(everyScreen(partner));
  const latest = new Map<string, ContractTerms>();
  for (const contract of contracts) {
    if (contract.partner !== partner) continue;
    const known = latest.get(contract.id);
    if (!known || known.version < contract.version) latest.set(contract.id, contract);
  }
  return (clause) => {
    const found = find(clause, latest);
    if (!found.ok) return found;
    const licenses = found.value.licenseTypes;
    return licenses && !licenses.includes(clause.licenseType) ? refuse('license-not-in-contract') : found;
  };
}

function find(clause: Clause, latest: ReadonlyMap<string, ContractTerms>): Result<ContractTerms, ContractRefusal> {
  if (clause.contractId !== undefined) {
    const named = latest.get(clause.contractId);
    return named ? ok(named) : refuse('contract-unknown');
  }
  const [only, another] = latest.values();
  if (!only) return refuse('contract-missing');
  return another ? refuse('contract-ambiguous') : ok(only);
}

/** The terms used where no contracts are given: every screen, as the avails say, without download and cast. */
const everyScreen = (partner: string): ContractTerms => ({
  id: 'all-screens',
  version: 0,
  partner,
  window: { start: Number.MIN_SAFE_INTEGER, end: null },
  screens: Object.fromEntries(SCREENS.map((screen) => [screen, {}])),
});
