/**
 * C2SP signed-note with Ed25519: a text, an empty line, and signature lines that each name a key. The keys have their
 * textual forms of that specification too: `name+hash+base64` for verifiers, `PRIVATE+KEY+name+hash+base64` for signers.
 */
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { fromBase64, sameBytes, sha256, toBase64, toHex } from './hash.ts';

export interface NoteVerifier {
  /** By convention a URL without its scheme. */
  readonly name: string;
  /** The first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key). */
  readonly keyId: Uint8Array;
  /** `name+hash+base64`, to be handed on. */
  readonly text: string;
  verify(message: Uint8Array, signature: Uint8Array): boolean;
}

export interface NoteSigner {
  readonly verifier: NoteVerifier;
  sign(message: Uint8Array): Uint8Array;
}

export interface NoteSignature {
  readonly name: string;
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
}

export interface Note {
  /** With its last newline: what is signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

const ED25519 = 0x01;
const MAX_NOTE_BYTES = 1024 * 1024;
const MAX_SIGNATURES = 100;
/** DER around a raw Ed25519 key, RFC 8410 §4 and §7. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Names may hold no space and no plus, and must hold something. */
export const isKeyName = (name: string): boolean => name !== '' && !/[\p{White_Space}+\p{Cc}]/u.test(name);

/** The signer of 32 secret bytes (an Ed25519 seed). */
export function noteSigner(name: string, seed: Uint8Array): NoteSigner {
  if (!isKeyName(name) || seed.length !== 32) throw new Error('A signer needs a name without spaces and 32 bytes');
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(SPKI.length);
  return { verifier: verifierOf(name, publicKey), sign: (message) => sign(null, message, key) };
}

/** Reads `name+hash+base64`; undefined when it is no Ed25519 verifier or its hash is another key's. */
export function readVerifier(text: string): NoteVerifier | undefined {
  const match = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text.trim());
  const [, name = '', hash, encoded = ''] = match ?? [];
  const key = fromBase64(encoded);
  if (!isKeyName(name) || key?.length !== 33 || key[0] !== ED25519) return undefined;
  const verifier = verifierOf(name, key.subarray(1));
  return toHex(verifier.keyId) === hash ? verifier : undefined;
}

function verifierOf(name: string, publicKey: Uint8Array): NoteVerifier {
  const key: KeyObject = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
  const typed = Buffer.concat([Buffer.of(ED25519), publicKey]);
  const keyId = sha256(Buffer.concat([Buffer.from(`${name}\n`), typed])).subarray(0, 4);
  return {
    name,
    keyId,
    text: `${name}+${toHex(keyId)}+${toBase64(typed)}`,
    verify: (message, signature) => signature.length === 64 && verify(null, message, key, signature),
  };
}

/** Signs a text that ends with a newline. */
export function signNote(text: string, signer: NoteSigner): string {
  if (!text.endsWith('\n')) throw new Error('The text of a note ends with a newline');
  const { name, keyId } = signer.verifier;
  const signature = toBase64(Buffer.concat([keyId, signer.sign(Buffer.from(text))]));
  return `${text}\n— ${name} ${signature}\n`;
}

/** Takes a note apart without judging its signatures; undefined when it has not the form of one. */
export function readNote(bytes: Uint8Array): Note | undefined {
  if (bytes.length > MAX_NOTE_BYTES) return undefined;
  const whole = utf8(bytes);
  if (whole === undefined || /[^\P{Cc}\n]/u.test(whole)) return undefined;
  const split = whole.lastIndexOf('\n\n');
  if (split < 0 || !whole.endsWith('\n')) return undefined;
  const lines = whole.slice(split + 2, -1).split('\n');
  const signatures = lines.map(readSignature);
  if (lines.length > MAX_SIGNATURES || !signatures.every((each) => each !== undefined)) return undefined;
  return { text: whole.slice(0, split + 1), signatures };
}

function readSignature(line: string): NoteSignature | undefined {
  const [, name = '', encoded = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (!isKeyName(name) || bytes === undefined || bytes.length < 5) return undefined;
  return { name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) };
}

/**
 * Is the note signed by this key? Signatures of other keys are passed over, as the specification says. One by this key
 * that doesn't verify spoils the note, whatever else is there.
 */
export function isSignedBy(note: Note, verifier: NoteVerifier): boolean {
  const own = note.signatures.filter(({ name, keyId }) => name === verifier.name && sameBytes(keyId, verifier.keyId));
  const message = Buffer.from(note.text);
  return own.length > 0 && own.every(({ signature }) => verifier.verify(message, signature));
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined; // the only failure that a decoder knows: these bytes are no UTF-8
  }
}
