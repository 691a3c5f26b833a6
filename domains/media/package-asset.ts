/** Packages a delivered film: probe, ladder, encode, encrypt, verify. What is finished is not done again after a kill. */
import { type LanguageTag, ok, type Result, refuse, sha256Hex } from '@duoping/kit';
import { type AssetKeysPorts, assetKeys } from '#keys';
import type { Asset, AudioTrack, TextTrack, Track, VideoTrack } from './asset.ts';
import { trackDuration } from './asset.ts';
import type { Scheme } from './cmaf/protection.ts';
import { encodeRendition, type RenditionSource } from './encode-rendition.ts';
import { audioLadder, type Rendition, videoLadder } from './ladder.ts';
import { type PackagedTrack, packageTrack } from './package-track.ts';
import { makePictures } from './pictures.ts';
import type { Probe, ProbeRefusal, VideoProbe } from './probe.ts';
import type { MediaStore } from './store.ts';
import { readSubtitles, type SubtitleRefusal, writeWebVtt } from './subtitles.ts';
import type { MediaTools } from './tools.ts';
import type { SourceFiles } from './work-folder.ts';

export interface MediaJob {
  /** Whose files they are: the same bytes from another are another asset, with keys of its own. */
  readonly owner: string;
  /** The film, with its own sound where it has any. */
  readonly file: string;
  /** Language of the film's own sound, where the file doesn't say. */
  readonly language?: LanguageTag;
  /** More languages, one file each; they win over the film's own track of the same language. */
  readonly audio: readonly { readonly language: LanguageTag; readonly file: string }[];
  readonly text: readonly { readonly language: LanguageTag; readonly file: string }[];
  /** Poster: JPEG, PNG or WebP; without one it is a frame of the film. */
  readonly picture?: string;
  readonly scheme: Scheme;
  /** Leaves out taller renditions, for a quick look. */
  readonly maxHeight?: number;
}

export interface MediaPorts {
  readonly tools: MediaTools;
  readonly files: SourceFiles;
  readonly keys: AssetKeysPorts;
  /** Where this asset's objects go. */
  readonly store: (asset: string) => MediaStore;
  readonly onProgress: (progress: MediaProgress) => void;
}

export interface MediaProgress {
  readonly step: 'probe' | 'encode' | 'package' | 'done';
  /** The rendition at work. */
  readonly track?: string;
  /** Of the whole job, 0 to 100, never less than before. */
  readonly percent: number;
}

/** `what` names the file or track by the job's own words. */
export interface MediaRefusal {
  readonly reason:
    | ProbeRefusal
    | SubtitleRefusal
    | 'no-video'
    | 'no-audio'
    | 'not-a-picture'
    | 'encode-failed'
    | 'encode-timed-out';
  readonly what: string;
  readonly detail?: string;
}

const MAX_SUBTITLE_BYTES = 8 * 2 ** 20;
/** Enters the asset's id: a packager that makes other bytes makes another asset. */
const PACKAGER = 1;

