/** The rights index in force. Readers take it without waiting; a change builds the next one and swaps it in whole. */
import { type Instant, inSlices, type Pause, type Slices } from '@duoping/kit';
import { buildIndex, buildingIndex, type Denial, type Grant, type RightsIndex, withDenials } from '@duoping/rights';
import { type Clearance, type ClearanceRule, clearanceDenials } from './clearance.ts';

/** All that isn't grants, which is little, as one consistent reading. */
export interface Restrictions {
  readonly epoch: number;
  readonly denials: readonly Denial[];
  readonly clearanceRules: readonly ClearanceRule[];
  readonly clearances: readonly Clearance[];
}

/** Everything the index is a function of, as one consistent reading. */
export interface RightsFacts extends Restrictions {
  readonly grants: readonly Grant[];
}

/** What became of the facts of an earlier epoch, as one consistent reading: grants by what turned, the few others whole. */
export interface RightsChange extends Restrictions {
  /** Ids of grants that stood then and don't any more, and perhaps of some that came and went meanwhile. */
  readonly ended: readonly string[];
  /** Grants that stand now and didn't then; one that ended and came back is in both lists. */
  readonly begun: readonly Grant[];
}

/** Where the facts are kept. `epoch` is cheap, and rises with each committed change. */
export interface RightsFactsStore {
  epoch(): Promise<number>;
  facts(): Promise<RightsFacts>;
  restrictions(): Promise<Restrictions>;
  changesSince(epoch: number): Promise<RightsChange>;
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
  /**
   * While a `refresh` reads and builds a large delivery, what is denied by now is added to the index in force; otherwise
   * nothing is done. A `refresh` that overlaps another one begins with it.
   */
  denyMeanwhile(): Promise<void>;
}

/** `pause` lets others have their turn while an index is built. */
export function livingRights(
  store: RightsFactsStore,
  now: () => Instant,
  pause: Pause = async () => undefined,
): LivingRights {
  let facts: RightsFacts | undefined;
  let index: RightsIndex | undefined;
  /** What was denied while an index was being built that doesn't know it yet. */
  let meanwhile: Restrictions | undefined;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  async function look(): Promise<void> {
    const asked = now();
    const next = await newestFacts(store, facts, pause);
    if (next !== facts) index = await following(next);
    // In a database that was put back to an earlier state, what was denied later was never said.
    const isPutBack = facts !== undefined && next.epoch < facts.epoch;
    facts = next;
    if (meanwhile && (isPutBack || meanwhile.epoch <= next.epoch)) meanwhile = undefined;
    if (index && meanwhile) index = denying(index, facts, meanwhile);
    checkedAt = asked;
  }

  /** A withdrawal touches no grant: nothing stands between it and the readers but its own few facts. */
  async function following(next: RightsFacts): Promise<RightsIndex> {
    if (!index || next.grants !== facts?.grants) return built(next);
    return withDenials(index, { denials: denialsOf(next), epoch: next.epoch });
  }

  /**
   * A withdrawal that comes while a large delivery is read and built is added to the index in force at once. Nothing is
   * lifted by it: the grants are still those of before, and together with a later lifting they were never agreed to.
   */
  async function denyMeanwhile(): Promise<void> {
    if (!running || !facts || (await store.epoch()) <= Math.max(facts.epoch, meanwhile?.epoch ?? 0)) return;
    const seen = await store.restrictions();
    if (!index || seen.epoch <= Math.max(facts.epoch, meanwhile?.epoch ?? 0)) return;
    meanwhile = seen;
    index = denying(index, facts, seen);
  }

  const built = (of: RightsFacts): Promise<RightsIndex> => inSlices(buildingIndex(factsInForce(of)), pause);

  function refresh(): Promise<void> {
    if (!running) {
      running = look().finally(() => {
        running = undefined;
      });
      return running;
    }
    // A failure is the running look's to tell: it reads the same database.
    void denyMeanwhile().catch(() => undefined);
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
    denyMeanwhile,
  };
}

/** As before, less what is denied by now. It answers under the epoch of before, so nobody confirms the later one by it. */
function denying(index: RightsIndex, facts: RightsFacts, later: Restrictions): RightsIndex {
  const denials = [...denialsOf(facts), ...denialsOf({ ...later, grants: facts.grants })];
  return withDenials(index, { denials, epoch: index.epoch });
}

/** The index is a function of the facts and nothing else. */
export const indexOf = (facts: RightsFacts): RightsIndex => buildIndex(factsInForce(facts));

/** The facts as rights take them: nothing but what is in force, with the lack of a clearance as a denial. */
export const factsInForce = (facts: RightsFacts) => ({
  grants: facts.grants,
  denials: denialsOf(facts),
  epoch: facts.epoch,
});

const denialsOf = (facts: RightsFacts): readonly Denial[] => [...facts.denials, ...clearanceDenials(facts)];

/** The facts of the newest epoch: those given, when they are, and of the others only what turned since them. */
export async function newestFacts(
  store: RightsFactsStore,
  facts: RightsFacts | undefined,
  pause: Pause = async () => undefined,
): Promise<RightsFacts> {
  const epoch = await store.epoch();
  if (!facts || epoch < facts.epoch) return store.facts(); // earlier: a database that was put back to an earlier state
  return epoch === facts.epoch ? facts : inSlices(changed(facts, await store.changesSince(facts.epoch)), pause);
}

/** The same array of grants when none of them turned. By id, as they are read. */
function* changed(facts: RightsFacts, { ended, begun, ...others }: RightsChange): Slices<RightsFacts> {
  if (ended.length === 0 && begun.length === 0) return { ...others, grants: facts.grants };
  const gone = new Set([...ended, ...begun.map(({ id }) => id)]);
  const coming = begun.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const grants: Grant[] = [];
  let come = 0;
  let looked = 0;
  for (const grant of facts.grants) {
    if (++looked % SLICE === 0) yield;
    if (gone.has(grant.id)) continue;
    for (let next = coming[come]; next && next.id < grant.id; next = coming[++come]) grants.push(next);
    grants.push(grant);
  }
  for (const grant of coming.slice(come)) grants.push(grant);
  return { ...others, grants };
}

/** Some milliseconds' work. */
const SLICE = 8192;
