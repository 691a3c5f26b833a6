/** Half a minute of test picture, unencrypted, with two languages of sound and subtitles, for the try-out server. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Wishes } from './fake-server.ts';

/** False where there is no ffmpeg; tests that need a moving picture are left out, and say so. */
export const hasFfmpeg = (() => {
  try {
    execFileSync('ffmpeg', ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

export function makeClip(folder: string, durationSeconds = 30): NonNullable<Wishes['media']> {
  mkdirSync(folder, { recursive: true });
  const fragments = ['-movflags', '+frag_keyframe+empty_moov+default_base_moof+dash+global_sidx', '-f', 'mp4'];
  const lavfi = (source: string) => ['-f', 'lavfi', '-t', String(durationSeconds), '-i', source];
  const make = (...args: string[]) => execFileSync('ffmpeg', ['-y', '-v', 'error', ...args], { cwd: folder });
  const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '50', '-keyint_min', '50'];
  make(...lavfi('testsrc2=size=640x360:rate=25'), ...h264, ...fragments, 'video.mp4');
  const sounds = { 'zh-CN': 330, en: 440 };
  for (const [language, hertz] of Object.entries(sounds)) {
    make(
      ...lavfi(`sine=frequency=${hertz}:sample_rate=48000`),
      '-c:a',
      'aac',
      '-frag_duration',
      '2000000',
      ...fragments,
      `${language}.mp4`,
    );
    const cue = language === 'en' ? 'One lamp in a dark room.' : '暗室一灯。';
    writeFileSync(join(folder, `${language}.vtt`), `WEBVTT\n\n00:00.000 --> 00:${durationSeconds}.000\n${cue}\n`);
  }
  writeFileSync(join(folder, 'manifest.mpd'), manifest(folder, Object.keys(sounds), durationSeconds));
  return { folder, durationSeconds };
}

function manifest(folder: string, languages: readonly string[], durationSeconds: number): string {
  const base = (file: string) => {
    const { indexFrom, indexTo } = findIndex(readFileSync(join(folder, file)));
    return `<BaseURL>${file}</BaseURL><SegmentBase indexRange="${indexFrom}-${indexTo}"><Initialization range="0-${indexFrom - 1}"/></SegmentBase>`;
  };
  const sounds = languages.map(
    (language) => `<AdaptationSet contentType="audio" lang="${language}" mimeType="audio/mp4">
<Representation id="a-${language}" codecs="mp4a.40.2" bandwidth="70000" audioSamplingRate="48000">${base(`${language}.mp4`)}</Representation></AdaptationSet>
<AdaptationSet contentType="text" lang="${language}" mimeType="text/vtt"><Role schemeIdUri="urn:mpeg:dash:role:2011" value="subtitle"/>
<Representation id="t-${language}" bandwidth="100"><BaseURL>${language}.vtt</BaseURL></Representation></AdaptationSet>`,
  );
  return `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011" minBufferTime="PT2S" mediaPresentationDuration="PT${durationSeconds}S"><Period>
<AdaptationSet contentType="video" mimeType="video/mp4">
<Representation id="v" codecs="avc1.42c01e" bandwidth="900000" width="640" height="360" frameRate="25">${base('video.mp4')}</Representation></AdaptationSet>
${sounds.join('\n')}</Period></MPD>`;
}

/** Where the segment index lies: the first top-level `sidx`, last byte included. */
function findIndex(bytes: Buffer): { indexFrom: number; indexTo: number } {
  for (let at = 0; at < bytes.length; ) {
    const size = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'sidx') return { indexFrom: at, indexTo: at + size - 1 };
    at += size;
  }
  throw new Error('The packed clip has no segment index');
}
