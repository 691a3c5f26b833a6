/** Runs ffmpeg as a child process: no shell, no questions, its own words as the cause when it fails. */
import { spawn } from 'node:child_process';

export interface FfmpegRun {
  readonly ffmpeg: string;
  readonly args: readonly string[];
  readonly signal?: AbortSignal | undefined;
  /** Frames encoded so far; told about twice a second. */
  readonly onFrames?: (frames: number) => void;
}

/** Resolves when ffmpeg has ended well; throws with the end of its log when it hasn't. */
export function runFfmpeg({ ffmpeg, args, signal, onFrames }: FfmpegRun): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const child = spawn(
    ffmpeg,
    ['-hide_banner', '-nostdin', '-loglevel', 'error', '-y', '-progress', 'pipe:1', ...args],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal ? { signal } : {}),
    },
  );
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString('utf8')).slice(-4000);
  });
  child.stdout.on('data', (chunk: Buffer) => {
    const frames = [...chunk.toString('utf8').matchAll(/^frame=\s*(\d+)/gm)].at(-1)?.[1];
    if (frames !== undefined) onFrames?.(Number(frames));
  });
  child.on('error', reject);
  child.on('close', (code) => {
    if (code === 0) resolve();
    else reject(new Error(`ffmpeg ended with ${code}: ${log.trim()}`));
  });
  return promise;
}
