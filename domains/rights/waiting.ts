/** What isn't granted yet: how near a grant that waits for an event comes to a question. It never allows anything. */
import type { RightsRequest } from './decision.ts';
import { type Dimension, dimensionsOf, failedTerms, NOT_YET, TERRITORY } from './dimensions.ts';
import type { Grant } from './grant.ts';
import type { RightsIndex } from './index-columns.ts';
import { coversPlace } from './territories.ts';

/** What a grant can fail; one that waits fails the event in the place of time. */
export type Failure = Dimension | 'waits-for-event';

export interface WaitingMiss {
  readonly grant: Grant;
  /** In the order in which reasons are told. */
  readonly fails: readonly Failure[];
}

/** The waiting grant that fails fewest, then has the smaller id, where it fails no more than `most`: it begins later than all. */
export function nearestWaiting(index: RightsIndex, request: RightsRequest, most: number): WaitingMiss | undefined {
  const misses = waitingOf(index, request).filter(({ fails }) => fails.length <= most);
  return misses.sort((a, b) => a.fails.length - b.fails.length || (a.grant.id < b.grant.id ? -1 : 1))[0];
}

export const waitingOf = ({ waiting }: RightsIndex, request: RightsRequest): WaitingMiss[] =>
  (waiting.get(request.work) ?? []).map((grant) => ({ grant, fails: failuresOf(grant, request) }));

function failuresOf(grant: Grant, request: RightsRequest): readonly Failure[] {
  const place = coversPlace(grant.territories, request.territory) ? 0 : TERRITORY;
  return dimensionsOf(failedTerms(grant, request) | place | NOT_YET).map((failure) =>
    failure === 'not-yet' ? 'waits-for-event' : failure,
  );
}
