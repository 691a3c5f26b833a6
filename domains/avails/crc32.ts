/** The checksum of ZIP archives, by Node where it is there and by a table elsewhere. */

/** What of Node is looked for: its types are not there wherever this is compiled. */
interface PerhapsNode {
  readonly process?: {
    getBuiltinModule?: (name: string) => { crc32?: (piece: Uint8Array, before: number) => number };
  };
}

/** CRC-32 of everything up to the end of `piece`; `before` is that of what came ahead of it, 0 at the start. */
export const crc32 = (piece: Uint8Array, before = 0): number => (native ?? portable)(piece, before);

const native = (globalThis as PerhapsNode).process?.getBuiltinModule?.('node:zlib')?.crc32; // as: see above

// Four tables take four bytes a step (slicing-by-4).
const CRC_TABLES: readonly Uint32Array[] = crcTables();

function crcTables(): readonly Uint32Array[] {
  const tables = Array.from({ length: 4 }, () => new Uint32Array(256));
  const [first = new Uint32Array(256)] = tables;
  for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    first[byte] = value;
  }
  for (let i = 1; i < 4; i++) {
    const [before, table] = [tables[i - 1], tables[i]];
    if (!before || !table) continue;
    for (let byte = 0; byte < 256; byte++) {
      const value = before[byte] ?? 0;
      table[byte] = (first[value & 0xff] ?? 0) ^ (value >>> 8);
    }
  }
  return tables;
}

function portable(piece: Uint8Array, before: number): number {
  const [t0, t1, t2, t3] = CRC_TABLES as [Uint32Array, Uint32Array, Uint32Array, Uint32Array]; // four were made
  let crc = ~before;
  let at = 0;
  for (const last = piece.length - 3; at < last; at += 4) {
    crc ^=
      (piece[at] as number) |
      ((piece[at + 1] as number) << 8) |
      ((piece[at + 2] as number) << 16) |
      ((piece[at + 3] as number) << 24); // in bounds
    crc =
      (t3[crc & 0xff] as number) ^
      (t2[(crc >>> 8) & 0xff] as number) ^
      (t1[(crc >>> 16) & 0xff] as number) ^
      (t0[crc >>> 24] as number); // index is a byte
  }
  for (; at < piece.length; at++) crc = (t0[(crc ^ (piece[at] as number)) & 0xff] as number) ^ (crc >>> 8); // in bounds
  return ~crc >>> 0;
}
