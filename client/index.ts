/** What viewers' screens share without a framework: the API's words and calls, pairing, and keeping a play allowed. */
export { type Answer, no, yes } from './answer.ts';
export * from './api.ts';
export {
  type Calls,
  type CallsPorts,
  createCalls,
  type Fetch,
  type FetchAnswer,
  type FetchInit,
  type Steering,
} from './calls.ts';
export { type PairingPorts, type PairingState, startPairing } from './pairing.ts';
export { type PlaySession, type SessionPorts, startSession } from './playback/session.ts';
export { EMPTY_LOG, observe, type Sample, take, type WatchLog } from './playback/watched.ts';
export type { paths } from './schema.ts';
export type { Cancel, Timers } from './timers.ts';
