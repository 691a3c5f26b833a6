/** May this be done with this work, here, now, on this screen? The whole answer, with its reasons and its end. */
import type { Instant } from '@duoping/kit';
import type { Decision, DenyReason, RightsRequest } from './decision.ts';
import { concernedDenials, deniedReasons, isActive, nextDenialEdge, touchesGrant } from './denials.ts';
import { dimensionsOf } from './dimensions.ts';
import type { Denial, Grant } from './grant.ts';
import { wordsOf } from './granted-words.ts';
import type { GrantColumns, RightsIndex, View } from './index-columns.ts';
import { viewOf } from './question.ts';
import { endOf, failedNow, kindOf, openingOf, startOf } from './row-time.ts';
import { nearestWaiting } from './waiting.ts';
import { numberOfWork } from './work-names.ts';

/**
 * Default deny, deny overrides. `until` is the first edge after `at` of any grant or denial that would matter to this
 * question at some time; up to there the answer stays as it is.
 */
export function decide(index: RightsIndex, request: RightsRequest, at: Instant): Decision {
  const work = numberOfWork(index.columns.works, request.work);
  const denials = concernedDenials(index, work, request);
  const denialEdge = denials.length === 0 ? NEVER : nextDenialEdge(denials, at);
  if (work < 0) {
    const reasons: DenyReason[] = ['unknown-work', ...deniedReasons(denials, at)];
    return { allow: false, epoch: index.epoch, reasons, nearestMiss: null, until: orNull(denialEdge) };
  }
  const view = viewOf(index, request);
  const active = denials.length === 0 ? denials : denials.filter((denial) => isActive(denial, at));
  const seen = allowingRows(view, { work, at, active });
  const until = orNull(Math.min(seen.until, denialEdge));
  const [chosen] = seen.grants;
  if (chosen) {
    const { quality, languages, concurrency } = wordsOf(index, seen, request.screen);
    return { allow: true, epoch: index.epoch, grants: seen.grants, chosen, quality, languages, concurrency, until };
  }
  const nearest = nearestRow(view, work, at);
  const fewest = nearest < 0 ? NEVER : countBits(failuresAt(view, nearest, at));
  const waiting = index.waiting.size === 0 ? undefined : nearestWaiting(index, request, fewest);
  const failed = waiting?.fails ?? (nearest < 0 ? NO_GRANT : dimensionsOf(failuresAt(view, nearest, at)));
  const reasons = active.length === 0 ? failed : [...deniedReasons(active, at), ...failed];
  const nearestMiss = waiting?.grant ?? index.columns.grants[nearest] ?? null;
  return { allow: false, epoch: index.epoch, reasons, nearestMiss, until };
}

const NEVER = Number.POSITIVE_INFINITY;

const orNull = (edge: number): Instant | null => (edge === NEVER ? null : edge);

const NO_GRANT: readonly DenyReason[] = ['no-grant'];

interface Seen {
  /** In order of precedence, because the rows are. */
  readonly grants: readonly Grant[];
  readonly rows: readonly number[];
  /** The first edge of a row that fails nothing but, perhaps, time. */
  readonly until: number;
}

function allowingRows(view: View, asked: { work: number; at: Instant; active: readonly Denial[] }): Seen {
  const { columns, failures, judgedByWindow } = view;
  const { work, at, active } = asked;
  const grants: Grant[] = [];
  const rows: number[] = [];
  let until = NEVER;
  const last = columns.firstRow[work + 1] ?? 0;
  for (let row = columns.firstRow[work] ?? 0; row < last; row++) {
    if (failures[kindOf(columns, row)] !== 0) continue;
    if (judgedByWindow) until = Math.min(until, nextEdge(view, row, at));
    if (failedNow(view, row, at) !== 0) continue;
    const grant = columns.grants[row];
    if (!grant || active.some((denial) => touchesGrant(denial, grant))) continue;
    grants.push(grant);
    rows.push(row);
  }
  return { grants, rows, until };
}

/** A window that holds no instant has no edges. */
function nextEdge(view: View, row: number, at: Instant): number {
  const start = openingOf(view, row);
  const end = endOf(view.columns, row);
  if (start >= end || end <= at) return NEVER;
  return start > at ? start : end;
}

/** The row that fails fewest dimensions, then starts later, then has the smaller id; -1 of none. */
function nearestRow(view: View, work: number, at: Instant): number {
  const { columns } = view;
  let nearest = -1;
  let fewest = NEVER;
  const last = columns.firstRow[work + 1] ?? 0;
  for (let row = columns.firstRow[work] ?? 0; row < last; row++) {
    const count = countBits(failuresAt(view, row, at));
    if (count > fewest || (count === fewest && !comesBefore(columns, row, nearest))) continue;
    nearest = row;
    fewest = count;
  }
  return nearest;
}

function comesBefore(columns: GrantColumns, row: number, other: number): boolean {
  const later = startOf(columns, row) - startOf(columns, other);
  return later !== 0 ? later > 0 : (columns.grants[row]?.id ?? '') < (columns.grants[other]?.id ?? '');
}

const failuresAt = (view: View, row: number, at: Instant): number =>
  (view.failures[kindOf(view.columns, row)] ?? 255) | failedNow(view, row, at);

const countBits = (bits: number): number => BITS[bits] ?? 8;

/** How many bits each number up to 255 has. */
const BITS: Uint8Array = Uint8Array.from({ length: 256 }, (_, value) => value.toString(2).replaceAll('0', '').length);
