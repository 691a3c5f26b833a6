import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ok, refuse } from '@duoping/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ffmpegTools } from './adapters/ffmpeg.ts';
import { findFfmpeg } from './adapters/ffmpeg-binaries.ts';
import { readProbe } from './probe.ts';
import { ffmpegHere, makeFilm, makeTone } from './testing.ts';

const stream = (more: object = {}) => ({
  ...{ index: 0, codec_type: 'video', codec_name: 'h264', width: 1920, height: 1080 },
  ...{ avg_frame_rate: '24000/1001', sample_aspect_ratio: '1:1', field_order: 'progressive' },
  ...more,
});
const sound = (more: object = {}) => ({ index: 1, codec_type: 'audio', codec_name: 'aac', channels: 6, ...more });
const report = (streams: object[], duration = '60.5') => JSON.stringify({ streams, format: { duration } });

describe('what ffprobe says', () => {
  test('becomes picture, sounds and subtitles', () => {
    const text = { index: 2, codec_type: 'subtitle', codec_name: 'subrip', tags: { language: 'ger' } };
    const attached = stream({ index: 3, codec_name: 'mjpeg', disposition: { attached_pic: 1 } });
    const timecode = { index: 4, codec_type: 'data' };
    expect(readProbe(report([attached, stream(), sound({ tags: { language: 'chi' } }), text, timecode]))).toEqual(
      ok({
        durationSeconds: 60.5,
        video: {
          ...{ index: 0, codec: 'h264', width: 1920, height: 1080, interlaced: false },
          frameRate: { num: 24000, den: 1001 },
        },
        audio: [{ index: 1, codec: 'aac', language: 'zh', channels: 6 }],
        subtitles: [{ index: 2, codec: 'subrip', language: 'de' }],
      }),
    );
  });

  test.each([
    ['stretched pixels', { width: 720, height: 576, sample_aspect_ratio: '64:45' }, [1024, 576]],
    ['a picture turned by a quarter', { side_data_list: [{ rotation: -90 }] }, [1080, 1920]],
  ])('measures the picture as it is seen: %s', (_what, more, size) => {
    const read = readProbe(report([stream(more)]));
    expect(read.ok && [read.value.video?.width, read.value.video?.height]).toEqual(size);
  });

  test.each([
    ['no JSON at all', 'not json', 'no-tracks'],
    ['no streams', '{}', 'no-tracks'],
    ['a hundred thousand tracks', report(Array(1000).fill(sound())), 'too-many-tracks'],
    ['no length', report([stream()], 'N/A'), 'duration'],
    ['no time', report([stream()], '0'), 'duration'],
    ['a week', report([stream()], '604800'), 'duration'],
    ['0×0', report([stream({ width: 0, height: 0 })]), 'picture-size'],
    ['65535×65535', report([stream({ width: 65535, height: 65535 })]), 'picture-size'],
    ['a pixel as wide as a wall', report([stream({ sample_aspect_ratio: '100000:1' })]), 'picture-size'],
    ['one frame in ten hours', report([stream({ avg_frame_rate: '1/36000', r_frame_rate: '1/36000' })]), 'frame-rate'],
    ['a thousand frames a second', report([stream({ avg_frame_rate: '1000/1' })]), 'frame-rate'],
    ['no frame rate', report([stream({ avg_frame_rate: '0/0' })]), 'frame-rate'],
  ])('is refused for %s', (_what, json, reason) => expect(readProbe(json)).toEqual(refuse(reason)));
});

const here = ffmpegHere();

describe.skipIf(!here)(
  `a delivered file${here ? '' : ' (skipped: ffmpeg is not on the PATH)'}`,
  { timeout: 60_000 },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'duoping-probe-test-'));
    const { signal } = new AbortController();
    const tools = here && ffmpegTools(here.binaries, here.sandbox);
    const probe = (name: string) => tools?.probe(join(folder, name), signal);
    const write = (name: string, content: string | Uint8Array): string => {
      writeFileSync(join(folder, name), content);
      return name;
    };
    beforeAll(() => {
      makeFilm(folder, 'film.mp4', { seconds: 2 });
      makeFilm(folder, 'film.mkv', { seconds: 2 });
      makeFilm(folder, 'segment.ts', { seconds: 2 });
      makeTone(folder, 'sound.wav', { hertz: 440, seconds: 1 });
    }, 60_000);
    afterAll(() => rmSync(folder, { recursive: true }));

    test('that is a film says so, whatever its name says', async () => {
      for (const name of ['film.mp4', 'film.mkv']) {
        const read = await probe(name);
        expect(read?.ok && [read.value.video?.height, read.value.audio.length]).toEqual([360, 1]);
      }
      for (const name of ['-i.mp4', 'a;touch x.mp4', '%d.mp4', 'concat:a|b.mp4', 'line\nbreak.mp4', 'http:x.mp4']) {
        write(name, readFileSync(join(folder, 'film.mp4')));
        expect((await probe(name))?.ok, name).toBe(true);
      }
    });

    test('with sound alone has no picture', async () => {
      const read = await probe('sound.wav');
      expect(read?.ok && [read.value.video, read.value.audio.length]).toEqual([undefined, 1]);
    });

    test.each([
      ['empty.mp4', '', 'empty'],
      ['text.mp4', 'just some text', 'not-media'],
      ['playlist.mp4', '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfilm.mp4\n#EXT-X-ENDLIST\n', 'not-media'],
      ['self.mp4', '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nself.mp4\n', 'not-media'],
      ['concat.mkv', 'ffconcat version 1.0\nfile film.mp4\n', 'not-media'],
      ['session.avi', 'v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n', 'not-media'],
      ['dash.mp4', '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"></MPD>', 'not-media'],
      ['picture.mp4', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'not-media'],
    ])('%s is refused', async (name, content, reason) =>
      expect(await probe(write(name, content))).toEqual(refuse(reason)),
    );

    test('that was cut anywhere is refused', async () => {
      const film = readFileSync(join(folder, 'film.mp4'));
      for (const part of [0.05, 0.3, 0.7, 0.999]) {
        const read = await probe(write('cut.mp4', film.subarray(0, Math.floor(film.length * part))));
        expect(read).toEqual(refuse('cut-off'));
      }
    });

    test('that is a playlist of films which do exist is refused all the same', async () => {
      const segment = join(folder, 'segment.ts');
      const lines = ['#EXTM3U', '#EXT-X-TARGETDURATION:2', '#EXTINF:2,', segment, '#EXT-X-ENDLIST'];
      expect((await probe('segment.ts'))?.ok).toBe(true);
      expect(await probe(write('local.mp4', lines.join('\n')))).toEqual(refuse('not-media'));
      expect(await probe(write('local.mkv', `ffconcat version 1.0\nfile '${segment}'\n`))).toEqual(refuse('not-media'));
    });

    test('cannot make ffmpeg call home', async () => {
      let calls = 0;
      const server = createServer((_, response) => {
        calls++;
        response.end();
      });
      await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      const lines = [
        '#EXTM3U',
        '#EXT-X-TARGETDURATION:1',
        '#EXTINF:1,',
        `http://127.0.0.1:${port}/x.ts`,
        '#EXT-X-ENDLIST',
      ];
      expect(await probe(write('call.mp4', lines.join('\n')))).toEqual(refuse('not-media'));
      server.close();
      expect(calls).toBe(0);
    });

    test('is not read any further once the work is called off', async () => {
      const already = AbortSignal.abort(new Error('called off'));
      await expect(tools?.probe(join(folder, 'film.mp4'), already)).rejects.toThrow('called off');
    });
  },
);

