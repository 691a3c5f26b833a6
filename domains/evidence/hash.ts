/** The hashes of RFC 6962 §2.1: leaves and inner nodes are hashed under different prefixes, so that neither passes for the other. */
import { hash } from 'node:crypto';

/** 32 bytes of SHA-256. */
export type Hash = Uint8Array;

export const HASH_BYTES = 32;
const LEAF = 0x00;
const NODE = 0x01;

// By way of a string, because Node makes a buffer of its own for each digest otherwise, at several times the cost.
export const sha256 = (bytes: Uint8Array): Hash => Buffer.from(hash('sha256', bytes, 'binary'), 'binary');

/** The root of a tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT: Hash = sha256(new Uint8Array());

/** SHA-256(0x00 ‖ leaf). */
export function leafHash(leaf: Uint8Array): Hash {
  const prefixed = new Uint8Array(leaf.length + 1);
  prefixed[0] = LEAF;
  prefixed.set(leaf, 1);
  return sha256(prefixed);
}

/** SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Hash, right: Hash): Hash {
  const prefixed = new Uint8Array(1 + left.length + right.length);
  prefixed[0] = NODE;
  prefixed.set(left, 1);
  prefixed.set(right, 1 + left.length);
  return sha256(prefixed);
}

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

export const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Undefined for anything but the one canonical base64 form of its bytes: no space, no missing padding, no stray bits. */
export function fromBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
