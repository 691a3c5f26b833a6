/** A tally as bytes: 16 for each row of each month, whole numbers only. */
import type { TalliedMonth } from '../index.ts';

const HEAD_BYTES = 20;
const ROW_BYTES = 16;
/** What the bytes begin with; others are of another make, and passed over. */
const FORM = 1;
/** That, and how many months follow. */
const START_BYTES = 5;

export function packMonths(months: readonly TalliedMonth[]): Buffer {
  const size = months.reduce((sum, { rows }) => sum + HEAD_BYTES + rows.length * ROW_BYTES, START_BYTES);
  const bytes = Buffer.alloc(size);
  let at = bytes.writeUInt8(FORM, 0);
  at = bytes.writeUInt32LE(months.length, at);
  for (const { start, end, rows, watchedMs, receipts } of months) {
    at = bytes.writeBigInt64LE(BigInt(start), at);
    at = bytes.writeBigInt64LE(BigInt(end), at);
    at = bytes.writeUInt32LE(rows.length, at);
    for (const row of rows) at = bytes.writeInt32LE(row, at);
    for (const ms of watchedMs) at = bytes.writeBigUInt64LE(ms, at);
    for (const count of receipts) at = bytes.writeUInt32LE(count, at);
  }
  return bytes;
}

/** Undefined when they aren't whole. */
export function unpackMonths(bytes: Buffer): readonly TalliedMonth[] | undefined {
  if (bytes.length < START_BYTES || bytes[0] !== FORM) return undefined;
  const months: TalliedMonth[] = [];
  let at = START_BYTES;
  while (at < bytes.length) {
    if (at + HEAD_BYTES > bytes.length) return undefined;
    const [start, end] = [Number(bytes.readBigInt64LE(at)), Number(bytes.readBigInt64LE(at + 8))];
    const length = bytes.readUInt32LE(at + 16);
    at += HEAD_BYTES;
    if (at + length * ROW_BYTES > bytes.length) return undefined;
    const [msAt, receiptsAt] = [at + length * 4, at + length * 12];
    months.push({
      ...{ start, end },
      rows: Int32Array.from({ length }, (_, each) => bytes.readInt32LE(at + each * 4)),
      watchedMs: BigUint64Array.from({ length }, (_, each) => bytes.readBigUInt64LE(msAt + each * 8)),
      receipts: Uint32Array.from({ length }, (_, each) => bytes.readUInt32LE(receiptsAt + each * 4)),
    });
    at += length * ROW_BYTES;
  }
  return months.length === bytes.readUInt32LE(1) ? months : undefined;
}
