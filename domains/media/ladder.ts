/** Decides which renditions a film gets: never larger than the source, each in the track class of its height. */
import { type TrackClass, trackClassOfHeight } from '#keys';
import type { Probe, Ratio } from './probe.ts';

export interface VideoRendition {
  readonly kind: 'video';
  /** `v720`: also the name of its folder. */
  readonly id: string;
  readonly trackClass: TrackClass;
  readonly width: number;
  readonly height: number;
  /** Constant; 60 at most. */
  readonly frameRate: Ratio;
  /** Key frame distance: as close to two seconds as whole frames allow. */
  readonly gopFrames: number;
  readonly maxBitrateBps: number;
}

export interface AudioRendition {
  readonly kind: 'audio';
  /** `audio-en` */
  readonly id: string;
  readonly trackClass: 'audio';
  readonly language: string;
  readonly bitrateBps: number;
}

export type Rendition = VideoRendition | AudioRendition;

export const SEGMENT_SECONDS = 2;
export const AUDIO_RATE = 48_000;
const AUDIO_BITRATE = 128_000;
const MAX_FPS = 60;

/** Lines of a 16:9 picture and the most it may take, for 30 frames a second or fewer. */
const RUNGS: readonly { readonly height: number; readonly bitrateBps: number }[] = [
  { height: 360, bitrateBps: 900_000 },
  { height: 576, bitrateBps: 1_800_000 },
  { height: 720, bitrateBps: 3_200_000 },
  { height: 1080, bitrateBps: 6_000_000 },
  { height: 2160, bitrateBps: 16_000_000 },
];

/** A source this much taller than the highest rung below it gets a rendition of its own height. */
const WORTH_A_RUNG = 1.2;

export function videoLadder({ video }: Pick<Probe, 'video'>): readonly VideoRendition[] {
  if (!video) return [];
  const source = even(video.height);
  const heights: number[] = RUNGS.map(({ height }) => height).filter((height) => height <= source);
  if (source >= (heights.at(-1) ?? 0) * WORTH_A_RUNG) heights.push(source);
  const frameRate = limited(video.frameRate);
  const fps = frameRate.num / frameRate.den;
  return heights.map((height) => ({
    kind: 'video',
    id: `v${height}`,
    trackClass: trackClassOfHeight(height),
    width: even((video.width * height) / video.height),
    height,
    frameRate,
    gopFrames: Math.max(1, Math.round(fps * SEGMENT_SECONDS)),
    maxBitrateBps: Math.round(bitrateFor(height) * (fps > 30 ? 1.5 : 1)),
  }));
}

/** One stereo track for each language; a language that comes twice keeps its first. */
export const audioLadder = (languages: readonly string[]): readonly AudioRendition[] =>
  [...new Set(languages)].map((language) => ({
    kind: 'audio',
    id: `audio-${language.toLowerCase()}`,
    trackClass: 'audio',
    language,
    bitrateBps: AUDIO_BITRATE,
  }));

/** Between two rungs a height takes in proportion to its lines. */
function bitrateFor(height: number): number {
  const above = RUNGS.find((rung) => rung.height >= height) ?? RUNGS[RUNGS.length - 1];
  const share = above ? height / above.height : 1;
  return Math.round((above?.bitrateBps ?? 0) * Math.min(1, share));
}

/** Halved until it fits: 120 becomes 60, 100 becomes 50. */
function limited(rate: Ratio): Ratio {
  return rate.num / rate.den > MAX_FPS + 0.5 ? limited({ num: rate.num, den: rate.den * 2 }) : rate;
}

const even = (value: number): number => Math.max(2, 2 * Math.round(value / 2));
