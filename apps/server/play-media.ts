/** What a play needs of its media: manifests of its tracks, tokens for its segments, keys of its asset, and its names. */
import { descriptionsOf, type Library, type WorkId } from '#catalog';
import { type AssetKeysPorts, assetKeys, issueToken, type MacKeys, trackClassOfHeight } from '#keys';
import {
  dashManifest,
  hlsMaster,
  hlsMedia,
  isVideo,
  languageName,
  type ManifestUrls,
  STORYBOARD,
  type Storyboard,
} from '#media';
import type { MediaTokens, Play } from '#playback';
import type { PlayFacts, StoryboardPlace } from './http/play-routes.ts';
import { playName } from './play-name.ts';
import type { Shelf } from './shelf.ts';

export const TOKEN_ISSUER = 'duoping';

/** Tokens that open one asset's allowed tracks and its storyboard, and end with the lease. */
export const mediaTokens = (keys: MacKeys, now: () => number): MediaTokens => ({
  sign({ play, asset, tracks, expiresAt }) {
    const token = issueToken(
      {
        issuer: TOKEN_ISSUER,
        playId: play,
        pathPrefix: `/media/${asset}/`,
        tracks: [...tracks, STORYBOARD],
        issuedAt: now(),
        expires: expiresAt,
      },
      keys,
    );
    // A lease with less than a second left opens nothing: the empty token is refused by every segment route.
    return token.ok ? token.value : '';
  },
});

export interface Manifest {
  readonly type: string;
  readonly body: string;
}

/** `manifest.mpd`, `master.m3u8` or `<track>.m3u8` of just the tracks that the play was allowed. */
export function manifestOf(shelf: Shelf, play: Play, file: string): Manifest | undefined {
  const asset = shelf.byId(play.permission.asset);
  if (!asset) return undefined;
  const filter = { tracks: play.permission.tracks };
  const urls: ManifestUrls = {
    media: (track, name) => `/media/${asset.id}/${track}/${name}`,
    playlist: (track) => `/api/plays/${play.id}/${track}.m3u8`,
    key: (kid) => `/api/plays/${play.id}/keys/${kid}`,
    license: `/api/plays/${play.id}/keys`,
  };
  const dash = file === 'manifest.mpd';
  const made = dash
    ? dashManifest(asset, filter, urls)
    : file === 'master.m3u8'
      ? hlsMaster(asset, filter, urls)
      : hlsMedia(asset, filter, { track: file.replace(/\.m3u8$/, ''), urls });
  if (!made.ok) return undefined;
  return { type: dash ? 'application/dash+xml' : 'application/vnd.apple.mpegurl', body: made.value };
}

/** The keys of the play's asset, by kid. Which of them may be handed out, the play's decision says. */
export async function keysOfAsset(
  ports: AssetKeysPorts,
  shelf: Shelf,
  asset: string,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const packaged = shelf.byId(asset);
  if (!packaged) return new Map();
  const keys = await assetKeys(
    ports,
    asset,
    packaged.kids.map(({ trackClass }) => trackClass),
  );
  return new Map([...keys.values()].map(({ kid, key }) => [kid, key]));
}

/** Names and languages of a play, and whether the licence holds the picture below what the media has. */
export function factsOf(shop: { library: Library; shelf: Shelf }, play: Play, language: string): PlayFacts {
  const work = shop.library.works.get(play.work as WorkId); // plays keep the catalog's own id
  const descriptions = work ? descriptionsOf(work, [play.permission.partner]) : [];
  const name = playName(descriptions, language);
  const asset = shop.shelf.byId(play.permission.asset);
  const allowed = new Set(play.permission.tracks);
  const heights = asset?.tracks.filter(isVideo) ?? [];
  const shown = heights.filter((track) => allowed.has(track.id));
  const languages = (kind: 'audio' | 'text') =>
    (asset?.tracks ?? []).flatMap((track) =>
      track.kind === kind && allowed.has(track.id)
        ? [{ language: track.language, label: languageName(track.language) }]
        : [],
    );
  return {
    title: name?.title ?? play.permission.alid,
    otherTitle: name?.otherTitle ?? '',
    formatProfile: trackClassOfHeight(Math.max(...shown.map((track) => track.height), 0)).toUpperCase(),
    cappedByScreen: shown.length < heights.length,
    audio: languages('audio'),
    text: languages('text'),
    ...(asset?.storyboard ? { storyboard: storyboardOf(asset.id, asset.storyboard) } : {}),
  };
}

function storyboardOf(asset: string, { file, ...grid }: Storyboard): StoryboardPlace {
  const { width, height, columns, rows, everySeconds } = grid;
  return { url: `/media/${asset}/${file}`, width, height, columns, rows, everySeconds };
}
