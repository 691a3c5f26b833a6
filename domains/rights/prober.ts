/**
 * The fastest yes or no, for one viewer context and many works: what the context says to every row is worked out once,
 * a bit each, so that a question touches only rows that can still matter.
 */
import type { Instant } from '@duoping/kit';
import type { ViewerContext } from './decision.ts';
import { concernsQuestion, isActive, touchesGrant } from './denials.ts';
import type { RightsIndex } from './index-columns.ts';
import { type ProbeHandle, REFUSED } from './probe.ts';
import { failuresFor, placeNumber } from './question.ts';

export interface Prober {
  /** Says what `probe` says of the same question. */
  probe(work: string, at: Instant): ProbeHandle;
  /** The same by the work's number, which saves looking its name up; -1 and numbers beyond the index are refused. */
  probeNumber(work: number, at: Instant): ProbeHandle;
}

/** The number by which this index knows a work; -1 for one that it never heard of. Stays true for this index only. */
export const workNumber = (index: RightsIndex, work: string): number => index.columns.workNumbers.get(work) ?? -1;

/** Looks at every grant once (some ten milliseconds per million) and keeps a bit for each. */
export function openProbe(index: RightsIndex, context: ViewerContext): Prober {
  const { columns } = index;
  const { firstRow, grants, listedFrom, times, workNumbers } = columns;
  const bits = rowBits(index, context);
  const works = firstRow.length - 1;
  const judgedByWindow = context.verb !== 'play-owned';
  const byListing = context.verb === 'list' && listedFrom.size > 0;
  const ofAll = index.denials.ofAll.filter((denial) => concernsQuestion(denial, context));
  const { ofWork } = index.denials;
  const guarded = ofAll.length > 0 || ofWork.size > 0;

  const isDenied = (row: number, work: number, at: Instant): boolean => {
    const grant = grants[row];
    if (!grant) return true;
    return (
      ofAll.some((denial) => isActive(denial, at) && touchesGrant(denial, grant)) ||
      (ofWork.get(work) ?? []).some(
        (denial) => isActive(denial, at) && touchesGrant(denial, grant) && concernsQuestion(denial, context),
      )
    );
  };
  const holds = (row: number, at: Instant): boolean => {
    if (!judgedByWindow) return true;
    const start = (byListing ? listedFrom.get(row) : undefined) ?? times[row * 3] ?? Number.POSITIVE_INFINITY;
    return at >= start && at < (times[row * 3 + 1] ?? 0);
  };
  const probeNumber = (work: number, at: Instant): ProbeHandle => {
    if (!(work >= 0 && work < works)) return REFUSED;
    const last = firstRow[work + 1] ?? 0;
    for (let row = firstRow[work] ?? 0; row < last; ) {
      const ahead = (bits[row >>> 5] ?? 0) >>> (row & 31);
      if (ahead === 0) {
        row = (row | 31) + 1;
        continue;
      }
      row += 31 - Math.clz32(ahead & -ahead);
      if (row >= last) return REFUSED;
      if (holds(row, at) && !(guarded && isDenied(row, work, at))) return row;
      row++;
    }
    return REFUSED;
  };
  return { probeNumber, probe: (work, at) => probeNumber(workNumbers.get(work) ?? -1, at) };
}

/** A bit for each row that this context fails in nothing but, perhaps, time. */
function rowBits({ columns, memo }: RightsIndex, context: ViewerContext): Uint32Array {
  const { territories, words } = columns;
  const rows = columns.grants.length;
  const bits = new Uint32Array(Math.ceil(rows / 32));
  const place = placeNumber(territories, context.territory);
  if (place < 0) return bits;
  const failures = failuresFor(columns, memo, { ...context, work: '' });
  for (let row = 0; row < rows; row++) {
    if (failures[words[row * 6 + 4] ?? -1] !== 0) continue;
    const word = territories.bits[(words[row * 6 + 5] ?? 0) * territories.wordsPerSet + (place >>> 5)] ?? 0;
    if ((word & (1 << (place & 31))) !== 0) bits[row >>> 5] = (bits[row >>> 5] ?? 0) | (1 << (row & 31));
  }
  return bits;
}
