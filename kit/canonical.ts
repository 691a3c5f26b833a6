/** One byte form for one value (RFC 8785), and the hash that names it. Runs in Node, workers and browsers. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** RFC 8785: keys sorted by UTF-16 unit, no space, numbers as ECMAScript prints them. Members that are undefined are left out. */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('JSON has no infinity and no NaN');
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

/** SHA-256 of the canonical form, 64 lower-case hex digits. */
export const contentHash = (value: Json): string => sha256Hex(utf8ToBytes(canonicalJson(value)));

export const sha256Hex = (bytes: Uint8Array): string => bytesToHex(sha256(bytes));

const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);
