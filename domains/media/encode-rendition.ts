/** Encodes one rendition into the work folder, or finds it finished there. */
import { ok, type Result, refuse } from '@duoping/kit';
import type { AudioRendition, VideoRendition } from './ladder.ts';
import type { VideoProbe } from './probe.ts';
import type { MediaTools, ToolFailure } from './tools.ts';
import type { WorkFolder } from './work-folder.ts';

export type RenditionSource = {
  readonly from: string;
  readonly durationSeconds: number;
} & (
  | { readonly rendition: VideoRendition; readonly video: VideoProbe }
  | { readonly rendition: AudioRendition; readonly streamIndex: number }
);

export interface EncodedRendition {
  readonly piece: string;
  readonly loudnessLufs: number | undefined;
}

export type EncodeRefusal = { readonly reason: 'encode-failed' | 'encode-timed-out'; readonly detail: string };

export async function encodeRendition(
  tools: MediaTools,
  work: WorkFolder,
  of: { source: RenditionSource; signal: AbortSignal; onSeconds: (seconds: number) => void },
): Promise<Result<EncodedRendition, EncodeRefusal>> {
  const { source, signal, onSeconds } = of;
  const piece = `${source.rendition.id}.mp4`;
  const known = await work.finished(piece);
  if (known) return ok({ piece, loudnessLufs: loudnessIn(known) });
  const { from, durationSeconds } = source;
  const job = { from, to: work.file(piece), durationSeconds, signal, onSeconds };
  if ('video' in source) {
    const { rendition, video } = source;
    const encoded = await tools.encodeVideo({ ...job, source: video, rendition });
    if (!encoded.ok) return refuse(refusalOf(encoded.reason));
    await work.finish(piece, {});
    return ok({ piece, loudnessLufs: undefined });
  }
  const { rendition, streamIndex } = source;
  const encoded = await tools.encodeAudio({ ...job, streamIndex, rendition });
  if (!encoded.ok) return refuse(refusalOf(encoded.reason));
  await work.finish(piece, { ...encoded.value });
  return ok({ piece, loudnessLufs: encoded.value.loudnessLufs });
}

const loudnessIn = ({ loudnessLufs }: Readonly<Record<string, number | string>>): number | undefined =>
  typeof loudnessLufs === 'number' ? loudnessLufs : undefined;

const refusalOf = ({ kind, detail }: ToolFailure): EncodeRefusal => ({ reason: `encode-${kind}`, detail });
