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
  ENTRY_REFUSALS,
  type EntryRefusal,
  type PairingOffer,
  type PairingPorts,
  type PairingStore,
  type Polled,
  pollPairing,
  previewPairing,
  requestPairing,
} from './pair-device.ts';
export {
  type EntryAnswer,
  type Pairing,
  type PairingState,
  POLL_REFUSALS,
  type PollAnswer,
  type PollRefusal,
  type Step,
} from './pairing.ts';
export { hashSecret, newSecret, type RandomBytes } from './secret.ts';
export { newUserCode, readUserCode, showUserCode } from './user-code.ts';
