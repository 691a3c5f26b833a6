import { ok, refuse } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { allowedTracks, kidsOf } from './allowed-tracks.ts';
import type { Asset, AudioTrack, VideoTrack } from './asset.ts';
import { dashManifest } from './dash-manifest.ts';
import { hlsMaster, hlsMedia } from './hls-manifest.ts';
import type { ManifestUrls } from './manifest.ts';

const KIDS = { audio: 'a'.repeat(32), sd: 'b'.repeat(32), hd: 'c'.repeat(32) };

const video = (height: number, trackClass: 'sd' | 'hd'): VideoTrack => ({
  ...{ kind: 'video', id: `v${height}`, trackClass, kid: KIDS[trackClass], codec: 'avc1.64001f' },
  ...{ peakBps: height * 1000, averageBps: height * 800, bytes: height, width: (height * 16) / 9, height },
  ...{ frameRate: { num: 25, den: 1 }, timescale: 12800 },
  timeline: [
    { duration: 25600, count: 3 },
    { duration: 12800, count: 1 },
  ],
});
const audio = (language: string): AudioTrack => ({
  ...{ kind: 'audio', id: `audio-${language}`, trackClass: 'audio', kid: KIDS.audio, codec: 'mp4a.40.2' },
  ...{ peakBps: 130_000, averageBps: 128_000, bytes: 100, language, channels: 2, sampleRate: 48000, timescale: 48000 },
  timeline: [{ duration: 96000, count: 4 }],
});
const asset: Asset = {
  ...{ format: 1, id: '1'.repeat(32), scheme: 'cbcs', durationSeconds: 7 },
  kids: [
    { trackClass: 'audio', kid: KIDS.audio },
    { trackClass: 'sd', kid: KIDS.sd },
    { trackClass: 'hd', kid: KIDS.hd },
  ],
  tracks: [
    audio('en'),
    audio('zh'),
    video(360, 'sd'),
    video(720, 'hd'),
    { kind: 'text', id: 'text-zh', language: 'zh', bytes: 10 },
  ],
};
const all = { tracks: asset.tracks.map(({ id }) => id) };
const urls: ManifestUrls = {
  media: (track, file) => `/m/${track}/${file}?t=1&x="`,
  playlist: (track) => `${track}.m3u8`,
  key: (kid) => `/key/${kid}`,
  license: '/license?a=1&b=2',
};
const text = (made: ReturnType<typeof dashManifest>): string => {
  if (!made.ok) throw new Error(made.reason);
  return made.value;
};

describe('a decision on tracks', () => {
  test('leaves out what is taller and what may not be heard or read', () => {
    const limits = { maxHeight: 576, language: (tag: string, kind: string) => tag === 'en' || kind === 'subtitle' };
    const tracks = allowedTracks(asset, limits);
    expect(tracks.map(({ id }) => id)).toEqual(['audio-en', 'v360', 'text-zh']);
    expect(kidsOf(tracks)).toEqual([KIDS.audio, KIDS.sd]);
  });

  test('can leave nothing, and then there is no manifest', () => {
    const none = allowedTracks(asset, { maxHeight: 0, language: () => true }).map(({ id }) => id);
    for (const make of [dashManifest, hlsMaster]) {
      expect(make(asset, { tracks: none }, urls)).toEqual(refuse('no-video'));
      expect(make(asset, { tracks: ['v360'] }, urls)).toEqual(refuse('no-audio'));
      expect(make(asset, { tracks: ['v360', 'audio-en', 'v1080'] }, urls)).toEqual(refuse('unknown-track'));
    }
  });

  test.each([
    ['DASH', dashManifest],
    ['HLS', hlsMaster],
  ])('leaves no trace of other tracks in %s', (_kind, make) => {
    const manifest = text(make(asset, { tracks: ['v360', 'audio-en'] }, urls));
    for (const hidden of ['v720', 'audio-zh', 'text-zh', '中文']) expect(manifest).not.toContain(hidden);
    expect(manifest).toContain('v360');
  });
});

