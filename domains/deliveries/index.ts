/** A partner's drop: received, read, compared with what is known, applied whole or not at all. */
export { type AmendRefusal, amendContract } from './amend-contract.ts';
export { type Applying, type ApplyRefusal, applyDelivery, reviewDelivery } from './apply.ts';
export { type DeliveredGrants, deliveredGrants } from './delivered-grants.ts';
export type {
  Conflict,
  DeliveredFile,
  Delivery,
  DeliveryAct,
  DeliveryId,
  DeliveryReport,
  DeliveryStatus,
  DeliverySummary,
  FileFinding,
  GrantDiff,
  GrantLine,
  Hold,
  ReportSummary,
} from './delivery.ts';
export {
  DIFF_ACTS,
  type DiffAct,
  type DiffLine,
  type DiffPlace,
  diffLines,
  diffPage,
  diffPlaces,
} from './diff-lines.ts';
export type {
  AppliedChange,
  DeliveryPorts,
  DeliveryStore,
  DeliveryWrites,
  MediaIntake,
  MediaSources,
  ObjectStore,
} from './ports.ts';
export { type FetchRefusal, type PullPorts, type PullRefusal, pullDrop } from './pull.ts';
export { readBytes } from './read.ts';
export { isFileName, MAX_FILE_BYTES, openDelivery, type ReceiveRefusal, receiveFile } from './receive.ts';
export { deliveryHistory, type RollBackRefusal, type RollingBack, rollBackDelivery } from './roll-back.ts';
export { type RowFinding, type RowsBeside, rowsBeside } from './rows-beside.ts';
export {
  bytesReadAgain,
  type EventSaid,
  type EventSupposed,
  type SaidEvent,
  type SayEventRefusal,
  sayEvent,
  supposeEvent,
} from './say-event.ts';
export { type MediaRow, type MetadataRow, TRACKS, type Track } from './sheets.ts';
export { type FoundDrop, type TakeInRefusal, takeIn } from './take-in.ts';
export {
  appendUpload,
  cancelUpload,
  openUpload,
  type UploadFiles,
  type UploadPorts,
  type UploadRefusal,
  type UploadState,
  uploadState,
} from './upload.ts';
