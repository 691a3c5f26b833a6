/** Writes a ZIP archive again with some parts changed or added; every other part keeps its stored bytes as they are. */
import { deflateSync } from 'fflate';
import { crc32 } from '../crc32.ts';
import type { ZipPart, ZipParts } from '../zip.ts';

interface Stored {
  readonly name: Uint8Array;
  readonly deflated: boolean;
  readonly crc32: number;
  readonly data: Uint8Array;
  readonly inflatedBytes: number;
}

const NAMES = new TextEncoder();
/** 1 January 1980, the first day an archive knows: the same workbook gives the same bytes. */
const DATE = 0x0021;
const UTF8 = 0x0800;

/** `changed` is by the part's name as the archive has it; names that it does not have yet are added at its end. */
export function rewriteZip(bytes: Uint8Array, parts: ZipParts, changed: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const kept = [...parts.values()].map((part) => {
    const content = changed.get(part.name);
    return content ? packed(part.name, content) : untouched(bytes, part);
  });
  const names = new Set([...parts.values()].map(({ name }) => name));
  const added = [...changed].filter(([name]) => !names.has(name)).map(([name, content]) => packed(name, content));
  return assemble([...kept, ...added]);
}

const untouched = (bytes: Uint8Array, part: ZipPart): Stored => ({
  name: NAMES.encode(part.name),
  deflated: part.method === 'deflated',
  crc32: part.crc32,
  data: bytes.subarray(part.offset, part.offset + part.storedBytes),
  inflatedBytes: part.inflatedBytes,
});

const packed = (name: string, content: Uint8Array): Stored => ({
  name: NAMES.encode(name),
  deflated: true,
  crc32: crc32(content),
  data: deflateSync(content, { level: 6 }),
  inflatedBytes: content.length,
});

/** Local headers with their data, the central directory, its end: APPNOTE 4.3. */
function assemble(parts: readonly Stored[]): Uint8Array {
  const local = parts.reduce((sum, { name, data }) => sum + 30 + name.length + data.length, 0);
  const central = parts.reduce((sum, { name }) => sum + 46 + name.length, 0);
  const out = new Uint8Array(local + central + 22);
  const view = new DataView(out.buffer);
  let at = 0;
  let entry = local;
  for (const part of parts) {
    const start = at;
    view.setUint32(at, 0x04034b50, true);
    view.setUint16(at + 4, 20, true);
    describe(view, at + 6, part);
    out.set(part.name, at + 30);
    out.set(part.data, at + 30 + part.name.length);
    at += 30 + part.name.length + part.data.length;
    view.setUint32(entry, 0x02014b50, true);
    view.setUint16(entry + 4, 20, true);
    view.setUint16(entry + 6, 20, true);
    describe(view, entry + 8, part);
    view.setUint32(entry + 42, start, true);
    out.set(part.name, entry + 46);
    entry += 46 + part.name.length;
  }
  view.setUint32(entry, 0x06054b50, true);
  view.setUint16(entry + 8, parts.length, true);
  view.setUint16(entry + 10, parts.length, true);
  view.setUint32(entry + 12, central, true);
  view.setUint32(entry + 16, local, true);
  return out;
}

/** The fields that both headers of a part have, in the same order. */
function describe(view: DataView, at: number, { name, deflated, crc32: sum, data, inflatedBytes }: Stored): void {
  view.setUint16(at, UTF8, true);
  view.setUint16(at + 2, deflated ? 8 : 0, true);
  view.setUint16(at + 6, DATE, true);
  view.setUint32(at + 8, sum, true);
  view.setUint32(at + 12, data.length, true);
  view.setUint32(at + 16, inflatedBytes, true);
  view.setUint16(at + 20, name.length, true);
}
