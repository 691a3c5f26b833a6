/** Reads a line of `leaves.ndjson` back, and says what is wrong with it: form first, then whether it agrees with itself. */
import { canonicalJson, type Json, ok, type Result, refuse } from '@duoping/kit';
import type { LogLeaf } from './leaf.ts';

/** Longer lines are not looked into. */
export const MAX_LEAF_BYTES = 64 * 1024;

/** What a heartbeat may bring over from the one before it, by the rules of playback. */
const CARRY_MS = 5000;

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
const isSha256 = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const isVeiled = (value: unknown): boolean => isSha256(value) || value === 'erased';

const MEMBERS: Readonly<Record<keyof LogLeaf, (value: unknown) => boolean>> = {
  id: isText,
  play: isText,
  sequence: isCount,
  household: isText,
  device: isVeiled,
  model: isText,
  screen: isText,
  territory: isText,
  work: isText,
  alid: isText,
  partner: isText,
  contract: isText,
  contractVersion: isCount,
  contractHash: (value) => value === null || isSha256(value),
  delivery: isText,
  place: isPlace,
  grant: isText,
  epoch: isCount,
  licenseType: isText,
  entitlement: isVeiled,
  keyIssue: isText,
  intervals: isIntervals,
  watchedMs: isCount,
  from: isCount,
  to: isCount,
};
const NAMES = Object.entries(MEMBERS);

/** The refusal is a sentence for the auditor. */
export function readLeaf(line: Uint8Array): Result<LogLeaf, string> {
  if (line.length > MAX_LEAF_BYTES) return refuse(`is longer than ${MAX_LEAF_BYTES} bytes`);
  let value: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(line);
    value = JSON.parse(text);
    if (!isCanonical(value, text)) return refuse('is not canonical JSON (RFC 8785)');
  } catch (error) {
    return refuse(`is no JSON in UTF-8: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isRecord(value)) return refuse('is no JSON object');
  for (const [name, isGood] of NAMES) if (!isGood(value[name])) return refuse(`has no usable ${name}`);
  const leaf = value as unknown as LogLeaf; // each member has just been looked at
  const fault = contradiction(leaf);
  return fault === undefined ? ok(leaf) : refuse(fault);
}

function contradiction({ id, play, sequence, intervals, watchedMs, from, to }: LogLeaf): string | undefined {
  if (id !== `${play}.${sequence}`) return `has the id ${id} and is beat ${sequence} of play ${play}`;
  let sum = 0;
  let end = -1;
  for (const [start, stop] of intervals) {
    if (start >= stop || start < end) return 'has intervals that are empty, overlap or run backwards';
    end = stop;
    sum += stop - start;
  }
  if (sum !== watchedMs) return `counts ${watchedMs} ms, and its intervals hold ${sum} ms`;
  if (from > to) return 'ends before it begins';
  return watchedMs > to - from + CARRY_MS ? `counts ${watchedMs} ms within ${to - from} ms` : undefined;
}

/** Sorted members that print as they were written are the usual case, and told at half the cost of making the form anew. */
const isCanonical = (value: unknown, text: string): boolean =>
  (JSON.stringify(value) === text && isSorted(value)) || canonicalJson(value as Json) === text; // JSON.parse gives JSON

function isSorted(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isSorted);
  if (!isRecord(value)) return true;
  let before: string | undefined;
  for (const key of Object.keys(value)) {
    if (before !== undefined && key < before) return false;
    if (!isSorted(value[key])) return false;
    before = key;
  }
  return true;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isPlace(value: unknown): boolean {
  if (!isRecord(value)) return false;
  return 'sheet' in value ? isText(value.sheet) && isCount(value.row) : isText(value.path);
}

function isIntervals(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every(isCount))
  );
}
