/** One byte form for one value (RFC 8785), and the hash that names it. Runs in Node, workers and browsers. */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** RFC 8785: keys sorted by UTF-16 unit, no space, numbers as ECMAScript prints them. Members that are undefined are left out. */
export function canonicalJson(value: Json): string {
  // Members that stand in their order already are printed several times faster by the engine itself.
  if (isInOrder(value)) return JSON.stringify(value);
  if (typeof value === 'number') throw new Error('JSON has no infinity and no NaN');
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  let members = '';
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
}

function isInOrder(value: Json): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || typeof value !== 'object') return true;
  if (isArray(value)) return value.every(isInOrder);
  let before = '';
  for (const key of Object.keys(value)) {
    if (key < before) return false;
    before = key;
    const member = value[key];
    if (member !== undefined && !isInOrder(member)) return false;
  }
  return true;
}

/** SHA-256 of the canonical form, 64 lower-case hex digits. */
export function contentHash(value: Json): string {
  return textHash(canonicalJson(value));
}

/** SHA-256 of the text in UTF-8, 64 lower-case hex digits. */
export function textHash(text: string): string {
  return native ? native('sha256', text, 'hex') : sha256Hex(utf8ToBytes(text));
}

export function sha256Hex(bytes: Uint8Array): string {
  if (native) return native('sha256', bytes, 'hex');
  const digest = sha256(bytes);
  for (let at = 0; at < 32; at++) {
    const byte = digest[at] ?? 0;
    DIGITS[2 * at] = digitOf(byte >> 4);
    DIGITS[2 * at + 1] = digitOf(byte & 15);
  }
  // In one piece: put together of parts, a string keeps all of them, ten times its own size.
  return String.fromCharCode(...DIGITS);
}

/** What of Node is looked for: its types are not there wherever this is compiled. */
interface PerhapsNode {
  readonly process?: {
    getBuiltinModule?: (name: string) => {
      hash?: (algorithm: string, data: Uint8Array | string, form: 'hex') => string;
    };
  };
}

/** Node has the same digest several times faster; browsers and workers without it go by the portable one. */
const native = (globalThis as PerhapsNode).process?.getBuiltinModule?.('node:crypto')?.hash; // as: see above

const DIGITS: number[] = new Array<number>(64).fill(0);

const digitOf = (value: number): number => value + (value < 10 ? 48 : 87);

const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);
