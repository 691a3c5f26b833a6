/** Does an MP4 or QuickTime file end before its last box does? Half an upload probes well and plays half. */
import { u32, u64 } from './cmaf/box.ts';
import type { ByteSource } from './cmaf/split.ts';

const MAX_BOXES = 100_000;

/** False for files of other kinds: their cut shows as a rendition that is too short. */
export async function isCutOff(source: ByteSource): Promise<boolean> {
  let at = 0;
  for (let count = 0; at < source.size && count < MAX_BOXES; count++) {
    const head = await source.read(at, Math.min(at + 16, source.size));
    const type = Buffer.from(head.subarray(4, 8)).toString('latin1');
    if (count === 0 && !['ftyp', 'wide', 'free', 'skip', 'moov', 'mdat'].includes(type)) return false;
    if (head.length < 8) return true;
    const short = u32(head, 0);
    if (short === 0) return false; // to the end of the file, wherever that is
    if (short === 1 && head.length < 16) return true;
    const size = short === 1 ? u64(head, 8) : short;
    if (size < 8) return false; // not a box; the probe will say so
    at += size;
  }
  return at > source.size;
}
