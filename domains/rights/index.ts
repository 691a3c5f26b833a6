/** May this be done with this title, here, now, on this screen? Pure: no clock, no storage, no network. */

export { amendGrant } from './amend-grant.ts';
export { buildIndex, buildingIndex, type RightsFacts, withDenials } from './build-index.ts';
export { type CalendarEntry, calendar, nextChange } from './calendar.ts';
export { type Compilation, type CompileInput, compileGrants, type Interpretation } from './compile.ts';
export { type Conflict, type ConflictKind, type ConflictOptions, conflicts } from './conflicts.ts';
export { decide } from './decide.ts';
export type { CostOf, Decision, DenyReason, Languages, Quality, RightsRequest, ViewerContext } from './decision.ts';
export { DENIAL_KINDS } from './denials.ts';
export {
  allowedDuring,
  byMonth,
  type Difference,
  differences,
  type MonthChange,
  type Scope,
} from './difference.ts';
export { DIMENSIONS, type Dimension } from './dimensions.ts';
export type { EventDate } from './event-calendar.ts';
export { type Explanation, explain, type GrantExplanation } from './explain.ts';
export {
  type ExposedTime,
  type ExposedUse,
  exposedTime,
  exposedUses,
  type Use,
} from './exposure.ts';
export type {
  ContractTerms,
  Denial,
  DenialKind,
  EventWait,
  Grant,
  OwnedTerms,
  PartnerRules,
  Screen,
  ScreenTerms,
  Verb,
} from './grant.ts';
export { SCREENS, VERBS } from './grant.ts';
export { columnBytes, type RightsIndex } from './index-columns.ts';
export { isKnownAt, type Known } from './knowledge.ts';
export { permitsLanguage, permitsTrack, uniteLanguages } from './languages.ts';
export { narrowGrant } from './narrow-grant.ts';
export { type Acquired, decideOwned, type OwnedRefusal, ownedWindow } from './owned-playback.ts';
export {
  openPlayableView,
  type PlayableView,
  type PlayableWorks,
  playableWorks,
} from './playable.ts';
export { choose, compareGrants } from './precedence.ts';
export { grantOf, type ProbeHandle, probe, REFUSED } from './probe.ts';
export { openProbe, type Prober, workNumber } from './prober.ts';
export { type ProductMembers, productMembers } from './product-members.ts';
export { FORMAT_PROFILES, grantedQuality, PROFILE_HEIGHT, uniteQuality } from './quality.ts';
export { awaitsEvent } from './resolve-window.ts';
export { type GrantSelector, selecting } from './selecting.ts';
export { type History, knownAt, rightsHistory } from './time-machine.ts';
export type { Failure } from './waiting.ts';
export { type Supposition, suppose, type WhatIf, whatIf } from './what-if.ts';
