/** When a fact was known: transaction time, half-open. */
import type { Instant } from '@duoping/kit';

/** From here until there; absent or null is since ever, and still. */
export interface Known {
  readonly knownFrom?: Instant;
  readonly knownTo?: Instant | null;
}

export const isKnownAt = ({ knownFrom, knownTo }: Known, known: Instant): boolean =>
  isHeardOf({ knownFrom: knownFrom ?? Number.NEGATIVE_INFINITY }, known) &&
  (knownTo === undefined || knownTo === null || known < knownTo);

/** Was it received by then, whether or not it has been superseded since? */
export const isHeardOf = ({ knownFrom }: Known, known: Instant): boolean =>
  knownFrom === undefined || knownFrom <= known;
