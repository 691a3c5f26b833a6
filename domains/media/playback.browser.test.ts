/** The packaged film in a real browser: Shaka Player in Chromium, with the keys that the session was allowed. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ClearKeyLicense, type ContentKey, clearKeyLicense } from '#keys';
import { type Asset, dashManifest, hlsMaster, hlsMedia, type ManifestUrls, type Scheme } from './index.ts';
import { ffmpegHere, makeFilm, makeTone, packageHere } from './testing.ts';

const BROWSER = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) =>
  existsSync(file),
);
const missing = BROWSER ? (ffmpegHere() ? '' : 'ffmpeg is not on the PATH') : 'there is no Chromium';
const SHAKA = createRequire(import.meta.url).resolve('shaka-player/dist/shaka-player.compiled.js');
const SUBTITLES = '1\n00:00:01,000 --> 00:00:03,000\nHello <i>there</i>\n';

const PAGE = `<!doctype html><meta charset="utf-8"><video id="v" muted width="640"></video><script src="/shaka.js"></script>`;
const TYPES: Record<string, string> = { mpd: 'application/dash+xml', m3u8: 'application/vnd.apple.mpegurl' };

interface Film {
  readonly asset: Asset;
  readonly keys: readonly ContentKey[];
  readonly folder: string;
}

interface Session {
  readonly film: Film;
  /** Tracks in the manifest. */
  readonly tracks: readonly string[];
  /** Classes that the license may hold. */
  readonly classes: readonly string[];
  readonly licenses: ClearKeyLicense[];
  readonly keyRequests: string[];
}

