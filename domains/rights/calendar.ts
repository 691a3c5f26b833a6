/** How answers change over time: one title's calendar, and the next moment at which anything changes at all. */
import { earlier, type Instant, type Window } from '@duoping/kit';
import { decide } from './decide.ts';
import type { Decision, RightsRequest } from './decision.ts';
import { nextDenialEdge } from './denials.ts';
import type { RightsIndex } from './index-columns.ts';
import { endOf, startOf } from './row-time.ts';

/** A stretch of time with one answer. */
export interface CalendarEntry {
  readonly window: Window;
  readonly decision: Decision;
}

/** The answers from `during.start` on, in order and without gaps. An open end is walked to the last change. */
export function calendar(index: RightsIndex, request: RightsRequest, during: Window): CalendarEntry[] {
  const entries: CalendarEntry[] = [];
  for (let at: Instant | null = during.start; at !== null && (during.end === null || at < during.end); ) {
    const decision = decide(index, request, at);
    entries.push({ window: { start: at, end: earlier(decision.until, during.end) }, decision });
    at = decision.until;
  }
  return entries;
}

/** The first instant after `at` at which some grant or denial begins or ends; null when none does any more. */
export function nextChange({ columns, denials }: RightsIndex, at: Instant): Instant | null {
  let next = nextDenialEdge([...denials.ofAll, ...[...denials.ofWork.values()].flat()], at);
  const consider = (edge: number): void => {
    if (edge > at && edge < next) next = edge;
  };
  for (let row = 0; row < columns.grants.length; row++) {
    consider(startOf(columns, row));
    consider(endOf(columns, row));
  }
  for (const { listedFrom } of columns.apart.values()) consider(listedFrom);
  return next === Number.POSITIVE_INFINITY ? null : next;
}
