/**
 * What can be searched: segments of works. A change of some works makes a small segment beside the large one, which is
 * shared; knows nothing of rights.
 */
import { atOnce, type Slices } from '@duoping/kit';
import { type Searchable, type Segment, segmentOf, setBit } from './segment.ts';

export interface SearchIndex {
  /** The large one first. */
  readonly segments: readonly Segment[];
}

/** When more than this part of the works has changed, everything is built anew. */
const MOST_CHANGED = 1 / 8;
/** So few are always a change, and built at once: that takes no longer than a page does. */
export const FEW_WORKS = 256;
/** Works looked at between two pauses. */
const SLICE = 1_000;

export const searchIndexOf = (works: readonly Searchable[]): SearchIndex => ({ segments: [segmentOf(works)] });

/** What stays of an index, and the works that are to stand beside it. */
export interface Change {
  /** Nothing when everything is built anew. */
  readonly base: Segment | undefined;
  readonly build: readonly Searchable[];
}

/** The index of these works, building only what differs from the one before. */
export function updatedIndex(before: SearchIndex, works: readonly Searchable[]): SearchIndex {
  const { base, build } = atOnce(changing(before, works));
  return base && build.length === 0 ? { segments: [base] } : withLast(base, segmentOf(build));
}

export const withLast = (base: Segment | undefined, last: Segment): SearchIndex => ({
  segments: base ? [base, last] : [last],
});

/** Finds what differs; stops after each slice of works, so that others get their turn. */
export function* changing(before: SearchIndex, works: Iterable<Searchable>): Slices<Change> {
  const [base] = before.segments;
  const known: readonly Searchable[] = base?.works ?? [];
  const slots = new Map<string, number>();
  for (const [slot, { id }] of known.entries()) {
    slots.set(id, slot);
    if (slot % SLICE === 0) yield;
  }
  const live = new Uint32Array(base?.live.length ?? 0);
  /** As told now: of two that say the same the older one need not be kept. */
  const told = [...known];
  const all: Searchable[] = [];
  const changed: Searchable[] = [];
  for (const work of works) {
    all.push(work);
    const slot = slots.get(work.id);
    const was = slot === undefined ? undefined : known[slot];
    if (slot !== undefined && was && sameSearchable(was, work)) {
      setBit(live, slot);
      told[slot] = work;
    } else changed.push(work);
    if (all.length % SLICE === 0) yield;
  }
  const gone = known.length - (all.length - changed.length);
  const anew = !base || known.length === 0 || changed.length + gone > Math.max(FEW_WORKS, known.length * MOST_CHANGED);
  return anew ? { base: undefined, build: all } : { base: { ...base, works: told, live }, build: changed };
}

const sameSearchable = (a: Searchable, b: Searchable): boolean =>
  a === b || (a.popularity === b.popularity && sameTexts(a.names, b.names) && sameTexts(a.genres, b.genres));

const sameTexts = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, place) => text === b[place]);
