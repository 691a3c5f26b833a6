/** Reads a movie fragment (moof + mdat of one track) into its samples, with every offset checked against the mdat. */
import { type Box, bodyOf, children, descend, readBoxes, u8, u32, u64 } from './box.ts';
import type { InitSegment } from './init-segment.ts';

export interface Fragment {
  readonly moof: Box;
  readonly mdat: Box;
  /** tfdt, in ticks. */
  readonly decodeTime: number;
  /** Ticks. */
  readonly duration: number;
  readonly samples: readonly Sample[];
}

/** Bytes `start` (inclusive) to `end` of the buffer that holds the fragment. */
export interface Sample {
  readonly start: number;
  readonly end: number;
}

const DEFAULT_BASE_IS_MOOF = 0x020000;

/** The fragments of a file or segment, in order; boxes other than moof and mdat are passed over. */
export function readFragments(bytes: Uint8Array, init: InitSegment): Fragment[] {
  const fragments: Fragment[] = [];
  let moof: Box | undefined;
  for (const box of readBoxes(bytes)) {
    if (box.type === 'moof') moof = box;
    if (box.type !== 'mdat') continue;
    if (!moof) throw new Error('An mdat stands before its moof');
    fragments.push(readFragment(moof, box, init));
    moof = undefined;
  }
  return fragments;
}

function readFragment(moof: Box, mdat: Box, init: InitSegment): Fragment {
  const boxes = children(descend(moof, 'traf'));
  const one = (type: string): Uint8Array => {
    const found = boxes.filter((box) => box.type === type);
    const [first] = found;
    if (!first || found.length > 1) throw new Error(`One ${type} is expected in a traf, not ${found.length}`);
    return bodyOf(first);
  };
  const tfdt = one('tfdt');
  const runs = readRun(one('trun'), { ...trackDefaults(one('tfhd'), init), base: moof.start });
  const last = runs.samples.at(-1);
  if (last && (last.end > mdat.end || (runs.samples[0]?.start ?? 0) < mdat.body))
    throw new Error('A sample lies outside its mdat');
  return { moof, mdat, decodeTime: u8(tfdt, 0) === 1 ? u64(tfdt, 4) : u32(tfdt, 4), ...runs };
}

function trackDefaults(tfhd: Uint8Array, init: InitSegment): { duration: number; size: number } {
  const flags = u32(tfhd, 0) & 0xffffff;
  if ((flags & DEFAULT_BASE_IS_MOOF) === 0 || (flags & 1) !== 0) throw new Error('default-base-is-moof is expected');
  if (u32(tfhd, 4) !== init.trackId) throw new Error('A fragment belongs to another track');
  let at = 8;
  if (flags & 2) at += 4;
  const next = (flag: number, otherwise: number): number => {
    if ((flags & flag) === 0) return otherwise;
    at += 4;
    return u32(tfhd, at - 4);
  };
  return { duration: next(8, init.defaults.duration), size: next(16, init.defaults.size) };
}

function readRun(
  trun: Uint8Array,
  { duration, size, base }: { duration: number; size: number; base: number },
): { duration: number; samples: Sample[] } {
  const flags = u32(trun, 0) & 0xffffff;
  if ((flags & 1) === 0) throw new Error('A trun without data offset');
  const count = u32(trun, 4);
  let start = base + (u32(trun, 8) | 0); // signed
  let at = flags & 4 ? 16 : 12;
  const stride = [0x100, 0x200, 0x400, 0x800].reduce((sum, flag) => sum + (flags & flag ? 4 : 0), 0);
  if (at + count * stride > trun.length) throw new Error('A trun is cut off');
  let total = 0;
  const samples: Sample[] = [];
  for (let i = 0; i < count; i++, at += stride) {
    total += flags & 0x100 ? u32(trun, at) : duration;
    const bytes = flags & 0x200 ? u32(trun, at + (flags & 0x100 ? 4 : 0)) : size;
    samples.push({ start, end: start + bytes });
    start += bytes;
  }
  return { duration: total, samples };
}
