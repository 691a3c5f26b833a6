/** The fastest yes or no, for one viewer context and many works: the context is looked up once. */
import type { Instant } from '@duoping/kit';
import type { ViewerContext } from './decision.ts';
import { concernsQuestion } from './denials.ts';
import type { Denial } from './grant.ts';
import type { GrantColumns, RightsIndex } from './index-columns.ts';
import { firstAllowing, guarded, type ProbeHandle } from './probe.ts';
import { viewOf } from './question.ts';
import { numberOfWork } from './work-names.ts';

export interface Prober {
  /** Says what `probe` says of the same question. */
  probe(work: string, at: Instant): ProbeHandle;
  /** The same by the work's number, which saves looking its name up; -1 and numbers beyond the index are refused. */
  probeNumber(work: number, at: Instant): ProbeHandle;
  /**
   * The same of a list of works, each answer at its place in `into`, which is as long. Several times as fast as one by
   * one: the memory of all is asked for at once.
   */
  probeNumbers(works: Int32Array, at: Instant, into: Int32Array): void;
}

/** The number by which this index knows a work; -1 for one that it never heard of. Stays true for this index only. */
export const workNumber = (index: RightsIndex, work: string): number => numberOfWork(index.columns.works, work);

/** Looks at every kind of grant once, not at the grants, and at every denial. */
export function openProbe(index: RightsIndex, context: ViewerContext): Prober {
  const { works: names } = index.columns;
  const view = viewOf(index, context);
  const concerning = (denials: readonly Denial[]): Denial[] =>
    denials.filter((denial) => concernsQuestion(denial, context));
  const ofAll = concerning(index.denials.ofAll);
  const others = ofAll.length === 0 ? view : guarded(view, ofAll);
  const named = new Map(
    [...index.denials.ofWork].map(([work, denials]) => [work, guarded(view, [...ofAll, ...concerning(denials)])]),
  );
  const namesAny = named.size > 0;
  // A number that this index never gave has no rows.
  const probeNumber = (work: number, at: Instant): ProbeHandle =>
    firstAllowing(namesAny ? (named.get(work) ?? others) : others, work, at);
  return {
    probeNumber,
    probe: (work, at) => probeNumber(numberOfWork(names, work), at),
    probeNumbers(works, at, into) {
      for (let from = 0; from < works.length; from += TOGETHER) {
        const to = Math.min(works.length, from + TOGETHER);
        fetchRows(index.columns, works, { from, to });
        for (let each = from; each < to; each++) into[each] = probeNumber(works[each] ?? -1, at);
      }
    },
  };
}

/** As many works as have their rows in the nearest cache until they are looked at. */
const TOGETHER = 64;
const WORDS_OF_A_CACHE_LINE = 16;

/**
 * Reads a word at the beginning, the next cache line and the end of each work's rows. No read waits for another, so the
 * processor has many of them under way.
 */
function fetchRows(
  { rows, firstRow }: GrantColumns,
  works: Int32Array,
  { from, to }: { from: number; to: number },
): void {
  let read = 0;
  for (let each = from; each < to; each++) {
    const work = works[each] ?? -1;
    const word = 3 * (firstRow[work] ?? 0);
    const last = 3 * (firstRow[work + 1] ?? 0) - 1;
    read ^= (rows[word] ?? 0) ^ (rows[word + WORDS_OF_A_CACHE_LINE] ?? 0) ^ (rows[last] ?? 0);
  }
  FETCHED[0] = read;
}

/** Nobody's answer: what ends here was not read in vain, so that no compiler leaves it out. */
const FETCHED = new Uint32Array(1);
