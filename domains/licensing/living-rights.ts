/** The rights index in force. Readers take it without waiting; a change builds the next one and swaps it in whole. */
import type { Instant } from '@duoping/kit';
import { buildIndex, type Denial, type Grant, type RightsIndex } from '@duoping/rights';
import { type Clearance, type ClearanceRule, clearanceDenials } from './clearance.ts';

/** Everything the index is a function of, as one consistent reading. */
export interface RightsFacts {
  readonly epoch: number;
  readonly grants: readonly Grant[];
  readonly denials: readonly Denial[];
  readonly clearanceRules: readonly ClearanceRule[];
  readonly clearances: readonly Clearance[];
}

/** Where the facts are kept. `epoch` is cheap, and rises with each committed change. */
export interface RightsFactsStore {
  epoch(): Promise<number>;
  facts(): Promise<RightsFacts>;
}

export interface LivingRights {
  /** The index in force; throws until the first `refresh` has come back, so nothing is decided without one. */
  current(): RightsIndex;
  /** The epoch of the index in force; undefined before the first reading. */
  epoch(): number | undefined;
  /** When the index was last known to be the newest; the age of this bounds how long a withdrawal can be missed. */
  checkedAt(): Instant;
  /** Brings the index up to the newest committed epoch, if it is not. Calls that overlap share one reading. */
  refresh(): Promise<void>;
}

export function livingRights(store: RightsFactsStore, now: () => Instant): LivingRights {
  let index: RightsIndex | undefined;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  async function look(): Promise<void> {
    const asked = now();
    const epoch = await store.epoch();
    if (index?.epoch !== epoch) index = indexOf(await store.facts());
    checkedAt = asked;
  }

  function refresh(): Promise<void> {
    if (!running) {
      running = look().finally(() => {
        running = undefined;
      });
      return running;
    }
    // The running look may have begun before the caller's change was committed: look once more after it.
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return refresh();
      });
    return next;
  }

  return {
    current() {
      if (!index) throw new Error('The rights index has not been read yet');
      return index;
    },
    epoch: () => index?.epoch,
    checkedAt: () => checkedAt,
    refresh,
  };
}

/** The index is a function of the facts and nothing else. */
export function indexOf(facts: RightsFacts): RightsIndex {
  return buildIndex({
    grants: facts.grants,
    denials: [...facts.denials, ...clearanceDenials(facts)],
    epoch: facts.epoch,
  });
}
