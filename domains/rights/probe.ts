/** The fast yes or no: which grant, if any, allows this now. Allocates nothing. */
import type { Instant } from '@duoping/kit';
import type { RightsRequest } from './decision.ts';
import { concernsQuestion, isActive, touchesGrant } from './denials.ts';
import type { Denial, Grant } from './grant.ts';
import type { RightsIndex } from './index-columns.ts';
import { failuresFor, placeNumber } from './question.ts';

/** A row of the index that allows, or `REFUSED`. Only meaningful with the index it came from. */
export type ProbeHandle = number;

export const REFUSED: ProbeHandle = -1;

/** Says the same as `decide`: the handle of the grant it would choose, `REFUSED` where it denies. */
export function probe(index: RightsIndex, request: RightsRequest, at: Instant): ProbeHandle {
  const { columns } = index;
  const work = columns.workNumbers.get(request.work);
  if (work === undefined) return REFUSED;
  const { times, words, firstRow, territories } = columns;
  const place = placeNumber(territories, request.territory);
  if (place < 0) return REFUSED;
  const failures = failuresFor(columns, index.memo, request);
  const ofWork = index.denials.ofWork.size > 0 ? index.denials.ofWork.get(work) : undefined;
  const guarded = ofWork !== undefined || index.denials.ofAll.length > 0;
  const placeWord = place >>> 5;
  const placeBit = 1 << (place & 31);
  const judgedByWindow = request.verb !== 'play-owned';
  const byListing = request.verb === 'list' && columns.listedFrom.size > 0;
  const last = firstRow[work + 1] ?? 0;
  for (let row = firstRow[work] ?? 0; row < last; row++) {
    if (failures[words[row * 6 + 4] as number] !== 0) continue; // rows are dense up to firstRow's last
    const set = words[row * 6 + 5] as number; // as above
    if (((territories.bits[set * territories.wordsPerSet + placeWord] as number) & placeBit) === 0) continue; // as above
    if (judgedByWindow) {
      if (at >= (times[row * 3 + 1] as number)) continue; // as above
      const start = byListing ? (columns.listedFrom.get(row) ?? times[row * 3]) : times[row * 3];
      if (at < (start as number)) continue; // as above
    }
    if (guarded && isDenied(index, row, { request, at, ofWork })) continue;
    return row;
  }
  return REFUSED;
}

/** The grant behind a handle; undefined of `REFUSED`. */
export const grantOf = (index: RightsIndex, handle: ProbeHandle): Grant | undefined => index.columns.grants[handle];

function isDenied(
  index: RightsIndex,
  row: number,
  asked: { request: RightsRequest; at: Instant; ofWork: readonly Denial[] | undefined },
): boolean {
  const grant = index.columns.grants[row];
  if (!grant) return true;
  const denies = (denial: Denial): boolean =>
    isActive(denial, asked.at) && touchesGrant(denial, grant) && concernsQuestion(denial, asked.request);
  return index.denials.ofAll.some(denies) || (asked.ofWork?.some(denies) ?? false);
}
