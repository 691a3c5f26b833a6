/** What a retroactive cut leaves behind: uses that were lawful as known then and are not as known now. */
import { formatInstant, type Instant, type Window } from '@duoping/kit';
import type { RightsFacts } from './build-index.ts';
import { decide } from './decide.ts';
import type { DenyReason, RightsRequest } from './decision.ts';
import { allowedDuring, type Scope } from './difference.ts';
import type { Grant } from './grant.ts';
import { rightsHistory } from './time-machine.ts';
import { joinWindows, withoutWindows } from './windows.ts';

/** Something that was done: a play, a sale, a download. */
export interface Use {
  readonly id: string;
  readonly request: RightsRequest;
  readonly at: Instant;
}

export interface ExposedUse {
  readonly use: Use;
  /** `cut`: it was allowed as known when it was done. `never-allowed`: it was refused even then. */
  readonly kind: 'cut' | 'never-allowed';
  /** When it became known that it is not allowed; for what never was, the moment of the use. */
  readonly knownFrom: Instant;
  /** The grant that allowed it as it was done. */
  readonly grant: Grant | null;
  /** Why it is refused as known now. */
  readonly reasons: readonly DenyReason[];
}

/** The uses up to `now` that today's knowledge refuses at their own time, in the order given. `facts` hold everything ever known. */
export function exposedUses(facts: RightsFacts, uses: readonly Use[], now: Instant): ExposedUse[] {
  const history = rightsHistory(facts);
  return uses.flatMap((use): ExposedUse[] => {
    const { request, at } = use;
    if (at > now) return [];
    const asKnown = (known: Instant) => decide(history.at(request.work, known), request, at);
    const today = asKnown(now);
    if (today.allow) return [];
    const then = asKnown(at);
    if (!then.allow) return [{ use, kind: 'never-allowed', knownFrom: at, grant: null, reasons: today.reasons }];
    // The last time that it turned from yes to no is what made it what it is today.
    const turns = history.turns(request.work, at).filter((turn) => turn <= now);
    const lastYes = turns.findLastIndex((turn) => asKnown(turn).allow);
    const knownFrom = turns[lastYes + 1];
    if (knownFrom === undefined)
      throw new Error(`Nothing became known after ${formatInstant(at)} that would have cut ${use.id}`);
    return [{ use, kind: 'cut', knownFrom, grant: then.chosen, reasons: today.reasons }];
  });
}

/** A question that could have been answered yes in these stretches, up to when the cut was known, and is now no. */
export interface ExposedTime {
  readonly request: RightsRequest;
  readonly windows: readonly Window[];
}

/**
 * For each question of the scope, the time in which it was allowed as known at each moment and is not as known at
 * `now`. Only what lies before `now` can have been used, so nothing later is told.
 */
export function exposedTime(facts: RightsFacts, scope: Scope, now: Instant): ExposedTime[] {
  const history = rightsHistory(facts);
  const end = scope.during.end === null ? now : Math.min(scope.during.end, now);
  return scope.works.flatMap((work) => {
    const turns = [Number.NEGATIVE_INFINITY, ...history.turns(work, Number.NEGATIVE_INFINITY)];
    return scope.territories.flatMap((territory) =>
      scope.screens.flatMap((screen) =>
        scope.verbs.flatMap((verb): ExposedTime[] => {
          const request: RightsRequest = { work, territory, screen, verb };
          const lived = turns.flatMap((turn, position) => {
            const start = Math.max(scope.during.start, turn);
            const until = Math.min(end, turns[position + 1] ?? end);
            return start < until ? allowedDuring(history.at(work, turn), request, { start, end: until }) : [];
          });
          const today = allowedDuring(history.at(work, now), request, { start: scope.during.start, end });
          const windows = withoutWindows(joinWindows(lived), today);
          return windows.length === 0 ? [] : [{ request, windows }];
        }),
      ),
    );
  });
}
