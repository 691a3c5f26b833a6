/** The operator's living rights: what is granted, what overrides it, and the index in force. */
export type { GrantChange, GrantStore } from './apply-grants.ts';
export { type Clearance, type ClearanceRule, type ClearanceStore, clearanceDenials } from './clearance.ts';
export { knownFacts, type Recorded, type RightsRecord, type RightsRecordStore } from './history.ts';
export { indexOf, type LivingRights, livingRights, type RightsFacts, type RightsFactsStore } from './living-rights.ts';
export { type DenialStore, type Withdrawal, type WithdrawPorts, withdraw } from './withdraw.ts';
