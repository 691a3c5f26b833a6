/** What overrides grants: which denials speak of a question, and which grants they touch. */
import type { Instant } from '@duoping/kit';
import type { DenyReason, RightsRequest } from './decision.ts';
import type { Denial, DenialKind, Grant } from './grant.ts';
import type { RightsIndex } from './index-columns.ts';
import { reachesInto } from './territories.ts';

/** In the order they are told. */
export const DENIAL_KINDS: readonly DenialKind[] = [
  'takedown',
  'embargo',
  'suspension',
  'clearance',
  'rating',
  'quarantine',
];

/** Does it speak of this place, screen and verb? Of a country too when it speaks of a part, where nobody knows which one is meant. */
export const concernsQuestion = (
  { scope }: Denial,
  question: Pick<RightsRequest, 'territory' | 'screen' | 'verb'>,
): boolean =>
  (scope.territories === undefined || reachesInto(scope.territories, question.territory)) &&
  (scope.screens === undefined || scope.screens.includes(question.screen)) &&
  (scope.verbs === undefined || scope.verbs.includes(question.verb));

/** Does it override this grant, as far as work, partner and contract say? */
export const touchesGrant = ({ scope }: Denial, grant: Pick<Grant, 'work' | 'partner' | 'contract'>): boolean =>
  (scope.work === undefined || scope.work === grant.work) &&
  (scope.partner === undefined || scope.partner === grant.partner) &&
  (scope.contract === undefined || scope.contract === grant.contract);

export const isActive = ({ window }: Denial, at: Instant): boolean =>
  window.start <= at && (window.end === null || at < window.end);

/**
 * The denials that cover a question at some time. One that reaches only a partner's or a contract's grants counts
 * when the work has such a grant, and then leaves the other grants alone.
 */
export function concernedDenials(
  { columns, denials }: RightsIndex,
  work: number,
  request: RightsRequest,
): readonly Denial[] {
  const ofWork = denials.ofWork.get(work) ?? NONE;
  if (ofWork.length === 0 && denials.ofAll.length === 0) return NONE;
  const from = columns.firstRow[work] ?? 0;
  const to = columns.firstRow[work + 1] ?? 0;
  const reachesAny = (denial: Denial): boolean => {
    if (denial.scope.partner === undefined && denial.scope.contract === undefined) return true;
    for (let row = from; row < to; row++) {
      const grant = columns.grants[row];
      if (grant && touchesGrant(denial, grant)) return true;
    }
    return false;
  };
  return [...ofWork, ...denials.ofAll].filter((denial) => concernsQuestion(denial, request) && reachesAny(denial));
}

/** The kinds of those that are active, in the order they are told. */
export const deniedReasons = (denials: readonly Denial[], at: Instant): DenyReason[] =>
  DENIAL_KINDS.filter((kind) => denials.some((denial) => denial.kind === kind && isActive(denial, at))).map(
    (kind): DenyReason => `denied:${kind}`,
  );

/** The first instant after `at` at which one begins or ends; infinite when none does. */
export function nextDenialEdge(denials: readonly Denial[], at: Instant): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { window } of denials) {
    if (window.end !== null && window.end <= window.start) continue;
    if (window.start > at && window.start < next) next = window.start;
    if (window.end !== null && window.end > at && window.end < next) next = window.end;
  }
  return next;
}

const NONE: readonly Denial[] = [];
