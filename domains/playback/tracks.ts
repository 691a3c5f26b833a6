/** Which of an asset's tracks a decision lets a player use. */

import { type LanguageTag, languageInRange } from '@duoping/kit';
import type { Languages, Quality } from '#rights';

type LanguageTerm = Languages['heldBack'][number];
type TrackKind = LanguageTerm['kinds'][number];

export interface VideoTrack {
  readonly id: string;
  readonly kind: 'video';
  /** In lines. */
  readonly height: number;
  /** The content key's id, 32 hex digits; null when the track is in the clear. */
  readonly kid: string | null;
}

export interface SpokenTrack {
  readonly id: string;
  readonly kind: TrackKind;
  readonly language: LanguageTag;
  readonly kid: string | null;
}

export type Track = VideoTrack | SpokenTrack;

/** Media of one partner's offer as packaged, ready to be played. */
export interface PlayableAsset {
  readonly id: string;
  /** Whose files these are: only a grant for the same offer plays them. */
  readonly partner: string;
  readonly alid: string;
  readonly durationMs: number;
  readonly tracks: readonly Track[];
}

/** Pictures no taller than allowed; languages that are allowed for that kind of track and not held back. */
export const allowedTracks = (
  tracks: readonly Track[],
  terms: { quality: Quality; languages: Languages },
): readonly Track[] =>
  tracks.filter((track) =>
    track.kind === 'video' ? track.height <= terms.quality.maxHeight : languageAllowed(track, terms.languages),
  );

function languageAllowed(track: SpokenTrack, languages: Languages): boolean {
  const named = (term: LanguageTerm) => term.kinds.includes(track.kind) && languageInRange(term.range, track.language);
  if (languages.heldBack.some(named)) return false;
  return languages.allowed === null || languages.allowed.some(named);
}
