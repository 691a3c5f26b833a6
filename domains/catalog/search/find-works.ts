/** Query in, works out, the best first. What may be shown is decided before anything is counted or cut off. */
import { hasHan, wordsOf } from './fold.ts';
import { readingAt } from './key-pool.ts';
import type { SearchIndex } from './search-index.ts';
import { compareWorks, hasBit, type Segment, setBit, type TableName } from './segment.ts';
import { rangeOf } from './sorted-keys.ts';

/** How a work was met, the best first: this is the ranking. */
export const MATCHES = ['exact', 'prefix', 'word', 'pinyin', 'initials', 'keypad', 'inside', 'genre'] as const;
export type Match = (typeof MATCHES)[number];

/** `text`: digits are digits. `t9`: digits may also stand for the letters beside them on a keypad. */
export const SEARCH_MODES = ['text', 't9'] as const;
export type SearchMode = (typeof SEARCH_MODES)[number];

export interface Query {
  readonly text: string;
  readonly mode: SearchMode;
  readonly limit: number;
}

/** For each segment: may the work in this slot be found? */
export type Admitted = readonly ((slot: number) => boolean)[];

export interface Hit {
  readonly work: string;
  readonly match: Match;
  /** The syllables by which it was met; empty when it was met as written. */
  readonly reading: readonly string[];
}

/** Queries are looked at this far, in characters. */
const LONGEST_QUERY = 64;

export const everyWork = (index: SearchIndex): Admitted => admit(index, () => true);

/** The works for which `may` says yes. It is asked now, and for all of them. */
export const admit = (index: SearchIndex, may: (segment: Segment, slot: number) => boolean): Admitted =>
  index.segments.map((segment) => {
    const bits = new Uint32Array(segment.live.length);
    for (let slot = 0; slot < segment.works.length; slot++) {
      if (hasBit(segment.live, slot) && may(segment, slot)) setBit(bits, slot);
    }
    return (slot) => hasBit(bits, slot);
  });

export function findWorks(index: SearchIndex, { text, mode, limit }: Query, admitted: Admitted): readonly Hit[] {
  const hits: Hit[] = [];
  const taken = index.segments.map(() => new Set<number>());
  for (const step of stepsOf(text, mode)) {
    const wanted = limit - hits.length;
    if (wanted <= 0) break;
    const found = index.segments.flatMap((segment, number) => {
      const best = bestOf({ segment, admitted: admitted[number], taken: taken[number] }, step, wanted);
      return best.map((place) => ({ ...place, segment, number }));
    });
    if (index.segments.length > 1) found.sort(compareWorks);
    for (const { segment, slot, position, number } of found.slice(0, wanted)) {
      taken[number]?.add(slot);
      const reading = step.match === 'genre' ? [] : readingAt(segment.pool, position);
      hits.push({ work: segment.works[slot]?.id ?? '', match: step.match, reading });
    }
  }
  return hits;
}

interface Step {
  readonly match: Match;
  readonly table: TableName;
  readonly bytes: Uint8Array;
}

function stepsOf(query: string, mode: SearchMode): readonly Step[] {
  const text = wordsOf(query.slice(0, LONGEST_QUERY)).join('');
  if (text === '') return [];
  const bytes = bytesOf(text);
  const step = (match: Match, table: TableName, sought = bytes): Step => ({ match, table, bytes: sought });
  const said = text.replace(/([a-z])[1-5](?!\d)/g, '$1'); // da4jiang1: tones by number
  const byLetters = hasHan(text) ? [] : [step('pinyin', 'pinyin'), step('initials', 'initials')];
  const byKeypad = mode === 't9' && /^[0-9]+$/.test(text);
  return [
    step('exact', 'name', bytesOf(`${text}\0`)),
    step('prefix', 'name'),
    step('word', 'word'),
    ...(said === text ? [] : [step('pinyin', 'pinyin', bytesOf(said))]),
    ...byLetters,
    ...(byKeypad ? [step('keypad', 'keypad')] : []),
    step('inside', 'inside'),
    ...(byKeypad ? [step('inside', 'keypadInside')] : []),
    step('genre', 'genre'),
  ];
}

const ENCODER = new TextEncoder();

/** UTF-8. What people type is short, and mostly letters and digits: those are written down faster than handed to an encoder. */
function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    if (code >= 0x80) return ENCODER.encode(text);
    bytes[place] = code;
  }
  return bytes;
}

interface Place {
  readonly slot: number;
  /** The byte of the pool at which it was met. */
  readonly position: number;
}

interface Shelf {
  readonly segment: Segment;
  readonly admitted: Admitted[number] | undefined;
  readonly taken: ReadonlySet<number> | undefined;
}

/** The lowest slots that the step meets and that may be found, in order, each once. */
function bestOf({ segment, admitted, taken }: Shelf, { table: name, bytes }: Step, wanted: number): readonly Place[] {
  const table = segment.tables[name];
  const { from, to } = rangeOf(segment.pool.bytes, table, bytes);
  const best: Place[] = [];
  if (!admitted || from === to) return best;
  const offer = (slot: number, position: number): void => {
    if (taken?.has(slot) || !admitted(slot)) return;
    let place = best.length;
    while (place > 0 && (best[place - 1]?.slot ?? 0) > slot) place--;
    if (best[place - 1]?.slot === slot) return;
    best.splice(place, 0, { slot, position });
    if (best.length > wanted) best.pop();
    if (best.length === wanted) beyond = best[wanted - 1]?.slot ?? 0;
  };
  /** Once enough are found, only what comes before the last of them counts. */
  let beyond = Number.POSITIVE_INFINITY;
  if (name === 'genre') {
    for (const number of new Set(table.owners.subarray(from, to)))
      for (const slot of segment.genres[number] ?? []) if (slot < beyond) offer(slot, 0);
    return best;
  }
  const { owners, positions } = table;
  for (let place = from; place < to; place++) {
    const slot = owners[place] ?? 0;
    if (slot < beyond) offer(slot, positions[place] ?? 0);
  }
  return best;
}
