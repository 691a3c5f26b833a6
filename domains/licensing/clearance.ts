/** Clearances: an outside authority must have approved a title before some screens may show it; without approval, a denial. */
import { contentHash, type Instant, type Result, type TerritorySet, type Window } from '@duoping/kit';
import type { Denial, Grant, Screen } from '@duoping/rights';

/** In these territories, these screens show nothing that the authority has not cleared. */
export interface ClearanceRule {
  readonly authority: string;
  readonly screens: readonly Screen[];
  readonly territories: TerritorySet;
  readonly since: Instant;
  /** These titles alone; absent: every title. */
  readonly works?: readonly string[];
}

/** The authority approved the work; `reference` is its own number for it. */
export interface Clearance {
  readonly authority: string;
  readonly work: string;
  readonly reference: string;
  readonly window: Window;
}

/** Who recorded an approval; with the reason why a stop is lifted, which only the authority's own key allows. */
export interface Recording {
  readonly by: string;
  readonly reason?: string | undefined;
}

/** What was done about one title for one authority. Who did it is null where it was recorded before that was kept. */
export interface ClearanceEntry {
  readonly act: 'required' | 'approved' | 'stopped' | 'lifted';
  readonly at: Instant;
  readonly by: string | null;
  /** The authority's own number, of an approval. */
  readonly reference?: string;
  /** Why a stop was lifted. */
  readonly reason?: string;
}

/** An approval that its authority took back, and that nothing has followed since. */
export interface Stopped {
  readonly authority: string;
  readonly work: string;
  readonly by: string;
  readonly at: Instant;
}

/** Stating a rule or a clearance again changes nothing. Both raise the epoch. */
export interface ClearanceStore {
  requireClearance(rule: ClearanceRule, at: Instant, by?: string): Promise<void>;
  /** False when the authority had stopped the work and this lifts nothing: then nothing was recorded. */
  recordClearance(clearance: Clearance, at: Instant, recorded?: Recording): Promise<boolean>;
  /**
   * The authority takes its approval of a work back: from now on the work is denied wherever a rule asks for it, and
   * nobody but the authority can change that; so it is also before anything was approved. How many approvals ended, or
   * 1 when it had none yet; 0 when it stands stopped, and for an authority that nobody knows. Raises the epoch.
   */
  stopClearance(stop: { readonly authority: string; readonly work: string }, by: string, at: Instant): Promise<number>;
  /** What stands stopped, the latest first. */
  stopped(): Promise<readonly Stopped[]>;
  /** Rules and approvals as they stand, without the grants. */
  clearanceFacts(): Promise<{
    readonly epoch: number;
    readonly clearanceRules: readonly ClearanceRule[];
    readonly clearances: readonly Clearance[];
  }>;
  /** Everything done about one title for one authority, the latest first. */
  clearanceHistory(of: { readonly authority: string; readonly work: string }): Promise<readonly ClearanceEntry[]>;
  /** SHA-256 of the authority's own key, hex; undefined when it was given none. */
  authorityKey(authority: string): Promise<string | undefined>;
  /** Once, and before the authority stops anything: whoever could give a key afterwards could lift the stop with it. */
  giveAuthorityKey(
    key: { readonly authority: string; readonly hash: string },
    by: string,
    at: Instant,
  ): Promise<Result<null, KeyRefusal>>;
}

/** `authority-known`: it has its key. `authority-stopped`: something that it stopped still stands. */
export type KeyRefusal = 'authority-known' | 'authority-stopped';

/** For each rule, a denial for each granted work, in force wherever no clearance is. */
export function clearanceDenials(facts: {
  readonly grants: readonly Grant[];
  readonly clearanceRules: readonly ClearanceRule[];
  readonly clearances: readonly Clearance[];
}): readonly Denial[] {
  if (facts.clearanceRules.length === 0) return [];
  const works = [...new Set(facts.grants.map((grant) => grant.work))].sort();
  const cleared = Map.groupBy(facts.clearances, ({ authority, work }) => JSON.stringify([authority, work]));
  return facts.clearanceRules.flatMap((rule) =>
    works.filter(askedIn(rule)).flatMap((work) => {
      const covering = cleared.get(JSON.stringify([rule.authority, work])) ?? [];
      return uncovered(
        { start: rule.since, end: null },
        covering.map((clearance) => clearance.window),
      ).map((window) => denialFor(rule, work, window));
    }),
  );
}

function askedIn({ works }: ClearanceRule): (work: string) => boolean {
  const asked = works && new Set(works);
  return (work) => asked?.has(work) ?? true;
}

function denialFor(rule: ClearanceRule, work: string, window: Window): Denial {
  const scope = { work, screens: rule.screens, territories: rule.territories };
  return {
    id: contentHash({ kind: 'clearance', authority: rule.authority, work, start: window.start, end: window.end }),
    kind: 'clearance',
    scope,
    window,
    authority: rule.authority,
  };
}

/** What is left of `whole` when every window of `covering` is taken out of it. */
export function uncovered(whole: Window, covering: readonly Window[]): readonly Window[] {
  const sorted = [...covering].sort((a, b) => a.start - b.start);
  const left: Window[] = [];
  let from: Instant | null = whole.start;
  for (const window of sorted) {
    if (from === null) break;
    if (window.end !== null && window.end <= from) continue;
    if (window.start > from)
      left.push({ start: from, end: whole.end === null ? window.start : Math.min(window.start, whole.end) });
    from = window.end;
  }
  if (from !== null && (whole.end === null || from < whole.end)) left.push({ start: from, end: whole.end });
  return left.filter((window) => window.end === null || window.start < window.end);
}
