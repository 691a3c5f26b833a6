/**
 * Where two states of the facts answer differently, worked out from the grants themselves: of a hundred thousand works
 * and few questions sooner than indexes of both could be built. Says what `differences` says of such indexes.
 */
import type { Instant, Window } from '@duoping/kit';
import type { RightsRequest } from './decision.ts';
import { concernsQuestion, touchesGrant } from './denials.ts';
import type { Difference, Scope } from './difference.ts';
import { failedTerms, windowFor } from './dimensions.ts';
import type { Denial, Grant } from './grant.ts';
import { isKnownAt, type Known } from './knowledge.ts';
import { coversPlace } from './territories.ts';
import { joinWindows, withoutWindows } from './windows.ts';

export interface ChangedFacts {
  readonly grants: Sides<Grant>;
  readonly denials: Sides<Denial>;
  /** As of `RightsFacts`. */
  readonly knownAt?: Instant | undefined;
}

/** No fact stands in two of them. */
export interface Sides<Fact> {
  readonly both: readonly Fact[];
  readonly before: readonly Fact[];
  readonly after: readonly Fact[];
}

/** In the order of the scope's works, then of its territories, screens and verbs. Works of equal windows share their arrays. */
export function changedFacts(facts: ChangedFacts, scope: Scope): Difference[] {
  const works = [...new Set(scope.works)];
  const looked = new Set(works);
  const { knownAt } = facts;
  const isLive = (fact: Known): boolean => knownAt === undefined || isKnownAt(fact, knownAt);
  const numberOf = kindNumbers();
  const rows = Map.groupBy(
    sided(facts.grants, (grant) => grant.waits === undefined && looked.has(grant.work) && isLive(grant)).map(
      ({ fact: grant, side }): Row => ({ grant, side, kind: numberOf(grant) }),
    ),
    ({ grant }) => grant.work,
  );
  const denials = Map.groupBy(sided(facts.denials, isLive), ({ fact }) => fact.scope.work);
  const questions = questionsOf(scope);
  const compare = comparing();
  return works.flatMap((work) => {
    const own = rows.get(work);
    if (!own) return [];
    const overriding = [...(denials.get(work) ?? []), ...(denials.get(undefined) ?? [])];
    return questions.flatMap((question) => {
      const found = compare(stretchesOf(own, overriding, { question, during: scope.during }));
      return found ? [{ work, ...question.asked, ...found }] : [];
    });
  });
}

interface Sided<Fact> {
  readonly fact: Fact;
  readonly side: keyof Sides<Fact>;
}

/** A grant and the number of what it has in common with others but time. */
interface Row {
  readonly grant: Grant;
  readonly side: keyof Sides<Grant>;
  readonly kind: number;
}

const SIDES = ['both', 'before', 'after'] as const;

const sided = <Fact>(sides: Sides<Fact>, isLooked: (fact: Fact) => boolean): Sided<Fact>[] =>
  SIDES.flatMap((side) => sides[side].filter(isLooked).map((fact) => ({ fact, side })));

/** Grants that a plain question can't tell apart but by time get the same number, whether or not they share objects. */
function kindNumbers(): (grant: Grant) => number {
  const numbers = new Map<string, number>();
  return ({ verbs, screens, territories: { include, exclude } }) => {
    const key = JSON.stringify([verbs, screens, include, exclude]);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  };
}

interface Question {
  readonly asked: Omit<RightsRequest, 'work'>;
  /** Time aside, does the grant allow it? Asked once of each kind. */
  allows(row: Row): boolean;
}

function questionsOf({ territories, screens, verbs }: Scope): Question[] {
  return [...new Set(territories)].flatMap((territory) =>
    [...new Set(screens)].flatMap((screen) =>
      [...new Set(verbs)].map((verb) => {
        const asked = { territory, screen, verb };
        const known: boolean[] = [];
        const allows = ({ grant, kind }: Row): boolean => {
          known[kind] ??= failedTerms(grant, asked) === 0 && coversPlace(grant.territories, territory);
          return known[kind];
        };
        return { asked, allows };
      }),
    ),
  );
}

interface Stretches {
  readonly before: readonly Window[];
  readonly after: readonly Window[];
}

/** The stretches in which some grant allows it, neither in order nor joined. */
function stretchesOf(
  rows: readonly Row[],
  denials: readonly Sided<Denial>[],
  { question, during }: { readonly question: Question; readonly during: Window },
): Stretches {
  const before: Window[] = [];
  const after: Window[] = [];
  const speaking = denials.filter(({ fact }) => concernsQuestion(fact, question.asked));
  for (const row of rows) {
    if (!question.allows(row)) continue;
    const window = within(windowFor(row.grant, question.asked.verb), during);
    if (!window) continue;
    const touching = speaking.filter(({ fact }) => touchesGrant(fact, row.grant));
    const left = (other: 'before' | 'after'): readonly Window[] =>
      touching.length === 0 ? [window] : withoutWindows([window], windowsOf(touching, other));
    if (row.side !== 'after') before.push(...left('after'));
    if (row.side !== 'before') after.push(...left('before'));
  }
  return { before, after };
}

const windowsOf = (denials: readonly Sided<Denial>[], other: 'before' | 'after'): Window[] =>
  denials.filter(({ side, fact: { window } }) => side !== other && !isEmpty(window)).map(({ fact }) => fact.window);

/** The part of a window that lies in `during`; null is all of it. */
function within(window: Window | null, during: Window): Window | undefined {
  if (window === null) return during;
  const start = Math.max(window.start, during.start);
  const end =
    window.end === null || during.end === null ? (window.end ?? during.end) : Math.min(window.end, during.end);
  const part = { start, end };
  return isEmpty(part) ? undefined : part;
}

const isEmpty = ({ start, end }: Window): boolean => end !== null && end <= start;

type Compared = Pick<Difference, 'before' | 'after' | 'gained' | 'lost'>;

/** Equal stretches are compared once; undefined is no difference. */
function comparing(): (stretches: Stretches) => Compared | undefined {
  const known = new Map<string, Compared | null>();
  return (stretches) => {
    const key = `${wordOf(stretches.before)}|${wordOf(stretches.after)}`;
    const compared = known.get(key) ?? (known.has(key) ? null : compare(stretches));
    known.set(key, compared);
    return compared ?? undefined;
  };
}

function compare(stretches: Stretches): Compared | null {
  const [before, after] = [joinWindows(stretches.before), joinWindows(stretches.after)];
  const [gained, lost] = [withoutWindows(after, before), withoutWindows(before, after)];
  return gained.length + lost.length > 0 ? { before, after, gained, lost } : null;
}

function wordOf(windows: readonly Window[]): string {
  let word = '';
  for (const { start, end } of windows) word += `${start}~${end} `;
  return word;
}
