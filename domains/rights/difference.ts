/** Where and when two states of rights answer differently, and what that makes of each month. */
import type { Instant, Territory, Window } from '@duoping/kit';
import { calendar } from './calendar.ts';
import type { RightsRequest } from './decision.ts';
import type { Screen, Verb } from './grant.ts';
import type { RightsIndex } from './index-columns.ts';
import { joinWindows, lengthDuring, withoutWindows } from './windows.ts';

/** What is looked at: every combination of these. */
export interface Scope {
  readonly works: readonly string[];
  readonly territories: readonly Territory[];
  readonly screens: readonly Screen[];
  readonly verbs: readonly Verb[];
  readonly during: Window;
}

/** One question whose answer differs somewhere in time. `gained` is allowed after only, `lost` before only. */
export interface Difference {
  readonly work: string;
  readonly territory: Territory;
  readonly screen: Screen;
  readonly verb: Verb;
  readonly before: readonly Window[];
  readonly after: readonly Window[];
  readonly gained: readonly Window[];
  readonly lost: readonly Window[];
}

/** Yes and no only: another grant, quality or language for the same stretch is no difference. */
export function differences(before: RightsIndex, after: RightsIndex, scope: Scope): Difference[] {
  const found: Difference[] = [];
  for (const request of questions(scope)) {
    const was = allowedDuring(before, request, scope.during);
    const is = allowedDuring(after, request, scope.during);
    const gained = withoutWindows(is, was);
    const lost = withoutWindows(was, is);
    const { work, territory, screen, verb } = request;
    if (gained.length + lost.length > 0)
      found.push({ work, territory, screen, verb, before: was, after: is, gained, lost });
  }
  return found;
}

/** The stretches of `during` in which it is allowed. */
export const allowedDuring = (index: RightsIndex, request: RightsRequest, during: Window): Window[] =>
  joinWindows(
    calendar(index, request, during)
      .filter(({ decision }) => decision.allow)
      .map(({ window }) => window),
  );

/** Titles of one month in one place on one kind of screen, sorted by their names. */
export interface MonthChange {
  /** `2026-12`, in UTC. */
  readonly month: string;
  readonly territory: Territory;
  readonly screen: Screen;
  readonly verb: Verb;
  /** Not to be used at any time of the month before, but after. */
  readonly opens: readonly string[];
  /** The other way round. */
  readonly closes: readonly string[];
  /** Open in the month both before and after, for more or for less of it. */
  readonly longer: readonly string[];
  readonly shorter: readonly string[];
}

/** The same, month by month, in order; months without a change are left out. `during` must end. */
export function byMonth(found: readonly Difference[], during: Window & { readonly end: Instant }): MonthChange[] {
  const months = monthsOf(during);
  const turnsOf = turning(months);
  const changes = months.map(() => new Map<string, Changing>());
  for (const { work, territory, screen, verb, before, after } of found) {
    const key = JSON.stringify([territory, screen, verb]);
    for (const { at, kind } of turnsOf(before, after)) {
      const own = changes[at];
      const change = own?.get(key) ?? { territory, screen, verb, opens: [], closes: [], longer: [], shorter: [] };
      own?.set(key, change);
      change[kind].push(work);
    }
  }
  return months.flatMap(({ start }, at) =>
    [...(changes[at] ?? [])]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { territory, screen, verb, opens, closes, longer, shorter }]) => ({
        ...{ month: new Date(start).toISOString().slice(0, 7), territory, screen, verb },
        ...{ opens: opens.sort(), closes: closes.sort(), longer: longer.sort(), shorter: shorter.sort() },
      })),
  );
}

type Kind = 'opens' | 'closes' | 'longer' | 'shorter';
type Changing = Pick<Difference, 'territory' | 'screen' | 'verb'> & Record<Kind, string[]>;

interface Turn {
  /** The month's place among the months. */
  readonly at: number;
  readonly kind: Kind;
}

/** What becomes of each month between two lists of windows; of the same two arrays worked out once. */
function turning(months: readonly Window[]): (before: readonly Window[], after: readonly Window[]) => readonly Turn[] {
  const known = new Map<readonly Window[], Map<readonly Window[], readonly Turn[]>>();
  return (before, after) => {
    const own = known.get(before) ?? new Map<readonly Window[], readonly Turn[]>();
    known.set(before, own);
    const turns = own.get(after) ?? turnsBetween(before, after);
    own.set(after, turns);
    return turns;
  };

  function turnsBetween(before: readonly Window[], after: readonly Window[]): Turn[] {
    return months.flatMap((month, at) => {
      const [was, is] = [lengthDuring(before, month), lengthDuring(after, month)];
      if (was === is) return [];
      return [{ at, kind: was === 0 ? 'opens' : is === 0 ? 'closes' : was < is ? 'longer' : 'shorter' }];
    });
  }
}

function* questions({ works, territories, screens, verbs }: Scope): Generator<RightsRequest> {
  for (const work of new Set(works))
    for (const territory of new Set(territories))
      for (const screen of new Set(screens)) for (const verb of new Set(verbs)) yield { work, territory, screen, verb };
}

/** The calendar months, in UTC, that `during` touches, cut to it. */
function monthsOf({ start, end }: { start: Instant; end: Instant }): Window[] {
  const months: Window[] = [];
  for (let at = start; at < end; ) {
    const date = new Date(at);
    const next = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
    months.push({ start: at, end: Math.min(next, end) });
    at = next;
  }
  return months;
}
