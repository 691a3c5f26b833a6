/** A leaf of the own log as settlement reads it. What outsiders bring is read, and doubted, by evidence. */
import type { Instant } from '@duoping/kit';
import { SHARING_LICENSE_TYPE, type WatchedPlace, type WatchedRow } from './watched.ts';

export interface WatchedLeaf extends WatchedRow {
  readonly watchedMs: number;
  readonly to: Instant;
}

const TEXTS = ['partner', 'contract', 'delivery', 'grant', 'work', 'alid'] as const;
const COUNTS = ['contractVersion', 'watchedMs', 'to'] as const;

/** Undefined when it shares in no subscription. Throws when it is no leaf: the log is our own. */
export function watchedLeaf(text: string): WatchedLeaf | undefined {
  const value: unknown = JSON.parse(text);
  if (!isRecord(value)) throw new Error('A leaf of the log is no JSON object');
  if (value.licenseType !== SHARING_LICENSE_TYPE) return undefined;
  for (const name of TEXTS) if (typeof value[name] !== 'string') throw new Error(`A leaf of the log has no ${name}`);
  for (const name of COUNTS)
    if (!Number.isSafeInteger(value[name])) throw new Error(`A leaf of the log has no ${name}`);
  if (!isRecord(value.place)) throw new Error('A leaf of the log has no place');
  return value as unknown as WatchedLeaf & { place: WatchedPlace }; // each member has just been looked at
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
