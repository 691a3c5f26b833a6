/**
 * Makes one film: three shots, a title and an end card, two sound tracks, two subtitles. What is there already is kept,
 * every file appears whole or not at all, and a run that was cut short goes on where it stopped.
 */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SPOKEN, type Work } from '../works.ts';
import { exists, makeArtwork } from './artwork.ts';
import { endCard, titleCard } from './cards.ts';
import { runFfmpeg } from './run-ffmpeg.ts';
import type { Scene } from './scene.ts';
import { type Filmable, sceneNamed } from './scenes/index.ts';
import { playScore } from './score.ts';
import { type Card, FRAME_RATE, shoot } from './shoot.ts';
import { mixSound, writeSubtitles } from './sound.ts';

export interface FilmJob {
  /** Holds one folder a work, by its slug. */
  readonly folder: string;
  readonly ffmpeg: string;
  /** From 0 to 1, never falling. */
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/** A finished film's files, all in `folder`. */
export interface Film {
  readonly slug: string;
  readonly folder: string;
  readonly video: string;
  readonly audio: Readonly<Record<string, string>>;
  readonly text: Readonly<Record<string, string>>;
  readonly poster: string;
  readonly wide: string;
}

/** File names by language tag: BCP 47's first part is what a file is called after. */
const short = (language: string): string => language.slice(0, 2);

export function filmOf(work: Pick<Work, 'slug'>, folder: string): Film {
  const home = join(folder, work.slug);
  const named = (kind: string, ending: string): Record<string, string> =>
    Object.fromEntries(SPOKEN.map((language) => [language, join(home, `${kind}-${short(language)}.${ending}`)]));
  return {
    slug: work.slug,
    folder: home,
    video: join(home, 'mezzanine.mp4'),
    audio: named('audio', 'm4a'),
    text: named('text', 'vtt'),
    poster: join(home, 'poster.jpg'),
    wide: join(home, 'wide.jpg'),
  };
}

export const makeFilm = (work: Work, job: FilmJob): Promise<Film> => makeFilmOf(work, sceneNamed(work.scene), job);

/** As `makeFilm`, from a scene that needn't be the work's own. */
export async function makeFilmOf(work: Work, { scene, score }: Filmable, job: FilmJob): Promise<Film> {
  const film = filmOf(work, job.folder);
  await mkdir(film.folder, { recursive: true });
  await makeArtwork([work], job);
  const music = join(film.folder, '.music.wav');
  for (const language of SPOKEN) {
    await unlessThere(film.text[language] ?? '', (file) => writeSubtitles(work, language, file));
    await unlessThere(film.audio[language] ?? '', async (file) => {
      if (!(await exists(music))) await writeFile(music, playScore(score, work.seconds));
      await mixSound({ work, language, music, file, ffmpeg: job.ffmpeg, signal: job.signal });
    });
  }
  await rm(music, { force: true });
  await unlessThere(film.video, (file) => filmShots(work, scene, file, job));
  await rm(join(film.folder, '.shots'), { recursive: true, force: true });
  job.onProgress?.(1);
  return film;
}

async function filmShots(work: Work, scene: Scene, file: string, job: FilmJob): Promise<void> {
  const shots = join(job.folder, work.slug, '.shots');
  const frames = scene.shots.reduce((sum, shot) => sum + shot.seconds * FRAME_RATE, 0);
  const last = scene.shots.length - 1;
  const reels: string[] = [];
  let done = 0;
  for (const [at, shot] of scene.shots.entries()) {
    const reel = join(shots, `${at}.mp4`);
    const before = done;
    const cards: Card[] = [
      ...(at === 0 ? [titleCard(work, scene.ink)] : []),
      ...(at === last ? [endCard(work, shot.seconds)] : []),
    ];
    await mkdir(shots, { recursive: true });
    await unlessThere(reel, (part) =>
      shoot({
        shot,
        cards,
        fadeIn: at === 0,
        workFolder: join(shots, `${at}`),
        file: part,
        ffmpeg: job.ffmpeg,
        signal: job.signal,
        onFrames: (count) => job.onProgress?.(Math.min(0.98, (before + count) / frames)),
      }),
    );
    done += shot.seconds * FRAME_RATE;
    reels.push(reel);
  }
  const list = join(shots, 'reels.txt');
  await writeFile(list, reels.map((_, at) => `file '${at}.mp4'\n`).join(''));
  await runFfmpeg({
    ffmpeg: job.ffmpeg,
    args: [
      '-f',
      'concat',
      '-i',
      list,
      '-c',
      'copy',
      '-fflags',
      '+bitexact',
      '-movflags',
      '+faststart',
      '-f',
      'mp4',
      file,
    ],
    signal: job.signal,
  });
}

/** Writes beside the file and renames at the end; does nothing when it is there. */
async function unlessThere(file: string, write: (part: string) => Promise<void>): Promise<void> {
  if (await exists(file)) return;
  const part = `${file}.part`;
  await write(part);
  await rename(part, file);
}
