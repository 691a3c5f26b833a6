/** AES as Common Encryption uses it, in place. A started block at the end of a protected range stays clear in cbcs. */
import { createCipheriv } from 'node:crypto';
import { PATTERN } from './protection.ts';
import type { Subsample } from './subsamples.ts';

const BLOCK = 16;

/** cbcs video: one block of every ten, chained within a subsample; each subsample begins with the constant IV. */
export function encryptPattern(
  sample: Uint8Array,
  subsamples: readonly Subsample[],
  { key, iv }: { key: Uint8Array; iv: Uint8Array },
): void {
  const stride = (PATTERN.crypt + PATTERN.skip) * BLOCK;
  let at = 0;
  for (const subsample of subsamples) {
    const start = at + subsample.clear;
    at = start + subsample.protected;
    const count = Math.floor((subsample.protected - BLOCK) / stride) + 1;
    if (subsample.protected < BLOCK) continue;
    const blocks = new Uint8Array(count * BLOCK);
    for (let i = 0; i < count; i++) {
      const from = start + i * stride;
      blocks.set(sample.subarray(from, from + BLOCK), i * BLOCK);
    }
    const encrypted = createCipheriv('aes-128-cbc', key, iv).setAutoPadding(false).update(blocks);
    for (let i = 0; i < count; i++) sample.set(encrypted.subarray(i * BLOCK, (i + 1) * BLOCK), start + i * stride);
  }
}

/** cbcs audio: every whole block of the sample. */
export function encryptWhole(sample: Uint8Array, { key, iv }: { key: Uint8Array; iv: Uint8Array }): void {
  const length = sample.length - (sample.length % BLOCK);
  if (length === 0) return;
  sample.set(createCipheriv('aes-128-cbc', key, iv).setAutoPadding(false).update(sample.subarray(0, length)));
}

/** cenc: one key stream through all protected bytes of the sample. `iv` is 8 bytes; the block counter starts at 0. */
export function encryptCounter(
  sample: Uint8Array,
  subsamples: readonly Subsample[],
  { key, iv }: { key: Uint8Array; iv: Uint8Array },
): void {
  const cipher = createCipheriv('aes-128-ctr', key, Buffer.concat([iv, Buffer.alloc(8)]));
  let at = 0;
  for (const subsample of subsamples) {
    const start = at + subsample.clear;
    at = start + subsample.protected;
    sample.set(cipher.update(sample.subarray(start, at)), start);
  }
}
