/** A leaf of the own log as settlement reads it. What outsiders bring is read, and doubted, by evidence. */
import type { Instant } from '@duoping/kit';
import { SHARING_LICENSE_TYPE, type WatchedPlace, type WatchedRow } from './watched.ts';

export interface WatchedLeaf extends WatchedRow {
  readonly watchedMs: number;
  readonly to: Instant;
}

/** Leaves read at once: some half a megabyte, and a few milliseconds' work. */
export const LEAVES_READ = 512;

const TEXTS = ['partner', 'contract', 'delivery', 'grant', 'work', 'alid'] as const;
const COUNTS = ['watchedMs', 'to'] as const;

/** Undefined when it shares in no subscription. Throws when it is no leaf: the log is our own. */
export function watchedLeaf(text: string): WatchedLeaf | undefined {
  const value: unknown = JSON.parse(text);
  if (!isRecord(value)) throw new Error('A leaf of the log is no JSON object');
  if (value.licenseType !== SHARING_LICENSE_TYPE) return undefined;
  for (const name of COUNTS)
    if (!Number.isSafeInteger(value[name])) throw new Error(`A leaf of the log has no ${name}`);
  return readRow(value) as WatchedLeaf; // its other two members have just been looked at
}

/** A row as a leaf or the tallies keep it, together with whatever else stands there. */
export function readRow(value: unknown): WatchedRow {
  if (!isRecord(value)) throw new Error('A row of the log is no JSON object');
  for (const name of TEXTS) if (typeof value[name] !== 'string') throw new Error(`A row of the log has no ${name}`);
  if (!Number.isSafeInteger(value.contractVersion)) throw new Error('A row of the log has no contractVersion');
  if (!isRecord(value.place)) throw new Error('A row of the log has no place');
  return value as unknown as WatchedRow & { place: WatchedPlace }; // each member has just been looked at
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