describe.skipIf(missing !== '')(
  `a packaged film in Chromium${missing && ` (skipped: ${missing})`}`,
  { timeout: 60_000 },
  () => {
    const root = mkdtempSync(join(tmpdir(), 'duoping-playback-'));
    const films = new Map<Scheme, Film>();
    const sessions = new Map<string, Session>();
    let server: Server;
    let origin = '';
    let browser: Browser;

    beforeAll(async () => {
      const file = makeFilm(root, 'film.mp4', { size: '1280x720', seconds: 8 });
      const spanish = makeTone(root, 'es.wav', { hertz: 220, seconds: 8 });
      const srt = join(root, 'en.srt');
      writeFileSync(srt, SUBTITLES);
      for (const scheme of ['cbcs', 'cenc'] as const) {
        const job = { file, language: 'en', scheme, audio: [{ language: 'es', file: spanish }] };
        films.set(scheme, await packageHere(root, { ...job, text: [{ language: 'en', file: srt }] }));
      }
      server = createServer((request, response) => void answer(request, response, sessions));
      await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
      const address = server.address();
      if (typeof address !== 'object' || !address) throw new Error('No port');
      origin = `http://localhost:${address.port}`;
      browser = await chromium.launch({ executablePath: BROWSER ?? '', args: ['--no-sandbox', '--mute-audio'] });
    }, 120_000);

    afterAll(async () => {
      await browser?.close();
      server?.closeAllConnections();
      server?.close();
      rmSync(root, { recursive: true, force: true });
    });

    function open(name: string, scheme: Scheme, limits: Partial<Pick<Session, 'tracks' | 'classes'>> = {}): Session {
      const film = films.get(scheme);
      if (!film) throw new Error(`No film under ${scheme}`);
      const tracks = film.asset.tracks.map(({ id }) => id);
      const session = { film, tracks, classes: ['audio', 'sd', 'hd'], licenses: [], keyRequests: [], ...limits };
      sessions.set(name, session);
      return session;
    }

    async function load(name: string, manifest: 'film.mpd' | 'master.m3u8'): Promise<Page> {
      const page = await browser.newPage();
      await page.goto(`${origin}/`);
      await page.evaluate(startShaka, {
        manifest: `${origin}/${name}/${manifest}`,
        license: `${origin}/${name}/license`,
      });
      return page;
    }

    test.each([
      ['DASH', 'cbcs', 'film.mpd'],
      ['DASH', 'cenc', 'film.mpd'],
      ['HLS', 'cbcs', 'master.m3u8'],
      ['HLS', 'cenc', 'master.m3u8'],
    ] as const)(
      'plays by %s under %s: every height, with the keys of audio, SD and HD',
      async (kind, scheme, manifest) => {
        const name = `${kind}-${scheme}`;
        const session = open(name, scheme);
        const page = await load(name, manifest);
        const heights: number[] = [];
        for (const height of [360, 720, 576]) heights.push(await page.evaluate(playHeight, height));
        expect(heights).toEqual([360, 720, 576]);
        expect(await page.evaluate(playLanguage, 'es')).toBe('es');
        if (kind === 'DASH') {
          expect(session.licenses).toHaveLength(1);
          expect(session.licenses[0]?.keys).toHaveLength(3);
        } else expect(new Set(session.keyRequests).size).toBe(3);
        expect(await page.evaluate(errors)).toEqual([]);
        await page.close();
      },
      60_000,
    );

    test('shows its subtitles at their time', async () => {
      open('subtitles', 'cbcs');
      const page = await load('subtitles', 'film.mpd');
      expect(await page.evaluate(cueAt, { seconds: 1.5, expected: true })).toContain('Hello');
      expect(await page.evaluate(cueAt, { seconds: 5, expected: false })).toBe('');
      await page.close();
    });

    test('finds the picture of each moment in the storyboard', async () => {
      open('storyboard', 'cbcs', { tracks: ['v360', 'audio-es'] });
      const page = await load('storyboard', 'film.mpd');
      const uris = [`${origin}/storyboard/storyboard/storyboard.jpg`];
      const tile = { uris, width: 160, height: 90, startTime: 2, duration: 2, positionX: 160, positionY: 0 };
      expect(await page.evaluate(thumbnailAt, 3.5)).toMatchObject(tile);
      expect((await page.request.get(uris[0] ?? '')).headers()['content-type']).toBe('image/jpeg');
      await page.close();
    });

    test('shows no HD when the license leaves that key out', async () => {
      const session = open('no-hd-key', 'cbcs', { classes: ['audio', 'sd'] });
      const page = await load('no-hd-key', 'film.mpd');
      expect(await page.evaluate(playHeight, 360)).toBe(360);
      const heights = await page.evaluate(offeredHeights);
      expect(Math.max(...heights)).toBe(576);
      expect(session.licenses[0]?.keys).toHaveLength(2);
      await page.close();
    });

    test('offers only the tracks that the manifest was filtered to', async () => {
      open('filtered', 'cbcs', { tracks: ['v360', 'audio-es'], classes: ['audio', 'sd'] });
      for (const manifest of ['film.mpd', 'master.m3u8'] as const) {
        const page = await load('filtered', manifest);
        expect(await page.evaluate(offeredHeights)).toEqual([360]);
        expect(await page.evaluate(playHeight, 360)).toBe(360);
        expect(await page.evaluate(offeredLanguages)).toEqual(['es']);
        await page.close();
      }
    });

    test('does not play without keys', async () => {
      open('no-keys', 'cbcs', { classes: [] });
      const licenseRequestFailed = 6007;
      const page = await load('no-keys', 'film.mpd');
      expect(await page.evaluate(outcomeWithoutKeys)).toEqual({ error: licenseRequestFailed, frames: 0 });
      await page.close();
    });
  },
);