/** Rejects when `signal` is aborted or I/O fails; run it again to go on. `asset.json` is stored last. */
export async function packageAsset(
  ports: MediaPorts,
  job: MediaJob,
  signal: AbortSignal,
): Promise<Result<Asset, MediaRefusal>> {
  ports.onProgress({ step: 'probe', percent: 0 });
  const probed = await probeSources(ports, job, signal);
  if (!probed.ok) return probed;
  const { film, video, sources } = probed.value;
  const subtitles = await readTexts(ports, job);
  if (!subtitles.ok) return subtitles;

  const ids = await contentIds(ports, job, signal);
  const { asset: id } = ids;
  const work = ports.files.workFolder(ids.encodes);
  const store = ports.store(id);
  const percent = progressOf(ports, sources);
  const keys = await assetKeys(
    ports.keys,
    id,
    sources.map(({ rendition }) => rendition.trackClass),
  );
  const kids = [...keys.values()].map(({ trackClass, kid }) => ({ trackClass, kid }));

  const tracks: Track[] = [];
  for (const source of sources) {
    const { rendition } = source;
    const encoded = await encodeRendition(ports.tools, work, {
      source,
      signal,
      onSeconds: (seconds) => percent('encode', rendition, seconds / film.durationSeconds),
    });
    if (!encoded.ok) return refuse({ ...encoded.reason, what: rendition.id });
    percent('package', rendition, 1);
    const key = keys.get(rendition.trackClass);
    if (!key) throw new Error(`No key for ${rendition.trackClass}`);
    const packaged = await work.read(encoded.value.piece, (bytes) =>
      packageTrack(bytes, store, {
        ...{ id: rendition.id, scheme: job.scheme, key, iv: ports.keys.random(16) },
        ...{ kids: kids.map(({ kid }) => kid), signal },
      }),
    );
    const seconds = trackDuration(packaged) / packaged.init.timescale;
    if (rendition.kind === 'video' && seconds < film.durationSeconds - cutTolerance(film))
      return refuse({ reason: 'cut-off', what: rendition.id, detail: `${seconds} of ${film.durationSeconds} seconds` });
    tracks.push(trackOf(rendition, packaged, { kid: key.kid, loudnessLufs: encoded.value.loudnessLufs }));
  }
  for (const { track, vtt } of subtitles.value) {
    await store.put(`${track.id}/subtitles.vtt`, vtt);
    tracks.push(track);
  }
  const pictures = await makePictures(ports, { film, video, work, store, sources, signal, picture: job.picture });
  if (!pictures.ok) return refuse({ ...pictures.reason, what: 'picture' });
  const durationSeconds = playableSeconds(tracks);
  const asset: Asset = { format: 1, id, scheme: job.scheme, durationSeconds, kids, tracks, ...pictures.value };
  await store.put('asset.json', Buffer.from(`${JSON.stringify(asset, null, 2)}\n`));
  ports.onProgress({ step: 'done', percent: 100 });
  return ok(asset);
}

interface Probed {
  readonly film: Probe;
  readonly video: VideoProbe;
  readonly sources: readonly RenditionSource[];
}

async function probeSources(
  { tools }: MediaPorts,
  job: MediaJob,
  signal: AbortSignal,
): Promise<Result<Probed, MediaRefusal>> {
  const film = await tools.probe(job.file, signal);
  if (!film.ok) return refuse({ reason: film.reason, what: 'film' });
  const { video, durationSeconds } = film.value;
  if (!video) return refuse({ reason: 'no-video', what: 'film' });
  const own = film.value.audio.map((stream) => ({
    language: stream.language === 'und' ? (job.language ?? 'und') : stream.language,
    ...{ file: job.file, streamIndex: stream.index },
  }));
  const others: typeof own = [];
  for (const { language, file } of job.audio) {
    const heard = await tools.probe(file, signal);
    if (!heard.ok) return refuse({ reason: heard.reason, what: `audio ${language}` });
    const [stream] = heard.value.audio;
    if (!stream) return refuse({ reason: 'no-audio', what: `audio ${language}` });
    others.push({ language, file, streamIndex: stream.index });
  }
  const kept = own.filter(({ language }) => !others.some((other) => other.language === language));
  const audio = [...kept, ...others];
  const pictures = videoLadder(film.value)
    .filter(({ height }, index) => index === 0 || height <= (job.maxHeight ?? Number.POSITIVE_INFINITY))
    .map((rendition) => ({ rendition, from: job.file, durationSeconds, video }));
  const sounds = audioLadder(audio.map(({ language }) => language)).flatMap((rendition) => {
    const from = audio.find(({ language }) => language === rendition.language);
    return from ? [{ rendition, from: from.file, durationSeconds, streamIndex: from.streamIndex }] : [];
  });
  return ok({ film: film.value, video, sources: [...sounds, ...pictures] });
}

type ReadyText = { readonly track: TextTrack; readonly vtt: Uint8Array };

