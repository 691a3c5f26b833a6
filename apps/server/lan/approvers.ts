/**
 * Who in the house may approve screens, besides whoever sits at the machine that runs Duoping: a browser into which
 * somebody typed the code from that machine's terminal. A code is good once, the permission for half a day.
 */
import { type Clock, HOUR_MS, type Instant, MINUTE_MS, ok, type Result, refuse } from '@duoping/kit';
import { hashSecret, newSecret, newUserCode, type RandomBytes, readUserCode, showUserCode } from '#devices';

export const APPROVES_FOR_MS = 12 * HOUR_MS;
/** Wrong codes until entry rests: 20⁸ codes, so nobody gets anywhere by guessing. */
const WRONG_ENTRIES = 5;
const REST_MS = 10 * MINUTE_MS;

export interface ApproverPorts {
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Told each new code: it is printed where only the machine's own people read it. */
  readonly show: (code: string) => void;
}

export interface Approvers {
  /** A token for the browser that knew the code. Its use makes and shows the next code. */
  admit(typed: string): Result<string, 'wrong-code' | 'resting'>;
  has(token: string): boolean;
}

export function approvers({ clock, random, show }: ApproverPorts): Approvers {
  const until = new Map<string, Instant>();
  let code = '';
  let wrong = 0;
  let restsUntil = Number.NEGATIVE_INFINITY;
  const change = () => {
    code = newUserCode(random);
    wrong = 0;
    show(showUserCode(code));
  };
  change();
  return {
    admit(typed) {
      const now = clock.now();
      if (now < restsUntil) return refuse('resting');
      if (readUserCode(typed) !== code) {
        wrong += 1;
        if (wrong >= WRONG_ENTRIES) {
          restsUntil = now + REST_MS;
          change();
        }
        return refuse('wrong-code');
      }
      const token = newSecret(random);
      for (const [known, end] of until) if (end <= now) until.delete(known);
      until.set(hashSecret(token), now + APPROVES_FOR_MS);
      change();
      return ok(token);
    },
    has: (token) => (until.get(hashSecret(token)) ?? Number.NEGATIVE_INFINITY) > clock.now(),
  };
}