async function answer(request: IncomingMessage, response: ServerResponse, sessions: ReadonlyMap<string, Session>) {
  const send = (status: number, type: string, body: string | Uint8Array): void => {
    response.writeHead(status, { 'content-type': type }).end(body);
  };
  const [, name = '', ...path] = new URL(request.url ?? '/', 'http://localhost').pathname.split('/');
  if (name === '') return send(200, 'text/html', PAGE);
  if (name === 'shaka.js') return send(200, 'text/javascript', readFileSync(SHAKA));
  const session = sessions.get(name);
  const file = path.join('/');
  if (!session) return send(404, 'text/plain', 'no session');
  if (file === 'license') {
    const license = clearKeyLicense(JSON.parse(await bodyOf(request)), allowedKeys(session));
    if (!license.ok) return send(403, 'text/plain', license.reason);
    session.licenses.push(license.value);
    return send(200, 'application/json', JSON.stringify(license.value));
  }
  if (path[0] === 'key') {
    const key = allowedKeys(session).get(path[1] ?? '');
    session.keyRequests.push(path[1] ?? '');
    return key ? send(200, 'application/octet-stream', key) : send(403, 'text/plain', 'not allowed');
  }
  const manifest = manifestFor(session, { name, file });
  if (manifest) return send(200, TYPES[file.split('.').at(-1) ?? ''] ?? 'text/plain', manifest);
  const media = join(session.film.folder, file);
  if (!existsSync(media)) return send(404, 'text/plain', 'no such file');
  const type = file.endsWith('.vtt') ? 'text/vtt' : file.endsWith('.jpg') ? 'image/jpeg' : 'video/mp4';
  return send(200, type, readFileSync(media));
}

function manifestFor({ film, tracks }: Session, { name, file }: { name: string; file: string }): string | undefined {
  const urls: ManifestUrls = {
    media: (track, part) => `/${name}/${track}/${part}`,
    playlist: (track) => `/${name}/${track}.m3u8`,
    key: (kid) => `/${name}/key/${kid}`,
  };
  const made =
    file === 'film.mpd'
      ? dashManifest(film.asset, { tracks }, urls)
      : file === 'master.m3u8'
        ? hlsMaster(film.asset, { tracks }, urls)
        : file.endsWith('.m3u8')
          ? hlsMedia(film.asset, { tracks }, { track: file.slice(0, -5), urls })
          : undefined;
  return made?.ok ? made.value : undefined;
}

const allowedKeys = ({ film, classes }: Session): Map<string, Uint8Array> =>
  new Map(film.keys.filter(({ trackClass }) => classes.includes(trackClass)).map(({ kid, key }) => [kid, key]));

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

// From here on, functions run inside the page. They can use nothing from this file.

interface PageShaka {
  readonly player: {
    getVariantTracks(): { height: number; language: string; active: boolean }[];
    selectVariantTrack(track: unknown, clear: boolean): void;
    getAudioTracks(): { language: string }[];
    selectAudioTrack(track: unknown): void;
    getTextTracks(): unknown[];
    getImageTracks(): { id: number }[];
    getThumbnails(track: number, seconds: number): Promise<unknown>;
    selectTextTrack(track: unknown): void;
    configure(settings: unknown): void;
    attach(video: unknown): Promise<void>;
    load(uri: string): Promise<void>;
    addEventListener(type: string, listen: (event: { detail: { code: number } }) => void): void;
  };
  readonly video: {
    currentTime: number;
    readonly videoHeight: number;
    play(): Promise<void>;
    readonly textTracks: Iterable<{ readonly activeCues: Iterable<{ readonly text: string }> | null }>;
    getVideoPlaybackQuality(): { totalVideoFrames: number };
  };
  readonly errors: number[];
}

async function startShaka({ manifest, license }: { manifest: string; license: string }): Promise<void> {
  // biome-ignore lint/suspicious/noExplicitAny: the page's own globals, which this project has no types for
  const page = globalThis as any; // oxlint-disable-line typescript/no-explicit-any -- the same
  page.shaka.polyfill.installAll();
  const player = new page.shaka.Player();
  const video = page.document.getElementById('v');
  const errors: number[] = [];
  page.test = { player, video, errors };
  player.addEventListener('error', (event: { detail: { code: number } }) => errors.push(event.detail.code));
  await player.attach(video);
  player.configure({ abr: { enabled: false }, drm: { servers: { 'org.w3.clearkey': license } } });
  try {
    await player.load(manifest);
  } catch (error) {
    throw new Error(`Shaka error ${(error as { code?: number }).code}`); // as: Shaka throws objects that are no Error
  }
}

