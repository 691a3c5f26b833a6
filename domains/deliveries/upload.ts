/** One file of a delivery, sent in pieces over as many connections as it takes. It becomes part of the delivery when it is whole. */
import { asId, ok, type Result, refuse } from '@duoping/kit';
import type { DeliveredFile, DeliveryId } from './delivery.ts';
import type { DeliveryPorts } from './ports.ts';
import { isFileName, isOpen, MAX_FILE_BYTES, type ReceiveRefusal, receiveFile } from './receive.ts';

/** Bytes that arrive piece by piece, each with a note of what they are to become. */
export interface UploadFiles {
  create(note: string): Promise<string>;
  find(id: string): Promise<{ note: string; sizeBytes: number; busy: boolean } | undefined>;
  append(
    id: string,
    offset: number,
    bytes: AsyncIterable<Uint8Array>,
    limits: { maxBytes: number },
  ): Promise<Result<number, 'offset-differs' | 'busy' | 'too-large'>>;
  bytes(id: string): AsyncIterable<Uint8Array>;
  finish(id: string, note: string): Promise<void>;
  remove(id: string): Promise<void>;
}

export interface UploadPorts extends DeliveryPorts {
  readonly uploads: UploadFiles;
}

export type UploadRefusal =
  | ReceiveRefusal
  | 'unknown-upload'
  | 'offset-differs'
  | 'upload-busy'
  | 'too-large'
  | 'length-differs';

interface Note {
  readonly delivery: DeliveryId;
  readonly name: string;
  /** As the sender told; null when it did not. */
  readonly sizeBytes: number | null;
  readonly sha256: string | null;
  /** Set when the file has become part of the delivery. */
  readonly file: DeliveredFile | null;
}

export interface UploadState {
  /** So many bytes have arrived and are kept. */
  readonly offset: number;
  readonly sizeBytes: number | null;
  /** The delivered file, once the upload is complete. */
  readonly file: DeliveredFile | null;
}

export async function openUpload(
  ports: UploadPorts,
  upload: Pick<Note, 'name' | 'sizeBytes' | 'sha256'> & { delivery: DeliveryId },
): Promise<Result<string, UploadRefusal>> {
  if (!isFileName(upload.name)) return refuse('bad-file-name');
  if ((upload.sizeBytes ?? 0) > MAX_FILE_BYTES) return refuse('too-large');
  const delivery = await ports.atomically(({ deliveries }) => deliveries.delivery(upload.delivery));
  if (!delivery) return refuse('unknown-delivery');
  if (!isOpen(delivery)) return refuse('not-receiving');
  return ok(await ports.uploads.create(JSON.stringify({ ...upload, file: null } satisfies Note)));
}

export async function uploadState(ports: UploadPorts, id: string): Promise<Result<UploadState, 'unknown-upload'>> {
  const found = await ports.uploads.find(id);
  return found ? ok(stateOf(found)) : refuse('unknown-upload');
}

/** Adds a piece. With `complete`, this was the last one, and the file is handed to its delivery. */
export async function appendUpload(
  ports: UploadPorts,
  id: string,
  piece: { readonly offset: number; readonly complete: boolean; readonly bytes: AsyncIterable<Uint8Array> },
): Promise<Result<UploadState, UploadRefusal>> {
  const found = await ports.uploads.find(id);
  if (!found) return refuse('unknown-upload');
  const note = noteOf(found);
  if (note.file) return piece.offset === note.file.sizeBytes ? ok(stateOf(found)) : refuse('offset-differs');
  const maxBytes = note.sizeBytes ?? MAX_FILE_BYTES;
  const appended = await ports.uploads.append(id, piece.offset, piece.bytes, { maxBytes });
  if (!appended.ok) return refuse(appended.reason === 'busy' ? 'upload-busy' : appended.reason);
  const state = { offset: appended.value, sizeBytes: note.sizeBytes, file: null };
  if (!piece.complete) return ok(state);
  if (note.sizeBytes !== null && note.sizeBytes !== appended.value) return refuse('length-differs');
  const received = await receiveFile(ports, note.delivery, {
    name: note.name,
    bytes: ports.uploads.bytes(id),
    ...(note.sha256 === null ? {} : { sha256: note.sha256 }),
  });
  if (!received.ok) return received;
  await ports.uploads.finish(id, JSON.stringify({ ...note, file: received.value } satisfies Note));
  return ok({ ...state, file: received.value });
}

export async function cancelUpload(ports: UploadPorts, id: string): Promise<Result<void, 'unknown-upload'>> {
  if (!(await ports.uploads.find(id))) return refuse('unknown-upload');
  await ports.uploads.remove(id);
  return ok(undefined);
}

function stateOf(found: { note: string; sizeBytes: number }): UploadState {
  const { file, sizeBytes } = noteOf(found);
  return { offset: file?.sizeBytes ?? found.sizeBytes, sizeBytes, file };
}

function noteOf({ note }: { note: string }): Note {
  const parsed = JSON.parse(note) as Note; // as `openUpload` and `appendUpload` wrote it; nobody else does
  return { ...parsed, delivery: asId(parsed.delivery) };
}
