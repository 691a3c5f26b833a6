/** Why: the decision, and for each grant of the work what it fails, what overrides it, and where it was delivered. */
import type { Place } from '@duoping/avails';
import type { Instant } from '@duoping/kit';
import { decide } from './decide.ts';
import type { Decision, RightsRequest } from './decision.ts';
import { concernedDenials, isActive, touchesGrant } from './denials.ts';
import { dimensionsOf, failedTerms, failedTime, TERRITORY, windowFor } from './dimensions.ts';
import type { Denial, Grant } from './grant.ts';
import type { RightsIndex } from './index-columns.ts';
import { coversPlace } from './territories.ts';
import { type Failure, waitingOf } from './waiting.ts';
import { numberOfWork } from './work-names.ts';

export interface Explanation {
  readonly request: RightsRequest;
  readonly at: Instant;
  readonly decision: Decision;
  /** Active denials that cover the question. */
  readonly denials: readonly Denial[];
  /** Every grant of the work, in order of precedence; then those that wait for an event. */
  readonly grants: readonly GrantExplanation[];
}

export interface GrantExplanation {
  readonly grant: Grant;
  /** Empty: the grant itself allows it. */
  readonly fails: readonly Failure[];
  readonly deniedBy: readonly Denial[];
  readonly partner: string;
  /** Contract and version that it was compiled under. */
  readonly contract: string;
  readonly contractVersion: number;
  /** SHA-256 of the delivered file, and the place in it. */
  readonly delivery: string;
  readonly place: Place;
}

export function explain(index: RightsIndex, request: RightsRequest, at: Instant): Explanation {
  const { columns } = index;
  const work = numberOfWork(columns.works, request.work);
  const active = concernedDenials(index, work, request).filter((denial) => isActive(denial, at));
  const grants = work < 0 ? [] : columns.grants.slice(columns.firstRow[work], columns.firstRow[work + 1]);
  return {
    request,
    at,
    decision: decide(index, request, at),
    denials: active,
    grants: [
      ...grants.map((grant) => ({ grant, fails: dimensionsOf(failedDimensions(grant, request, at)) })),
      ...waitingOf(index, request),
    ].map(({ grant, fails }) => ({
      grant,
      fails,
      deniedBy: active.filter((denial) => touchesGrant(denial, grant)),
      partner: grant.partner,
      contract: grant.contract,
      contractVersion: grant.contractVersion,
      delivery: grant.delivery,
      place: grant.place,
    })),
  };
}

function failedDimensions(grant: Grant, request: RightsRequest, at: Instant): number {
  const covered = coversPlace(grant.territories, request.territory);
  return failedTerms(grant, request) | (covered ? 0 : TERRITORY) | failedTime(windowFor(grant, request.verb), at);
}
