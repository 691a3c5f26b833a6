/** What DASH and HLS manifests have in common: which tracks, under which URLs. */

/** Ids of the tracks that the session was allowed. */
export interface ManifestFilter {
  readonly tracks: readonly string[];
  /** The language to begin with, where the session remembers one. */
  readonly defaultLanguage?: string;
}

/** Where players find things. Return absolute URLs or paths, as they are to stand in the manifest, tokens included. */
export interface ManifestUrls {
  /** `file` is `init.mp4`, `7.m4s`, or DASH's `$Number$.m4s`, which must stay as it is. */
  media(track: string, file: string): string;
  /** HLS: the media playlist of a track. */
  playlist(track: string): string;
  /** HLS: answers with the 16 bytes of a key. */
  key(kid: string): string;
  /** DASH: the ClearKey license server; absent when the player is told otherwise. */
  readonly license?: string;
}

/** What people call a language, in the language itself: 中文, español. The tag, when nobody knows. */
export function languageName(tag: string): string {
  const name = names.get(tag) ?? nameOf(tag);
  if (names.size < MOST_NAMES) names.set(tag, name);
  return name;
}

function nameOf(tag: string): string {
  if (tag === 'und') return 'Original';
  return new Intl.DisplayNames([tag, 'en'], { type: 'language', fallback: 'code' }).of(tag) ?? tag;
}

/** Each takes as long to look up as the rest of a manifest. */
const names = new Map<string, string>();
const MOST_NAMES = 1000;

export const escapeXml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
