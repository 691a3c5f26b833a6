/** Partners, contracts and their terms, the content plan and its commitments. */
export { type ContentPlan, type Contract, type Partner, readContentPlan, readContract } from './contract.ts';
export type { DealStore } from './ports.ts';
