/**
 * What can be searched, as a pure function of the works: sorted tables over one pool of keys, and an order of equals.
 * A change of some works makes a small segment beside the large one, which is shared; knows nothing of rights.
 */
import { growingNumbers, type Numbers } from './growing.ts';
import { beginsPart, type Forms, formsOf, type KeyPool, KINDS, keyPool, ownerAt } from './key-pool.ts';
import { type Alphabet, DIGITS, LETTERS, type SortedKeys, sortKeys } from './sorted-keys.ts';

/** A work as search sees it. */
export interface Searchable {
  readonly id: string;
  /** What partners call it, in any language; the first orders it among equals. */
  readonly names: readonly string[];
  readonly genres: readonly string[];
  /** Higher comes first among equal matches; 0 where nothing is known. */
  readonly popularity: number;
}

/** Which keys stand in a table: those that begin a name, or a later word of it, or any part; by letters or by keypad. */
export type TableName = 'name' | 'word' | 'pinyin' | 'initials' | 'inside' | 'keypad' | 'keypadInside' | 'genre';

export interface Table extends SortedKeys {
  /** The owner of each key: beside it, so that many are passed in one go. */
  readonly owners: Uint32Array;
}

export interface Segment {
  /** By slot. A lower slot comes first among equal matches. */
  readonly works: readonly Searchable[];
  readonly sortKeys: readonly string[];
  readonly pool: KeyPool;
  readonly tables: Readonly<Record<TableName, Table>>;
  /** The slots of the works in each genre, by number. */
  readonly genres: readonly Uint32Array[];
  /** A bit for each slot whose work is not told otherwise by a later segment. */
  readonly live: Uint32Array;
}

export interface SearchIndex {
  /** The large one first. */
  readonly segments: readonly Segment[];
}

/** When more than this part of the works has changed, everything is built anew. */
const MOST_CHANGED = 1 / 8;
const ALWAYS_FEW = 256;

export const searchIndexOf = (works: readonly Searchable[]): SearchIndex => ({ segments: [segmentOf(works)] });

/** The index of these works, building only what differs from the one before. */
export function updatedIndex(before: SearchIndex, works: readonly Searchable[]): SearchIndex {
  const [base] = before.segments;
  if (!base) return searchIndexOf(works);
  const slots = new Map(base.works.map((work, slot) => [work.id, slot]));
  const live = new Uint32Array(base.live.length);
  const changed: Searchable[] = [];
  for (const work of works) {
    const slot = slots.get(work.id);
    const known = slot === undefined ? undefined : base.works[slot];
    if (slot !== undefined && known && sameSearchable(known, work)) setBit(live, slot);
    else changed.push(work);
  }
  const gone = base.works.length - (works.length - changed.length);
  if (changed.length + gone > Math.max(ALWAYS_FEW, base.works.length * MOST_CHANGED)) return searchIndexOf(works);
  return { segments: [{ ...base, live }, ...(changed.length > 0 ? [segmentOf(changed)] : [])] };
}

const sameSearchable = (a: Searchable, b: Searchable): boolean =>
  a === b || (a.popularity === b.popularity && sameTexts(a.names, b.names) && sameTexts(a.genres, b.genres));

const sameTexts = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, place) => text === b[place]);

export const setBit = (bits: Uint32Array, place: number): void => {
  bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31));
};

export const hasBit = (bits: Uint32Array, place: number): boolean =>
  ((bits[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0;

function segmentOf(given: readonly Searchable[]): Segment {
  const told = given.map((work) => {
    const names = [...new Set(work.names)].map(formsOf);
    return { work, names, sortKey: sortKeyOf(names[0]) };
  });
  told.sort(
    (a, b) => b.work.popularity - a.work.popularity || compare(a.sortKey, b.sortKey) || compare(a.work.id, b.work.id),
  );
  const builder = keyPool();
  const slotsOfGenre = new Map<string, Numbers>();
  for (const [slot, { work, names }] of told.entries()) {
    for (const forms of names) builder.add(slot, forms);
    for (const genre of new Set(work.genres)) {
      const slots = slotsOfGenre.get(genre) ?? growingNumbers();
      slots.push(slot);
      slotsOfGenre.set(genre, slots);
    }
  }
  const keysOfWorks = builder.size();
  for (const [number, genre] of [...slotsOfGenre.keys()].entries()) builder.add(number, formsOf(genre));
  const pool = builder.finish();
  const live = new Uint32Array(Math.ceil(told.length / 32));
  for (let slot = 0; slot < told.length; slot++) setBit(live, slot);
  return {
    works: told.map(({ work }) => work),
    sortKeys: told.map(({ sortKey }) => sortKey),
    pool,
    tables: tablesOf(pool, keysOfWorks),
    genres: [...slotsOfGenre.values()].map((slots) => slots.finish()),
    live,
  };
}

/** As it is said, so that Chinese and English names stand in one order. */
const sortKeyOf = (forms: Forms | undefined): string => (forms?.readings[0] ?? forms?.words ?? []).join(' ');

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function tablesOf(pool: KeyPool, keysOfWorks: number): Record<TableName, Table> {
  const found = {
    name: growingNumbers(),
    word: growingNumbers(),
    pinyin: growingNumbers(),
    initials: growingNumbers(),
    inside: growingNumbers(),
    keypad: growingNumbers(),
    keypadInside: growingNumbers(),
    genre: growingNumbers(),
  };
  for (let key = 0; key + 1 < pool.starts.length; key++) {
    const kind = KINDS[pool.kinds[key] ?? 0] ?? 'text';
    const start = pool.starts[key] ?? 0;
    const end = (pool.starts[key + 1] ?? 0) - 1;
    if (key >= keysOfWorks) {
      found.genre.push(start);
      continue;
    }
    found[kind === 'text' ? 'name' : kind].push(start);
    const byKeypad = isPlain(pool.bytes, start, end);
    if (byKeypad) found.keypad.push(start);
    for (let place = start + 1; place < end; place++) {
      if (((pool.bytes[place] ?? 0) & 0xc0) === 0x80) continue; // within a character
      const part = beginsPart(pool, place);
      if (part && kind === 'text') found.word.push(place);
      if (part || kind !== 'pinyin') found.inside.push(place);
      if (byKeypad && (part || kind === 'initials')) found.keypadInside.push(place);
    }
  }
  const table = (name: TableName, alphabet: Alphabet = LETTERS): Table => {
    const sorted = sortKeys(pool.bytes, found[name].finish(), alphabet);
    return { ...sorted, owners: sorted.positions.map((position) => ownerAt(pool, position)) };
  };
  return {
    name: table('name'),
    word: table('word'),
    pinyin: table('pinyin'),
    initials: table('initials'),
    inside: table('inside'),
    keypad: table('keypad', DIGITS),
    keypadInside: table('keypadInside', DIGITS),
    genre: table('genre'),
  };
}

/** Letters and digits of a keypad, and nothing else. */
function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  for (let place = start; place < end; place++) if ((bytes[place] ?? 0) >= 0x80) return false;
  return true;
}
