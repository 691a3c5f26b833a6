/** HLS (RFC 8216bis) of a decision: multivariant and media playlists, sample encryption with identity keys. */
import { ok, type Result, refuse } from '@duoping/kit';
import { type Selection, type SelectionRefusal, selectTracks } from './allowed-tracks.ts';
import {
  type Asset,
  type AudioTrack,
  SUBTITLE_FILE,
  type TextTrack,
  type Track,
  trackDuration,
  type VideoTrack,
} from './asset.ts';
import type { Scheme } from './cmaf/protection.ts';
import { languageName, type ManifestFilter, type ManifestUrls } from './manifest.ts';

/** Media type `application/vnd.apple.mpegurl`, here and below. */
export function hlsMaster(asset: Asset, filter: ManifestFilter, urls: ManifestUrls): Result<string, SelectionRefusal> {
  const selection = selectTracks(asset, filter.tracks);
  if (typeof selection === 'string') return refuse(selection);
  const { video, audio } = selection;
  const lines = ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-INDEPENDENT-SEGMENTS', ...renditions(selection, filter, urls)];
  const [loudest] = [...audio].sort((a, b) => b.peakBps - a.peakBps);
  for (const track of [...video].sort((a, b) => a.peakBps - b.peakBps)) {
    const attributes = [
      `BANDWIDTH=${track.peakBps + (loudest?.peakBps ?? 0)}`,
      `AVERAGE-BANDWIDTH=${track.averageBps + (loudest?.averageBps ?? 0)}`,
      `CODECS="${[track.codec, ...(loudest ? [loudest.codec] : [])].join(',')}"`,
      `RESOLUTION=${track.width}x${track.height}`,
      `FRAME-RATE=${(track.frameRate.num / track.frameRate.den).toFixed(3)}`,
      ...(loudest ? ['AUDIO="audio"'] : []),
      ...(selection.text.length > 0 ? ['SUBTITLES="text"'] : []),
      'CLOSED-CAPTIONS=NONE',
    ];
    lines.push(`#EXT-X-STREAM-INF:${attributes.join(',')}`, urls.playlist(track.id));
  }
  return ok(`${lines.join('\n')}\n`);
}

function renditions({ audio, text }: Selection, filter: ManifestFilter, urls: ManifestUrls): string[] {
  const preferred = audio.find(({ language }) => language === filter.defaultLanguage) ?? audio[0];
  return [
    ...audio.map((track) =>
      rendition('AUDIO', track, urls, [
        `DEFAULT=${track === preferred ? 'YES' : 'NO'}`,
        'AUTOSELECT=YES',
        `CHANNELS="${track.channels}"`,
      ]),
    ),
    ...text.map((track) => rendition('SUBTITLES', track, urls, ['DEFAULT=NO', 'AUTOSELECT=YES', 'FORCED=NO'])),
  ];
}

function rendition(
  type: 'AUDIO' | 'SUBTITLES',
  track: AudioTrack | TextTrack,
  urls: ManifestUrls,
  attributes: readonly string[],
): string {
  const all = [
    `TYPE=${type}`,
    `GROUP-ID="${track.kind}"`,
    `NAME="${quoted(languageName(track.language))}"`,
    ...(track.language === 'und' ? [] : [`LANGUAGE="${quoted(track.language)}"`]),
    ...attributes,
    `URI="${quoted(urls.playlist(track.id))}"`,
  ];
  return `#EXT-X-MEDIA:${all.join(',')}`;
}

/** The playlist of one track that the filter names. */
export function hlsMedia(
  asset: Asset,
  filter: ManifestFilter,
  { track: id, urls }: { track: string; urls: ManifestUrls },
): Result<string, SelectionRefusal> {
  const track = filter.tracks.includes(id) ? asset.tracks.find((candidate) => candidate.id === id) : undefined;
  if (!track) return refuse('unknown-track');
  return ok(`${[...head(track, asset), ...body(track, asset, urls), '#EXT-X-ENDLIST'].join('\n')}\n`);
}

const head = (track: Track, asset: Asset): string[] => [
  '#EXTM3U',
  '#EXT-X-VERSION:7',
  `#EXT-X-TARGETDURATION:${targetDuration(track, asset)}`,
  '#EXT-X-PLAYLIST-TYPE:VOD',
  '#EXT-X-MEDIA-SEQUENCE:1',
  ...(track.kind === 'text' ? [] : ['#EXT-X-INDEPENDENT-SEGMENTS']),
];

function body(track: Track, asset: Asset, urls: ManifestUrls): string[] {
  if (track.kind === 'text')
    return [`#EXTINF:${asset.durationSeconds.toFixed(5)},`, urls.media(track.id, SUBTITLE_FILE)];
  const lines = [
    `#EXT-X-KEY:METHOD=${METHOD[asset.scheme]},URI="${quoted(urls.key(track.kid))}",KEYFORMAT="identity",KEYFORMATVERSIONS="1"`,
    `#EXT-X-MAP:URI="${quoted(urls.media(track.id, 'init.mp4'))}"`,
  ];
  let number = 1;
  for (const { duration, count } of track.timeline)
    for (let i = 0; i < count; i++, number++)
      lines.push(`#EXTINF:${(duration / track.timescale).toFixed(5)},`, urls.media(track.id, `${number}.m4s`));
  return lines;
}

const METHOD: Record<Scheme, string> = { cbcs: 'SAMPLE-AES', cenc: 'SAMPLE-AES-CTR' };

function targetDuration(track: VideoTrack | AudioTrack | TextTrack, asset: Asset): number {
  if (track.kind === 'text') return Math.ceil(asset.durationSeconds);
  const longest = track.timeline.reduce((most, { duration }) => Math.max(most, duration), 0);
  return Math.max(1, Math.round(trackDuration(track) === 0 ? 0 : longest / track.timescale));
}

/** A quoted-string can't hold quotes or line ends, and has no escape for them. */
const quoted = (text: string): string => text.replaceAll(/["\r\n]/g, '');