describe.skipIf(!here)('a fenced tool', { timeout: 60_000 }, () => {
  const { signal } = new AbortController();
  const run = (command: string[], timeoutMs = 5000, stop = signal) =>
    here?.sandbox.run(command, { cwd: tmpdir(), timeoutMs, signal: stop });

  test('sees nothing of our environment', async () => {
    process.env.DUOPING_TEST_SECRET = 'hidden';
    const result = await run(['env']);
    delete process.env.DUOPING_TEST_SECRET;
    expect(result?.stdout.split('\n').map((line) => line.split('=')[0])).toEqual(expect.arrayContaining(['PATH']));
    expect(result?.stdout).not.toContain('hidden');
  });

  test.skipIf(!here?.sandbox.fences.includes('no-network'))('has no network', async () => {
    const result = await run(['cat', '/proc/net/route']);
    expect(result?.stdout.trim().split('\n').length).toBeLessThanOrEqual(1); // the heading at most
  });

  test('is killed with its children when its time is up, and when the work is called off', async () => {
    const start = performance.now();
    const slow = ['sh', '-c', 'sleep 60 & sleep 60'];
    expect((await run(slow, 200))?.ended).toBe('timed-out');
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 200);
    expect((await run(slow, 60_000, stop.signal))?.ended).toBe('aborted');
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test.skipIf(!here?.sandbox.fences.includes('ends-with-us'))('ends when we are killed', async () => {
    const running = (): boolean =>
      /^sleep 86399\.5$/m.test(spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout);
    const source = new URL('./adapters/sandbox.ts', import.meta.url).href;
    const options = `{ cwd: '/', timeoutMs: 60_000, signal: new AbortController().signal }`;
    const script = `(await import('${source}')).detectSandbox().run(['sleep', '86399.5'], ${options})`;
    const server = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
    const until = async (state: boolean): Promise<boolean> => {
      for (let i = 0; i < 200 && running() !== state; i++) await new Promise((resolve) => setTimeout(resolve, 50));
      return running();
    };
    expect(await until(true)).toBe(true);
    server.kill('SIGKILL');
    expect(await until(false)).toBe(false);
  });

  test('may not talk without end', async () => {
    expect((await run(['yes']))?.ended).toBe('too-much-output');
  });

  test.skipIf(!here?.sandbox.fences.includes('memory-and-cpu'))('gets no more memory than its share', async () => {
    const greedy = ['ulimit -v'];
    const result = await run(['sh', '-c', ...greedy]);
    expect(Number(result?.stdout)).toBe((6 * 2 ** 30) / 1024);
  });
});

describe('finding ffmpeg', () => {
  test('says which package brings it where there is none', () => {
    const found = findFfmpeg({ searchPath: '/nowhere' });
    expect(found.ok).toBe(false);
    if (!found.ok) expect(found.reason.message).toContain('apt-get install -y --no-install-recommends ffmpeg');
    const named = findFfmpeg({ ffmpegPath: '/nowhere/ffmpeg', searchPath: '/usr/bin' });
    expect(!named.ok && named.reason.reason).toBe('not-found');
  });

  test('takes none that is too old', () => {
    const folder = mkdtempSync(join(tmpdir(), 'duoping-old-'));
    for (const name of ['ffmpeg', 'ffprobe'])
      writeFileSync(join(folder, name), '#!/bin/sh\necho ffmpeg version 4.1\n', { mode: 0o755 });
    const found = findFfmpeg({ searchPath: folder });
    expect(existsSync(join(folder, 'ffmpeg')) && !found.ok && found.reason.reason).toBe('too-old');
    rmSync(folder, { recursive: true });
  });
});
