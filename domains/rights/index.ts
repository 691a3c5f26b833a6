/** May this be done with this title, here, now, on this screen? Pure: no clock, no storage, no network. */
export type { CostOf, Decision, DenyReason, Languages, Quality, RightsRequest } from './decision.ts';
export type { ContractTerms, Denial, DenialKind, Grant, PartnerRules, Screen, ScreenTerms, Verb } from './grant.ts';
export { SCREENS, VERBS } from './grant.ts';
