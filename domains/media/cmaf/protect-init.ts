/** Rewrites a clear initialisation segment for an encrypted track. */
import { type Box, bodyOf, box, children, readBoxes, u32Bytes, whole } from './box.ts';
import { AUDIO_ENTRY_BYTES, VIDEO_ENTRY_BYTES } from './init-segment.ts';
import { commonPssh, type Protection, protectionInfo } from './protection.ts';

const TO_ENTRY: ReadonlySet<string> = new Set(['trak', 'mdia', 'minf', 'stbl']);

/** `kids`: every KID of the asset. Boxes about the making of the file (`udta`) are left out. */
export function protectInit(init: Uint8Array, by: Protection, kids: readonly string[]): Uint8Array {
  const parts = readBoxes(init).map((top) => {
    if (top.type !== 'moov') return whole(top);
    const kept = children(top).filter(({ type }) => type !== 'udta');
    return box('moov', ...kept.map((part) => rewrite(part, by)), commonPssh(kids));
  });
  return Buffer.concat(parts);
}

function rewrite(part: Box, by: Protection): Uint8Array {
  if (TO_ENTRY.has(part.type)) return box(part.type, ...children(part).map((inner) => rewrite(inner, by)));
  if (part.type !== 'stsd') return whole(part);
  const entries = children(part, 8).map((entry) => protectEntry(entry, by));
  return box('stsd', bodyOf(part).subarray(0, 4), u32Bytes(entries.length), ...entries);
}

function protectEntry(entry: Box, by: Protection): Uint8Array {
  const kind = entry.type === 'avc1' ? 'video' : 'audio';
  const fixed = kind === 'video' ? VIDEO_ENTRY_BYTES : AUDIO_ENTRY_BYTES;
  const inside = children(entry, fixed).filter(({ type }) => type !== 'btrt');
  return box(
    kind === 'video' ? 'encv' : 'enca',
    bodyOf(entry).subarray(0, fixed),
    ...inside.map(whole),
    protectionInfo(entry.type, kind, by),
  );
}
