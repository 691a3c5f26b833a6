/** Splits a fragmented MP4 of one track into its initialisation segment and its media segments, one at a time. */
import { type Box, readBoxes, u32 } from './box.ts';
import { readFragments } from './fragment.ts';
import { type InitSegment, readInit } from './init-segment.ts';

/** A file, or bytes in memory. Reads exactly `[start, end)` or throws. */
export interface ByteSource {
  readonly size: number;
  read(start: number, end: number): Promise<Uint8Array>;
}

export interface ClearSegment {
  readonly bytes: Uint8Array;
  /** Ticks of the track. */
  readonly decodeTime: number;
  readonly duration: number;
}

export interface SplitTrack {
  readonly initBytes: Uint8Array;
  readonly init: InitSegment;
  segments(): AsyncGenerator<ClearSegment>;
}

/** A fragment shorter than this part of the segment before it is joined to it: players dislike a last segment of 20 ms. */
const STUMP = 0.5;
const MAX_SEGMENT_BYTES = 256 * 2 ** 20;

export async function splitTrack(source: ByteSource): Promise<SplitTrack> {
  const heads = await topLevel(source);
  const initHeads = heads.filter(({ type }) => type === 'ftyp' || type === 'moov');
  const initBytes = Buffer.concat(await Promise.all(initHeads.map(({ start, end }) => source.read(start, end))));
  const init = readInit(initBytes);
  return { initBytes, init, segments: () => joinStumps(readSegments(source, heads, init)) };
}

type Extent = Pick<Box, 'type' | 'start' | 'end'>;

async function topLevel(source: ByteSource): Promise<Extent[]> {
  const heads: Extent[] = [];
  for (let start = 0; start < source.size; ) {
    const head = await source.read(start, Math.min(start + 16, source.size));
    const size = u32(head, 0) === 1 ? u32(head, 8) * 2 ** 32 + u32(head, 12) : u32(head, 0);
    const type = Buffer.from(head.subarray(4, 8)).toString('latin1');
    if (size < 8 || start + size > source.size) throw new Error(`Box ${type} at byte ${start} does not fit the file`);
    heads.push({ type, start, end: start + size });
    start += size;
  }
  return heads;
}

async function* readSegments(source: ByteSource, heads: readonly Extent[], init: InitSegment) {
  let moof: Extent | undefined;
  for (const head of heads) {
    if (head.type === 'moof') moof = head;
    if (head.type !== 'mdat' || !moof) continue;
    if (head.end - moof.start > MAX_SEGMENT_BYTES) throw new Error('A fragment is larger than 256 MiB');
    const bytes = onlyMedia(await source.read(moof.start, head.end));
    const [fragment] = readFragments(bytes, init);
    if (fragment) yield { bytes, decodeTime: fragment.decodeTime, duration: fragment.duration };
    moof = undefined;
  }
}

function onlyMedia(bytes: Uint8Array): Uint8Array {
  const stray = readBoxes(bytes).find(({ type }) => type !== 'moof' && type !== 'mdat');
  if (stray) throw new Error(`Box ${stray.type} stands between a moof and its mdat`);
  return bytes;
}

async function* joinStumps(segments: AsyncGenerator<ClearSegment>): AsyncGenerator<ClearSegment> {
  let before: ClearSegment | undefined;
  for await (const segment of segments) {
    if (before && segment.duration < before.duration * STUMP) {
      const bytes = Buffer.concat([before.bytes, segment.bytes]);
      before = { bytes, decodeTime: before.decodeTime, duration: before.duration + segment.duration };
      continue;
    }
    if (before) yield before;
    before = segment;
  }
  if (before) yield before;
}

export const bytesInMemory = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: async (start, end) => {
    if (start < 0 || end > bytes.length || start > end) throw new Error('Read outside the bytes');
    return bytes.subarray(start, end);
  },
});
