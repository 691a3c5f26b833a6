/**
 * Reads single parts of a ZIP archive held in memory. Goes by the central directory, checks it against the
 * local headers, and holds declared sizes, actual sizes and checksums against each other. Never writes a file.
 */
import { ok, type Result, refuse } from '@duoping/kit';
import { Inflate } from 'fflate';
import { crc32 } from './crc32.ts';
import type { FindingCode } from './finding.ts';
import type { Limits } from './limits.ts';

export interface ZipPart {
  readonly name: string;
  readonly method: 'stored' | 'deflated';
  readonly crc32: number;
  readonly storedBytes: number;
  readonly inflatedBytes: number;
  /** Where the part's own bytes start in the archive. */
  readonly offset: number;
}

export type ZipFault = Extract<
  FindingCode,
  'damaged-archive' | 'encrypted-archive' | 'duplicate-entry' | 'zip-bomb' | 'file-too-large'
>;

/** The parts by name: `/` between folders, lower case, because names in a workbook do not differ by case. */
export type ZipParts = ReadonlyMap<string, ZipPart>;

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const COMMENT_BYTES = 0xffff;

export const partKey = (name: string): string => name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase();

/** Lists the parts. Archives over several disks and ZIP64 (beyond 4 GiB) are refused as damaged. */
export function listParts(bytes: Uint8Array, limits: Limits): Result<ZipParts, ZipFault> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) return refuse('damaged-archive');
  const count = view.getUint16(end + 10, true);
  if (count > limits.entries) return refuse('zip-bomb');
  const parts = new Map<string, ZipPart>();
  let at = view.getUint32(end + 16, true);
  let declared = 0;
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_BYTES > end || view.getUint32(at, true) !== CENTRAL) return refuse('damaged-archive');
    const nameBytes = view.getUint16(at + 28, true);
    const read = readPart(bytes, view, at, end);
    if (!read.ok) return read;
    const key = partKey(read.value.name);
    if (parts.has(key)) return refuse('duplicate-entry');
    parts.set(key, read.value);
    declared += read.value.inflatedBytes;
    if (declared > limits.inflatedBytes) return refuse('zip-bomb');
    at += CENTRAL_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return ok(parts);
}

/** Hands a part's content on piece by piece until it ends or `take` returns false; a piece is only valid inside `take`. */
export function inflatePart(
  bytes: Uint8Array,
  part: ZipPart,
  limits: Limits,
  take: (piece: Uint8Array) => boolean,
): Result<void, ZipFault> {
  const stored = bytes.subarray(part.offset, part.offset + part.storedBytes);
  let total = 0;
  let crc = 0;
  let fault: ZipFault | undefined;
  let stopped = false;
  const give = (piece: Uint8Array): void => {
    if (fault || stopped) return;
    total += piece.length;
    if (total > part.inflatedBytes || isBomb(total, part, limits)) fault = 'zip-bomb';
    else {
      crc = crc32(piece, crc);
      stopped = !take(piece);
    }
  };
  if (part.method === 'stored') give(stored);
  else if (!inflate(stored, give, () => fault !== undefined || stopped)) fault ??= 'damaged-archive';
  if (fault) return refuse(fault);
  const sound = stopped || (total === part.inflatedBytes && crc === part.crc32);
  return sound ? ok(undefined) : refuse('damaged-archive');
}

const PUSH_BYTES = 16 * 1024;
const RATIO_FROM_BYTES = 8 * 1024 * 1024;

const isBomb = (total: number, part: ZipPart, limits: Limits): boolean =>
  total > limits.inflatedBytes || (total > RATIO_FROM_BYTES && total > part.storedBytes * limits.inflationRatio);

function inflate(stored: Uint8Array, give: (piece: Uint8Array) => void, done: () => boolean): boolean {
  const stream = new Inflate(give);
  try {
    // Small pushes bound what one of them can grow to: deflate makes at most 1032 bytes of one.
    for (let at = 0; at < stored.length && !done(); at += PUSH_BYTES) {
      stream.push(stored.subarray(at, at + PUSH_BYTES), at + PUSH_BYTES >= stored.length);
    }
    return stored.length > 0;
  } catch {
    return false; // fflate throws on any bit stream that is not deflate; the caller names the fault
  }
}

function findEnd(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - END_BYTES - COMMENT_BYTES);
  for (let at = view.byteLength - END_BYTES; at >= first; at--) {
    if (view.getUint32(at, true) === END && at + END_BYTES + view.getUint16(at + 20, true) === view.byteLength)
      return at;
  }
  return undefined;
}

function readPart(bytes: Uint8Array, view: DataView, at: number, end: number): Result<ZipPart, ZipFault> {
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const storedBytes = view.getUint32(at + 20, true);
  const local = view.getUint32(at + 42, true);
  const nameBytes = view.getUint16(at + 28, true);
  if (flags & 0x41) return refuse('encrypted-archive');
  if (at + CENTRAL_BYTES + nameBytes > end || local + LOCAL_BYTES > end) return refuse('damaged-archive');
  if (view.getUint32(local, true) !== LOCAL || (method !== 0 && method !== 8)) return refuse('damaged-archive');
  const name = text(bytes, at + CENTRAL_BYTES, nameBytes);
  const localNameBytes = view.getUint16(local + 26, true);
  const offset = local + LOCAL_BYTES + localNameBytes + view.getUint16(local + 28, true);
  if (offset + storedBytes > end || text(bytes, local + LOCAL_BYTES, localNameBytes) !== name)
    return refuse('damaged-archive');
  return ok({
    name,
    method: method === 0 ? 'stored' : 'deflated',
    crc32: view.getUint32(at + 16, true),
    storedBytes,
    inflatedBytes: view.getUint32(at + 24, true),
    offset,
  });
}

const NAMES = new TextDecoder('utf-8');
const text = (bytes: Uint8Array, at: number, length: number): string => NAMES.decode(bytes.subarray(at, at + length));
