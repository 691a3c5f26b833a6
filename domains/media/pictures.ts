/** Poster and storyboard, from the renditions that were just made. A film without a storyboard still plays. */
import { ok, type Result, refuse } from '@duoping/kit';
import { type Asset, type Picture, STORYBOARD, STORYBOARD_FILE, type Storyboard } from './asset.ts';
import type { RenditionSource } from './encode-rendition.ts';
import type { Probe, VideoProbe } from './probe.ts';
import type { MediaStore } from './store.ts';
import type { MediaTools, ToolFailure } from './tools.ts';
import type { SourceFiles, WorkFolder } from './work-folder.ts';

interface PicturePorts {
  readonly tools: MediaTools;
  readonly files: SourceFiles;
}

interface PictureJob {
  readonly film: Probe;
  readonly video: VideoProbe;
  readonly work: WorkFolder;
  readonly store: MediaStore;
  readonly sources: readonly RenditionSource[];
  readonly signal: AbortSignal;
  /** The poster that was delivered, if any. */
  readonly picture?: string | undefined;
}

const POSTER_HEIGHT = 720;
const TILE_WIDTH = 160;
const COLUMNS = 10;
const MAX_TILES = 200;
const MAX_PICTURE_BYTES = 32 * 2 ** 20;
/** Titles are black or text at the very start: a tenth in is a picture of the film. */
const POSTER_AT = 0.1;

/** Refused only when a delivered poster is none: the partner must hear of it. */
export async function makePictures(
  ports: PicturePorts,
  job: PictureJob,
): Promise<Result<Pick<Asset, 'poster' | 'storyboard'>, { reason: 'not-a-picture'; detail: string }>> {
  const poster = await makePoster(ports, job);
  if (!poster.ok && job.picture) return refuse({ reason: 'not-a-picture', detail: poster.reason.detail });
  const storyboard = await makeStoryboard(ports, job);
  return ok({ ...(poster.ok && poster.value ? { poster: poster.value } : {}), ...(storyboard ? { storyboard } : {}) });
}

async function makePoster(ports: PicturePorts, job: PictureJob): Promise<Result<Picture | undefined, ToolFailure>> {
  const { film, video, work, signal, picture } = job;
  const height = Math.min(POSTER_HEIGHT, even(video.height));
  const width = even((video.width * height) / video.height);
  const { durationSeconds } = film;
  const common = { to: work.file('poster.jpg'), durationSeconds, signal, width, height };
  const largest = job.sources.filter((source) => 'video' in source).at(-1);
  const frameOf = work.file(`${largest?.rendition.id}.mp4`);
  const made = picture
    ? await ports.tools.picture({ ...common, from: picture })
    : await ports.tools.frame({ ...common, from: frameOf, atSeconds: durationSeconds * POSTER_AT });
  if (!made.ok) return made;
  return ok(await keep(ports, job, { file: 'poster/poster.jpg', width, height }, 'poster.jpg'));
}

async function makeStoryboard(ports: PicturePorts, job: PictureJob): Promise<Storyboard | undefined> {
  const { film, video, work, signal } = job;
  const smallest = job.sources.find((source) => 'video' in source);
  if (!smallest) return undefined;
  const { durationSeconds } = film;
  const everySeconds = Math.max(2, Math.ceil(durationSeconds / MAX_TILES));
  const tiles = Math.max(1, Math.ceil(durationSeconds / everySeconds));
  const columns = Math.min(COLUMNS, tiles);
  const rows = Math.ceil(tiles / columns);
  const tileHeight = even((video.height * TILE_WIDTH) / video.width);
  const made = await ports.tools.grid({
    ...{ from: work.file(`${smallest.rendition.id}.mp4`), to: work.file(STORYBOARD_FILE), durationSeconds, signal },
    ...{ columns, rows, everySeconds, width: TILE_WIDTH, height: tileHeight },
  });
  if (!made.ok) return undefined;
  const picture = { width: TILE_WIDTH * columns, height: tileHeight * rows };
  const board = { file: `${STORYBOARD}/${STORYBOARD_FILE}`, ...picture, columns, rows, everySeconds };
  return keep(ports, job, board, STORYBOARD_FILE);
}

async function keep<T extends Picture>(
  { files }: PicturePorts,
  { work, store }: PictureJob,
  picture: T,
  piece: string,
): Promise<T | undefined> {
  const bytes = await files.bytes(work.file(piece), MAX_PICTURE_BYTES);
  if (!bytes) return undefined;
  await store.put(picture.file, bytes);
  return picture;
}

const even = (value: number): number => Math.max(2, 2 * Math.round(value / 2));
