/** The operator's living rights: what is granted, what overrides it, and the index in force. */
export type { GrantChange, GrantStore, WaitingPage } from './apply-grants.ts';
export { type Approval, type ApproveRefusal, approveWork, hashOfKey } from './approve-work.ts';
export type { BusinessCalendar } from './business-days.ts';
export { type CaseClocks, DEFAULT_CLOCKS, type Deadline, deadlinesOf } from './case-clocks.ts';
export {
  type Clearance,
  type ClearanceEntry,
  type ClearanceRule,
  type ClearanceStore,
  clearanceDenials,
  type KeyRefusal,
  type Recording,
  type Stopped,
} from './clearance.ts';
export { CLEARANCE_STATES, type ClearanceFacts, type ClearanceTitle, clearanceTitles } from './clearance-titles.ts';
export {
  type DatedTitle,
  datesFor,
  EVENT_KINDS,
  type EventFact,
  type EventId,
  type EventKind,
  type EventPage,
  type EventScope,
  type EventStore,
  topicOf,
} from './event.ts';
export type { GrantSource, GrantSourceStore } from './grant-sources.ts';
export {
  type CasePorts,
  type CaseRefusal,
  type CaseStore,
  earlierOf,
  noteAct,
  openCase,
  type PaperAct,
  removeForCase,
  restoreForCase,
} from './handle-case.ts';
export { knownFacts, type Recorded, type RightsRecord, type RightsRecordStore } from './history.ts';
export {
  factsInForce,
  indexOf,
  type LivingRights,
  livingRights,
  newestFacts,
  type Restrictions,
  type RightsChange,
  type RightsFacts,
  type RightsFactsStore,
} from './living-rights.ts';
export type { NodeConfirmation, NodeStore } from './node-store.ts';
export {
  ATTESTATIONS,
  type Attestation,
  type CaseAct,
  type CaseEntry,
  type CaseId,
  type CaseScope,
  type CaseState,
  type Missing,
  missingIn,
  missingInCounter,
  type Party,
  REGIMES,
  RESTORE_CAUSES,
  type Regime,
  type RestoreCause,
  type Statement,
  stateOf,
  type TakedownCase,
  type TakedownNotice,
} from './takedown-case.ts';
export { type DenialStore, type Withdrawal, type WithdrawPorts, withdraw } from './withdraw.ts';
