/** What a delivered media file holds, read from ffprobe's JSON. Whatever isn't understood is refused, not guessed. */
import { normaliseLanguage, ok, type Result, refuse } from '@duoping/kit';

export interface Probe {
  readonly durationSeconds: number;
  /** Absent in files that bring only sound. */
  readonly video?: VideoProbe;
  readonly audio: readonly AudioProbe[];
  readonly subtitles: readonly SubtitleProbe[];
}

export interface VideoProbe {
  /** ffmpeg's stream index in the file. */
  readonly index: number;
  readonly codec: string;
  /** Square pixels, upright: as the picture is seen. */
  readonly width: number;
  readonly height: number;
  readonly frameRate: Ratio;
  readonly interlaced: boolean;
}

export interface AudioProbe {
  readonly index: number;
  readonly codec: string;
  /** BCP 47; `und` when the file doesn't say. */
  readonly language: string;
  readonly channels: number;
}

export interface SubtitleProbe {
  readonly index: number;
  readonly codec: string;
  readonly language: string;
}

export interface Ratio {
  readonly num: number;
  readonly den: number;
}

/** In the order they are checked. `not-media` covers playlists, text and every container outside the allowed ones. */
export type ProbeRefusal =
  | 'empty'
  | 'cut-off'
  | 'not-media'
  | 'timed-out'
  | 'too-many-tracks'
  | 'no-tracks'
  | 'duration'
  | 'picture-size'
  | 'frame-rate';

const MAX_TRACKS = 64;
const MAX_SECONDS = 24 * 3600;
const MAX_SIDE = 8192;
const MIN_SIDE = 16;
const MAX_FPS = 120;

/** `json` is ffprobe's output for `-show_format -show_streams`. */
export function readProbe(json: string): Result<Probe, ProbeRefusal> {
  const root = record(parse(json));
  const streams = list(root.streams);
  if (streams.length > MAX_TRACKS) return refuse('too-many-tracks');
  const durationSeconds = Number(record(root.format).duration);
  const ofType = (type: string) => streams.filter((stream) => stream.codec_type === type && codecOf(stream) !== '');
  const pictures = ofType('video').filter((stream) => record(stream.disposition).attached_pic !== 1);
  const audio = ofType('audio').map((stream) => ({ ...named(stream), channels: number(stream.channels) }));
  const [picture] = pictures;
  if (!picture && audio.length === 0) return refuse('no-tracks');
  if (!(durationSeconds > 0 && durationSeconds <= MAX_SECONDS)) return refuse('duration');
  const subtitles = ofType('subtitle').map(named);
  if (!picture) return ok({ durationSeconds, audio, subtitles });
  const video = readVideo(picture);
  return video.ok ? ok({ durationSeconds, video: video.value, audio, subtitles }) : video;
}

function readVideo(stream: JsonRecord): Result<VideoProbe, ProbeRefusal> {
  const coded = { width: number(stream.width), height: number(stream.height) };
  const sar = ratio(stream.sample_aspect_ratio, ':') ?? { num: 1, den: 1 };
  const stretched = Math.round((coded.width * sar.num) / sar.den);
  const turned = list(stream.side_data_list).some((side) => Math.abs(number(side.rotation)) % 180 === 90);
  const [width, height] = turned ? [coded.height, stretched] : [stretched, coded.height];
  if (![coded.width, coded.height, width].every((side) => side >= MIN_SIDE && side <= MAX_SIDE))
    return refuse('picture-size');
  const frameRate = ratio(stream.avg_frame_rate, '/') ?? ratio(stream.r_frame_rate, '/');
  if (!frameRate) return refuse('frame-rate');
  const fps = frameRate.num / frameRate.den;
  if (!(fps >= 1 && fps <= MAX_FPS)) return refuse('frame-rate');
  const order = stream.field_order ?? 'progressive';
  const interlaced = order !== 'progressive' && order !== 'unknown';
  return ok({ index: number(stream.index), codec: codecOf(stream), width, height, frameRate, interlaced });
}

const named = (stream: JsonRecord) => ({
  index: number(stream.index),
  codec: codecOf(stream),
  language: languageOf(record(stream.tags).language),
});

/** ISO 639-2 as containers carry it (`eng`, `chi`) becomes BCP 47 (`en`, `zh`). */
function languageOf(tag: unknown): string {
  const language = typeof tag === 'string' ? normaliseLanguage(tag) : undefined;
  return (language && Intl.getCanonicalLocales(language)[0]) ?? 'und';
}

type JsonRecord = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is JsonRecord => typeof value === 'object' && value !== null;
const record = (value: unknown): JsonRecord => (isRecord(value) ? value : {});
const list = (value: unknown): readonly JsonRecord[] => (Array.isArray(value) ? value.filter(isRecord) : []);
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
const codecOf = ({ codec_name: name }: JsonRecord): string => (typeof name === 'string' ? name : '');

function ratio(value: unknown, separator: string): Ratio | undefined {
  if (typeof value !== 'string') return undefined;
  const [num = 0, den = 0] = value.split(separator).map(Number);
  return Number.isSafeInteger(num) && Number.isSafeInteger(den) && num > 0 && den > 0 ? { num, den } : undefined;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined; // ffprobe wrote no JSON: there are no tracks
  }
}
