/** C2SP tlog-checkpoint: origin, size and root of a log, signed as a note. */
import { ok, type Result, refuse } from '@duoping/kit';
import { fromBase64, HASH_BYTES, type Hash, toBase64 } from './hash.ts';
import { isSignedBy, type Note, type NoteSigner, type NoteVerifier, readNote, signNote } from './note.ts';

export interface Checkpoint {
  /** The log's name, for ever. */
  readonly origin: string;
  /** How many leaves. */
  readonly size: number;
  readonly root: Hash;
  /** Lines after the root, without a meaning to C2SP. None is empty. */
  readonly extensions: readonly string[];
}

export const CHECKPOINT_REFUSALS = ['no-note', 'no-checkpoint', 'other-origin', 'not-signed'] as const;
export type CheckpointRefusal = (typeof CHECKPOINT_REFUSALS)[number];

export const signCheckpoint = (checkpoint: Checkpoint, signer: NoteSigner): string =>
  signNote(checkpointText(checkpoint), signer);

/** What a checkpoint says once its signature and its origin are known to be right. */
export function verifyCheckpoint(
  note: Uint8Array | string,
  trust: { readonly verifier: NoteVerifier; readonly origin: string },
): Result<Checkpoint, CheckpointRefusal> {
  const read = readCheckpoint(note);
  if (!read.ok) return read;
  if (read.value.checkpoint.origin !== trust.origin) return refuse('other-origin');
  return isSignedBy(read.value.note, trust.verifier) ? ok(read.value.checkpoint) : refuse('not-signed');
}

/** What a checkpoint claims, whoever signed it. */
export function readCheckpoint(
  note: Uint8Array | string,
): Result<{ readonly checkpoint: Checkpoint; readonly note: Note }, 'no-note' | 'no-checkpoint'> {
  const opened = readNote(typeof note === 'string' ? new TextEncoder().encode(note) : note);
  if (!opened) return refuse('no-note');
  const [origin = '', size = '', encoded = '', ...extensions] = opened.text.slice(0, -1).split('\n');
  const root = fromBase64(encoded);
  const isSize = /^(0|[1-9]\d{0,15})$/.test(size) && Number.isSafeInteger(Number(size));
  if (origin === '' || !isSize || root?.length !== HASH_BYTES || extensions.includes(''))
    return refuse('no-checkpoint');
  return ok({ checkpoint: { origin, size: Number(size), root, extensions }, note: opened });
}

function checkpointText({ origin, size, root, extensions }: Checkpoint): string {
  const lines = [origin, String(size), toBase64(root), ...extensions];
  if (lines.some((line) => line === '' || /\p{Cc}/u.test(line))) throw new Error('A checkpoint line holds no control');
  return `${lines.join('\n')}\n`;
}
