/** Every work that one viewer context may use now: the set behind lists, rails and search. */
import type { Instant } from '@duoping/kit';
import type { ViewerContext } from './decision.ts';
import { concernsQuestion, nextDenialEdge } from './denials.ts';
import { type EdgeQueue, edgeQueue } from './edge-queue.ts';
import type { RightsIndex, View } from './index-columns.ts';
import { REFUSED } from './probe.ts';
import { openProbe } from './prober.ts';
import { viewOf } from './question.ts';
import { endOf, kindOf, openingOf } from './row-time.ts';
import { numberOfWork } from './work-names.ts';

/** A set of works, a bit each by the index's numbering, and when it ends being true. */
export interface PlayableWorks {
  readonly epoch: number;
  readonly count: number;
  /** The first instant at which it could differ; null is never. */
  readonly until: Instant | null;
  /** Bit w of the set is bit w & 31 of word w >>> 5. Belongs to the view: read it, don't keep it. */
  readonly bits: Uint32Array;
  has(work: string): boolean;
  /** In the order in which the index met them. */
  works(): string[];
}

/**
 * Keeps the set of one context current. The first call looks at every grant; later ones only at the works whose
 * grants begin or end in between. Going back in time or across a denial's edge begins anew.
 */
export interface PlayableView {
  at(at: Instant): PlayableWorks;
}

export const playableWorks = (index: RightsIndex, context: ViewerContext, at: Instant): PlayableWorks =>
  openPlayableView(index, context).at(at);

export function openPlayableView(index: RightsIndex, context: ViewerContext): PlayableView {
  const { works } = index.columns;
  const prober = openProbe(index, context);
  const denials = [...index.denials.ofAll, ...[...index.denials.ofWork.values()].flat()].filter((denial) =>
    concernsQuestion(denial, context),
  );
  const bits = new Uint32Array(Math.ceil(works.names.length / 32));
  const isSet = (work: number): boolean => ((bits[work >>> 5] ?? 0) & (1 << (work & 31))) !== 0;
  let count = 0;
  let takenAt = Number.POSITIVE_INFINITY;
  let denialEdge = Number.NEGATIVE_INFINITY;
  let edges: EdgeQueue | undefined;

  const refresh = (work: number, at: Instant): void => {
    if (isSet(work) === (prober.probeNumber(work, at) !== REFUSED)) return;
    bits[work >>> 5] = (bits[work >>> 5] ?? 0) ^ (1 << (work & 31));
    count += isSet(work) ? 1 : -1;
  };

  function begin(at: Instant): EdgeQueue {
    denialEdge = nextDenialEdge(denials, at);
    for (let work = 0; work < works.names.length; work++) refresh(work, at);
    return edgesAfter(viewOf(index, context), at);
  }

  return {
    at(at) {
      if (!edges || at < takenAt || at >= denialEdge) edges = begin(at);
      while (edges.next() <= at) refresh(edges.take(), at);
      takenAt = at;
      const until = Math.min(edges.next(), denialEdge);
      return {
        epoch: index.epoch,
        count,
        until: until === Number.POSITIVE_INFINITY ? null : until,
        bits,
        has: (work) => isSet(numberOfWork(works, work)),
        works: () => works.names.filter((_, work) => isSet(work)),
      };
    },
  };
}

/** What begins or ends after `at`, of the grants that this view could use at some time. */
function edgesAfter(view: View, at: Instant): EdgeQueue {
  const { columns, failures } = view;
  const times: number[] = [];
  const works: number[] = [];
  for (let work = 0; view.judgedByWindow && work + 1 < columns.firstRow.length; work++) {
    for (let row = columns.firstRow[work] ?? 0; row < (columns.firstRow[work + 1] ?? 0); row++) {
      if (failures[kindOf(columns, row)] !== 0) continue;
      const start = openingOf(view, row);
      const end = endOf(columns, row);
      if (end <= start) continue;
      for (const edge of [start, end]) {
        if (edge <= at || edge === Number.POSITIVE_INFINITY) continue;
        times.push(edge);
        works.push(work);
      }
    }
  }
  return edgeQueue(Float64Array.from(times), Uint32Array.from(works));
}
