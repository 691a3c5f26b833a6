/**
 * One segment of an index, as a pure function of its works: sorted tables over one pool of keys, and an order of equals.
 * What is worked out consists of plain memory, so that another thread may do it and hand it over.
 */
import { growingBytes, growingNumbers, type Numbers } from './growing.ts';
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

/** What is worked out of a segment's works, and where each of them stands. */
export interface SegmentPlan {
  /** By slot, which of the works given stands there. A lower slot comes first among equal matches. */
  readonly order: Uint32Array;
  /** By slot, the first name as it is said: UTF-8, where each begins, and where the last ends. */
  readonly said: Uint8Array;
  readonly saidStarts: Uint32Array;
  readonly pool: KeyPool;
  readonly tables: Readonly<Record<TableName, Table>>;
  /** The slots of the works in each genre, by number. */
  readonly genres: readonly Uint32Array[];
}

export interface Segment extends Omit<SegmentPlan, 'order'> {
  /** By slot. */
  readonly works: readonly Searchable[];
  /** A bit for each slot whose work is not told otherwise by a later segment. */
  readonly live: Uint32Array;
}

export const segmentOf = (works: readonly Searchable[]): Segment => segmentFrom(works, planOf(works));

/** The segment of the works that the plan was made of. */
export function segmentFrom(given: readonly Searchable[], { order, ...plan }: SegmentPlan): Segment {
  const works: Searchable[] = [];
  const live = new Uint32Array(Math.ceil(order.length / 32));
  for (const place of order) {
    const work = given[place];
    if (!work) throw new Error('A segment was planned for other works');
    setBit(live, works.length);
    works.push(work);
  }
  return { ...plan, works, live };
}

/** Everything that takes time. */
export function planOf(given: readonly Searchable[]): SegmentPlan {
  const told = given.map((work, place) => {
    const names = [...new Set(work.names)].map(formsOf);
    return { work, place, names, sortKey: sortKeyOf(names[0]) };
  });
  told.sort(
    (a, b) => b.work.popularity - a.work.popularity || compare(a.sortKey, b.sortKey) || compare(a.work.id, b.work.id),
  );
  const builder = keyPool();
  const said = growingBytes();
  const saidStarts = growingNumbers();
  const slotsOfGenre = new Map<string, Numbers>();
  for (const [slot, { work, names, sortKey }] of told.entries()) {
    saidStarts.push(said.length());
    said.write(sortKey);
    for (const forms of names) builder.add(slot, forms);
    for (const genre of new Set(work.genres)) {
      const slots = slotsOfGenre.get(genre) ?? growingNumbers();
      slots.push(slot);
      slotsOfGenre.set(genre, slots);
    }
  }
  saidStarts.push(said.length());
  const keysOfWorks = builder.size();
  for (const [number, genre] of [...slotsOfGenre.keys()].entries()) builder.add(number, formsOf(genre));
  const pool = builder.finish();
  return {
    order: Uint32Array.from(told, ({ place }) => place),
    said: said.finish(),
    saidStarts: saidStarts.finish(),
    pool,
    tables: tablesOf(pool, keysOfWorks),
    genres: [...slotsOfGenre.values()].map((slots) => slots.finish()),
  };
}

const DECODER = new TextDecoder();

/** More popular first, then by the name as it is said, then by id: the order that slots keep within a segment. */
export function compareWorks(a: { segment: Segment; slot: number }, b: { segment: Segment; slot: number }): number {
  const [mine, other] = [a.segment.works[a.slot], b.segment.works[b.slot]];
  return (
    (other?.popularity ?? 0) - (mine?.popularity ?? 0) ||
    compare(saidAt(a.segment, a.slot), saidAt(b.segment, b.slot)) ||
    compare(mine?.id ?? '', other?.id ?? '')
  );
}

const saidAt = ({ said, saidStarts }: Segment, slot: number): string =>
  DECODER.decode(said.subarray(saidStarts[slot], saidStarts[slot + 1]));

/** As it is said, so that Chinese and English names stand in one order. */
const sortKeyOf = (forms: Forms | undefined): string => (forms?.readings[0] ?? forms?.words ?? []).join(' ');

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const setBit = (bits: Uint32Array, place: number): void => {
  bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31));
};

export const hasBit = (bits: Uint32Array, place: number): boolean =>
  ((bits[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0;

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
