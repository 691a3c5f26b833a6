/** Finds ffmpeg and ffprobe and asks them what they can do. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { ok, type Result, refuse } from '@duoping/kit';

export interface FfmpegBinaries {
  readonly ffmpeg: string;
  readonly ffprobe: string;
  readonly version: string;
}

/** `message` is for people and names the mend. */
export interface FfmpegMissing {
  readonly reason: 'not-found' | 'too-old' | 'no-encoders';
  readonly message: string;
}

const OLDEST = 5;
const MEND = 'On Debian and Ubuntu: apt-get install -y --no-install-recommends ffmpeg';

/** `ffmpegPath` (the FFMPEG_PATH setting) comes first, then `searchPath` (PATH). ffprobe must stand beside ffmpeg. */
export function findFfmpeg(where: { ffmpegPath?: string; searchPath?: string }): Result<FfmpegBinaries, FfmpegMissing> {
  const candidates = where.ffmpegPath
    ? [where.ffmpegPath]
    : (where.searchPath ?? '')
        .split(delimiter)
        .filter(isAbsolute)
        .map((folder) => join(folder, 'ffmpeg'));
  const ffmpeg = candidates.find(isProgram);
  const ffprobe = ffmpeg && join(dirname(ffmpeg), 'ffprobe');
  if (!ffmpeg || !ffprobe || !isProgram(ffprobe)) {
    const message = `ffmpeg and ffprobe were not found${where.ffmpegPath ? ` at ${where.ffmpegPath}` : ''}. ${MEND}`;
    return refuse({ reason: 'not-found', message });
  }
  const version = /^ffmpeg version (\S+)/.exec(output(ffmpeg, '-version'))?.[1] ?? '';
  const major = Number(/^n?(\d+)/.exec(version)?.[1] ?? 0);
  const dated = version.startsWith('N-'); // built from the development branch
  if (major < OLDEST && !dated)
    return refuse({ reason: 'too-old', message: `ffmpeg ${version} is older than ${OLDEST}. ${MEND}` });
  const missing = missingFeatures(ffmpeg);
  if (missing.length > 0)
    return refuse({ reason: 'no-encoders', message: `ffmpeg ${version} lacks ${missing.join(', ')}. ${MEND}` });
  return ok({ ffmpeg, ffprobe, version });
}

function missingFeatures(ffmpeg: string): string[] {
  const encoders = output(ffmpeg, '-hide_banner', '-encoders');
  const muxer = output(ffmpeg, '-hide_banner', '-h', 'muxer=mp4');
  return [
    ...['libx264', 'aac', 'mjpeg'].filter((name) => !new RegExp(`^ [VA]\\S{5} ${name} `, 'm').test(encoders)),
    ...(/^\s+cmaf\s/m.test(muxer) ? [] : ['the mp4 muxer’s cmaf flag']),
  ];
}

const output = (program: string, ...args: string[]): string =>
  spawnSync(program, args, { encoding: 'utf8', timeout: 10_000 }).stdout ?? '';

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // not there or not ours to run: the next candidate
  }
}
