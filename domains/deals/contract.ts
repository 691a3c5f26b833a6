/** What the operator knows of its partners and of what was agreed with them. How a contract is written down: contract-file.ts. */
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
