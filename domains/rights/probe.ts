/** The fast yes or no: which grant, if any, allows this now. Where no denial speaks it allocates nothing. */
import type { Instant } from '@duoping/kit';
import type { RightsRequest } from './decision.ts';
import { concernsQuestion, isActive, touchesGrant } from './denials.ts';
import type { Denial, Grant } from './grant.ts';
import type { RightsIndex, View } from './index-columns.ts';
import { viewOf } from './question.ts';
import { failedNow } from './row-time.ts';
import { numberOfWork } from './work-names.ts';

/** A row of the index that allows, or `REFUSED`. Only meaningful with the index it came from. */
export type ProbeHandle = number;

export const REFUSED: ProbeHandle = -1;

/** Says the same as `decide`: the handle of the grant it would choose, `REFUSED` where it denies. */
export function probe(index: RightsIndex, request: RightsRequest, at: Instant): ProbeHandle {
  const work = numberOfWork(index.columns.works, request.work);
  if (work < 0) return REFUSED;
  const { ofWork, ofAll } = index.denials;
  const view = viewOf(index, request);
  if (ofAll.length === 0 && (ofWork.size === 0 || !ofWork.has(work))) return firstAllowing(view, work, at);
  const denials = [...ofAll, ...(ofWork.get(work) ?? [])].filter((denial) => concernsQuestion(denial, request));
  return firstAllowing(guarded(view, denials), work, at);
}

/** The grant behind a handle; undefined of `REFUSED`. */
export const grantOf = (index: RightsIndex, handle: ProbeHandle): Grant | undefined => index.columns.grants[handle];

/** The first row of a work that allows, in order of precedence because the rows are. */
export function firstAllowing(view: View, work: number, at: Instant): ProbeHandle {
  const { failures, isDenied } = view;
  const { rows, firstRow } = view.columns;
  const last = firstRow[work + 1] ?? 0;
  for (let row = firstRow[work] ?? 0; row < last; row++) {
    if (failures[(rows[row * 3] as number) >>> 1] !== 0) continue; // rows are dense up to firstRow's last
    if (failedNow(view, row, at) !== 0) continue;
    if (isDenied === null || !isDenied(row, at)) return row;
  }
  return REFUSED;
}

/** The same view under denials that speak of its question. */
export const guarded = (view: View, denials: readonly Denial[]): View => ({
  ...view,
  isDenied(row, at) {
    const grant = view.columns.grants[row];
    return !grant || denials.some((denial) => isActive(denial, at) && touchesGrant(denial, grant));
  },
});
