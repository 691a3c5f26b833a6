import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { SPOKEN, WORKS } from '../works.ts';
import { letteringPng, stillSvg } from './artwork.ts';
import { line } from './brushes.ts';
import { type FilmJob, makeFilmOf } from './make-film.ts';
import { renderPng } from './render.ts';
import { SCENE_NAMES, sceneNamed } from './scenes/index.ts';
import { playScore } from './score.ts';
import { shoot } from './shoot.ts';
import { subtitles } from './sound.ts';

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;

test('every film has a scene of its own, episodes share them, and shots last as long as the catalog says', () => {
  const films = WORKS.filter(({ series }) => series === undefined);
  expect(films.map(({ scene }) => scene).toSorted()).toEqual([...SCENE_NAMES].toSorted());
  for (const work of WORKS) {
    const seconds = sceneNamed(work.scene).scene.shots.map((shot) => shot.seconds);
    expect(seconds.reduce((sum, one) => sum + one)).toBe(work.seconds);
  }
});

test('every line is spoken in both languages and fits before the end card', () => {
  for (const { slug, lines, seconds } of WORKS) {
    for (const [at, said] of lines.entries()) {
      expect(said.at).toBeLessThan(seconds - 8);
      for (const language of SPOKEN)
        expect(existsSync(fileURLToPath(new URL(`../voices/${slug}-${at}.${language}.opus`, import.meta.url)))).toBe(
          true,
        );
    }
  }
});

test.each([...SCENE_NAMES])('the scene %s draws the same twice, and unlike any other', (name) => {
  const { scene } = sceneNamed(name);
  const drawing = stillSvg(scene);
  expect(drawing).toBe(stillSvg(sceneNamed(name).scene));
  expect(drawing).not.toMatch(/NaN|undefined|Infinity/);
  for (const shot of scene.shots) expect(JSON.stringify(shot)).not.toMatch(/NaN|undefined|Infinity/);
  const others = SCENE_NAMES.filter((other) => other !== name);
  expect(others.some((other) => stillSvg(sceneNamed(other).scene) === drawing)).toBe(false);
});

test('lettering is drawn to the same pixels each time, and on every poster', () => {
  const blank = renderPng('', { x: 500, y: 0, width: 600, height: 900 }, 1);
  for (const name of SCENE_NAMES) {
    const picture = letteringPng(sceneNamed(name).scene);
    expect(Buffer.compare(picture, letteringPng(sceneNamed(name).scene))).toBe(0);
    expect(Buffer.compare(picture, blank)).not.toBe(0);
  }
});

test('the committed fonts have every character of every Chinese title', () => {
  const box = { x: 0, y: 0, width: 100, height: 100 };
  const draw = (glyph: string, face: 'serif' | 'sans') =>
    Buffer.from(renderPng(line(glyph, { x: 50, y: 80, size: 70, fill: '#000', face }), box, 1)).toString('base64');
  const missing = draw('\u{9f98}', 'serif');
  for (const glyph of new Set(WORKS.flatMap((work) => [...work.title['zh-CN']])))
    for (const face of ['serif', 'sans'] as const) expect(draw(glyph, face), glyph).not.toBe(missing);
});

test('a score is the same each time and unlike another film’s', () => {
  const play = (name: string) => Buffer.from(playScore(sceneNamed(name).score, 3));
  expect(Buffer.compare(play('river'), play('river'))).toBe(0);
  expect(Buffer.compare(play('river'), play('comet'))).not.toBe(0);
});

test('subtitles say what is spoken, when it is spoken', () => {
  const [work] = WORKS;
  if (!work) throw new Error('no works');
  expect(subtitles(work, 'en')).toBe(
    'WEBVTT\n\n1\n00:00:06.000 --> 00:00:10.500\nThe river is closing. This is the last crossing.\n\n2\n00:00:20.000 --> 00:00:24.500\nWhile the lamp burns, someone is waiting.\n',
  );
});

describe.skipIf(!hasFfmpeg)('with ffmpeg', () => {
  test('a second of film is made, twice the same, and is not black', { timeout: 120_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'film-'));
    const [first] = sceneNamed('dunes').scene.shots;
    if (!first) throw new Error('no shot');
    const film = async (name: string): Promise<Buffer> => {
      const file = join(folder, `${name}.mp4`);
      await shoot({
        shot: { ...first, seconds: 2 },
        cards: [],
        fadeIn: true,
        workFolder: join(folder, name),
        file,
        ffmpeg: 'ffmpeg',
      });
      const frame = spawnSync('ffmpeg', [
        '-v',
        'error',
        '-ss',
        '1.2',
        '-i',
        file,
        '-frames:v',
        '1',
        '-vf',
        'scale=8:8',
        '-f',
        'rawvideo',
        '-pix_fmt',
        'gray',
        '-',
      ]);
      return frame.stdout;
    };
    const [one, two] = [await film('one'), await film('two')];
    expect(one).toHaveLength(64);
    expect(Buffer.compare(one, two)).toBe(0);
    expect(one.reduce((sum, value) => sum + value) / 64).toBeGreaterThan(60);
    await rm(folder, { recursive: true });
  });

  test('a film that was broken off goes on, and one that stands is left alone', { timeout: 240_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'film-'));
    const work = WORKS.find(({ scene }) => scene === 'dunes');
    if (!work) throw new Error('no such work');
    const { scene, score } = sceneNamed('dunes');
    const short = { score, scene: { ...scene, shots: scene.shots.map((shot) => ({ ...shot, seconds: 5 })) } };
    const makeFilm = (job: Partial<FilmJob>) => makeFilmOf(work, short, { folder, ffmpeg: 'ffmpeg', ...job });
    const stop = new AbortController();
    const broken = makeFilm({ signal: stop.signal, onProgress: () => stop.abort() });
    await expect(broken).rejects.toThrow();
    const heard: number[] = [];
    const film = await makeFilm({ onProgress: (done) => heard.push(done) });
    expect(heard.at(-1)).toBe(1);
    expect(heard).toEqual(heard.toSorted((a, b) => a - b));
    const before = await stat(film.video);
    await makeFilm({});
    expect((await stat(film.video)).mtimeMs).toBe(before.mtimeMs);
    expect((await readFile(film.text['zh-CN'] ?? '', 'utf8')).startsWith('WEBVTT')).toBe(true);
    for (const file of [film.poster, film.wide, ...Object.values(film.audio)])
      expect((await stat(file)).size).toBeGreaterThan(10_000);
    await rm(folder, { recursive: true });
  });
});
