/** Counts wrong passwords, so that guessing stays slow for one account and for one caller. Kept in memory, bounded. */
import { type Clock, HOUR_MS, type Instant, MINUTE_MS } from '@duoping/kit';

export interface TryLimit {
  readonly tries: number;
  readonly withinMs: number;
}

export const PER_ACCOUNT: TryLimit = { tries: 5, withinMs: 15 * MINUTE_MS };
export const PER_CALLER: TryLimit = { tries: 50, withinMs: HOUR_MS };

/** So many names are counted at once; the oldest is forgotten first. */
const CAPACITY = 100_000;

export interface WrongTries {
  /** Has this name had as many wrong tries as it may? Stays so until the first of them is old enough. */
  exhausted(name: string): boolean;
  count(name: string): void;
  /** A right password makes the wrong ones before it forgotten. */
  forget(name: string): void;
}

export function wrongTries(clock: Clock, { tries, withinMs }: TryLimit): WrongTries {
  const byName = new Map<string, Instant[]>();
  const recent = (name: string): Instant[] => (byName.get(name) ?? []).filter((at) => at > clock.now() - withinMs);
  return {
    exhausted: (name) => recent(name).length >= tries,
    count(name) {
      const instants = [...recent(name), clock.now()].slice(-tries);
      byName.delete(name);
      byName.set(name, instants);
      const [oldest] = byName.keys();
      if (byName.size > CAPACITY && oldest !== undefined) byName.delete(oldest);
    },
    forget: (name) => void byName.delete(name),
  };
}
