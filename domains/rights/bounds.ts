/** One end of a window, from what the partner wrote to an instant, by the partner's rules. */
import type { Bound } from '@duoping/avails';
import { DAY_MS, type Instant } from '@duoping/kit';
import { parseDuration } from './duration.ts';
import { addDuration, parseWall, type ZoneClock } from './zones.ts';

/** What a bound needs to know besides itself. */
export interface BoundContext {
  readonly clock: ZoneClock;
  /** IANA zone or `UTC` of dates and times that carry none. */
  readonly zone: string;
  /** When the delivery came in: what `Immediate` means, for good. */
  readonly receivedAt: Instant;
  /** A date as an end counts as a whole day. */
  readonly endDateInclusive: boolean;
  /** When a named event happens; undefined while nobody has said. */
  readonly eventAt: (condition: string) => Instant | undefined;
}

/** `null` is never (an open end); undefined can't be resolved. */
export type Resolved = Instant | null | undefined;

/** An open start has no first instant and so resolves to nothing. A date is its first instant in the zone. */
export function resolveStart(bound: Bound, context: BoundContext): Instant | undefined {
  if (bound.kind === 'open') return undefined;
  return resolveInstant(bound, context) ?? undefined;
}

/** The first instant that is no longer inside. A date ends as the next day begins when end dates are inclusive. */
export function resolveEnd(bound: Bound, context: BoundContext): Resolved {
  if (bound.kind === 'open') return null;
  if (bound.kind !== 'date' || !context.endDateInclusive) return resolveInstant(bound, context);
  const wall = parseWall(bound.date);
  return wall === undefined ? undefined : context.clock.instantOf(context.zone, wall + DAY_MS);
}

/** Does reading this bound depend on the zone that the rules name? */
export const needsZone = (bound: Bound | undefined): boolean => bound?.kind === 'date' || bound?.kind === 'local';

/** `ESTStart` since Avails 1.6; `EST` in the start and end conditions of XML 2.3 and later. */
export const isSaleStart = (condition: string): boolean => /^est(start)?$/i.test(condition.trim());

function resolveInstant(bound: Exclude<Bound, { kind: 'open' }>, context: BoundContext): Instant | undefined {
  switch (bound.kind) {
    case 'instant':
      return bound.at;
    case 'immediate':
      return context.receivedAt;
    case 'date':
    case 'local': {
      const wall = parseWall(bound.kind === 'date' ? bound.date : bound.dateTime);
      return wall === undefined ? undefined : context.clock.instantOf(context.zone, wall);
    }
    case 'condition': {
      const at = context.eventAt(bound.condition);
      if (at === undefined || bound.lag === undefined) return at;
      const lag = parseDuration(bound.lag);
      return lag && addDuration(context.clock, context.zone, at, lag);
    }
  }
}
