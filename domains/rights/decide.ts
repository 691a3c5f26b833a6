/** May this be done with this work, here, now, on this screen? The whole answer, with its reasons and its end. */
import type { Instant } from '@duoping/kit';
import type { Decision, DenyReason, Languages, Quality, RightsRequest } from './decision.ts';
import { concernedDenials, deniedReasons, isActive, nextDenialEdge, touchesGrant } from './denials.ts';
import { dimensionsOf, ENDED, NOT_YET, TERRITORY } from './dimensions.ts';
import type { Denial, Grant } from './grant.ts';
import type { RightsIndex } from './index-columns.ts';
import { uniteLanguages } from './languages.ts';
import { grantedQuality, uniteQuality } from './quality.ts';
import { failuresFor, placeNumber, remember } from './question.ts';

/**
 * Default deny, deny overrides. `until` is the first edge after `at` of any grant or denial that would matter to this
 * question at some time; up to there the answer stays as it is.
 */
export function decide(index: RightsIndex, request: RightsRequest, at: Instant): Decision {
  const work = index.columns.workNumbers.get(request.work);
  const denials = concernedDenials(index, work, request);
  const denialEdge = denials.length === 0 ? NEVER : nextDenialEdge(denials, at);
  if (work === undefined) {
    const reasons: DenyReason[] = ['unknown-work', ...deniedReasons(denials, at)];
    return { allow: false, epoch: index.epoch, reasons, nearestMiss: null, until: orNull(denialEdge) };
  }
  const view = viewRows(index, work, request);
  const active = denials.length === 0 ? denials : denials.filter((denial) => isActive(denial, at));
  const seen = allowingRows(index, view, at, active);
  const until = orNull(Math.min(seen.until, denialEdge));
  const [first] = seen.grants;
  if (first) {
    const { quality, languages } = wordsOf(index, seen, request);
    return { allow: true, epoch: index.epoch, grants: seen.grants, chosen: first, quality, languages, until };
  }
  return { allow: false, epoch: index.epoch, ...missing(index, view, at, active), until };
}

const NEVER = Number.POSITIVE_INFINITY;

const orNull = (edge: number): Instant | null => (edge === NEVER ? null : edge);

/** The rows of one work as one question sees them. */
interface View {
  readonly from: number;
  readonly to: number;
  readonly failures: Uint8Array;
  /** -1: no place; every row fails the territory. */
  readonly place: number;
  readonly judgedByWindow: boolean;
  readonly byListing: boolean;
}

function viewRows({ columns, memo }: RightsIndex, work: number, request: RightsRequest): View {
  return {
    from: columns.firstRow[work] ?? 0,
    to: columns.firstRow[work + 1] ?? 0,
    failures: failuresFor(columns, memo, request),
    place: placeNumber(columns.territories, request.territory),
    judgedByWindow: request.verb !== 'play-owned',
    byListing: request.verb === 'list' && columns.listedFrom.size > 0,
  };
}

/** What a row fails whatever the time. */
function failedAlways({ columns }: RightsIndex, view: View, row: number): number {
  const failed = view.failures[columns.words[row * 6 + 4] ?? -1] ?? 255;
  if (view.place < 0) return failed | TERRITORY;
  const { bits, wordsPerSet } = columns.territories;
  const word = bits[(columns.words[row * 6 + 5] ?? 0) * wordsPerSet + (view.place >>> 5)] ?? 0;
  return (word & (1 << (view.place & 31))) === 0 ? failed | TERRITORY : failed;
}

const startOf = ({ columns }: RightsIndex, view: View, row: number): number =>
  (view.byListing ? columns.listedFrom.get(row) : undefined) ?? columns.times[row * 3] ?? NEVER;

interface Seen {
  /** In order of precedence, because the rows are. */
  readonly grants: readonly Grant[];
  readonly rows: readonly number[];
  readonly until: number;
}

function allowingRows(index: RightsIndex, view: View, at: Instant, active: readonly Denial[]): Seen {
  const grants: Grant[] = [];
  const rows: number[] = [];
  let until = NEVER;
  for (let row = view.from; row < view.to; row++) {
    if (failedAlways(index, view, row) !== 0) continue;
    if (view.judgedByWindow) {
      const start = startOf(index, view, row);
      const end = index.columns.times[row * 3 + 1] ?? NEVER;
      if (start > at && start < until && start < end) until = start;
      if (end > at && start < end && end < until) until = end;
      if (at < start || at >= end) continue;
    }
    const grant = index.columns.grants[row];
    if (!grant || active.some((denial) => touchesGrant(denial, grant))) continue;
    grants.push(grant);
    rows.push(row);
  }
  return { grants, rows, until };
}

/** Why not: what overrides, then what the nearest miss fails. */
function missing(
  index: RightsIndex,
  view: View,
  at: Instant,
  active: readonly Denial[],
): { reasons: readonly DenyReason[]; nearestMiss: Grant | null } {
  let nearestRow = -1;
  let nearestFailed = 0;
  for (let row = view.from; row < view.to; row++) {
    const failed = failedAlways(index, view, row) | (view.judgedByWindow ? failedNow(index, view, row, at) : 0);
    if (nearestRow >= 0 && !isNearer(index, { row, failed }, { row: nearestRow, failed: nearestFailed })) continue;
    nearestRow = row;
    nearestFailed = failed;
  }
  const nearest = index.columns.grants[nearestRow];
  const denied = active.length === 0 ? NO_REASONS : deniedReasons(active, at);
  if (!nearest) return { reasons: [...denied, 'no-grant'], nearestMiss: null };
  const failed = dimensionsOf(nearestFailed);
  return { reasons: denied.length === 0 ? failed : [...denied, ...failed], nearestMiss: nearest };
}

const NO_REASONS: readonly DenyReason[] = [];

function failedNow(index: RightsIndex, view: View, row: number, at: Instant): number {
  if (at >= (index.columns.times[row * 3 + 1] ?? NEVER)) return ENDED;
  return at < startOf(index, view, row) ? NOT_YET : 0;
}

interface Miss {
  readonly row: number;
  readonly failed: number;
}

/** Fewer failed dimensions, then the later start of the window, then the smaller id. */
function isNearer({ columns }: RightsIndex, a: Miss, b: Miss): boolean {
  const fewer = countBits(a.failed) - countBits(b.failed);
  if (fewer !== 0) return fewer < 0;
  const later = (columns.times[b.row * 3] ?? 0) - (columns.times[a.row * 3] ?? 0);
  return later !== 0 ? later < 0 : (columns.grants[a.row]?.id ?? '') < (columns.grants[b.row]?.id ?? '');
}

const countBits = (bits: number): number => BITS[bits] ?? 8;

/** How many bits each number up to 255 has. */
const BITS: Uint8Array = Uint8Array.from({ length: 256 }, (_, value) => value.toString(2).replaceAll('0', '').length);

/** Quality and languages of the allowing grants, worked out once for each combination of their terms. */
function wordsOf(index: RightsIndex, seen: Seen, request: RightsRequest): { quality: Quality; languages: Languages } {
  const { columns, memo } = index;
  let key = '';
  for (const row of seen.rows) key += `${columns.words[row * 6 + 4]} `;
  return remember(memo.words, `${key}${request.screen}`, () => ({
    quality: uniteQuality(seen.grants.map((grant) => grantedQuality(grant, request.screen))),
    languages: uniteLanguages(seen.grants),
  }));
}
