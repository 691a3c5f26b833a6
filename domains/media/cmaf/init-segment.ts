/** Reads what a track is from its initialisation segment (ftyp + moov of one track). */
import { type Box, bodyOf, child, children, descend, readBoxes, u8, u16, u32 } from './box.ts';

export interface InitSegment {
  readonly trackId: number;
  /** Ticks a second of every time in the track. */
  readonly timescale: number;
  /** RFC 6381: `avc1.64001f`, `mp4a.40.2`. */
  readonly codec: string;
  readonly media: VideoEntry | AudioEntry;
  /** Used where a fragment leaves them out (trex). */
  readonly defaults: { readonly duration: number; readonly size: number };
}

export interface VideoEntry {
  readonly kind: 'video';
  readonly width: number;
  readonly height: number;
  readonly avc: AvcConfig;
}

export interface AudioEntry {
  readonly kind: 'audio';
  readonly sampleRate: number;
  readonly channels: number;
}

/** From avcC. Parameter sets are whole NAL units without start code or length. */
export interface AvcConfig {
  readonly nalLengthSize: number;
  readonly sps: readonly Uint8Array[];
  readonly pps: readonly Uint8Array[];
}

/** Fixed part of a sample entry before its boxes. */
export const VIDEO_ENTRY_BYTES = 78;
export const AUDIO_ENTRY_BYTES = 28;

export function readInit(bytes: Uint8Array): InitSegment {
  const moov = readBoxes(bytes).find(({ type }) => type === 'moov');
  if (!moov) throw new Error('An initialisation segment has no moov');
  const traks = children(moov).filter(({ type }) => type === 'trak');
  const [trak] = traks;
  if (!trak || traks.length > 1) throw new Error(`One track is expected, not ${traks.length}`);
  const tkhd = bodyOf(child(trak, 'tkhd'));
  const mdhd = bodyOf(descend(trak, 'mdia', 'mdhd'));
  const trex = bodyOf(descend(moov, 'mvex', 'trex'));
  const entry = sampleEntry(trak);
  return {
    trackId: u32(tkhd, u8(tkhd, 0) === 1 ? 20 : 12),
    timescale: u32(mdhd, u8(mdhd, 0) === 1 ? 20 : 12),
    ...(entry.type === 'avc1' ? videoEntry(entry) : audioEntry(entry)),
    defaults: { duration: u32(trex, 12), size: u32(trex, 16) },
  };
}

export function sampleEntry(trak: Box): Box {
  const entries = children(descend(trak, 'mdia', 'minf', 'stbl', 'stsd'), 8);
  const [entry] = entries;
  if (!entry || entries.length > 1) throw new Error(`One sample entry is expected, not ${entries.length}`);
  return entry;
}

function videoEntry(entry: Box): { codec: string; media: VideoEntry } {
  const body = bodyOf(entry);
  const avcC = bodyOf(child(entry, 'avcC', VIDEO_ENTRY_BYTES));
  const profile = Buffer.from(avcC.subarray(1, 4)).toString('hex');
  return {
    codec: `avc1.${profile}`,
    media: { kind: 'video', width: u16(body, 24), height: u16(body, 26), avc: avcConfig(avcC) },
  };
}

function avcConfig(avcC: Uint8Array): AvcConfig {
  let at = 5;
  const sets = (count: number): Uint8Array[] =>
    Array.from({ length: count }, () => {
      const start = at + 2;
      at = start + u16(avcC, at);
      if (at > avcC.length) throw new Error('avcC is cut off');
      return avcC.subarray(start, at);
    });
  const sps = sets(u8(avcC, at++) & 0x1f);
  const pps = sets(u8(avcC, at++));
  return { nalLengthSize: (u8(avcC, 4) & 3) + 1, sps, pps };
}

function audioEntry(entry: Box): { codec: string; media: AudioEntry } {
  if (entry.type !== 'mp4a') throw new Error(`Sample entry ${entry.type} is not one this packager makes`);
  const body = bodyOf(entry);
  const esds = bodyOf(child(entry, 'esds', AUDIO_ENTRY_BYTES));
  return {
    codec: `mp4a.40.${audioObjectType(esds)}`,
    media: { kind: 'audio', channels: u16(body, 16), sampleRate: u16(body, 24) },
  };
}

/** First five bits of AudioSpecificConfig, in the descriptors 3 (ES) > 4 (decoder config) > 5 (specific info). */
function audioObjectType(esds: Uint8Array): number {
  let at = 4;
  const enter = (tag: number): void => {
    if (u8(esds, at++) !== tag) throw new Error(`esds has no descriptor ${tag}`);
    while (u8(esds, at++) & 0x80);
  };
  enter(3);
  at += 3; // ES_ID and flags; ffmpeg sets none of the optional ones
  enter(4);
  at += 13;
  enter(5);
  return u8(esds, at) >> 3;
}