/** Plays one height until its picture has moved for a second; returns the height that is on the screen. */
async function playHeight(height: number): Promise<number> {
  const { player, video, errors } = (globalThis as unknown as { test: PageShaka }).test; // as: set by startShaka
  const track = player.getVariantTracks().find((candidate) => candidate.height === height);
  if (!track) throw new Error(`No ${height} lines offered`);
  player.selectVariantTrack(track, true);
  video.currentTime = 0.5;
  await video.play();
  const until = Date.now() + 12_000;
  const frames = video.getVideoPlaybackQuality().totalVideoFrames;
  while (Date.now() < until && errors.length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const moved = video.getVideoPlaybackQuality().totalVideoFrames - frames > 10 && video.currentTime > 1.2;
    if (moved && video.videoHeight === height) return video.videoHeight;
  }
  throw new Error(
    `${height} lines did not play: at ${video.currentTime}, ${video.videoHeight} lines, errors ${errors}`,
  );
}

/** Changes the sound while the film runs; returns the language that is heard once it has run on. */
async function playLanguage(language: string): Promise<string | undefined> {
  const { player, video, errors } = (globalThis as unknown as { test: PageShaka }).test; // as: set by startShaka
  const track = player.getAudioTracks().find((candidate) => candidate.language === language);
  if (!track) throw new Error(`No sound in ${language}`);
  player.selectAudioTrack(track);
  const from = video.currentTime;
  const until = Date.now() + 10_000;
  while (Date.now() < until && video.currentTime < from + 0.7) await new Promise((resolve) => setTimeout(resolve, 50));
  if (video.currentTime < from + 0.7) throw new Error(`Playback stood still at ${video.currentTime}, errors ${errors}`);
  return player.getVariantTracks().find(({ active }) => active)?.language;
}

/** The text on the screen when the film runs on from an instant; Chromium brings cues up to date only while it plays. */
async function cueAt({ seconds, expected }: { seconds: number; expected: boolean }): Promise<string> {
  const { player, video } = (globalThis as unknown as { test: PageShaka }).test; // as: set by startShaka
  player.selectTextTrack(player.getTextTracks()[0]);
  video.currentTime = seconds;
  await video.play();
  let shown = '';
  const until = Date.now() + (expected ? 5000 : 500);
  while (Date.now() < until && shown === '') {
    await new Promise((resolve) => setTimeout(resolve, 100));
    shown = '';
    for (const { activeCues } of video.textTracks) for (const { text } of activeCues ?? []) shown += text;
  }
  return shown;
}

async function outcomeWithoutKeys(): Promise<{ error: number | undefined; frames: number }> {
  const { video, errors } = (globalThis as unknown as { test: PageShaka }).test; // as: set by startShaka
  void video.play().catch(() => {}); // never settles, or is refused: both are what this waits for
  const until = Date.now() + 10_000;
  while (Date.now() < until && errors.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  await new Promise((resolve) => setTimeout(resolve, 500));
  return { error: errors[0], frames: video.getVideoPlaybackQuality().totalVideoFrames };
}

async function thumbnailAt(seconds: number): Promise<unknown> {
  const { player } = (globalThis as unknown as { test: PageShaka }).test; // as: set by startShaka
  const [track] = player.getImageTracks();
  return track ? player.getThumbnails(track.id, seconds) : 'no image track';
}

const offeredHeights = (): number[] => {
  const { player } = (globalThis as unknown as { test: PageShaka }).test; // as: set by startShaka
  return [...new Set(player.getVariantTracks().map(({ height }) => height))];
};
const offeredLanguages = (): string[] => {
  const { player } = (globalThis as unknown as { test: PageShaka }).test; // as: set by startShaka
  return [...new Set(player.getVariantTracks().map(({ language }) => language))];
};
const errors = (): number[] => (globalThis as unknown as { test: PageShaka }).test.errors; // as: set by startShaka
