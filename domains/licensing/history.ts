/** Everything that was ever known, and the facts as they stood at one moment of it. */
import type { Instant } from '@duoping/kit';
import { type Denial, type Grant, isKnownAt, type RightsFacts as KnownFacts } from '@duoping/rights';
import { type Clearance, type ClearanceRule, clearanceDenials } from './clearance.ts';

/** A fact with its transaction time, half-open; `knownTo: null` is known still. */
export type Recorded<Fact> = Fact & { readonly knownFrom: Instant; readonly knownTo: Instant | null };

/** One consistent reading of facts in force, superseded, lifted and withdrawn. */
export interface RightsRecord {
  readonly epoch: number;
  readonly grants: readonly Recorded<Grant>[];
  readonly denials: readonly Recorded<Denial>[];
  readonly clearanceRules: readonly Recorded<ClearanceRule>[];
  readonly clearances: readonly Recorded<Clearance>[];
}

export interface RightsRecordStore {
  /** All that was ever known of these works, and of every work when none is named. Denials of no work always count. */
  record(works?: readonly string[]): Promise<RightsRecord>;
}

/**
 * The record as rights take it, with the lack of a clearance as a denial. Rules and clearances come and go as well, so
 * their denials are worked out anew between every two moments at which one of them turned.
 */
export function knownFacts(record: RightsRecord): KnownFacts {
  const { epoch, grants, denials } = record;
  return { epoch, grants, denials: [...denials, ...recordedClearanceDenials(record)] };
}

function recordedClearanceDenials(record: RightsRecord): Recorded<Denial>[] {
  if (record.clearanceRules.length === 0) return [];
  const turns = [...record.clearanceRules, ...record.clearances].flatMap(({ knownFrom, knownTo }) =>
    knownTo === null ? [knownFrom] : [knownFrom, knownTo],
  );
  const sorted = [...new Set(turns)].sort((a, b) => a - b);
  return sorted.flatMap((knownFrom, position) => {
    const knownTo = sorted[position + 1] ?? null;
    const { grants } = record;
    const clearanceRules = record.clearanceRules.filter((rule) => isKnownAt(rule, knownFrom));
    const clearances = record.clearances.filter((clearance) => isKnownAt(clearance, knownFrom));
    return clearanceDenials({ grants, clearanceRules, clearances }).map((denial) => ({
      ...denial,
      id: `${denial.id} ${knownFrom}`,
      ...{ knownFrom, knownTo },
    }));
  });
}
