/** DASH (ISO/IEC 23009-1) of a decision: SegmentTimeline, one period, ClearKey signalling. */
import { ok, type Result, refuse } from '@duoping/kit';
import { type Selection, type SelectionRefusal, selectTracks } from './allowed-tracks.ts';
import {
  type Asset,
  type AudioTrack,
  STORYBOARD,
  STORYBOARD_FILE,
  type Storyboard,
  SUBTITLE_FILE,
  type TextTrack,
  type VideoTrack,
} from './asset.ts';
import { commonPssh } from './cmaf/protection.ts';
import { escapeXml, languageName, type ManifestFilter, type ManifestUrls } from './manifest.ts';

const CLEAR_KEY = 'urn:uuid:e2719d58-a985-b3c9-781a-b030af78d30e';
const COMMON = 'urn:uuid:1077efec-c0b2-4d02-ace3-3c1e52e2fb4b';

type MediaTrack = VideoTrack | AudioTrack;

/** Media type `application/dash+xml`. */
export function dashManifest(
  asset: Asset,
  filter: ManifestFilter,
  urls: ManifestUrls,
): Result<string, SelectionRefusal> {
  const selection = selectTracks(asset, filter.tracks);
  if (typeof selection === 'string') return refuse(selection);
  const sets = adaptationSets(asset, selection, { filter, urls });
  return ok(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" xmlns:cenc="urn:mpeg:cenc:2013" xmlns:dashif="https://dashif.org/CPS"' +
        ' profiles="urn:mpeg:dash:profile:isoff-live:2011" type="static" minBufferTime="PT4S"' +
        ` mediaPresentationDuration="PT${asset.durationSeconds.toFixed(3)}S">`,
      '<Period id="1" start="PT0S">',
      ...sets,
      '</Period>',
      '</MPD>',
      '',
    ].join('\n'),
  );
}

/** Video has a set for each key, tied by `adaptation-set-switching`: a set must not change its default KID. */
function adaptationSets(asset: Asset, selection: Selection, of: { filter: ManifestFilter; urls: ManifestUrls }) {
  const { filter, urls } = of;
  const byKey = [...Map.groupBy(selection.video, ({ kid }) => kid).values()];
  const videoIds = byKey.map((_, index) => index + 1);
  const video = byKey.map((tracks, index) => {
    const others = videoIds.filter((id) => id !== index + 1).join(',');
    const switching = others && property('Supplemental', 'urn:mpeg:dash:adaptation-set-switching:2016', others);
    return adaptationSet(tracks, { asset, urls, attributes: ` id="${index + 1}"`, extra: switching });
  });
  const audio = selection.audio.map((track, index) => {
    const main = filter.defaultLanguage ? track.language === filter.defaultLanguage : index === 0;
    const role = `<Role schemeIdUri="urn:mpeg:dash:role:2011" value="${main ? 'main' : 'alternate'}"/>`;
    const id = videoIds.length + index + 1;
    return adaptationSet([track], {
      asset,
      urls,
      attributes: ` id="${id}"${lang(track.language)}`,
      extra: label(track.language) + role,
    });
  });
  const text = selection.text.map((track) => textSet(track, urls));
  const pictures = asset.storyboard ? [storyboardSet(asset.storyboard, urls)] : [];
  return [...video, ...audio, ...text, ...pictures];
}

