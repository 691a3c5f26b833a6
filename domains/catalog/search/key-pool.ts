/** Every key of an index, one after the other in one pool of bytes: whose it is, what kind, and where its words begin. */

import { wordsOf } from './fold.ts';
import { growingBytes, growingNumbers } from './growing.ts';
import { readingsOf } from './pinyin.ts';

/** A name as written, as said, and by its first letters. */
export const KINDS = ['text', 'pinyin', 'initials'] as const;
export type Kind = (typeof KINDS)[number];

export interface KeyPool {
  readonly bytes: Uint8Array;
  /** Where each key begins; one more stands at the end. Each ends with a zero byte. */
  readonly starts: Uint32Array;
  /** Whose key it is: the slot of a work, or the number of a genre. */
  readonly owners: Uint32Array;
  readonly kinds: Uint8Array;
  /** A bit for each byte at which a word or a syllable begins. */
  readonly parts: Uint32Array;
  /** For each 32 bytes the key that holds the first of them. */
  readonly keyOfBlock: Uint32Array;
}

export interface KeyPoolBuilder {
  /** Adds every key of a name; returns nothing when nothing in it can be searched for. */
  add(owner: number, forms: Forms): void;
  readonly size: () => number;
  finish(): KeyPool;
}

/** All that a name can be found by. */
export interface Forms {
  readonly words: readonly string[];
  readonly readings: readonly (readonly string[])[];
}

export function formsOf(name: string): Forms {
  const words = wordsOf(name);
  return { words, readings: readingsOf(words) };
}

/** The first letter of each part; a number stays whole. */
export const initialsOf = (parts: readonly string[]): string =>
  parts.map((part) => (/^\d/.test(part) ? part : String.fromCodePoint(part.codePointAt(0) ?? 0))).join('');

export function keyPool(): KeyPoolBuilder {
  const bytes = growingBytes();
  const starts = growingNumbers();
  const owners = growingNumbers();
  const kinds = growingNumbers();
  const partStarts = growingNumbers();
  const write = (owner: number, kind: Kind, parts: readonly string[]): void => {
    starts.push(bytes.length());
    owners.push(owner);
    kinds.push(KINDS.indexOf(kind));
    for (const part of parts) {
      partStarts.push(bytes.length());
      bytes.write(part);
    }
    bytes.end();
  };
  return {
    size: starts.length,
    add(owner, { words, readings }) {
      if (words.length === 0) return;
      write(owner, 'text', words);
      if (readings.length === 0 && words.length > 1) write(owner, 'initials', [initialsOf(words)]);
      const known = new Set<string>();
      for (const reading of readings) {
        write(owner, 'pinyin', reading);
        const initials = initialsOf(reading);
        if (!known.has(initials)) write(owner, 'initials', [initials]);
        known.add(initials);
      }
    },
    finish() {
      starts.push(bytes.length());
      const pool = bytes.finish();
      const begins = starts.finish();
      const parts = new Uint32Array(Math.ceil(pool.length / 32));
      for (const place of partStarts.finish()) parts[place >>> 5] = (parts[place >>> 5] ?? 0) | (1 << (place & 31));
      return {
        bytes: pool,
        starts: begins,
        owners: owners.finish(),
        kinds: Uint8Array.from(kinds.finish()),
        parts,
        keyOfBlock: blocksOf(pool.length, begins),
      };
    },
  };
}

function blocksOf(length: number, starts: Uint32Array): Uint32Array {
  const blocks = new Uint32Array(Math.ceil(length / 32));
  for (let block = 0, key = 0; block < blocks.length; block++) {
    while ((starts[key + 1] ?? length) <= block * 32) key++;
    blocks[block] = key;
  }
  return blocks;
}

/** The key that holds this byte. */
export function keyAt({ keyOfBlock, starts }: KeyPool, position: number): number {
  let key = keyOfBlock[position >>> 5] ?? 0;
  while ((starts[key + 1] ?? Number.POSITIVE_INFINITY) <= position) key++;
  return key;
}

export const ownerAt = (pool: KeyPool, position: number): number => pool.owners[keyAt(pool, position)] ?? 0;

/** Does a word or a syllable begin here? */
export const beginsPart = ({ parts }: KeyPool, position: number): boolean =>
  ((parts[position >>> 5] ?? 0) & (1 << (position & 31))) !== 0;

/** The syllables of the key that was met at this byte, or of the one that its initials were taken from; none for a text. */
export function readingAt(pool: KeyPool, position: number): readonly string[] {
  let key = keyAt(pool, position);
  if (pool.kinds[key] === KINDS.indexOf('initials')) key--; // written right after what they are taken from
  if (pool.kinds[key] !== KINDS.indexOf('pinyin')) return [];
  const syllables: string[] = [];
  const end = (pool.starts[key + 1] ?? 0) - 1;
  for (let from = pool.starts[key] ?? 0, to = from + 1; to <= end; to++) {
    if (to < end && !beginsPart(pool, to)) continue;
    syllables.push(textAt(pool.bytes, from, to));
    from = to;
  }
  return syllables;
}

const DECODER = new TextDecoder();

/** Syllables are short and seldom anything but letters: those are put together faster than they are handed to a decoder. */
function textAt(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let place = from; place < to; place++) {
    const byte = bytes[place] ?? 0;
    if (byte >= 0x80) return DECODER.decode(bytes.subarray(from, to));
    text += String.fromCharCode(byte);
  }
  return text;
}
