/** Which bytes of an H.264 access unit stay clear: lengths, headers, everything that isn't slice data. */
import { u8 } from './box.ts';
import type { ParameterSets } from './parameter-sets.ts';
import type { Scheme } from './protection.ts';
import { sliceHeaderBytes } from './slice-header.ts';

/** `clear` bytes, then `protected` ones; together they cover the sample. */
export interface Subsample {
  readonly clear: number;
  readonly protected: number;
}

const BLOCK = 16;
const MAX_CLEAR = 0xffff;

/** ISO/IEC 23001-7 §9.5: cenc protects whole blocks, so its remainder joins the clear part; cbcs protects to the end. */
export function avcSubsamples(
  sample: Uint8Array,
  { sets, nalLengthSize, scheme }: { sets: ParameterSets; nalLengthSize: number; scheme: Scheme },
): Subsample[] {
  const subsamples: Subsample[] = [];
  let clear = 0;
  const push = (protectedBytes: number): void => {
    for (; clear > MAX_CLEAR; clear -= MAX_CLEAR) subsamples.push({ clear: MAX_CLEAR, protected: 0 });
    subsamples.push({ clear, protected: protectedBytes });
    clear = 0;
  };
  for (let at = 0; at < sample.length; ) {
    const length = nalLength(sample, at, nalLengthSize);
    const start = at + nalLengthSize;
    at = start + length;
    if (length === 0 || at > sample.length) throw new Error('A NAL unit does not fit its sample');
    const type = u8(sample, start) & 0x1f;
    const header = type === 1 || type === 5 ? sliceHeaderBytes(sample.subarray(start, at), sets) : length;
    const data = length - header;
    const covered = scheme === 'cenc' ? data - (data % BLOCK) : data;
    if (covered < BLOCK) {
      clear += nalLengthSize + length;
      continue;
    }
    clear += nalLengthSize + length - covered;
    push(covered);
  }
  if (clear > 0) push(0);
  return subsamples;
}

function nalLength(sample: Uint8Array, at: number, size: number): number {
  let length = 0;
  for (let i = 0; i < size; i++) length = length * 256 + u8(sample, at + i);
  return length;
}
