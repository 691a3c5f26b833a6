/** One play from start to stop: lease, renewals, receipts, resume. */
export {
  type ClockReading,
  type DatabaseTime,
  MAX_SKEW_MS,
  type NodeClocks,
  type TrustedClock,
  trustClock,
} from './clock-trust.ts';
export { type ElsewhereRequest, goesOnIn, householdPlays, type RunningPlay, whyNot } from './elsewhere.ts';
export {
  endPlaysNotPermitted,
  endPlaysOf,
  endPlaysOfDevice,
  expirePlays,
  LINGER_MS,
  stopElsewhere,
  stopPlay,
} from './end-play.ts';
export { type AllowedKeys, type KeysRequest, keysForPlay, runningPlay } from './keys-for-play.ts';
export { HEARTBEAT_SECONDS, type Lent } from './lent.ts';
export { LEASE_MS, RIGHTS_FRESH_MS, type RightsView, type Viewing } from './permission.ts';
export { isRunning, type Lease, type Permission, type Play } from './play.ts';
export type {
  Assets,
  Claim,
  KeyIssue,
  MediaTokens,
  PlaybackPorts,
  PlayChange,
  PlayStore,
  Rights,
  Viewers,
} from './ports.ts';
export { isPassing, PLAY_REASONS, type PlayReason, type Refusal } from './reason.ts';
export {
  type NumberedOrder,
  OFFER_MS,
  ORDER_MS,
  type Order,
  offerPlay,
  offersTo,
  ordersFor,
  type RemotePorts,
  type RemoteStore,
  steerPlay,
} from './remote.ts';
export { type BeatRequest, renewPlay } from './renew-play.ts';
export { beginAt, type ResumeMark, type ResumeOffer, takesMark } from './resume.ts';
export { type Started, type StartRefusal, type StartRequest, startPlay } from './start-play.ts';
export { allowedTracks, type PlayableAsset, type SpokenTrack, type Track, type VideoTrack } from './tracks.ts';
export { viewersFrom } from './viewers.ts';
export type { Beat, MediaInterval } from './watched.ts';
