/** What the operator knows of its partners and of what was agreed with them. How a contract is written down: contract-file.ts. */
import type { Territory } from '@duoping/kit';
import type { ContractTerms, PartnerRules } from '@duoping/rights';

/** One version of one agreement. Versions are only ever added; the highest known one counts. */
export interface Contract {
  readonly terms: ContractTerms;
  readonly rules: PartnerRules;
  readonly title: string;
  /** Set for contracts made up for a demonstration; shown wherever the contract shows. */
  readonly illustrative: boolean;
  /** Fees, guarantees and shares as the contract states them: amounts in minor units, shares as integer fractions. */
  readonly money: Readonly<Record<string, unknown>>;
}

export interface Partner {
  readonly id: string;
  readonly name: string;
  /** The name in other languages, by BCP 47 tag. */
  readonly names: Readonly<Record<string, string>>;
  readonly illustrative: boolean;
}

/**
 * Where a partner's offers hold when its format has no place to say so (CableLabs ADI): wherever one of its contracts
 * does, each offer then within its own. None as soon as one contract leaves the territories to the avails.
 */
export function contractedTerritories(contracts: readonly ContractTerms[]): readonly Territory[] {
  const stated = contracts.map(({ territories }) => territories?.include);
  return [...new Set(stated.every((include) => include !== undefined) ? stated.flat() : [])];
}
