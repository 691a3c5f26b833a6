/** From what a decision allows to the tracks of one asset. Manifests, tokens and licenses all take their list from here. */
import { type Asset, isAudio, isText, isVideo, type Track } from './asset.ts';

export interface TrackLimits {
  /** The tallest picture, in lines. */
  readonly maxHeight: number;
  /** May this language be heard or read? Asked for every audio and subtitle track, `und` included. */
  readonly language: (tag: string, kind: 'audio' | 'subtitle') => boolean;
}

export function allowedTracks(asset: Asset, limits: TrackLimits): readonly Track[] {
  return asset.tracks.filter((track) => {
    if (track.kind === 'video') return track.height <= limits.maxHeight;
    return limits.language(track.language, track.kind === 'audio' ? 'audio' : 'subtitle');
  });
}

/** The KIDs that these tracks need: a license holds no other. */
export const kidsOf = (tracks: readonly Track[]): readonly string[] => [
  ...new Set(tracks.flatMap((track) => (track.kind === 'text' ? [] : [track.kid]))),
];

export type SelectionRefusal = 'unknown-track' | 'no-video' | 'no-audio';

export interface Selection {
  readonly video: readonly (Track & { kind: 'video' })[];
  readonly audio: readonly (Track & { kind: 'audio' })[];
  readonly text: readonly (Track & { kind: 'text' })[];
}

/** The named tracks by kind; refused when the film would lack its picture or its sound. */
export function selectTracks(asset: Asset, ids: readonly string[]): Selection | SelectionRefusal {
  const wanted = new Set(ids);
  const tracks = asset.tracks.filter(({ id }) => wanted.has(id));
  if (tracks.length !== wanted.size) return 'unknown-track';
  const video = tracks.filter(isVideo);
  const audio = tracks.filter(isAudio);
  if (video.length === 0) return 'no-video';
  if (audio.length === 0 && asset.tracks.some(isAudio)) return 'no-audio';
  return { video, audio, text: tracks.filter(isText) };
}
