/** Half-open windows [start, end) on the UTC time line. */
import type { Instant } from './instant.ts';

/** Holds from `start` up to, not including, `end`. `end: null` never ends. */
export interface Window {
  readonly start: Instant;
  readonly end: Instant | null;
}

export const contains = (window: Window, at: Instant): boolean =>
  window.start <= at && (window.end === null || at < window.end);

export const overlaps = (a: Window, b: Window): boolean =>
  (b.end === null || a.start < b.end) && (a.end === null || b.start < a.end);

/** The earlier of two ends, where null is never. */
export const earlier = (a: Instant | null, b: Instant | null): Instant | null => {
  if (a === null) return b;
  if (b === null) return a;
  return Math.min(a, b);
};