async function readTexts({ files }: MediaPorts, job: MediaJob): Promise<Result<readonly ReadyText[], MediaRefusal>> {
  const ready: ReadyText[] = [];
  for (const { language, file } of job.text) {
    const bytes = await files.bytes(file, MAX_SUBTITLE_BYTES);
    const cues = bytes ? readSubtitles(bytes) : refuse('too-large' as const); // `as const`: a reason of the union
    if (!cues.ok) return refuse({ reason: cues.reason, what: `text ${language}` });
    const vtt = Buffer.from(writeWebVtt(cues.value));
    ready.push({ track: { kind: 'text', id: `text-${language.toLowerCase()}`, language, bytes: vtt.length }, vtt });
  }
  return ok(ready);
}

/** `encodes` names what ffmpeg is to make, `asset` what is made of it: another scheme encodes nothing anew. */
async function contentIds(
  { tools, files }: MediaPorts,
  job: MediaJob,
  signal: AbortSignal,
): Promise<{ encodes: string; asset: string }> {
  const named = async ({ language, file }: { language: string; file: string }) =>
    `${language} ${await files.sha256(file, signal)}`;
  const sources = [
    `ffmpeg ${tools.version}`,
    `film ${job.language ?? 'und'} ${await files.sha256(job.file, signal)}`,
    ...(await Promise.all(job.audio.map(named))),
  ];
  const settings = [`owner ${job.owner}`, `packager ${PACKAGER}, ${job.scheme}, ${job.maxHeight ?? 'all'}`];
  const texts = await Promise.all(job.text.map(named));
  if (job.picture) texts.push(`picture ${await files.sha256(job.picture, signal)}`);
  const id = (...parts: string[]): string => sha256Hex(Buffer.from(parts.join('\n'))).slice(0, 32);
  return { encodes: id(...sources), asset: id(...sources, ...settings, ...texts) };
}

/** A rendition counts by its size, because that is what encoding costs. */
function progressOf({ onProgress }: MediaPorts, sources: readonly RenditionSource[]) {
  const cost = ({ rendition }: RenditionSource): number =>
    rendition.kind === 'video' ? rendition.width * rendition.height : 50_000;
  const total = sources.reduce((sum, source) => sum + cost(source), 0);
  let shown = 0;
  return (step: MediaProgress['step'], rendition: Rendition, share: number): void => {
    const at = sources.findIndex((source) => source.rendition.id === rendition.id);
    const before = sources.slice(0, at).reduce((sum, source) => sum + cost(source), 0);
    const [source] = sources.slice(at);
    const done = before + (source ? cost(source) : 0) * Math.min(1, share);
    shown = Math.max(shown, Math.floor((99 * done) / total));
    onProgress({ step, track: rendition.id, percent: shown });
  };
}

function trackOf(
  rendition: Rendition,
  packaged: PackagedTrack,
  { kid, loudnessLufs }: { kid: string; loudnessLufs: number | undefined },
): VideoTrack | AudioTrack {
  const { init, peakBps, averageBps, bytes, timeline } = packaged;
  const { id, trackClass } = rendition;
  const common = { id, trackClass, kid, codec: init.codec, peakBps, averageBps, bytes };
  const times = { timescale: init.timescale, timeline };
  if (rendition.kind === 'video') {
    const { width, height, frameRate } = rendition;
    return { kind: 'video', ...common, width, height, frameRate, ...times };
  }
  if (init.media.kind !== 'audio') throw new Error(`Track ${id} is no audio`);
  const { channels, sampleRate } = init.media;
  const loudness = loudnessLufs === undefined ? {} : { loudnessLufs };
  return { kind: 'audio', ...common, language: rendition.language, channels, sampleRate, ...loudness, ...times };
}

const cutTolerance = ({ durationSeconds }: Probe): number => Math.max(1, durationSeconds * 0.01);

/** As long as its pictures: sound may be a few frames longer. */
const playableSeconds = (tracks: readonly Track[]): number =>
  Math.max(...tracks.flatMap((track) => (track.kind === 'video' ? [trackDuration(track) / track.timescale] : [])));
