/** Posters (600 × 900) and wide pictures (1280 × 720) of the demo's works, drawn from the same scenes as the films. */
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Work } from '../works.ts';
import { renderPng } from './render.ts';
import { runFfmpeg } from './run-ffmpeg.ts';
import { POSTER_WINDOW, type Scene, STAGE } from './scene.ts';
import { sceneNamed } from './scenes/index.ts';

export const stillSvg = (scene: Scene): string =>
  scene.still
    .filter((layer) => !layer.filmOnly)
    .map((layer) => (typeof layer.svg === 'string' ? layer.svg : (layer.svg[0] ?? '')))
    .join('');

/** The whole stage without lettering, and the poster's lettering alone: the artwork is cut from these two. */
export const stagePng = (scene: Scene): Uint8Array => renderPng(stillSvg(scene), STAGE, 1);
export const letteringPng = (scene: Scene): Uint8Array => renderPng(scene.lettering, POSTER_WINDOW, 1);

export interface ArtworkJob {
  /** Holds one folder a work, by its slug. */
  readonly folder: string;
  readonly ffmpeg: string;
  readonly signal?: AbortSignal;
}

/** Writes `poster.jpg` and `wide.jpg` of every work that hasn't got them. */
export async function makeArtwork(works: readonly Work[], job: ArtworkJob): Promise<void> {
  const waiting = [...works];
  const painter = async (): Promise<void> => {
    for (let work = waiting.shift(); work; work = waiting.shift()) await paint(work, job);
  };
  await Promise.all([painter(), painter()]);
}

async function paint(work: Work, { folder, ffmpeg, signal }: ArtworkJob): Promise<void> {
  const home = join(folder, work.slug);
  const files = ['poster', 'wide'].map((name) => join(home, `${name}.jpg`));
  if ((await Promise.all(files.map(exists))).every(Boolean)) return;
  await mkdir(home, { recursive: true });
  const { scene } = sceneNamed(work.scene);
  const drafts = [join(home, '.stage.png'), join(home, '.lettering.png')] as const;
  await writeFile(drafts[0], stagePng(scene));
  await writeFile(drafts[1], letteringPng(scene));
  const jpeg = [
    '-frames:v',
    '1',
    '-c:v',
    'mjpeg',
    '-q:v',
    '3',
    '-pix_fmt',
    'yuvj420p',
    '-fflags',
    '+bitexact',
    '-f',
    'image2',
    '-update',
    '1',
  ];
  const cut =
    `[0:v]split[a][b];[a]crop=${POSTER_WINDOW.width}:${POSTER_WINDOW.height}:${POSTER_WINDOW.x}:${POSTER_WINDOW.y}[c];` +
    '[c][1:v]overlay=format=rgb,format=yuvj420p[poster];[b]scale=1280:720:flags=area,format=yuvj420p[wide]';
  const outputs = files.flatMap((file, at) => ['-map', at === 0 ? '[poster]' : '[wide]', ...jpeg, `${file}.part`]);
  await runFfmpeg({ ffmpeg, args: ['-i', drafts[0], '-i', drafts[1], '-filter_complex', cut, ...outputs], signal });
  await Promise.all(files.map((file) => rename(`${file}.part`, file)));
  await Promise.all(drafts.map((draft) => rm(draft)));
}

export const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => found.size > 0,
    () => false,
  );
