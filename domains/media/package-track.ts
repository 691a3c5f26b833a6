/** One finished rendition becomes one encrypted track in the store. */
import type { ContentKey } from '#keys';
import type { SegmentRun } from './asset.ts';
import { segmentEncrypter } from './cmaf/encrypt-segment.ts';
import type { InitSegment } from './cmaf/init-segment.ts';
import { protectInit } from './cmaf/protect-init.ts';
import type { Protection, Scheme } from './cmaf/protection.ts';
import { type ByteSource, splitTrack } from './cmaf/split.ts';
import type { MediaStore } from './store.ts';

export interface TrackJob {
  readonly id: string;
  readonly scheme: Scheme;
  readonly key: ContentKey;
  /** Fresh for every track: 16 bytes. */
  readonly iv: Uint8Array;
  /** Every KID of the asset. */
  readonly kids: readonly string[];
  readonly signal: AbortSignal;
}

export interface PackagedTrack {
  readonly init: InitSegment;
  readonly peakBps: number;
  readonly averageBps: number;
  readonly bytes: number;
  readonly timeline: readonly SegmentRun[];
}

/** Writes `<id>/init.mp4`, `<id>/1.m4s`, … Only encrypted bytes reach the store. */
export async function packageTrack(source: ByteSource, store: MediaStore, job: TrackJob): Promise<PackagedTrack> {
  const { id, scheme, key, kids } = job;
  const by: Protection = { scheme, kid: key.kid, key: key.key, iv: job.iv.subarray(0, scheme === 'cbcs' ? 16 : 8) };
  const track = await splitTrack(source);
  const encrypt = segmentEncrypter(track.init, by);
  await store.put(`${id}/init.mp4`, protectInit(track.initBytes, by, kids));
  const { timescale } = track.init;
  const runs: { duration: number; count: number }[] = [];
  let [number, bytes, ticks, peakBps] = [0, 0, 0, 0];
  for await (const segment of track.segments()) {
    job.signal.throwIfAborted();
    if (segment.decodeTime !== ticks) throw new Error(`Track ${id} has a gap before segment ${number + 1}`);
    const encrypted = encrypt(segment.bytes);
    await store.put(`${id}/${++number}.m4s`, encrypted);
    bytes += encrypted.length;
    ticks += segment.duration;
    peakBps = Math.max(peakBps, Math.ceil((encrypted.length * 8 * timescale) / segment.duration));
    const last = runs.at(-1);
    if (last?.duration === segment.duration) last.count++;
    else runs.push({ duration: segment.duration, count: 1 });
  }
  if (ticks === 0) throw new Error(`Track ${id} has no segments`);
  return { init: track.init, peakBps, averageBps: Math.ceil((bytes * 8 * timescale) / ticks), bytes, timeline: runs };
}
