/** The media tools by ffmpeg. Every argument is built here; a delivered name or tag never reaches a command line. */
import { mkdir, mkdtemp, open, realpath, rename, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ok, type Result, refuse } from '@duoping/kit';
import { isCutOff } from '../cut-off.ts';
import { type ProbeRefusal, readProbe } from '../probe.ts';
import type { MediaTools, ToolFailure } from '../tools.ts';
import {
  audioArguments,
  frameArguments,
  gridArguments,
  INPUT_FENCE,
  pictureArguments,
  videoArguments,
} from './ffmpeg-arguments.ts';
import type { FfmpegBinaries } from './ffmpeg-binaries.ts';
import { fileSource } from './files.ts';
import type { RunResult, Sandbox } from './sandbox.ts';

const PROBE_MS = 30_000;
const ENCODE_MS_PER_SECOND = 60_000; // the slowest encode that is still alive
const ENCODE_MS_AT_LEAST = 120_000;

export function ffmpegTools(binaries: FfmpegBinaries, sandbox: Sandbox): MediaTools {
  /** Runs ffmpeg in a folder of its own that holds `source` (a link) and, once it is done, `out`. */
  const encode = async (
    job: { from: string; to: string; durationSeconds: number; signal: AbortSignal; onSeconds?: (s: number) => void },
    args: readonly string[],
  ): Promise<Result<RunResult, ToolFailure>> =>
    inFolder(await emptied(`${job.to}.run`), job.from, async (cwd) => {
      const command = [binaries.ffmpeg, '-hide_banner', '-nostdin', '-nostats', '-progress', 'pipe:1', ...args];
      const timeoutMs = Math.max(ENCODE_MS_AT_LEAST, job.durationSeconds * ENCODE_MS_PER_SECOND);
      const onLine = (line: string): void => {
        const microseconds = Number(/^out_time_us=(\d+)$/.exec(line)?.[1] ?? Number.NaN);
        if (Number.isFinite(microseconds)) job.onSeconds?.(microseconds / 1e6);
      };
      const run = await sandbox.run(command, { cwd, timeoutMs, signal: job.signal, onLine });
      job.signal.throwIfAborted();
      if (run.ended === 'timed-out') return refuse({ kind: 'timed-out', detail: `No end after ${timeoutMs} ms` });
      if (run.ended !== 'exited' || run.code !== 0) return refuse({ kind: 'failed', detail: lastWords(run) });
      await rename(join(cwd, 'out'), job.to);
      return ok(run);
    });
  const done = (result: Result<RunResult, ToolFailure>): Result<void, ToolFailure> =>
    result.ok ? ok(undefined) : result;

  return {
    version: binaries.version,
    probe: (file, signal) => probe(file, { binaries, sandbox, signal }),
    encodeVideo: async (job) => done(await encode(job, videoArguments(job))),
    encodeAudio: async (job) => {
      const result = await encode(job, audioArguments(job));
      if (!result.ok) return result;
      const loudness = Number(/^\s+I:\s+(-?\d+\.\d) LUFS$/m.exec(result.value.stderr)?.[1] ?? Number.NaN);
      return ok(Number.isFinite(loudness) ? { loudnessLufs: loudness } : {});
    },
    frame: async (job) => done(await encode(job, frameArguments(job))),
    picture: async (job) => done(await encode(job, pictureArguments(job))),
    grid: async (job) => done(await encode(job, gridArguments(job))),
  };
}

async function probe(
  file: string,
  { binaries, sandbox, signal }: { binaries: FfmpegBinaries; sandbox: Sandbox; signal: AbortSignal },
): Promise<ReturnType<typeof readProbe>> {
  const { size } = await stat(file);
  if (size === 0) return refuse('empty');
  if (await cutOff(file)) return refuse('cut-off');
  const wanted = ['-v', 'error', '-print_format', 'json', '-show_format', '-show_streams'];
  const run = await inFolder(await mkdtemp(join(tmpdir(), 'duoping-probe-')), file, (cwd) =>
    sandbox.run([binaries.ffprobe, ...wanted, ...INPUT_FENCE, 'file:source'], { cwd, timeoutMs: PROBE_MS, signal }),
  );
  signal.throwIfAborted();
  const refusal = probeFailure(run);
  return refusal ? refuse(refusal) : readProbe(run.stdout);
}

function probeFailure({ ended, code }: RunResult): ProbeRefusal | undefined {
  if (ended === 'timed-out') return 'timed-out';
  if (ended === 'too-much-output') return 'too-many-tracks';
  return code === 0 ? undefined : 'not-media';
}

async function cutOff(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    return await isCutOff(await fileSource(handle));
  } finally {
    await handle.close();
  }
}

/** Puts the source into a folder under a name of ours; the folder goes afterwards, with all that a failed run left. */
async function inFolder<T>(cwd: string, source: string, run: (cwd: string) => Promise<T>): Promise<T> {
  try {
    await symlink(await realpath(source), join(cwd, 'source'));
    return await run(cwd);
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

/** A killed run leaves its folder; the next one begins anew. */
async function emptied(folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return folder;
}

const lastWords = ({ stderr, code }: RunResult): string =>
  `exit ${code}: ${stderr.trim().split('\n').slice(-3).join(' · ')}`.slice(0, 500);
