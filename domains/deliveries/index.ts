/** A partner's drop: received, read, compared with what is known, applied whole or not at all. */
export { type Applying, type ApplyRefusal, applyDelivery, reviewDelivery } from './apply.ts';
export type {
  DeliveredFile,
  Delivery,
  DeliveryAct,
  DeliveryId,
  DeliveryReport,
  DeliveryStatus,
  FileFinding,
  GrantDiff,
  GrantLine,
  Hold,
} from './delivery.ts';
export type {
  AppliedChange,
  DeliveryPorts,
  DeliveryStore,
  DeliveryWrites,
  MediaIntake,
  MediaSources,
  ObjectStore,
} from './ports.ts';
export { isFileName, openDelivery, type ReceiveRefusal, receiveFile } from './receive.ts';
export { deliveryHistory, type RollBackRefusal, type RollingBack, rollBackDelivery } from './roll-back.ts';
export { type MediaRow, type MetadataRow, TRACKS, type Track } from './sheets.ts';
