/** How often one caller may ask: a bucket that fills by the clock. In memory, for this process only. */
import type { Clock, Instant } from '@duoping/kit';

export interface Pace {
  /** May this caller ask now? An answer of yes counts. */
  allows(caller: string): boolean;
}

export interface PaceLimits {
  /** Questions that may come at once after a rest. */
  readonly burst: number;
  readonly perSecond: number;
  /** Callers remembered; beyond that the one that asked longest ago starts afresh. */
  readonly callers: number;
}

export function paceOf(clock: Clock, { burst, perSecond, callers }: PaceLimits): Pace {
  const buckets = new Map<string, { left: number; at: Instant }>();
  return {
    allows(caller) {
      const now = clock.now();
      const known = buckets.get(caller) ?? { left: burst, at: now };
      const filled = Math.min(burst, known.left + (Math.max(0, now - known.at) / 1000) * perSecond);
      const allowed = filled >= 1;
      buckets.delete(caller);
      buckets.set(caller, { left: allowed ? filled - 1 : filled, at: now });
      for (const oldest of buckets.keys())
        if (buckets.size > callers) buckets.delete(oldest);
        else break;
      return allowed;
    },
  };
}
