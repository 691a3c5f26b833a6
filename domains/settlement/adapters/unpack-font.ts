/** Unpacks a WOFF font (W3C, version 1) into the plain OpenType file that it holds, so that nobody inflates it glyph by glyph. */
import { inflateSync } from 'node:zlib';

const WOFF = 0x774f4646; // 'wOFF'
const HEADER_BYTES = 44;
const ENTRY_BYTES = 20;
/** Far more than any font has; a table that says it is larger is damaged. */
const MOST_BYTES = 64 * 1024 * 1024;

export function unpackWoff(bytes: Uint8Array): Uint8Array {
  const woff = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (woff.length < HEADER_BYTES || woff.readUInt32BE(0) !== WOFF) throw new Error('This is no WOFF font');
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, at) => tableAt(woff, HEADER_BYTES + at * ENTRY_BYTES));
  const directory = Buffer.alloc(12 + 16 * count);
  directory.writeUInt32BE(woff.readUInt32BE(4), 0);
  directory.writeUInt16BE(count, 4);
  const power = 2 ** Math.floor(Math.log2(count));
  directory.writeUInt16BE(power * 16, 6);
  directory.writeUInt16BE(Math.log2(power), 8);
  directory.writeUInt16BE((count - power) * 16, 10);
  let offset = directory.length;
  for (const [at, { tag, checksum, body }] of tables.entries()) {
    const entry = 12 + 16 * at;
    tag.copy(directory, entry);
    directory.writeUInt32BE(checksum, entry + 4);
    directory.writeUInt32BE(offset, entry + 8);
    directory.writeUInt32BE(body.length, entry + 12);
    offset += padded(body.length);
  }
  return Buffer.concat([directory, ...tables.map(({ body }) => Buffer.concat([body], padded(body.length)))]);
}

function tableAt(woff: Buffer, entry: number): { tag: Buffer; checksum: number; body: Buffer } {
  const [offset, packed, length] = [4, 8, 12].map((at) => woff.readUInt32BE(entry + at)) as [number, number, number]; // three given, three got
  if (length > MOST_BYTES || offset + packed > woff.length) throw new Error('This WOFF font is damaged');
  const held = woff.subarray(offset, offset + packed);
  const body = packed < length ? inflateSync(held, { maxOutputLength: MOST_BYTES }) : held;
  if (body.length !== length) throw new Error('This WOFF font is damaged');
  return { tag: woff.subarray(entry, entry + 4), checksum: woff.readUInt32BE(entry + 16), body };
}

const padded = (length: number): number => (length + 3) & ~3;
