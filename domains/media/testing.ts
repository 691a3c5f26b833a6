/** For tests of this room and others: ffmpeg as it is found here, small synthetic films, and packages of them. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ContentKey } from '#keys';
import { unwrapKey } from '#keys';
import { keysInMemory, repeatableRandom, testKeyring } from '../keys/testing.ts';
import { ffmpegTools } from './adapters/ffmpeg.ts';
import { type FfmpegBinaries, findFfmpeg } from './adapters/ffmpeg-binaries.ts';
import { folderStore } from './adapters/files.ts';
import { detectSandbox, type Sandbox } from './adapters/sandbox.ts';
import { localFiles } from './adapters/source-files.ts';
import type { Asset } from './asset.ts';
import { type MediaJob, type MediaPorts, packageAsset } from './package-asset.ts';

/** ffmpeg by FFMPEG_PATH or PATH; undefined where there is none, and then tests say so and skip. */
export function ffmpegHere(): { binaries: FfmpegBinaries; sandbox: Sandbox } | undefined {
  const { FFMPEG_PATH: ffmpegPath, PATH: searchPath = '' } = process.env;
  const found = findFfmpeg({ searchPath, ...(ffmpegPath ? { ffmpegPath } : {}) });
  return found.ok ? { binaries: found.value, sandbox: detectSandbox() } : undefined;
}

export interface FilmWish {
  readonly size?: string;
  readonly seconds?: number;
  readonly fps?: number;
  /** Hertz of its tone; null is a silent film. */
  readonly tone?: number | null;
}

/** Makes `<folder>/<name>`: moving test picture and a tone. The container follows the name's ending. */
export function makeFilm(folder: string, name: string, wish: FilmWish = {}): string {
  const { size = '640x360', seconds = 5, fps = 25, tone = 440 } = wish;
  const file = join(folder, name);
  const sound = tone === null ? [] : ['-f', 'lavfi', '-i', `sine=${tone}:d=${seconds}:r=48000`];
  const picture = ['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=${fps}:d=${seconds}`];
  const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-shortest'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...picture, ...sound, ...codecs, '-movflags', '+faststart', file]);
  return file;
}

export function makeTone(folder: string, name: string, { hertz, seconds }: { hertz: number; seconds: number }): string {
  const file = join(folder, name);
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', `sine=${hertz}:d=${seconds}:r=48000`, file]);
  return file;
}

/** Packages into `<folder>/<asset id>`; keys are kept in memory and given back in the clear. */
export async function packageHere(
  folder: string,
  job: Partial<MediaJob> & { file: string },
  changes: Partial<MediaPorts> = {},
): Promise<{ asset: Asset; keys: readonly ContentKey[]; folder: string }> {
  const here = ffmpegHere();
  if (!here) throw new Error('ffmpeg is needed');
  const { ports, keysFor } = mediaPorts(folder, here);
  const whole: MediaJob = { owner: 'partner', audio: [], text: [], scheme: 'cbcs', ...job };
  const result = await packageAsset({ ...ports, ...changes }, whole, new AbortController().signal);
  if (!result.ok) throw new Error(JSON.stringify(result.reason));
  const asset = result.value;
  return { asset, keys: await keysFor(asset.id), folder: join(folder, asset.id) };
}

/** Real tools and folders; keys in memory. Work lies in `<folder>/work`. */
export function mediaPorts(folder: string, { binaries, sandbox }: { binaries: FfmpegBinaries; sandbox: Sandbox }) {
  const work = join(folder, 'work');
  mkdirSync(work, { recursive: true });
  const keys = { store: keysInMemory(), ring: testKeyring(), random: repeatableRandom(folder) };
  const ports: MediaPorts = {
    tools: ffmpegTools(binaries, sandbox),
    files: localFiles(work),
    keys,
    store: (asset) => folderStore(join(folder, asset)),
    onProgress: () => {},
  };
  const keysFor = async (asset: string): Promise<readonly ContentKey[]> =>
    (await keys.store.find(asset)).map((wrapped) => {
      const opened = unwrapKey(wrapped, keys.ring);
      if (!opened.ok) throw new Error(opened.reason);
      return opened.value;
    });
  return { ports, keysFor, work };
}
