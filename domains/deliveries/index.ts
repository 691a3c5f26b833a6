/** A partner's drop: received, read, compared with what is known, applied whole or not at all. */
export { type ApplyRefusal, applyDelivery, reviewDelivery } from './apply.ts';
export type {
  DeliveredFile,
  Delivery,
  DeliveryId,
  DeliveryReport,
  DeliveryStatus,
  FileFinding,
  GrantDiff,
  GrantLine,
} from './delivery.ts';
export type { DeliveryPorts, DeliveryStore, DeliveryWrites, MediaIntake, ObjectStore } from './ports.ts';
export { isFileName, openDelivery, type ReceiveRefusal, receiveFile } from './receive.ts';
export { type MediaRow, type MetadataRow, TRACKS, type Track } from './sheets.ts';
