/**
 * The works of an index, by name and by number. A name out of a request is found in two reads of memory, where a `Map` of
 * a hundred thousand names takes five or six: its keys lie wherever they were made.
 */
import type { Slices } from '@duoping/kit';
import { sliced } from './sliced.ts';

export interface WorkNames {
  /** By number. */
  readonly names: readonly string[];
  /** Open addressing; slot s is a name's hash at 2s and, at 2s + 1, where its letters stand and one more; 0 is empty. */
  readonly slots: Uint32Array;
  /** Of each name two units of its number (the lower first), its length, and its UTF-16 units. */
  readonly letters: Uint16Array;
  /** What the slots don't hold: names that came later, that are very long, or for which there was no room nearby. */
  readonly apart: ReadonlyMap<string, number>;
}

/** Steps from a name's own slot; whoever makes up names that all want the same slot gains nothing by it. */
const MOST_STEPS = 32;
const LONGEST = 0xffff;
const HEAD = 3;

/** The names in the order of their numbers, each once. */
export function* namingWorks(names: readonly string[]): Slices<WorkNames> {
  const slots = new Uint32Array(2 * 2 ** Math.ceil(Math.log2(2 * names.length + 1)));
  const letters = new Uint16Array(names.reduce((sum, { length }) => sum + HEAD + length, 0));
  const apart = new Map<string, number>();
  let end = 0;
  yield* sliced(names.length, (number) => {
    const name = names[number] ?? '';
    const hash = hashOf(name);
    const slot = name.length > LONGEST ? -1 : freeSlot(slots, hash);
    if (slot < 0) {
      apart.set(name, number);
      return;
    }
    slots[2 * slot] = hash;
    slots[2 * slot + 1] = end + 1;
    letters.set([number & 0xffff, number >>> 16, name.length], end);
    for (let unit = 0; unit < name.length; unit++) letters[end + HEAD + unit] = name.charCodeAt(unit);
    end += HEAD + name.length;
  });
  return { names, slots, letters, apart };
}

/** The same and more, numbered on from there; what stands already is shared. */
export function withMoreNames(known: WorkNames, more: readonly string[]): WorkNames {
  const names = [...known.names, ...more];
  return {
    ...known,
    names,
    apart: new Map([...known.apart, ...more.map((name, at) => [name, known.names.length + at] as const)]),
  };
}

/** -1 of a name that nobody gave. */
export function numberOfWork({ slots, letters, apart }: WorkNames, name: string): number {
  const hash = hashOf(name);
  const mask = slots.length / 2 - 1;
  for (let step = 0; step < MOST_STEPS; step++) {
    const slot = 2 * ((hash + step) & mask);
    const at = (slots[slot + 1] ?? 0) - 1;
    if (at < 0) break;
    if (slots[slot] === hash && isWrittenAt(letters, at, name))
      return (letters[at] ?? 0) + (letters[at + 1] ?? 0) * 0x10000;
  }
  return apart.size === 0 ? -1 : (apart.get(name) ?? -1);
}

function isWrittenAt(letters: Uint16Array, at: number, name: string): boolean {
  const { length } = name;
  if (letters[at + 2] !== length) return false;
  for (let unit = 0; unit < length; unit++) if (letters[at + HEAD + unit] !== name.charCodeAt(unit)) return false;
  return true;
}

/** -1 where none is near. */
function freeSlot(slots: Uint32Array, hash: number): number {
  const mask = slots.length / 2 - 1;
  for (let step = 0; step < MOST_STEPS; step++) {
    const slot = (hash + step) & mask;
    if (slots[2 * slot + 1] === 0) return slot;
  }
  return -1;
}

/** FNV-1a over UTF-16 units, stirred so that its lower bits depend on all of them. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let unit = 0; unit < name.length; unit++) hash = Math.imul(hash ^ name.charCodeAt(unit), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
