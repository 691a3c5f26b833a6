/** What deals needs kept. */
import type { Instant } from '@duoping/kit';
import type { ContentPlan } from './content-plan.ts';
import type { Contract, Partner } from './contract.ts';

export interface DealStore {
  savePartner(partner: Partner): Promise<void>;
  /** False when this version of the contract is known already; a version never changes. */
  addContract(contract: Contract, at: Instant): Promise<boolean>;
  partners(): Promise<readonly Partner[]>;
  /** The highest version of each contract. */
  contracts(): Promise<readonly Contract[]>;
  /** Every version of every contract, by id and version. */
  contractVersions(): Promise<readonly Contract[]>;
  savePlan(plan: ContentPlan, at: Instant): Promise<void>;
  plans(): Promise<readonly ContentPlan[]>;
}
