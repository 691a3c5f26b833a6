/** What was known when: the facts as they stood at an earlier moment of transaction time. */
import type { Instant } from '@duoping/kit';
import { buildIndex, type RightsFacts } from './build-index.ts';
import type { RightsIndex } from './index-columns.ts';
import type { Known } from './knowledge.ts';
import { isKnownAt } from './knowledge.ts';

/** The facts in force as known at `known`: received by then, and not yet superseded. */
export const knownAt = <Fact extends Known>(facts: readonly Fact[], known: Instant): Fact[] =>
  facts.filter((fact) => isKnownAt(fact, known));

/** Indexes of one work by moment of knowledge, each built when it is first asked for. */
export interface History {
  /** The index that holds what was known of `work` at `known`, and of no other work. */
  at(work: string, known: Instant): RightsIndex;
  /** The moments after `after`, ascending, at which something became known or was superseded that may touch `work`. */
  turns(work: string, after: Instant): readonly Instant[];
}

/** `facts` hold everything that was ever known, each with its `knownFrom` and `knownTo`. */
export function rightsHistory(facts: RightsFacts): History {
  const grants = Map.groupBy(facts.grants, ({ work }) => work);
  const denials = Map.groupBy(facts.denials, ({ scope }) => scope.work);
  const everywhere = denials.get(undefined) ?? [];
  const turns = new Map<string, readonly Instant[]>();
  const built = new Map<string, RightsIndex>();
  const factsOf = (work: string) => ({
    grants: grants.get(work) ?? [],
    denials: [...(denials.get(work) ?? []), ...everywhere],
  });
  const turnsOf = (work: string): readonly Instant[] => {
    const known = turns.get(work);
    if (known) return known;
    const own = factsOf(work);
    const all = [...own.grants, ...own.denials].flatMap(({ knownFrom, knownTo }: Known) => [knownFrom, knownTo]);
    const sorted = [...new Set(all)].filter((at) => at !== undefined && at !== null).sort((a, b) => a - b);
    turns.set(work, sorted);
    return sorted;
  };
  return {
    turns: (work, after) => turnsOf(work).filter((at) => at > after),
    at(work, known) {
      const turn = turnsOf(work).findLast((at) => at <= known) ?? Number.NEGATIVE_INFINITY;
      const key = `${turn} ${work}`;
      const index = built.get(key) ?? buildIndex({ ...factsOf(work), epoch: facts.epoch, knownAt: known });
      built.set(key, index);
      return index;
    },
  };
}
