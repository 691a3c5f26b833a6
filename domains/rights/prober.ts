/** The fastest yes or no, for one viewer context and many works: the context is looked up once. */
import type { Instant } from '@duoping/kit';
import type { ViewerContext } from './decision.ts';
import { concernsQuestion } from './denials.ts';
import type { Denial } from './grant.ts';
import type { RightsIndex } from './index-columns.ts';
import { firstAllowing, guarded, type ProbeHandle } from './probe.ts';
import { viewOf } from './question.ts';

export interface Prober {
  /** Says what `probe` says of the same question. */
  probe(work: string, at: Instant): ProbeHandle;
  /** The same by the work's number, which saves looking its name up; -1 and numbers beyond the index are refused. */
  probeNumber(work: number, at: Instant): ProbeHandle;
}

/** The number by which this index knows a work; -1 for one that it never heard of. Stays true for this index only. */
export const workNumber = (index: RightsIndex, work: string): number => index.columns.workNumbers.get(work) ?? -1;

/** Looks at every kind of grant once, not at the grants, and at every denial. */
export function openProbe(index: RightsIndex, context: ViewerContext): Prober {
  const { workNumbers } = index.columns;
  const view = viewOf(index, context);
  const concerning = (denials: readonly Denial[]): Denial[] =>
    denials.filter((denial) => concernsQuestion(denial, context));
  const ofAll = concerning(index.denials.ofAll);
  const others = ofAll.length === 0 ? view : guarded(view, ofAll);
  const named = new Map(
    [...index.denials.ofWork].map(([work, denials]) => [work, guarded(view, [...ofAll, ...concerning(denials)])]),
  );
  // A number that this index never gave has no rows.
  const probeNumber = (work: number, at: Instant): ProbeHandle =>
    firstAllowing(named.size === 0 ? others : (named.get(work) ?? others), work, at);
  return { probeNumber, probe: (work, at) => probeNumber(workNumbers.get(work) ?? -1, at) };
}
