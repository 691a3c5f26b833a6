/** Does a rating exist, in this system, there, with this reason? By the published list of rating systems. */
import type { FindingCode } from '../finding.ts';
import type { RatingTable } from './list-tables.ts';
import ratings from './tables/ratings.json' with { type: 'json' };

const SYSTEMS: RatingTable = ratings;

/** Words that say in any system that there is no rating. */
const SPECIAL: ReadonlySet<string> = new Set(['ALL', 'UNRATED', 'ADULT', 'PROSCRIBED']);

export interface GivenRating {
  readonly system: string;
  readonly value: string;
  readonly reasons: readonly string[];
  /** ISO 3166-1 or -2; undefined when none is given. */
  readonly region: string | undefined;
}

export interface RatingFault {
  readonly code: FindingCode;
  /** Which part is wrong. */
  readonly part: 'system' | 'value' | 'reason' | 'region';
  readonly message: string;
  readonly text: string;
}

export function ratingFaults({ system, value, reasons, region }: GivenRating): readonly RatingFault[] {
  if (system.startsWith('Custom:')) return [];
  const known = Object.hasOwn(SYSTEMS, system) ? SYSTEMS[system] : undefined;
  if (!known)
    return [{ code: 'unknown-rating-system', part: 'system', message: `no rating system ${system}`, text: system }];
  const faults: RatingFault[] = [];
  if (!SPECIAL.has(value) && !known.ratings.includes(value)) {
    if (known.old.includes(value))
      faults.push({ code: 'old-rating', part: 'value', message: `${system} no longer gives ${value}`, text: value });
    else faults.push({ code: 'unknown-rating', part: 'value', message: `${system} has no ${value}`, text: value });
  }
  if (region !== undefined && !known.regions.includes(region))
    faults.push({
      code: 'rating-elsewhere',
      part: 'region',
      message: `${system} is not the system of ${region}`,
      text: region,
    });
  for (const reason of known.reasons.length > 0 ? reasons : [])
    if (!known.reasons.includes(reason))
      faults.push({
        code: 'unknown-rating-reason',
        part: 'reason',
        message: `${system} has no reason ${reason}`,
        text: reason,
      });
  return faults;
}
