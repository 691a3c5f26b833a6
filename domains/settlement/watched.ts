/** Watched time as settlement sees it: receipts added up by the delivered row that made them lawful. */
import { contentHash, type Instant } from '@duoping/kit';
import type { Receipt } from '#evidence';
import { type Period, periodOfEnd } from './period.ts';

export type WatchedPlace = Receipt['place'];

/** Everything that receipts of one line have in common. */
export interface WatchedRow {
  readonly partner: string;
  readonly contract: string;
  readonly contractVersion: number;
  readonly delivery: string;
  readonly place: WatchedPlace;
  readonly grant: string;
  readonly work: string;
  readonly alid: string;
  readonly licenseType: string;
}

export interface Watched extends WatchedRow {
  /** Whole milliseconds. */
  readonly watchedMs: number;
  readonly receipts: number;
  /** The period in which these receipts ended. */
  readonly watchedIn: string;
}

/** Only what subscribers streamed shares in subscription revenue. */
export const SHARING_LICENSE_TYPE = 'SVOD';

/** Which leaves of the log a month's settlement counts. */
export interface Counting {
  readonly period: Period;
  /** The log's size; later leaves aren't there yet. */
  readonly size: number;
  /** Leaves before this index were counted by the months closed before, if they ended in one of them. */
  readonly leavesBefore: number;
  /** Those before `leavesBefore` that no closed month counted: a month closed by arrival numbers could pass some over. */
  readonly leftOut: ReadonlySet<number>;
}

/**
 * The month in which a leaf counts in this settlement, undefined when it doesn't: the period's own, and of earlier months
 * what became known after they were closed. The one rule of the close, of its lines and of the outsider's check.
 */
export function countedIn(to: Instant, index: number, counting: Counting): string | undefined {
  const { period, size, leavesBefore, leftOut } = counting;
  if (index >= size) return undefined;
  if (endedIn(to, period)) return period.id;
  const isLate = to <= period.window.start && (index >= leavesBefore || leftOut.has(index));
  return isLate ? periodOfEnd(to, period.zone).id : undefined;
}

/** Adds receipts up. Which order they come in makes no difference, and one that comes twice counts once. */
export function addUp(receipts: Iterable<Receipt>, period: Period): readonly Watched[] {
  const seen = new Set<string>();
  const sums = rowSums();
  for (const receipt of receipts) {
    if (receipt.licenseType !== SHARING_LICENSE_TYPE || !endedIn(receipt.to, period) || seen.has(receipt.id)) continue;
    seen.add(receipt.id);
    sums.add(receipt, period.id);
  }
  return sums.rows();
}

/** Sums of receipts by their row and the month they were watched in. Whoever adds sees to it that none comes twice. */
export function rowSums() {
  const found = new Map<string, { row: WatchedRow; watchedIn: string; watchedMs: number; receipts: number }>();
  return {
    /** A receipt, or what several of the row add up to. */
    add(row: WatchedRow & { readonly watchedMs: number }, watchedIn: string, receipts = 1): void {
      const key = `${watchedIn} ${rowKey(row)}`;
      const known = found.get(key);
      if (!known) found.set(key, { row, watchedIn, watchedMs: row.watchedMs, receipts });
      else {
        known.watchedMs += row.watchedMs;
        known.receipts += receipts;
      }
    },
    rows: (): readonly Watched[] =>
      [...found.values()].map(({ row, ...sums }): Watched => ({ ...rowOf(row), ...sums })),
  };
}

/** Told faster than by their keys. */
export const isSameRow = (a: WatchedRow, b: WatchedRow): boolean =>
  a.grant === b.grant &&
  a.contract === b.contract &&
  a.contractVersion === b.contractVersion &&
  a.partner === b.partner &&
  a.work === b.work &&
  a.alid === b.alid &&
  a.delivery === b.delivery &&
  a.licenseType === b.licenseType &&
  isSamePlace(a.place, b.place);

function isSamePlace(a: WatchedPlace, b: WatchedPlace): boolean {
  if ('sheet' in a) return 'sheet' in b && a.sheet === b.sheet && a.row === b.row && a.column === b.column;
  return !('sheet' in b) && a.path === b.path && a.line === b.line;
}

/** Equal for equal rows, in whatever order their members stand. */
export function rowKey({ place, ...row }: WatchedRow): string {
  const { partner, contract, contractVersion, delivery, grant, work, alid, licenseType } = row;
  const where = 'sheet' in place ? [place.sheet, place.row, place.column] : [null, place.path, place.line];
  return JSON.stringify([partner, contract, contractVersion, delivery, grant, work, alid, licenseType, ...where]);
}

/** A receipt is assigned whole to the period in which it ended; the edge itself still belongs to what it ends. */
export const endedIn = (to: Instant, { window }: Period): boolean => window.start < to && to <= window.end;

/** Names a line by what it is, so that it has the same id whenever and wherever it is made. */
export function lineId({ watchedMs: _ms, receipts: _count, ...row }: Watched): string {
  const { alid, contract, contractVersion, delivery, grant, licenseType, partner, place, watchedIn, work } = row;
  // In the order of their names, in which they are hashed fastest.
  const members = { alid, contract, contractVersion, delivery, grant, licenseType, partner, place, watchedIn, work };
  return contentHash(members).slice(0, 32);
}

export function rowOf(receipt: WatchedRow): WatchedRow {
  const { partner, contract, contractVersion, delivery, place, grant, work, alid, licenseType } = receipt;
  return { partner, contract, contractVersion, delivery, place, grant, work, alid, licenseType };
}
