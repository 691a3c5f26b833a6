/** Boxes of ISO/IEC 14496-12: found by path in bytes, and written. Malformed input throws, because ffmpeg wrote it. */

/** One box in a buffer. `start` is its first byte, `body` the first byte after its header, `end` the first one after it. */
export interface Box {
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

/** The boxes between two offsets, in order. They must fill the range exactly. */
export function readBoxes(bytes: Uint8Array, from = 0, to = bytes.length): Box[] {
  const boxes: Box[] = [];
  for (let start = from; start < to; ) {
    const box = readBox(bytes, start, to);
    boxes.push(box);
    start = box.end;
  }
  return boxes;
}

function readBox(bytes: Uint8Array, start: number, to: number): Box {
  if (to - start < 8) throw new Error(`A box header is cut off at byte ${start}`);
  const size = u32(bytes, start);
  const type = fourCc(bytes, start + 4);
  const large = size === 1;
  if (large && to - start < 16) throw new Error(`A box header is cut off at byte ${start}`);
  const length = large ? u32(bytes, start + 8) * 2 ** 32 + u32(bytes, start + 12) : size === 0 ? to - start : size;
  const header = large ? 16 : 8;
  if (length < header || start + length > to) throw new Error(`Box ${type} at byte ${start} does not fit`);
  return { type, bytes, start, body: start + header, end: start + length };
}

/** The children of a box. `skip` is what stands before them: 4 for a full box, more for sample entries. */
export const children = (box: Box, skip = 0): Box[] => readBoxes(box.bytes, box.body + skip, box.end);

export function child(box: Box, type: string, skip = 0): Box {
  const found = children(box, skip).find((candidate) => candidate.type === type);
  if (!found) throw new Error(`Box ${box.type} has no ${type}`);
  return found;
}

/** Follows a path of plain container boxes: `descend(moov, 'trak', 'mdia')`. */
export const descend = (box: Box, ...path: readonly string[]): Box =>
  path.reduce<Box>((at, type) => child(at, type), box);

export const whole = (box: Box): Uint8Array => box.bytes.subarray(box.start, box.end);
export const bodyOf = (box: Box): Uint8Array => box.bytes.subarray(box.body, box.end);

/** A box around its parts. */
export function box(type: string, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const size = parts.reduce((sum, part) => sum + part.length, 8);
  const bytes = new Uint8Array(size);
  putU32(bytes, 0, size);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  let at = 8;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** A box with a version (8 bits) and flags (24 bits). */
export const fullBox = (type: string, version: number, flags: number, ...parts: readonly Uint8Array[]) =>
  box(type, u32Bytes(((version << 24) | flags) >>> 0), ...parts);

export const u8 = (bytes: Uint8Array, at: number): number => {
  const value = bytes[at];
  if (value === undefined) throw new Error(`Nothing at byte ${at}`);
  return value;
};
export const u16 = (bytes: Uint8Array, at: number): number => (u8(bytes, at) << 8) | u8(bytes, at + 1);
export const u32 = (bytes: Uint8Array, at: number): number => u16(bytes, at) * 2 ** 16 + u16(bytes, at + 2);
/** Exact to 2^53; media times and sizes stay far below. */
export const u64 = (bytes: Uint8Array, at: number): number => u32(bytes, at) * 2 ** 32 + u32(bytes, at + 4);

export function putU32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
}
export function u32Bytes(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  for (const [index, value] of values.entries()) putU32(bytes, index * 4, value);
  return bytes;
}
export const u16Bytes = (value: number): Uint8Array => Uint8Array.of(value >>> 8, value);
export const text = (fourCharacters: string): Uint8Array => Buffer.from(fourCharacters, 'latin1');

const fourCc = (bytes: Uint8Array, at: number): string =>
  String.fromCharCode(u8(bytes, at), u8(bytes, at + 1), u8(bytes, at + 2), u8(bytes, at + 3));
