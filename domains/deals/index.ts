/** Partners, contracts and their terms, the content plan and its commitments. */
export { type ContentPlan, readContentPlan } from './content-plan.ts';
export { type Contract, contractedTerritories, type Partner } from './contract.ts';
export { DEFAULT_RULES, readContract, readContracts } from './contract-file.ts';
export { type MinimumGuarantee, type MoneyTerms, moneyTerms } from './money-terms.ts';
export type { DealStore } from './ports.ts';
