import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ffmpegHere, makeFilm } from '../../../domains/media/testing.ts';
import { type CommandIo, mediaCommand } from './media.ts';

const here = ffmpegHere();
const name = `duoping media${here ? '' : ' (skipped: ffmpeg is not on the PATH)'}`;

describe.skipIf(!here)(name, { timeout: 60_000 }, () => {
  const root = mkdtempSync(join(tmpdir(), 'duoping-media-command-'));
  const fresh = (): string => mkdtempSync(join(root, 'run-'));
  const { signal } = new AbortController();
  const srt = join(root, 'en.srt');
  let film = '';
  beforeAll(() => {
    film = makeFilm(root, 'film.mp4', { seconds: 2 });
    writeFileSync(srt, '1\n00:00:01,000 --> 00:00:02,000\nHi\n');
  }, 60_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const run = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
    let [out, err] = ['', ''];
    const io: CommandIo = { out: (text) => (out += text), err: (text) => (err += text), env: process.env, signal };
    return { code: await mediaCommand(args, io), out, err };
  };

  test('prints the asset alone, and gives keys away only when asked', async () => {
    const out = fresh();
    const plain = await run('package', film, '--out', out, '--max-height', '360', '--text', `en=${srt}`);
    expect(plain.code).toBe(0);
    expect(JSON.parse(plain.out)).toEqual(JSON.parse(readFileSync(join(out, 'asset.json'), 'utf8')));
    expect(plain.err).toContain('100 %');
    expect(existsSync(join(out, 'keys.json'))).toBe(false);
    await run('package', film, '--out', out, '--max-height', '360', '--keys');
    const { keys } = JSON.parse(readFileSync(join(out, 'keys.json'), 'utf8'));
    expect(keys).toHaveLength(2);
    expect(statSync(join(out, 'keys.json')).mode & 0o777).toBe(0o600);
  });

  test.each([
    [2, []],
    [2, ['package']],
    [2, ['package', 'FILM']],
    [2, ['package', 'nowhere.mp4', '--out', 'x']],
    [2, ['package', 'FILM', '--out', 'x', '--scheme', 'rot13']],
    [2, ['package', 'FILM', '--out', 'x', '--audio', 'spanish.wav']],
    [2, ['package', 'FILM', '--out', 'x', '--nonsense']],
    [1, ['package', 'SRT', '--out', 'x']],
  ])('ends with %i for %j', async (code, args) => {
    const result = await run(...args.map((arg) => ({ FILM: film, SRT: srt })[arg] ?? arg));
    expect(result).toMatchObject({ code, out: '' });
    expect(result.err).not.toBe('');
  });

  test('names the package to install when ffmpeg is missing', async () => {
    let err = '';
    const io: CommandIo = { out: () => {}, err: (text) => (err += text), env: { PATH: '/nowhere' }, signal };
    expect(await mediaCommand(['package', film, '--out', 'x'], io)).toBe(2);
    expect(err).toContain('apt-get install');
  });
});
