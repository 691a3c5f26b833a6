/** ffmpeg's argument lists. Input is always `file:source`, output always `out`; only numbers of ours vary. */
import { AUDIO_RATE } from '../ladder.ts';
import type { AudioJob, FrameJob, GridJob, PictureJob, VideoJob } from '../tools.ts';

const CONTAINERS = 'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,mxf,wav,flac,mp3,ogg,aac';
const DECODERS = [
  'h264,hevc,mpeg1video,mpeg2video,mpeg4,vp8,vp9,libvpx-vp9,av1,libdav1d,prores,dnxhd,mjpeg,ffv1',
  'aac,aac_latm,ac3,eac3,mp2,mp2float,mp3,mp3float,opus,libopus,vorbis,flac,alac',
  'pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_f32le,mov_text,subrip,srt,ass,ssa,webvtt',
].join(',');

/** No playlist, no concat script, no second file, no protocol but the file itself, no exotic decoder. */
export const INPUT_FENCE: readonly string[] = [
  ...['-protocol_whitelist', 'file', '-format_whitelist', CONTAINERS, '-codec_whitelist', DECODERS],
];

const INPUT = [...INPUT_FENCE, '-i', 'file:source'];
/** What of the source must not travel on: its tags, chapters, attachments, data. */
const BARE = ['-map_metadata', '-1', '-map_chapters', '-1', '-sn', '-dn', '-fflags', '+bitexact'];
const FRAGMENTED = ['-movflags', '+cmaf+frag_keyframe+default_base_moof'];
const TO_MP4 = ['-f', 'mp4', '-y', 'file:out'];
const TO_JPEG = ['-f', 'image2', '-update', '1', '-c:v', 'mjpeg', '-q:v', '4', '-y', 'file:out'];

export function videoArguments({ source, rendition }: VideoJob): string[] {
  const { width, height, frameRate, gopFrames, maxBitrateBps } = rendition;
  const filters = [
    ...(source.interlaced ? ['yadif=deint=interlaced'] : []),
    `fps=${frameRate.num}/${frameRate.den}`,
    `scale=${width}:${height}:flags=bicubic`,
    'setsar=1',
    'format=yuv420p',
  ];
  return [
    ...['-v', 'error', ...INPUT, '-map', `0:${source.index}`, '-an', ...BARE, '-vf', filters.join(',')],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high', '-crf', '22'],
    ...['-maxrate', `${maxBitrateBps}`, '-bufsize', `${maxBitrateBps * 2}`],
    ...['-g', `${gopFrames}`, '-keyint_min', `${gopFrames}`, '-sc_threshold', '0', '-flags', '+cgop'],
    ...[...FRAGMENTED, ...TO_MP4],
  ];
}

/** Loudness is measured on the stereo mix that viewers hear; ebur128 tells it on `info` level when the run ends. */
export const audioArguments = ({ streamIndex, rendition }: AudioJob): string[] => [
  ...['-v', 'info', ...INPUT, '-map', `0:${streamIndex}`, '-vn', ...BARE],
  ...['-af', `aresample=${AUDIO_RATE}:async=1000:first_pts=0,aformat=channel_layouts=stereo,ebur128=framelog=verbose`],
  ...['-c:a', 'aac', '-b:a', `${rendition.bitrateBps}`, '-ar', `${AUDIO_RATE}`, '-ac', '2'],
  ...['-frag_duration', '2000000', ...FRAGMENTED, ...TO_MP4],
];

export const frameArguments = ({ atSeconds, width, height }: FrameJob): string[] => [
  ...['-v', 'error', '-ss', atSeconds.toFixed(3), ...INPUT, '-an', '-sn', '-dn', '-map_metadata', '-1'],
  ...['-frames:v', '1', '-vf', `scale=${width}:${height},setsar=1`, ...TO_JPEG],
];

const PICTURE_FENCE = [
  ...['-protocol_whitelist', 'file', '-format_whitelist', 'jpeg_pipe,png_pipe,webp_pipe'],
  ...['-codec_whitelist', 'mjpeg,png,webp', '-max_pixels', `${64 * 2 ** 20}`],
];

export const pictureArguments = ({ width, height }: PictureJob): string[] => [
  ...['-v', 'error', ...PICTURE_FENCE, '-i', 'file:source', '-map_metadata', '-1', '-frames:v', '1'],
  ...['-vf', `scale=${width}:${height}:force_original_aspect_ratio=increase,crop=${width}:${height},setsar=1`],
  ...TO_JPEG,
];

/** Reads key frames only: on a finished rendition that is some eighteen times less work. */
export const gridArguments = ({ columns, rows, everySeconds, width, height }: GridJob): string[] => [
  ...['-v', 'error', '-skip_frame', 'nokey', ...INPUT, '-an', '-sn', '-dn', '-map_metadata', '-1', '-frames:v', '1'],
  ...['-vf', `fps=1/${everySeconds}:round=up:start_time=0,scale=${width}:${height},setsar=1,tile=${columns}x${rows}`],
  ...TO_JPEG,
];
