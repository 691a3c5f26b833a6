/** A film's sound in one language, music under a synthetic voice, and the subtitles that say the same. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Spoken, Work } from '../works.ts';
import { runFfmpeg } from './run-ffmpeg.ts';

const VOICES = new URL('../voices/', import.meta.url);
const CUE_SECONDS = 4.5;

export interface SoundJob {
  readonly work: Work;
  readonly language: Spoken;
  /** The music as WAV. */
  readonly music: string;
  readonly file: string;
  readonly ffmpeg: string;
  readonly signal?: AbortSignal | undefined;
}

export async function mixSound({ work, language, music, file, ffmpeg, signal }: SoundJob): Promise<void> {
  const voices = work.lines.map((_, at) => fileURLToPath(new URL(`${work.slug}-${at}.${language}.opus`, VOICES)));
  const placed = work.lines.map(
    ({ at }, index) =>
      `[${index + 1}:a]aresample=48000,volume=2.2,adelay=${at * 1000}:all=1,apad,pan=stereo|c0=c0|c1=c0[v${index}]`,
  );
  const mix = `[0:a]aresample=48000,volume=0.8[m];${placed.map((filter) => `${filter};`).join('')}[m]${voices.map((_, at) => `[v${at}]`).join('')}amix=inputs=${voices.length + 1}:duration=first:normalize=0,alimiter=limit=0.9[a]`;
  await runFfmpeg({
    ffmpeg,
    args: [
      ...['-i', music, ...voices.flatMap((voice) => ['-i', voice])],
      ...[
        '-filter_complex',
        mix,
        '-map',
        '[a]',
        '-c:a',
        'aac',
        '-b:a',
        '128k',
        '-metadata:s:a:0',
        `language=${language === 'en' ? 'eng' : 'zho'}`,
      ],
      ...['-fflags', '+bitexact', '-flags:a', '+bitexact', '-movflags', '+faststart', '-f', 'mp4', file],
    ],
    signal,
  });
}

/** WebVTT with one cue a line. */
export function subtitles(work: Work, language: Spoken): string {
  const cues = work.lines.map(
    (line, at) => `${at + 1}\n${stamp(line.at)} --> ${stamp(line.at + CUE_SECONDS)}\n${line[language]}\n`,
  );
  return `WEBVTT\n\n${cues.join('\n')}`;
}

export const writeSubtitles = (work: Work, language: Spoken, file: string): Promise<void> =>
  writeFile(file, subtitles(work, language));

function stamp(seconds: number): string {
  const at = new Date(seconds * 1000).toISOString();
  return at.slice(11, 23);
}
