/** Which screens belong to a household, and how a new one joins it. */
export {
  authenticateDevice,
  type Device,
  type DeviceModel,
  type DeviceStore,
  removeDevice,
  type ScreenKind,
} from './device.ts';
export {
  approvePairing,
  denyPairing,
  type EntryRefusal,
  type PairingOffer,
  type PairingPorts,
  type PairingStore,
  type Polled,
  pollPairing,
  previewPairing,
  requestPairing,
} from './pair-device.ts';
export type { EntryAnswer, Pairing, PairingState, PollAnswer, PollRefusal, Step } from './pairing.ts';
export { hashSecret, newSecret, type RandomBytes } from './secret.ts';
export { readUserCode, showUserCode } from './user-code.ts';
