/** A packaged film: its tracks and where their segments begin. Holds KIDs and no keys; `asset.json` is this. */
import type { TrackClass } from '#keys';
import type { Scheme } from './cmaf/protection.ts';

export interface Asset {
  readonly format: 1;
  /** Content hash of the sources and the settings: the same input is the same asset. */
  readonly id: string;
  readonly scheme: Scheme;
  readonly durationSeconds: number;
  readonly kids: readonly { readonly trackClass: TrackClass; readonly kid: string }[];
  readonly tracks: readonly Track[];
  readonly poster?: Picture;
  readonly storyboard?: Storyboard;
}

export type Track = VideoTrack | AudioTrack | TextTrack;

/** Folder `<id>/` with `init.mp4`, `1.m4s`, `2.m4s`, … */
interface EncryptedTrack {
  readonly id: string;
  readonly trackClass: TrackClass;
  readonly kid: string;
  /** RFC 6381 */
  readonly codec: string;
  /** Of the largest segment; `averageBps` over the whole track. */
  readonly peakBps: number;
  readonly averageBps: number;
  readonly bytes: number;
  readonly timescale: number;
  /** Segment durations in ticks, in order from time 0, as runs of equal ones. */
  readonly timeline: readonly SegmentRun[];
}

export interface SegmentRun {
  readonly duration: number;
  readonly count: number;
}

export interface VideoTrack extends EncryptedTrack {
  readonly kind: 'video';
  readonly width: number;
  readonly height: number;
  readonly frameRate: { readonly num: number; readonly den: number };
}

export interface AudioTrack extends EncryptedTrack {
  readonly kind: 'audio';
  readonly language: string;
  readonly channels: number;
  readonly sampleRate: number;
  /** EBU R 128, integrated, in LUFS; absent where it could not be measured. */
  readonly loudnessLufs?: number;
}

/** One WebVTT file, `<id>/subtitles.vtt`, in the clear. */
export interface TextTrack {
  readonly kind: 'text';
  readonly id: string;
  readonly language: string;
  readonly bytes: number;
}

/** `file` is below the asset's folder. */
export interface Picture {
  readonly file: string;
  readonly width: number;
  readonly height: number;
}

/** Small pictures of the film in one grid, one for every `everySeconds`. */
export interface Storyboard extends Picture {
  readonly columns: number;
  readonly rows: number;
  readonly everySeconds: number;
}

export const SUBTITLE_FILE = 'subtitles.vtt';

/** What a token must name, like a track, to open the storyboard. */
export const STORYBOARD = 'storyboard';
export const STORYBOARD_FILE = 'storyboard.jpg';

export const isVideo = (track: Track): track is VideoTrack => track.kind === 'video';
export const isAudio = (track: Track): track is AudioTrack => track.kind === 'audio';
export const isText = (track: Track): track is TextTrack => track.kind === 'text';

export const segmentCount = ({ timeline }: { timeline: readonly SegmentRun[] }): number =>
  timeline.reduce((sum, { count }) => sum + count, 0);

/** Ticks. */
export const trackDuration = ({ timeline }: { timeline: readonly SegmentRun[] }): number =>
  timeline.reduce((sum, { duration, count }) => sum + duration * count, 0);
