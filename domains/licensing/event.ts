/** What somebody said of when a title's events happen: facts that are only ever added, of which the newest counts. */
import type { Id, Instant, Territory } from '@duoping/kit';
import type { EventDate } from '@duoping/rights';

export type EventId = Id<'Event'>;

/** The conditions that avails hang windows on. `EST` is their other spelling of `ESTStart`. */
export const EVENT_KINDS = ['Theatrical', 'Broadcast', 'Completed', 'ESTStart'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** One partner's title, or a work whoever offers it: the catalog's own id of it, or its EIDR in canonical form. */
export type EventScope = { readonly partner: string; readonly alid: string } | { readonly work: string };

/** Somebody's word on one event. A later one about the same kind, scope and territory takes its place and leaves it standing. */
export interface EventFact {
  readonly id: EventId;
  readonly kind: EventKind;
  readonly scope: EventScope;
  readonly territory: Territory;
  /** When it happens; null takes back what was said before. */
  readonly at: Instant | null;
  readonly by: string;
  readonly note: string;
  /** When it was said, by the service's clock. */
  readonly knownFrom: Instant;
}

/** A page of facts, the newest first. */
export interface EventPage {
  /** Only what was said of this title or work. */
  readonly scope?: EventScope;
  /** What was said before this fact. */
  readonly after?: EventId;
  readonly limit: number;
}

/** Where the facts are kept: added, and never changed. */
export interface EventStore {
  say(fact: EventFact): Promise<void>;
  find(id: EventId): Promise<EventFact | undefined>;
  /** The newest of each kind, scope and territory, those that take back among them. */
  standing(): Promise<readonly EventFact[]>;
  history(page: EventPage): Promise<readonly EventFact[]>;
}

/** A partner's title with the names of its work that a fact may use. */
export interface DatedTitle {
  readonly alid: string;
  readonly works: readonly string[];
}

/**
 * The dates that stand for one partner's titles. Of one event in one place the partner's own word counts before the
 * work's; of several places the narrowest does, which the calendar sees to.
 */
export function datesFor(
  standing: readonly EventFact[],
  partner: string,
  titles: readonly DatedTitle[],
): readonly EventDate[] {
  const bySubject = Map.groupBy(
    standing.filter(({ at }) => at !== null),
    ({ scope }) => subjectOf(scope),
  );
  return titles.flatMap(({ alid, works }) => {
    const own = bySubject.get(subjectOf({ partner, alid })) ?? [];
    const told = new Set(own.map(eventOf));
    const ofWork = works.flatMap((work) => bySubject.get(subjectOf({ work })) ?? []);
    return [...own, ...ofWork.filter((fact) => !told.has(eventOf(fact)))].flatMap(({ kind, territory, at }) =>
      at === null ? [] : [{ alid, condition: kind, territories: { include: [territory], exclude: [] }, at }],
    );
  });
}

/** What a fact is about: facts with the same topic take each other's place. */
export const topicOf = (fact: Pick<EventFact, 'kind' | 'scope' | 'territory'>): string =>
  `${subjectOf(fact.scope)} ${eventOf(fact)}`;

export const subjectOf = (scope: EventScope): string =>
  JSON.stringify('work' in scope ? [scope.work] : [scope.partner, scope.alid]);

const eventOf = ({ kind, territory }: Pick<EventFact, 'kind' | 'territory'>): string => `${kind} ${territory}`;