describe('a DASH manifest', () => {
  const mpd = text(dashManifest(asset, all, urls));

  test('has a set of tracks for each key, tied together for switching', () => {
    const set = /<AdaptationSet contentType="video"[\s\S]*?<\/AdaptationSet>/g;
    const sets = mpd.match(set) ?? [];
    expect(sets).toHaveLength(2);
    expect(sets[0]).toContain('adaptation-set-switching:2016" value="2"');
    expect(sets[1]).toContain('adaptation-set-switching:2016" value="1"');
    expect(sets[0]).toContain('cenc:default_KID="bbbbbbbb-bbbb-bbbb-bbbb-bbbbbbbbbbbb"');
  });

  test('lists every key of the asset in each pssh', () => {
    const pssh = [...mpd.matchAll(/<cenc:pssh>([^<]+)</g)].map(([, data = '']) => Buffer.from(data, 'base64'));
    expect(pssh.length).toBe(8);
    for (const box of pssh) for (const kid of Object.values(KIDS)) expect(box.toString('hex')).toContain(kid);
  });

  test('counts time by segments', () => {
    expect(mpd).toContain('<SegmentTimeline><S t="0" d="25600" r="2"/><S d="12800"/></SegmentTimeline>');
    expect(mpd).toContain('mediaPresentationDuration="PT7.000S"');
  });

  test('names languages and the one to begin with', () => {
    expect(mpd).toContain('lang="en">\n<Label>English</Label>');
    const chosen = text(dashManifest(asset, { ...all, defaultLanguage: 'zh' }, urls));
    expect(chosen).toContain('<Label>中文</Label><Role schemeIdUri="urn:mpeg:dash:role:2011" value="main"/>');
  });

  test('shows the storyboard as one picture of tiles that lasts as long as all of them', () => {
    expect(mpd).not.toContain('contentType="image"');
    const storyboard = {
      ...{ file: 'storyboard/storyboard.jpg', width: 320, height: 180 },
      ...{ columns: 2, rows: 2, everySeconds: 2 },
    };
    const shown = text(dashManifest({ ...asset, storyboard }, { tracks: ['v360', 'audio-en'] }, urls));
    const [set = ''] = shown.match(/<AdaptationSet contentType="image"[\s\S]*?<\/AdaptationSet>/) ?? [];
    expect(set).toContain('mimeType="image/jpeg"');
    expect(set).toContain('thumbnail_tile" value="2x2"/>');
    expect(set).toContain('duration="8" startNumber="1" media="/m/storyboard/storyboard.jpg?t=1&amp;x=&quot;"/>');
  });

  test('escapes what the caller puts into addresses', () => {
    expect(mpd).toContain('media="/m/v360/$Number$.m4s?t=1&amp;x=&quot;"');
    expect(mpd).toContain('<dashif:Laurl>/license?a=1&amp;b=2</dashif:Laurl>');
    expect(mpd).not.toMatch(/&(?!amp;|quot;|lt;|gt;|apos;)/);
  });
});

describe('an HLS playlist', () => {
  test('of the film offers pictures, sounds and subtitles', () => {
    expect(hlsMaster(asset, all, urls)).toEqual(
      ok(
        [
          '#EXTM3U',
          '#EXT-X-VERSION:7',
          '#EXT-X-INDEPENDENT-SEGMENTS',
          '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="English",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="audio-en.m3u8"',
          '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="中文",LANGUAGE="zh",DEFAULT=NO,AUTOSELECT=YES,CHANNELS="2",URI="audio-zh.m3u8"',
          '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="text",NAME="中文",LANGUAGE="zh",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI="text-zh.m3u8"',
          '#EXT-X-STREAM-INF:BANDWIDTH=490000,AVERAGE-BANDWIDTH=416000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=640x360,FRAME-RATE=25.000,AUDIO="audio",SUBTITLES="text",CLOSED-CAPTIONS=NONE',
          'v360.m3u8',
          '#EXT-X-STREAM-INF:BANDWIDTH=850000,AVERAGE-BANDWIDTH=704000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720,FRAME-RATE=25.000,AUDIO="audio",SUBTITLES="text",CLOSED-CAPTIONS=NONE',
          'v720.m3u8',
          '',
        ].join('\n'),
      ),
    );
  });

  test('of a track names its key, its start and every segment', () => {
    const plain = { ...urls, media: (track: string, file: string) => `/m/${track}/${file}` };
    expect(hlsMedia(asset, all, { track: 'v360', urls: plain })).toEqual(
      ok(
        [
          ...['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-TARGETDURATION:2', '#EXT-X-PLAYLIST-TYPE:VOD'],
          ...['#EXT-X-MEDIA-SEQUENCE:1', '#EXT-X-INDEPENDENT-SEGMENTS'],
          `#EXT-X-KEY:METHOD=SAMPLE-AES,URI="/key/${KIDS.sd}",KEYFORMAT="identity",KEYFORMATVERSIONS="1"`,
          '#EXT-X-MAP:URI="/m/v360/init.mp4"',
          ...['#EXTINF:2.00000,', '/m/v360/1.m4s', '#EXTINF:2.00000,', '/m/v360/2.m4s'],
          ...['#EXTINF:2.00000,', '/m/v360/3.m4s', '#EXTINF:1.00000,', '/m/v360/4.m4s', '#EXT-X-ENDLIST', ''],
        ].join('\n'),
      ),
    );
  });

  test('of a track that was not allowed does not exist', () => {
    expect(hlsMedia(asset, { tracks: ['v360'] }, { track: 'v720', urls })).toEqual(refuse('unknown-track'));
    expect(hlsMedia(asset, { tracks: ['v360', 'x'] }, { track: 'x', urls })).toEqual(refuse('unknown-track'));
  });

  test('under cenc says SAMPLE-AES-CTR', () => {
    const cenc = text(hlsMedia({ ...asset, scheme: 'cenc' }, all, { track: 'v360', urls }));
    expect(cenc).toContain('METHOD=SAMPLE-AES-CTR,');
  });
});