function adaptationSet(
  tracks: readonly MediaTrack[],
  of: { asset: Asset; urls: ManifestUrls; attributes: string; extra: string },
): string {
  const [first] = tracks;
  if (!first) return '';
  return [
    `<AdaptationSet contentType="${first.kind}" mimeType="${first.kind}/mp4" segmentAlignment="true" startWithSAP="1"${of.attributes}>`,
    of.extra,
    ...contentProtection(of.asset, first, of.urls),
    ...tracks.map((track) => representation(track, of.urls)),
    '</AdaptationSet>',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function representation(track: MediaTrack, urls: ManifestUrls): string {
  const what =
    track.kind === 'video'
      ? ` width="${track.width}" height="${track.height}" frameRate="${track.frameRate.num}/${track.frameRate.den}" sar="1:1">`
      : ` audioSamplingRate="${track.sampleRate}"><AudioChannelConfiguration` +
        ` schemeIdUri="urn:mpeg:dash:23003:3:audio_channel_configuration:2011" value="${track.channels}"/>`;
  const segments = track.timeline.map(
    ({ duration, count }, index) =>
      `<S${index === 0 ? ' t="0"' : ''} d="${duration}"${count > 1 ? ` r="${count - 1}"` : ''}/>`,
  );
  return [
    `<Representation id="${escapeXml(track.id)}" codecs="${track.codec}" bandwidth="${track.peakBps}"${what}`,
    `<SegmentTemplate timescale="${track.timescale}" startNumber="1"` +
      ` initialization="${escapeXml(urls.media(track.id, 'init.mp4'))}" media="${escapeXml(urls.media(track.id, '$Number$.m4s'))}">`,
    `<SegmentTimeline>${segments.join('')}</SegmentTimeline>`,
    '</SegmentTemplate>',
    '</Representation>',
  ].join('\n');
}

/** Every pssh lists all KIDs of the asset: one license request, and the server leaves out what is not allowed. */
function contentProtection(asset: Asset, { kid }: MediaTrack, urls: ManifestUrls): string[] {
  const pssh = Buffer.from(commonPssh(asset.kids.map((key) => key.kid))).toString('base64');
  const laurl = urls.license === undefined ? '' : `<dashif:Laurl>${escapeXml(urls.license)}</dashif:Laurl>`;
  return [
    `<ContentProtection schemeIdUri="urn:mpeg:dash:mp4protection:2011" value="${asset.scheme}" cenc:default_KID="${uuid(kid)}"/>`,
    `<ContentProtection schemeIdUri="${COMMON}" value="common"><cenc:pssh>${pssh}</cenc:pssh></ContentProtection>`,
    `<ContentProtection schemeIdUri="${CLEAR_KEY}" value="ClearKey1.0">${laurl}<cenc:pssh>${pssh}</cenc:pssh></ContentProtection>`,
  ];
}

const textSet = (track: TextTrack, urls: ManifestUrls): string =>
  [
    `<AdaptationSet contentType="text" mimeType="text/vtt"${lang(track.language)}>`,
    `${label(track.language)}<Role schemeIdUri="urn:mpeg:dash:role:2011" value="subtitle"/>`,
    `<Representation id="${escapeXml(track.id)}" bandwidth="1000">`,
    `<BaseURL>${escapeXml(urls.media(track.id, SUBTITLE_FILE))}</BaseURL>`,
    '</Representation>',
    '</AdaptationSet>',
  ].join('\n');

/**
 * One picture of tiles for the whole film (DASH-IF IOP 6.2.6). Its one segment lasts as long as all its tiles, also the
 * empty ones of the last row: players divide it by the tiles.
 */
const storyboardSet = ({ columns, rows, everySeconds, width, height }: Storyboard, urls: ManifestUrls): string =>
  [
    '<AdaptationSet contentType="image" mimeType="image/jpeg">',
    `<Representation id="${STORYBOARD}" bandwidth="${STORYBOARD_BPS}" width="${width}" height="${height}">`,
    property('Essential', 'http://dashif.org/guidelines/thumbnail_tile', `${columns}x${rows}`),
    `<SegmentTemplate timescale="1" duration="${columns * rows * everySeconds}" startNumber="1"` +
      ` media="${escapeXml(urls.media(STORYBOARD, STORYBOARD_FILE))}"/>`,
    '</Representation>',
    '</AdaptationSet>',
  ].join('\n');

/** The attribute is required; nobody chooses by it. */
const STORYBOARD_BPS = 10_000;

const lang = (language: string): string => ` lang="${escapeXml(language)}"`;
const label = (language: string): string => `<Label>${escapeXml(languageName(language))}</Label>`;

const property = (kind: 'Supplemental' | 'Essential', scheme: string, value: string): string =>
  `<${kind}Property schemeIdUri="${scheme}" value="${value}"/>`;

const uuid = (kid: string): string => kid.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
