/** Each title that an authority must approve, and how it stands: what waits, what is approved, what is stopped. */
import { contains, type Instant, type Slices } from '@duoping/kit';
import type { Clearance, ClearanceRule, Stopped } from './clearance.ts';

export const CLEARANCE_STATES = ['waiting', 'approved', 'stopped'] as const;

export interface ClearanceTitle {
  readonly authority: string;
  readonly work: string;
  readonly state: (typeof CLEARANCE_STATES)[number];
  /** The approval in force; null unless `approved`. */
  readonly clearance: Clearance | null;
  /** The stop that stands; null unless `stopped`. */
  readonly stop: Stopped | null;
}

export interface ClearanceFacts {
  readonly clearanceRules: readonly ClearanceRule[];
  readonly clearances: readonly Clearance[];
  readonly stopped: readonly Stopped[];
}

const SLICE = 4096;

/** One line for each authority and title, as `works` come and then by authority; what was stopped or approved, also when no rule asks. */
export function* clearanceTitles(
  { clearanceRules, clearances, stopped }: ClearanceFacts,
  works: Iterable<string>,
  at: Instant,
): Slices<readonly ClearanceTitle[]> {
  const stops = new Map(stopped.map((stop) => [keyOf(stop), stop]));
  const inForce = new Map(
    clearances.filter(({ window }) => contains(window, at)).map((clearance) => [keyOf(clearance), clearance]),
  );
  const authorities = [
    ...Map.groupBy([...clearanceRules, ...clearances, ...stopped], ({ authority }) => authority).keys(),
  ]
    .sort()
    .map((authority) => ({ authority, asked: askedBy(clearanceRules.filter((rule) => rule.authority === authority)) }));
  const titles: ClearanceTitle[] = [];
  let looked = 0;
  for (const work of works) {
    if (looked++ % SLICE === 0) yield;
    for (const { authority, asked } of authorities) {
      const key = keyOf({ authority, work });
      const [stop = null, clearance = null] = [stops.get(key), inForce.get(key)];
      if (stop) titles.push({ authority, work, state: 'stopped', clearance: null, stop });
      else if (clearance) titles.push({ authority, work, state: 'approved', clearance, stop: null });
      else if (asked === 'all' || asked.has(work))
        titles.push({ authority, work, state: 'waiting', clearance: null, stop: null });
    }
  }
  return titles;
}

function askedBy(rules: readonly ClearanceRule[]): 'all' | ReadonlySet<string> {
  const named = new Set<string>();
  for (const { works } of rules) {
    if (works === undefined) return 'all';
    for (const work of works) named.add(work);
  }
  return named;
}

const keyOf = ({ authority, work }: { readonly authority: string; readonly work: string }): string =>
  JSON.stringify([authority, work]);
