import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ok, refuse } from '@duoping/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAudio, isVideo, segmentCount, trackDuration } from './asset.ts';
import { type MediaJob, type MediaPorts, type MediaProgress, packageAsset } from './package-asset.ts';
import { ffmpegHere, makeFilm, makeTone, mediaPorts, packageHere } from './testing.ts';
import type { MediaTools } from './tools.ts';

const here = ffmpegHere();

describe.skipIf(!here)(
  `packaging a film${here ? '' : ' (skipped: ffmpeg is not on the PATH)'}`,
  { timeout: 60_000 },
  () => {
    const root = mkdtempSync(join(tmpdir(), 'duoping-package-'));
    const fresh = (): string => mkdtempSync(join(root, 'run-'));
    let film = '';
    let spanish = '';
    let srt = '';
    beforeAll(() => {
      film = makeFilm(root, 'film.mp4', { size: '960x540', seconds: 5 });
      spanish = makeTone(root, 'es.wav', { hertz: 220, seconds: 5 });
      srt = join(root, 'en.srt');
      writeFileSync(srt, '1\n00:00:01,000 --> 00:00:02,000\nHi\n');
    }, 60_000);
    afterAll(() => rmSync(root, { recursive: true, force: true }));

    const job = (): MediaJob => ({
      ...{ owner: 'partner', file: film, language: 'en', scheme: 'cbcs' },
      ...{ audio: [{ language: 'es', file: spanish }], text: [{ language: 'en', file: srt }] },
    });
    const signal = new AbortController().signal;

    /** Counts the encodes, and can fail or stop one of them. */
    function watched(tools: MediaTools, onEncode: (id: string) => void): { tools: MediaTools; encoded: string[] } {
      const encoded: string[] = [];
      return {
        encoded,
        tools: {
          ...tools,
          encodeVideo: async (one) => {
            onEncode(one.rendition.id);
            const result = await tools.encodeVideo(one);
            encoded.push(one.rendition.id);
            return result;
          },
          encodeAudio: async (one) => {
            onEncode(one.rendition.id);
            const result = await tools.encodeAudio(one);
            encoded.push(one.rendition.id);
            return result;
          },
        },
      };
    }
    const portsIn = (folder: string, changes: Partial<MediaPorts> = {}): MediaPorts => {
      if (!here) throw new Error('ffmpeg is needed');
      return { ...mediaPorts(folder, here).ports, ...changes };
    };

    test('makes every track, with every segment in its place and the same length for all', async () => {
      const progress: MediaProgress[] = [];
      const { asset, folder } = await packageHere(fresh(), job(), { onProgress: (step) => progress.push(step) });
      expect(asset.tracks.map(({ id }) => id)).toEqual(['audio-en', 'audio-es', 'v360', 'v540', 'text-en']);
      for (const track of asset.tracks) {
        if (track.kind === 'text') continue;
        const files = readdirSync(join(folder, track.id));
        expect(files.length).toBe(segmentCount(track) + 1);
        const bytes = files.reduce((sum, file) => sum + statSync(join(folder, track.id, file)).size, 0);
        expect(bytes).toBe(track.bytes + statSync(join(folder, track.id, 'init.mp4')).size);
        expect(Math.abs(trackDuration(track) / track.timescale - 5)).toBeLessThan(0.1);
      }
      const [first, second] = asset.tracks.filter(isVideo);
      expect(first?.timeline).toEqual(second?.timeline);
      expect(asset.tracks.filter(isAudio).every(({ loudnessLufs = 0 }) => loudnessLufs < -10)).toBe(true);
      expect(JSON.parse(readFileSync(join(folder, 'asset.json'), 'utf8'))).toEqual(asset);
      expect(readFileSync(join(folder, 'text-en/subtitles.vtt'), 'utf8')).toContain(
        '00:00:01.000 --> 00:00:02.000\nHi',
      );
      const percents = progress.map(({ percent }) => percent);
      expect(percents).toEqual(percents.toSorted((a, b) => a - b));
      expect(percents.at(-1)).toBe(100);
    });

    test('brings a poster and a storyboard', async () => {
      const { asset, folder } = await packageHere(fresh(), job());
      expect(asset.poster).toMatchObject({ width: 960, height: 540 });
      expect(asset.storyboard).toMatchObject({ columns: 3, rows: 1, everySeconds: 2 });
      for (const picture of [asset.poster, asset.storyboard])
        expect(
          readFileSync(join(folder, picture?.file ?? ''))
            .subarray(0, 3)
            .toString('hex'),
        ).toBe('ffd8ff');
    });

    test('takes a delivered poster in the shape of the film', async () => {
      const picture = join(root, 'poster-by-partner.png');
      execFileSync('ffmpeg', [
        '-v',
        'error',
        '-y',
        '-f',
        'lavfi',
        '-i',
        'color=red:s=500x900',
        '-frames:v',
        '1',
        picture,
      ]);
      const { asset, folder } = await packageHere(fresh(), { file: film, maxHeight: 360, picture });
      const { width, height, file } = asset.poster ?? { width: 0, height: 0, file: '' };
      expect([width, height]).toEqual([960, 540]);
      const pixel = [
        '-v',
        'error',
        '-i',
        join(folder, file),
        '-vf',
        'scale=1:1',
        '-f',
        'rawvideo',
        '-pix_fmt',
        'rgb24',
        '-',
      ];
      const [red = 0, green = 255] = execFileSync('ffmpeg', pixel);
      expect(red).toBeGreaterThan(200);
      expect(green).toBeLessThan(50);
    });

    test.each([
      ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><rect width="9" height="9"/></svg>'],
      ['a playlist', '#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n'],
    ])('refuses %s as a poster', async (_what, content) => {
      const picture = join(fresh(), 'poster.jpg');
      writeFileSync(picture, content);
      const result = await packageAsset(portsIn(fresh()), { ...job(), maxHeight: 360, picture }, signal);
      expect(result).toMatchObject({ ok: false, reason: { reason: 'not-a-picture', what: 'picture' } });
    });

    test('refuses a poster of eighty million pixels', async () => {
      const picture = join(fresh(), 'flood.png');
      const flood = ['-f', 'lavfi', '-i', 'color=red:s=9000x9000', '-pix_fmt', 'monob', '-frames:v', '1', picture];
      execFileSync('ffmpeg', ['-v', 'error', '-y', ...flood]);
      const result = await packageAsset(portsIn(fresh()), { ...job(), maxHeight: 360, picture }, signal);
      expect(result).toMatchObject({ ok: false, reason: { reason: 'not-a-picture' } });
    });

    test('leaves no key, no clear frame and nothing half done in the store', async () => {
      const { asset, keys, folder } = await packageHere(fresh(), job());
      const everything = (readdirSync(folder, { recursive: true, encoding: 'utf8' }) as string[]) // as: the overload for text
        .filter((name) => statSync(join(folder, name)).isFile())
        .map((name) => [name, readFileSync(join(folder, name))] as const); // `as const`: a pair
      expect(everything.some(([name]) => name.endsWith('.part'))).toBe(false);
      for (const [, bytes] of everything)
        for (const { key } of keys) {
          expect(bytes.includes(Buffer.from(key))).toBe(false);
          expect(bytes.includes(Buffer.from(key).toString('hex'))).toBe(false);
        }
      expect(keys.map(({ trackClass }) => trackClass).toSorted()).toEqual(['audio', 'sd']);
      expect(asset.kids).toHaveLength(2);
    });

    test('called off half way goes on with the next rendition, and another scheme encodes nothing', async () => {
      const folder = fresh();
      const stop = new AbortController();
      const whole = portsIn(folder);
      const first = watched(whole.tools, (id) => id === 'v540' && setTimeout(() => stop.abort(new Error('stop')), 150));
      await expect(packageAsset({ ...whole, tools: first.tools }, job(), stop.signal)).rejects.toThrow('stop');
      expect(first.encoded).toEqual(['audio-en', 'audio-es', 'v360']);
      const left = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      expect(left.filter((name) => String(name).endsWith('.run') || String(name).endsWith('asset.json'))).toEqual([]);

      const second = watched(whole.tools, () => {});
      expect((await packageAsset({ ...whole, tools: second.tools }, job(), signal)).ok).toBe(true);
      expect(second.encoded).toEqual(['v540']);

      const third = watched(whole.tools, () => {});
      const other = await packageAsset({ ...whole, tools: third.tools }, { ...job(), scheme: 'cenc' }, signal);
      expect([other.ok, third.encoded]).toEqual([true, []]);
    });

    test('of the same film is the same asset, and of another film another', async () => {
      const one = await packageHere(fresh(), { file: film, maxHeight: 360 });
      const again = await packageHere(fresh(), { file: film, maxHeight: 360 });
      const other = await packageHere(fresh(), { file: makeFilm(root, 'b.mp4', { seconds: 2, tone: null }) });
      expect(again.asset.id).toBe(one.asset.id);
      expect(other.asset.id).not.toBe(one.asset.id);
      expect(other.asset.tracks.map(({ id }) => id)).toEqual(['v360']);
    });

    test('of the same film from another partner is an asset of its own, with no key in common', async () => {
      const one = await packageHere(fresh(), { file: film, maxHeight: 360 });
      const theirs = await packageHere(fresh(), { file: film, maxHeight: 360, owner: 'another' });
      expect(theirs.asset.id).not.toBe(one.asset.id);
      expect(theirs.asset.tracks.map(({ id }) => id)).toEqual(one.asset.tracks.map(({ id }) => id));
      const kids = new Set(one.asset.kids.map(({ kid }) => kid));
      expect(theirs.asset.kids.filter(({ kid }) => kids.has(kid))).toEqual([]);
    });

    test.each([
      ['sound without a picture', () => ({ file: spanish }), { reason: 'no-video', what: 'film' }],
      [
        'a picture as another language',
        () => ({ audio: [{ language: 'fr', file: makeFilm(root, 'mute.mp4', { tone: null, seconds: 1 }) }] }),
        { reason: 'no-audio', what: 'audio fr' },
      ],
      [
        'a film as subtitles',
        () => ({ text: [{ language: 'fr', file: film }] }),
        { reason: 'not-text', what: 'text fr' },
      ],
      ['subtitles as a film', () => ({ file: srt }), { reason: 'not-media', what: 'film' }],
    ])('refuses %s', async (_what, change, reason) => {
      const folder = fresh();
      expect(await packageAsset(portsIn(folder), { ...job(), ...change() }, signal)).toEqual(refuse(reason));
    });

    test('refuses a film that ends before it says, and stores no asset', async () => {
      const folder = fresh();
      const ports = portsIn(folder);
      const longer: MediaTools = {
        ...ports.tools,
        probe: async (file, stop) => {
          const read = await ports.tools.probe(file, stop);
          return read.ok ? ok({ ...read.value, durationSeconds: read.value.durationSeconds + 3 }) : read;
        },
      };
      const result = await packageAsset({ ...ports, tools: longer }, job(), signal);
      expect(result).toMatchObject({ ok: false, reason: { reason: 'cut-off', what: 'v360' } });
      const stored = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      expect(stored.some((name) => String(name).endsWith('asset.json'))).toBe(false);
    });
  },
);
