/** Which titles may be streamed now and will not be for long: what a person of the operator has to see to. */
import type { Instant, Territory } from '@duoping/kit';
import { decide, type RightsIndex, type Screen } from '@duoping/rights';
import type { WorkEntry } from './work.ts';

/** Rights that follow each other without a gap are looked through so far. */
const MOST_STEPS = 32;

/** When this title stops being streamable between `at` and `until`; undefined when it can't be now or still can be then. */
export function endingOf(
  index: RightsIndex,
  work: WorkEntry['id'],
  ask: { readonly territory: Territory; readonly screen: Screen; readonly at: Instant; readonly until: Instant },
): Instant | undefined {
  const { territory, screen, at, until } = ask;
  let decision = decide(index, { work, territory, screen, verb: 'stream' }, at);
  for (let steps = 0; steps < MOST_STEPS && decision.allow; steps++) {
    const next = decision.until;
    if (next === null || next > until) return undefined;
    decision = decide(index, { work, territory, screen, verb: 'stream' }, next);
    if (!decision.allow) return next;
  }
  return undefined;
}
