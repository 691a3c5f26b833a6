/** The port to the media tools. Every call can be aborted, and runs without network in limits of its own. */
import type { Result } from '@duoping/kit';
import type { AudioRendition, VideoRendition } from './ladder.ts';
import type { Probe, ProbeRefusal, VideoProbe } from './probe.ts';

/** `detail` is the tool's last words, for operators. */
export type ToolFailure = { readonly kind: 'failed' | 'timed-out'; readonly detail: string };

export interface MediaTools {
  /** What made the renditions: enters the asset's id, so that another encoder makes another asset. */
  readonly version: string;
  probe(file: string, signal: AbortSignal): Promise<Result<Probe, ProbeRefusal>>;
  /** Writes one fragmented MP4 of one video track to `to`. `onSeconds`: film time done so far. */
  encodeVideo(job: VideoJob): Promise<Result<void, ToolFailure>>;
  encodeAudio(job: AudioJob): Promise<Result<{ readonly loudnessLufs?: number }, ToolFailure>>;
  /** One frame as JPEG. */
  frame(job: FrameJob): Promise<Result<void, ToolFailure>>;
  /** A delivered JPEG, PNG or WebP as a JPEG of this size, cropped to its shape. */
  picture(job: PictureJob): Promise<Result<void, ToolFailure>>;
  /** A grid of small frames as JPEG, from key frames only. */
  grid(job: GridJob): Promise<Result<void, ToolFailure>>;
}

interface Job {
  readonly from: string;
  readonly to: string;
  /** Of the source; sets the time limit. */
  readonly durationSeconds: number;
  readonly signal: AbortSignal;
  readonly onSeconds?: (seconds: number) => void;
}

export interface VideoJob extends Job {
  readonly source: VideoProbe;
  readonly rendition: VideoRendition;
}

export interface AudioJob extends Job {
  readonly streamIndex: number;
  readonly rendition: AudioRendition;
}

export interface FrameJob extends Job {
  readonly atSeconds: number;
  readonly width: number;
  readonly height: number;
}

export interface PictureJob extends Job {
  readonly width: number;
  readonly height: number;
}

export interface GridJob extends Job {
  readonly columns: number;
  readonly rows: number;
  readonly everySeconds: number;
  readonly width: number;
  readonly height: number;
}
