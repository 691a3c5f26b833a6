/** Playing what was rented, bought or ordered: the entitlement's own clock, beside the places and screens of the grants. */
import { earlier, type Instant, ok, type Result, refuse, type Window } from '@duoping/kit';
import { decide } from './decide.ts';
import type { Decision, DenyReason, RightsRequest } from './decision.ts';
import { parseDuration } from './duration.ts';
import type { OwnedTerms } from './grant.ts';
import type { RightsIndex } from './index-columns.ts';
import { addDuration, createZoneClock } from './zones.ts';

/** What somebody acquired, with the terms that stood in the grant then: they hold although the grant may be gone. */
export interface Acquired {
  readonly licenseType: 'VOD' | 'EST' | 'POEST';
  readonly acquiredAt: Instant;
  /** Absent until it was played for the first time. */
  readonly firstPlayedAt?: Instant;
  readonly terms: OwnedTerms;
}

/** A rental of which neither the avail nor the operator says how long it lasts is lent to nobody. */
export type OwnedRefusal = 'rental-without-duration' | 'unreadable-duration';

/**
 * From when until when it may be played, as far as it has been played by now. What is bought has no end of its own; a
 * rental must be started within one time and finished within another, each counted on the UTC calendar.
 */
export function ownedWindow({ licenseType, acquiredAt, firstPlayedAt, terms }: Acquired): Result<Window, OwnedRefusal> {
  const start = Math.max(acquiredAt, terms.fulfillFrom ?? acquiredAt);
  const fixedEnd = terms.fixedEnd ?? null;
  if (licenseType !== 'VOD') return ok({ start, end: fixedEnd });
  const { rentalDuration, watchDuration } = terms;
  if (rentalDuration === undefined && watchDuration === undefined && fixedEnd === null)
    return refuse('rental-without-duration');
  const started = firstPlayedAt !== undefined && watchDuration !== undefined;
  const [from, length] = started ? [firstPlayedAt, watchDuration] : [start, rentalDuration];
  if (length === undefined) return ok({ start, end: fixedEnd });
  const duration = parseDuration(length);
  if (!duration) return refuse('unreadable-duration');
  return ok({ start, end: earlier(addDuration(createZoneClock(), 'UTC', from, duration), fixedEnd) });
}

/**
 * May what was acquired be played now? Territory, screen, quality, languages and denials are the grants' word on
 * `play-owned`; the time is the entitlement's. Denies with `ended` what no length can be given for.
 */
export function decideOwned(
  index: RightsIndex,
  { request, acquired }: { request: Omit<RightsRequest, 'verb'>; acquired: Acquired },
  at: Instant,
): Decision {
  const decision = decide(index, { ...request, verb: 'play-owned' }, at);
  const window = ownedWindow(acquired);
  const late = timeReason(window, at);
  if (late === undefined && window.ok) return { ...decision, until: earlier(decision.until, window.value.end) };
  const reasons: readonly DenyReason[] = late === undefined ? [] : [late];
  const until = late === 'not-yet' && window.ok ? earlier(decision.until, window.value.start) : decision.until;
  if (decision.allow) return { allow: false, epoch: decision.epoch, reasons, nearestMiss: decision.chosen, until };
  return { ...decision, reasons: inOrder([...decision.reasons, ...reasons]), until };
}

function timeReason(window: Result<Window, OwnedRefusal>, at: Instant): 'not-yet' | 'ended' | undefined {
  if (!window.ok) return 'ended';
  const { start, end } = window.value;
  if (end !== null && (at >= end || end <= start)) return 'ended';
  return at < start ? 'not-yet' : undefined;
}

/** `format` and `language` are told after the time; everything else before it. */
function inOrder(reasons: readonly DenyReason[]): readonly DenyReason[] {
  const isLast = (reason: DenyReason): boolean => reason === 'format' || reason === 'language';
  return [...reasons.filter((reason) => !isLast(reason)), ...reasons.filter(isLast)];
}
