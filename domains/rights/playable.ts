/** Every work that one viewer context may use now: the set behind lists, rails and search. */
import type { Instant } from '@duoping/kit';
import type { ViewerContext } from './decision.ts';
import { concernsQuestion, nextDenialEdge } from './denials.ts';
import type { RightsIndex } from './index-columns.ts';
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
  const { columns } = index;
  const prober = openProbe(index, context);
  const queue = changesOf(index, context);
  const denials = [...index.denials.ofAll, ...[...index.denials.ofWork.values()].flat()].filter((denial) =>
    concernsQuestion(denial, context),
  );
  const bits = new Uint32Array(Math.ceil(columns.works.names.length / 32));
  let count = 0;
  let next = 0;
  let takenAt = Number.POSITIVE_INFINITY;
  let denialEdge = Number.NEGATIVE_INFINITY;

  const refresh = (work: number, at: Instant): void => {
    const mask = 1 << (work & 31);
    const before = ((bits[work >>> 5] ?? 0) & mask) !== 0;
    const after = prober.probeNumber(work, at) !== REFUSED;
    if (before === after) return;
    bits[work >>> 5] = (bits[work >>> 5] ?? 0) ^ mask;
    count += after ? 1 : -1;
  };
  return {
    at(at) {
      if (at < takenAt || at >= denialEdge) {
        for (const work of queue.candidates) refresh(work, at);
        next = queue.times.findIndex((time) => time > at);
        if (next < 0) next = queue.times.length;
        denialEdge = nextDenialEdge(denials, at);
      }
      for (; next < queue.times.length && (queue.times[next] ?? 0) <= at; next++) refresh(queue.works[next] ?? 0, at);
      takenAt = at;
      const until = Math.min(queue.times[next] ?? Number.POSITIVE_INFINITY, denialEdge);
      return {
        epoch: index.epoch,
        count,
        until: until === Number.POSITIVE_INFINITY ? null : until,
        bits,
        has(work) {
          const number = numberOfWork(columns.works, work);
          return number >= 0 && ((bits[number >>> 5] ?? 0) & (1 << (number & 31))) !== 0;
        },
        works: () => columns.works.names.filter((_, work) => ((bits[work >>> 5] ?? 0) & (1 << (work & 31))) !== 0),
      };
    },
  };
}

interface Changes {
  /** Works with a grant that this context could use at some time. */
  readonly candidates: readonly number[];
  /** Instants at which a work may change, ascending, and the work that each is about. */
  readonly times: Float64Array;
  readonly works: Uint32Array;
}

function changesOf(index: RightsIndex, context: ViewerContext): Changes {
  const { columns } = index;
  const view = viewOf(index, context);
  const candidates: number[] = [];
  const edges: { time: Instant; work: number }[] = [];
  for (let work = 0; work + 1 < columns.firstRow.length; work++) {
    let usable = false;
    for (let row = columns.firstRow[work] ?? 0; row < (columns.firstRow[work + 1] ?? 0); row++) {
      if (view.failures[kindOf(columns, row)] !== 0) continue;
      usable = true;
      const start = openingOf(view, row);
      const end = endOf(columns, row);
      if (view.judgedByWindow && end > start) edges.push({ time: start, work }, { time: end, work });
    }
    if (usable) candidates.push(work);
  }
  edges.sort((a, b) => a.time - b.time);
  const dated = edges.filter((edge) => edge.time !== Number.POSITIVE_INFINITY);
  return {
    candidates,
    times: Float64Array.from(dated, (edge) => edge.time),
    works: Uint32Array.from(dated, (edge) => edge.work),
  };
}
